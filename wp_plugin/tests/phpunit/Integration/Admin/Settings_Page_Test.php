<?php
/**
 * The page in wp-admin, as a browser sees it.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Integration\Admin;

use WP_Wingman\Connection\Connection_Store;
use WP_Wingman\Connection\Status;
use WP_Wingman\Storage\Options;
use WP_Wingman\Tests\Fixtures\Http_Test_Case;

final class Settings_Page_Test extends Http_Test_Case {

	private const PAGE    = '/wp-admin/options-general.php?page=wp-wingman';
	private const ACTIONS = array( 'wp_wingman_pair', 'wp_wingman_send', 'wp_wingman_capabilities', 'wp_wingman_disconnect' );

	private array $users = array();

	protected function tearDown(): void {
		require_once ABSPATH . 'wp-admin/includes/user.php';
		array_map( 'wp_delete_user', $this->users );
		parent::tearDown();
	}

	public function test_an_administrator_connects_and_disconnects_the_site(): void {
		$this->plugin->connections()->forget();
		$this->let_code_be_used_again();
		$cookies = $this->cookies_of( 'administrator' );
		$page    = $this->get( self::PAGE, $cookies );
		$this->assertStringContainsString( 'Connect this site', $page );

		$page = $this->submit( $page, 'wp_wingman_pair', array( 'connection_string' => $this->connection_string() ), $cookies );
		$this->assertStringContainsString( 'Connected to Example Agency. The first report has been sent.', $page );
		$this->assertSame( 'pairing', $this->wait_for( 'snapshot' )[0]['reason'] );

		$page = $this->submit( $page, 'wp_wingman_disconnect', array(), $cookies );
		$this->assertStringContainsString( 'Disconnected.', $page );
		$this->assertSame( array(), Options::fresh( Options::CONNECTION ) );
	}

	public function test_a_wrong_code_is_explained_and_escaped(): void {
		$this->plugin->connections()->forget();
		$cookies = $this->cookies_of( 'administrator' );

		$page = $this->submit( $this->get( self::PAGE, $cookies ), 'wp_wingman_pair', array( 'connection_string' => str_replace( '#0', '#1', $this->connection_string() ) ), $cookies );
		$this->assertStringContainsString( 'The dashboard does not know this code.', $page );

		$page = $this->submit( $page, 'wp_wingman_pair', array( 'connection_string' => 'https://"><script>alert(1)</script>#x' ), $cookies );
		$this->assertStringNotContainsString( '<script>alert', $page );
	}

	public function test_send_now_sends_a_report_and_fetches_commands(): void {
		$cookies = $this->cookies_of( 'administrator' );
		$this->platform->queue( $this->platform->envelope( 'ping' ) );

		$page = $this->submit( $this->get( self::PAGE, $cookies ), 'wp_wingman_send', array(), $cookies );

		$this->assertStringContainsString( 'The report has been sent.', $page );
		$this->assertSame( 'manual', $this->wait_for( 'snapshot' )[0]['reason'] );
		$this->assertSame( 'succeeded', $this->wait_for( 'result' )[0]['status'] );
	}

	public function test_the_owner_decides_what_the_agency_may_do(): void {
		$cookies = $this->cookies_of( 'administrator' );

		$this->submit( $this->get( self::PAGE, $cookies ), 'wp_wingman_capabilities', array( 'capabilities' => array( 'read', 'everything' ) ), $cookies );

		wp_cache_flush();
		$this->assertSame( array( 'read' => true, 'keys' => false, 'connection' => false ), $this->plugin->capabilities()->switches() );
	}

	public function test_a_copied_site_asks_what_to_do(): void {
		$this->pretend_to_be_paired_elsewhere();
		$cookies = $this->cookies_of( 'administrator' );

		$this->assertStringContainsString( 'this looks like a copy of another site', $this->get( self::PAGE, $cookies ) );
		$this->assertStringContainsString( 'Is it a copy?', $this->get( '/wp-admin/index.php', $cookies ) );
	}

	public function test_a_dead_cron_is_pointed_out(): void {
		$cookies = $this->cookies_of( 'administrator' );
		$this->assertStringNotContainsString( 'Scheduled tasks of this site are not running', $this->get( self::PAGE, $cookies ) );

		$connection              = Options::fresh( Options::CONNECTION );
		$connection['paired_at'] = time() - 3600;
		Options::set( Options::CONNECTION, $connection );

		$this->assertStringContainsString( 'Scheduled tasks of this site are not running', $this->get( self::PAGE, $cookies ) );
		$this->plugin->status()->set( array( Status::LAST_TICK_AT => time() ) );
		$this->assertStringNotContainsString( 'Scheduled tasks of this site are not running', $this->get( self::PAGE, $cookies ) );
	}

	/** @dataProvider lower_roles */
	public function test_nobody_else_sees_the_page_or_can_press_its_buttons( ?string $role ): void {
		$cookies = null === $role ? array() : $this->cookies_of( $role );
		$before  = Options::fresh( Options::CONNECTION );

		$this->assertContains( $this->raw( 'GET', self::PAGE, $cookies )['status'], array( 302, 403 ) );
		foreach ( self::ACTIONS as $action ) {
			foreach ( array( 'POST', 'GET' ) as $method ) {
				$answer = $this->raw( $method, "/wp-admin/admin-post.php?action=$action", $cookies, array( 'action' => $action, '_wpnonce' => wp_create_nonce( $action ), 'connection_string' => $this->connection_string() ) );
				// Without a login WordPress offers no such action at all.
				$this->assertContains( $answer['status'], null === $role ? array( 200, 302, 400, 403 ) : array( 403 ), "$method $action" );
			}
		}

		$this->assertSame( $before, Options::fresh( Options::CONNECTION ) );
		$this->assertSame( array(), Options::fresh( Options::CAPABILITIES ) );
		$this->assertSame( array(), $this->platform->received( 'snapshot' ) );
	}

	public function lower_roles(): array {
		return array(
			'editor'      => array( 'editor' ),
			'author'      => array( 'author' ),
			'contributor' => array( 'contributor' ),
			'subscriber'  => array( 'subscriber' ),
			'visitor'     => array( null ),
		);
	}

	public function test_an_administrator_without_the_nonce_of_the_form_is_refused(): void {
		$cookies = $this->cookies_of( 'administrator' );
		foreach ( self::ACTIONS as $action ) {
			foreach ( array( '', 'wrong', '0' ) as $nonce ) {
				$answer = $this->raw( 'POST', '/wp-admin/admin-post.php', $cookies, array( 'action' => $action, '_wpnonce' => $nonce ) );
				$this->assertSame( 403, $answer['status'], $action );
			}
		}

		$this->assertNotSame( array(), Options::fresh( Options::CONNECTION ) );
		$this->assertSame( array(), $this->platform->received( 'snapshot' ) );
	}

	public function test_logins_are_counted_by_role_and_failures_without_names(): void {
		$this->cookies_of( 'editor' );
		$this->raw( 'POST', '/wp-login.php', array(), array( 'log' => 'somebody', 'pwd' => 'wrong' ) );
		$activity = $this->plugin->activity();

		$this->assertSame( array( 'editor' ), array_column( $activity->latest_logins_by_role(), 'role' ) );
		$this->assertSame( 1, $activity->count( 'failed_login', time() - 60 ) );
		$this->assertStringNotContainsString( 'somebody', (string) wp_json_encode( $GLOBALS['wpdb']->get_results( 'SELECT * FROM ' . \WP_Wingman\Storage\Tables::activity() ) ) );
	}

	/** Presses the button of a form of the page and returns the page after it. */
	private function submit( string $page, string $action, array $fields, array $cookies ): string {
		$this->assertSame( 1, preg_match( '#name="action" value="' . $action . '">\s*<input type="hidden" id="_wpnonce" name="_wpnonce" value="(\w+)"#', $page, $nonce ), "There is no form $action." );
		$answer = $this->raw( 'POST', '/wp-admin/admin-post.php', $cookies, $fields + array( 'action' => $action, '_wpnonce' => $nonce[1] ) );
		$this->assertSame( 302, $answer['status'] );

		return $this->get( self::PAGE, $cookies );
	}

	private function get( string $path, array $cookies ): string {
		$answer = $this->raw( 'GET', $path, $cookies );
		$this->assertSame( 200, $answer['status'] );

		return $answer['body'];
	}

	private function raw( string $method, string $path, array $cookies, array $fields = array() ): array {
		$headers = array( 'Cookie' => implode( '; ', $cookies ) );
		$body    = 'POST' === $method ? http_build_query( $fields ) : '';
		if ( 'POST' === $method ) {
			$headers['Content-Type'] = 'application/x-www-form-urlencoded';
		}

		return $this->request( $method, $path, $body, $headers );
	}

	/** Signs a new user of this role in. */
	private function cookies_of( string $role ): array {
		$name          = 'wingman-' . $role . '-' . wp_generate_password( 6, false );
		$this->users[] = wp_insert_user( array( 'user_login' => $name, 'user_pass' => 'pass-1', 'user_email' => "$name@example.test", 'role' => $role ) );
		$answer        = $this->raw( 'POST', '/wp-login.php', array( 'wordpress_test_cookie=WP%20Cookie%20check' ), array( 'log' => $name, 'pwd' => 'pass-1', 'testcookie' => '1' ) );
		$this->assertSame( 302, $answer['status'] );

		return array_map(
			static function ( string $cookie ): string {
				return (string) strtok( $cookie, ';' );
			},
			(array) $answer['headers']['set-cookie']
		);
	}

	private function pretend_to_be_paired_elsewhere(): void {
		$connection             = Options::fresh( Options::CONNECTION );
		$connection['home_url'] = 'https://original.example';
		Options::set( Options::CONNECTION, $connection );
		$this->assertSame( Connection_Store::MOVED, $this->plugin->connections()->state() );
	}
}
