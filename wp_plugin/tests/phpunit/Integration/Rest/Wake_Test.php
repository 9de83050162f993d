<?php
/**
 * Being woken over HTTP.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Integration\Rest;

use WP_Wingman\Connection\Status;
use WP_Wingman\Installation\Loader_File;
use WP_Wingman\Storage\Options;
use WP_Wingman\Storage\Tables;
use WP_Wingman\Tests\Fixtures\Http_Test_Case;

final class Wake_Test extends Http_Test_Case {

	protected function setUp(): void {
		parent::setUp();
		Loader_File::install();
	}

	public function test_a_wake_call_brings_the_command_its_run_and_a_signed_result(): void {
		$this->platform->queue( $this->platform->envelope( 'ping' ) );

		$answer = $this->wake();

		$this->assertSame( array( 202, '{"ok":true}' ), array( $answer['status'], $answer['body'] ) );
		$result = $this->wait_for( 'result' )[0];
		$this->assertSame( 'succeeded', $result['status'] );
		$this->assertSame( $GLOBALS['wp_version'], $result['output']['wordpress_version'] );
		$this->assertSame( 'AAAAAAAAAAAAAAAAAAAAAA', $this->last_received( 'pull' )['wake'] );
	}

	public function test_pretty_addresses_work_too(): void {
		$answer = $this->wake( '/wp-json/wp-wingman/v1/wake' );

		$this->assertSame( array( 202, '{"ok":true}' ), array( $answer['status'], $answer['body'] ) );
		$this->wait_for( 'pull' );
	}

	public function test_a_refresh_sends_a_snapshot_of_the_whole_site(): void {
		$this->plant_plugin( 'neighbour', '' );
		$this->platform->queue( $this->platform->envelope( 'refresh' ) );

		$this->wake();

		$this->assertSame( 'succeeded', $this->wait_for( 'result' )[0]['status'] );
		$snapshot = $this->last_received( 'snapshot' );
		$active   = array_column( $snapshot['inventory']['plugins'], 'active', 'file' );
		$this->assertSame( 'command', $snapshot['reason'] );
		$this->assertTrue( $active['neighbour.php'], 'The sandbox must not show in the report.' );
	}

	public function test_the_sandbox_and_a_full_request_report_the_same_inventory(): void {
		$this->plant_plugin( 'neighbour', '' );
		// The first tick ends with the slow tests of Site Health; the second reports them.
		for ( $tick = 0; $tick < 2; $tick++ ) {
			Options::fresh( Options::STATUS );
			$this->plugin->status()->set( array( Status::NEXT_SNAPSHOT_AT => 0 ) );
			$this->run_cron();
		}
		$this->platform->queue( $this->platform->envelope( 'refresh' ) );
		$this->let_the_next_wake_pull();

		$this->wake();

		list( , $in_cron, $in_sandbox ) = $this->wait_for( 'snapshot', 3 );
		// The last may come as its hash alone: then the platform has seen that it is the same.
		$this->assertEquals( $in_cron['inventory'], $in_sandbox['inventory'] ?? $in_cron['inventory'] );
		$this->assertSame( $in_cron['inventory_hash'], $in_sandbox['inventory_hash'] );
	}

	/** The rate limit is one pull in ten seconds; tests have no time for that. */
	private function let_the_next_wake_pull(): void {
		global $wpdb;
		$wpdb->query( 'DELETE FROM `' . Tables::counters() . "` WHERE name = 'last_pull'" );
	}

	/** @dataProvider broken_neighbours */
	public function test_a_site_that_another_plugin_crashes_still_answers_and_says_why( string $code ): void {
		$this->plant_plugin( 'broken', $code );
		$this->assertSame( 500, $this->request( 'GET', '/' )['status'] );
		$this->platform->queue( $this->platform->envelope( 'refresh' ) );

		$answer = $this->wake();

		$this->assertSame( array( 202, '{"ok":true}' ), array( $answer['status'], $answer['body'] ) );
		$this->assertSame( 'succeeded', $this->wait_for( 'result' )[0]['status'] );
		$errors = $this->last_received( 'snapshot' )['vitals']['fatal_errors'];
		$this->assertGreaterThanOrEqual( 1, $errors['count_24h'] );
		$this->assertSame( 'wp-content/plugins/broken.php', $errors['last'][0]['file'] );
	}

	public function broken_neighbours(): array {
		return array(
			'calls what is not there' => array( 'not_a_function_anywhere();' ),
			'is not PHP'              => array( 'function ( {' ),
			'throws'                  => array( 'throw new RuntimeException( "broken" );' ),
			'throws later'            => array( 'add_action( "init", static function () { throw new Error( "broken" ); } );' ),
			'eats all memory'         => array( '$x = str_repeat( "x", 400 * 1024 * 1024 );' ),
		);
	}

	public function test_a_neighbour_that_hides_the_rest_api_does_not_hide_this_site(): void {
		$this->plant_plugin( 'closed', 'add_filter( "rest_authentication_errors", static function () { return new WP_Error( "closed", "", array( "status" => 401 ) ); } );' );

		$this->assertSame( 202, $this->wake()['status'] );
		$this->wait_for( 'pull' );
	}

	public function test_many_wake_calls_make_one_pull(): void {
		for ( $call = 0; $call < 5; $call++ ) {
			$this->assertSame( '{"ok":true}', $this->wake()['body'] );
		}
		$this->wait_for( 'pull' );
		usleep( 500000 );

		$this->assertCount( 1, $this->platform->received( 'pull' ) );
	}

	public function test_a_second_command_right_after_the_first_waits_for_its_turn(): void {
		$this->platform->queue( $this->platform->envelope( 'ping' ) );
		$this->wake();
		$this->wait_for( 'result' );
		$this->platform->queue( $this->platform->envelope( 'ping' ) );

		$started  = microtime( true );
		$answer   = $this->wake();
		$answered = microtime( true ) - $started;

		$this->assertSame( '{"ok":true}', $answer['body'] );
		$this->assertLessThan( 5, $answered, 'The caller does not wait with it.' );
		$this->wait_for( 'result', 2 );
	}

	/** @dataProvider junk */
	public function test_junk_gets_the_same_answer_and_no_pull( string $body ): void {
		$answer = $this->request( 'POST', '/?rest_route=/wp-wingman/v1/wake', $body, array( 'Content-Type' => 'application/json' ) );
		usleep( 300000 );

		$this->assertSame( array( 202, '{"ok":true}' ), array( $answer['status'], $answer['body'] ) );
		$this->assertSame( array(), $this->platform->received( 'pull' ) );
	}

	public function junk(): array {
		return array(
			'nothing'           => array( '' ),
			'no JSON'           => array( 'token=AAAAAAAAAAAAAAAAAAAAAA' ),
			'a number'          => array( '{"token":1}' ),
			'a list'            => array( '{"token":["AAAAAAAAAAAAAAAAAAAAAA"]}' ),
			'too short'         => array( '{"token":"AAAA"}' ),
			'with a line break' => array( '{"token":"AAAAAAAAAAAAAAAAAAAAAA\n"}' ),
			'large'             => array( '{"token":"' . str_repeat( 'A', 100000 ) . '"}' ),
			'deep'              => array( str_repeat( '{"token":', 500 ) . '1' . str_repeat( '}', 500 ) ),
			'invalid UTF-8'     => array( "{\"token\":\"\xff\xfe\"}" ),
		);
	}

	public function test_without_the_loader_the_route_of_the_plugin_answers_with_the_same_bytes(): void {
		Loader_File::remove();
		$this->platform->queue( $this->platform->envelope( 'ping' ) );

		$answer = $this->wake();

		$this->assertSame( array( 202, '{"ok":true}' ), array( $answer['status'], $answer['body'] ) );
		$this->assertSame( 'succeeded', $this->wait_for( 'result' )[0]['status'] );
	}

	/** @dataProvider loaders */
	public function test_a_site_that_is_not_connected_has_no_such_route( bool $has_loader ): void {
		$has_loader ? Loader_File::install() : Loader_File::remove();
		$this->plugin->connections()->forget();

		$this->assertSame( 404, $this->wake()['status'] );
	}

	/** @dataProvider loaders */
	public function test_other_methods_do_nothing( bool $has_loader ): void {
		$has_loader ? Loader_File::install() : Loader_File::remove();
		foreach ( array( 'GET', 'PUT', 'DELETE' ) as $method ) {
			$this->assertSame( 404, $this->request( $method, '/?rest_route=/wp-wingman/v1/wake' )['status'] );
		}
		usleep( 300000 );

		$this->assertSame( array(), $this->platform->received( 'pull' ) );
	}

	public function loaders(): array {
		return array(
			'with the loader'    => array( true ),
			'without the loader' => array( false ),
		);
	}

	/** @dataProvider other_doors */
	public function test_the_wake_address_never_switches_plugins_off_for_another_door( string $path, string $body ): void {
		$this->plant_plugin( 'guard', 'add_action( "init", static function () { header( "X-Guard: on" ); }, 0 );' );

		$answer = $this->request( 'POST', $path, $body, array( 'Content-Type' => 'application/x-www-form-urlencoded' ) );

		$this->assertSame( 'on', $answer['headers']['x-guard'] ?? 'off', 'The security plugin was left out.' );
	}

	public function other_doors(): array {
		return array(
			'login'      => array( '/wp-login.php?rest_route=/wp-wingman/v1/wake', 'log=admin&pwd=wrong' ),
			'xmlrpc'     => array( '/xmlrpc.php?rest_route=/wp-wingman/v1/wake', '<methodCall><methodName>system.listMethods</methodName></methodCall>' ),
			'admin-ajax' => array( '/wp-admin/admin-ajax.php?rest_route=/wp-wingman/v1/wake', 'action=heartbeat' ),
			'admin-post' => array( '/wp-admin/admin-post.php?rest_route=/wp-wingman/v1/wake', 'action=x' ),
			'wp-admin'   => array( '/wp-admin/index.php?rest_route=/wp-wingman/v1/wake', 'x=1' ),
		);
	}

	public function test_every_file_of_the_plugin_is_mute_when_called_directly(): void {
		$root = WP_PLUGIN_DIR . '/wp-wingman';
		foreach ( new \RecursiveIteratorIterator( new \RecursiveDirectoryIterator( $root, \FilesystemIterator::SKIP_DOTS ) ) as $file ) {
			if ( 'php' === $file->getExtension() ) {
				$path = '/wp-content/plugins/wp-wingman' . substr( $file->getPathname(), strlen( $root ) );
				$this->assertSame( '', $this->request( 'GET', $path )['body'], $path );
			}
		}
	}
}
