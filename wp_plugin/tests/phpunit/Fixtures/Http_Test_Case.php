<?php
/**
 * Base of the tests over real sockets: a served WordPress and a served platform.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Fixtures;

use WP_Wingman\Connection\Connection_String;
use WP_Wingman\Reporting\Tick;

abstract class Http_Test_Case extends Site_Test_Case {

	private static ?Web_Server $site_server     = null;
	private static ?Web_Server $platform_server = null;
	private static string $platform_address     = '';
	private static string $state_file           = '';

	/** Files a test put into the site. */
	private array $planted = array();

	public static function setUpBeforeClass(): void {
		parent::setUpBeforeClass();
		self::$state_file       = sys_get_temp_dir() . '/wp-wingman-platform-' . getmypid() . '.json';
		self::$platform_address = Web_Server::free_address();
		self::$platform_server  = new Web_Server();
		self::$platform_server->start( self::$platform_address, __DIR__, __DIR__ . '/platform_router.php', array( 'WINGMAN_FAKE_PLATFORM_STATE' => self::$state_file ) );

		$home = wp_parse_url( get_option( 'home' ) );
		if ( ! Web_Server::is_listening( $home['host'] . ':' . $home['port'] ) ) {
			self::$site_server = new Web_Server();
			self::$site_server->start( $home['host'] . ':' . $home['port'], rtrim( ABSPATH, '/' ), __DIR__ . '/wordpress_router.php' );
		}
	}

	public static function tearDownAfterClass(): void {
		foreach ( array( self::$platform_server, self::$site_server ) as $server ) {
			if ( null !== $server ) {
				$server->stop();
			}
		}
		self::$platform_server = null;
		self::$site_server     = null;
		parent::tearDownAfterClass();
	}

	protected function setUp(): void {
		parent::setUp();
		$this->let_code_be_used_again();
		$this->plugin->pairing()->pair( Connection_String::parse( $this->connection_string(), '' ) );
	}

	protected function tearDown(): void {
		foreach ( $this->planted as $path ) {
			unlink( $path );
		}
		$this->planted = array();
		update_option( 'active_plugins', array( 'wp-wingman/wp-wingman.php' ) );
		parent::tearDown();
	}

	protected function connection_string(): string {
		return 'http://' . self::$platform_address . '#' . self::CODE;
	}

	protected function let_code_be_used_again(): void {
		$this->platform->reset( 'http://' . self::$platform_address, self::CODE );
	}

	/** Installs and activates a plugin with this code. */
	protected function plant_plugin( string $name, string $code ): void {
		$path = WP_PLUGIN_DIR . "/$name.php";
		file_put_contents( $path, "<?php\n/* Plugin Name: $name */\n$code\n" );
		$this->planted[] = $path;
		update_option( 'active_plugins', array( "$name.php", 'wp-wingman/wp-wingman.php' ) );
	}

	/** @return array{status: int, body: string, headers: mixed} */
	protected function request( string $method, string $path, string $body = '', array $headers = array() ): array {
		$response = wp_remote_request(
			get_option( 'home' ) . $path,
			array(
				'method'      => $method,
				'body'        => $body,
				'headers'     => $headers,
				'timeout'     => 30,
				'redirection' => 0,
			)
		);
		$this->assertNotInstanceOf( \WP_Error::class, $response, is_wp_error( $response ) ? $response->get_error_message() : '' );

		return array(
			'status'  => wp_remote_retrieve_response_code( $response ),
			'body'    => wp_remote_retrieve_body( $response ),
			'headers' => wp_remote_retrieve_headers( $response ),
		);
	}

	/** WP-Cron over HTTP, with the plugin's event due. */
	protected function run_cron(): void {
		wp_unschedule_hook( Tick::HOOK );
		wp_schedule_event( time() - 1, 'hourly', Tick::HOOK );
		delete_transient( 'doing_cron' );
		$this->assertSame( 200, $this->request( 'GET', '/wp-cron.php?doing_wp_cron' )['status'] );
	}

	protected function wake( string $path = '/?rest_route=/wp-wingman/v1/wake', ?string $token = 'AAAAAAAAAAAAAAAAAAAAAA' ): array {
		return $this->request( 'POST', $path, (string) wp_json_encode( array( 'token' => $token ) ), array( 'Content-Type' => 'application/json' ) );
	}

	/** The site answers first and works afterwards, so results take a moment. */
	protected function wait_for( string $kind, int $count = 1 ): array {
		for ( $try = 0; $try < 400; $try++ ) {
			$received = $this->platform->received( $kind );
			if ( count( $received ) >= $count ) {
				return array_column( $received, 'message' );
			}
			usleep( 50000 );
		}
		$this->fail( "The platform received no $kind within twenty seconds." );
	}
}
