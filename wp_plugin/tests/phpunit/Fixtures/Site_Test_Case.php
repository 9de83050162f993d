<?php
/**
 * Base of the tests that need a WordPress and a platform.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Fixtures;

use PHPUnit\Framework\TestCase;
use WP_Wingman\Connection\Connection_String;
use WP_Wingman\Installation\Installer;
use WP_Wingman\Plugin;
use WP_Wingman\Storage\Options;
use WP_Wingman\Storage\Tables;

abstract class Site_Test_Case extends TestCase {

	protected const CODE   = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
	protected const ORIGIN = 'https://wingman.example';

	protected Fake_Platform $platform;
	protected Plugin $plugin;

	/** Requests that left for the platform in this test. */
	protected int $requests = 0;

	protected function setUp(): void {
		parent::setUp();
		// Each test is a request of its own: budgets of time count from here.
		$_SERVER['REQUEST_TIME_FLOAT'] = microtime( true );
		$this->forget_everything();
		$this->plugin   = new Plugin( WP_WINGMAN_DIRECTORY . '/wp-wingman.php' );
		$this->platform = new Fake_Platform( sys_get_temp_dir() . '/wp-wingman-platform-' . getmypid() . '.json' );
		$this->platform->reset( static::ORIGIN, self::CODE );
		add_filter( 'pre_http_request', array( $this, 'deliver' ), 10, 3 );
	}

	protected function tearDown(): void {
		remove_filter( 'pre_http_request', array( $this, 'deliver' ), 10 );
		foreach ( glob( sys_get_temp_dir() . '/wp-wingman-platform-' . getmypid() . '.json*' ) as $file ) {
			unlink( $file );
		}
		$this->forget_everything();
		parent::tearDown();
	}

	/** Like an uninstall, but the tables stay: making them anew for each test takes longer than the test. */
	private function forget_everything(): void {
		global $wpdb;
		Tables::create();
		foreach ( Tables::all() as $table ) {
			$wpdb->query( "DELETE FROM `$table`" );
		}
		foreach ( ( new \ReflectionClass( Options::class ) )->getConstants() as $option ) {
			delete_option( $option );
		}
		Installer::unschedule();
		wp_cache_flush();
	}

	/** Lets requests to the platform's origin reach the fake one in this process. */
	public function deliver( $response, array $arguments, string $url ) {
		if ( false !== $response || 0 !== strpos( $url, static::ORIGIN . '/' ) ) {
			return $response;
		}
		++$this->requests;
		$headers = array_change_key_case( $arguments['headers'] );

		list( $status, $answer ) = $this->platform->answer( $arguments['method'], (string) parse_url( $url, PHP_URL_PATH ), $headers, (string) $arguments['body'] );
		if ( 0 === $status ) {
			return new \WP_Error( 'http_request_failed', 'Connection timed out.' );
		}

		return array(
			'response' => array( 'code' => $status, 'message' => '' ),
			'body'     => wp_json_encode( $answer ),
			'headers'  => $answer['_headers'] ?? array(),
			'cookies'  => array(),
			'filename' => null,
		);
	}

	protected function pair(): void {
		$this->plugin->pairing()->pair( Connection_String::parse( static::ORIGIN . '#' . self::CODE, '' ) );
	}

	/** An envelope as it comes out of the JSON of an answer. */
	protected function decoded( array $envelope ) {
		return json_decode( (string) json_encode( $envelope ) );
	}

	protected function last_received( string $kind ): array {
		$all = $this->platform->received( $kind );
		$this->assertNotEmpty( $all, "The platform received no $kind." );

		return end( $all )['message'];
	}

	/** Everything in the database, except what this request's own cron lock or transients may touch. */
	protected function database_digest(): string {
		global $wpdb;
		$digest = '';
		foreach ( $wpdb->get_col( 'SHOW TABLES' ) as $table ) {
			$rows = $wpdb->get_results( "SELECT * FROM `$table`", ARRAY_A );
			sort( $rows );
			$digest .= $table . md5( serialize( $rows ) ) . "\n";
		}

		return $digest;
	}

	/** Every file below the site, by path, size and time of change. */
	protected function files_digest(): string {
		$digest = array();
		foreach ( new \RecursiveIteratorIterator( new \RecursiveDirectoryIterator( ABSPATH, \FilesystemIterator::SKIP_DOTS ) ) as $file ) {
			if ( 'debug.log' !== $file->getFilename() ) {
				$digest[] = $file->getPathname() . '|' . $file->getSize() . '|' . $file->getMTime();
			}
		}
		sort( $digest );

		return hash( 'sha256', implode( "\n", $digest ) );
	}

	protected function status_option( string $name ) {
		return Options::fresh( Options::STATUS )[ $name ] ?? null;
	}
}
