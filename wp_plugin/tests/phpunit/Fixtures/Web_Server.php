<?php
/**
 * PHP's own web server, for tests over a real socket.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Fixtures;

final class Web_Server {

	/** @var resource|null */
	private $process = null;

	/** Starts a server with several workers: WordPress calls itself. */
	public function start( string $address, string $root, string $router, array $environment = array(), array $settings = array() ): void {
		$command = array( PHP_BINARY );
		foreach ( $settings + array( 'opcache.enable_cli' => '1', 'opcache.revalidate_freq' => '0', 'memory_limit' => '128M' ) as $name => $value ) {
			$command[] = '-d';
			$command[] = "$name=$value";
		}
		array_push( $command, '-S', $address, '-t', $root, $router );

		// A session of its own, so that stop() reaches the workers too.
		$this->process = proc_open(
			array_merge( array( 'setsid' ), $command ),
			array( array( 'file', '/dev/null', 'r' ), array( 'file', '/dev/null', 'w' ), array( 'file', '/dev/null', 'w' ) ),
			$pipes,
			$root,
			$environment + array( 'PHP_CLI_SERVER_WORKERS' => '4' ) + getenv()
		);
		$this->wait_until( $address, true );
	}

	public function stop(): void {
		if ( null === $this->process ) {
			return;
		}
		posix_kill( -proc_get_status( $this->process )['pid'], SIGTERM );
		proc_close( $this->process );
		$this->process = null;
	}

	public static function is_listening( string $address ): bool {
		$socket = @stream_socket_client( "tcp://$address", $code, $text, 0.5 );
		if ( $socket ) {
			fclose( $socket );
		}

		return (bool) $socket;
	}

	public static function free_address(): string {
		$socket  = stream_socket_server( 'tcp://127.0.0.1:0' );
		$address = stream_socket_get_name( $socket, false );
		fclose( $socket );

		return $address;
	}

	private function wait_until( string $address, bool $is_up ): void {
		for ( $try = 0; $try < 100; $try++ ) {
			if ( self::is_listening( $address ) === $is_up ) {
				return;
			}
			usleep( 50000 );
		}
		throw new \RuntimeException( "The server at $address does not start." );
	}
}
