<?php
/**
 * A platform that fits in one file: it checks every signature and remembers what it was sent.
 *
 * State lives in a JSON file, so that the same platform can serve one PHP process through
 * WordPress's HTTP filter, or several through a real socket.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Fixtures;

final class Fake_Platform {

	public const SITE_ID = '018f0000-0000-7000-8000-000000000001';
	public const KEY_ID  = 'platform-1';

	private string $file;

	public function __construct( string $file ) {
		$this->file = $file;
	}

	/** Starts empty, with one code that can be used. */
	public function reset( string $origin, string $code ): void {
		$this->write(
			array(
				'origin'     => $origin,
				'codes'      => array( $code => 'open' ),
				'secret_key' => base64_encode( sodium_crypto_sign_secretkey( sodium_crypto_sign_keypair() ) ),
				'site'       => null,
				'seen'       => array(),
				'received'   => array(),
				'commands'   => array(),
				'forced'     => array(),
				'skew'       => 0,
				'hash'       => '',
				'sequence'   => 0,
				'root_key'   => null,
				'key_list'   => null,
				'version'    => 0,
				'confirmed'  => true,
			)
		);
	}

	/** From now on the platform has a root key; returns its raw secret half. */
	public function use_root(): string {
		$secret = sodium_crypto_sign_secretkey( sodium_crypto_sign_keypair() );
		$this->change( static function ( array $state ) use ( $secret ): array {
			$state['root_key'] = base64_encode( sodium_crypto_sign_publickey_from_secretkey( $secret ) );
			return $state;
		} );

		return $secret;
	}

	/** Publishes a list: by key id, members that differ from a key that is good for a year. */
	public function publish( string $root_secret, int $version, array $keys = array( self::KEY_ID => array() ) ): void {
		$document = $this->signed_list( $root_secret, $version, $keys );
		$this->change( static function ( array $state ) use ( $document, $version ): array {
			$state['key_list'] = $document;
			$state['version']  = $version;
			return $state;
		} );
	}

	/** A list as the holders of the root key sign it; what is in `$override` replaces members of the payload. */
	public function signed_list( string $root_secret, int $version, array $keys = array( self::KEY_ID => array() ), array $override = array() ): array {
		$entries = array();
		foreach ( $keys as $kid => $members ) {
			$entries[] = array_merge(
				array(
					'kid'        => $kid,
					'public_key' => $this->platform_keys()[0]['public_key'],
					'not_before' => time() - 3600,
					'not_after'  => time() + 365 * 86400,
					'revoked_at' => null,
				),
				$members
			);
		}
		$payload = json_encode( array_merge( array( 'v' => 1, 'version' => $version, 'issued_at' => time(), 'keys' => $entries ), $override ), JSON_UNESCAPED_SLASHES );
		$type    = 'application/vnd.wpwingman.key-list+json';

		return array(
			'payload_type' => $type,
			'payload'      => base64_encode( $payload ),
			'keyid'        => 'root',
			'sig'          => base64_encode( sodium_crypto_sign_detached( self::encoding( $type, $payload ), $root_secret ) ),
		);
	}

	/** Only these API keys of the site are believed. */
	public function believe( string ...$site_keys ): void {
		$this->change( static function ( array $state ) use ( $site_keys ): array {
			$state['site']['site_keys'] = $site_keys;
			return $state;
		} );
	}

	/** The site's address has not answered yet, or it has. */
	public function confirm( bool $is_confirmed ): void {
		$this->change( static function ( array $state ) use ( $is_confirmed ): array {
			$state['confirmed'] = $is_confirmed;
			return $state;
		} );
	}

	/** What was sent to a path, oldest first. */
	public function received( string $kind ): array {
		return array_values(
			array_filter(
				$this->read()['received'],
				static function ( array $entry ) use ( $kind ): bool {
					return $entry['kind'] === $kind;
				}
			)
		);
	}

	public function site(): ?array {
		return $this->read()['site'];
	}

	public function forget_received(): void {
		$this->change( static function ( array $state ): array {
			$state['received'] = array();
			return $state;
		} );
	}

	/** The next answers, instead of the real ones: list of [status, body]. */
	public function force( array ...$answers ): void {
		$this->change( static function ( array $state ) use ( $answers ): array {
			$state['forced'] = $answers;
			return $state;
		} );
	}

	/** The platform's clock is that many seconds ahead of this machine's. */
	public function shift_clock( int $seconds ): void {
		$this->change( static function ( array $state ) use ( $seconds ): array {
			$state['skew'] = $seconds;
			return $state;
		} );
	}

	/** Forgets the site's inventory, as after a restore of the platform. */
	public function forget_inventory(): void {
		$this->change( static function ( array $state ): array {
			$state['hash'] = '';
			return $state;
		} );
	}

	public function platform_keys(): array {
		$secret = base64_decode( $this->read()['secret_key'] );

		return array(
			array(
				'kid'        => self::KEY_ID,
				'public_key' => base64_encode( sodium_crypto_sign_publickey_from_secretkey( $secret ) ),
			),
		);
	}

	/** Queues envelopes for the next pull. */
	public function queue( $envelope ): void {
		$this->change( static function ( array $state ) use ( $envelope ): array {
			$state['commands'][] = $envelope;
			return $state;
		} );
	}

	/** A correctly signed envelope; members of the payload can be overridden, or removed with `unset`. */
	public function envelope( string $command, array $override = array(), string $arguments = '{}' ): array {
		$state = $this->read();
		$now   = time() + $state['skew'];
		$id    = self::uuid();
		$caps  = array( 'rotate_keys' => 'keys', 'disconnect' => 'connection' );

		$payload = array(
			'v'           => 1,
			'aud'         => $state['site']['home_url'] ?? '',
			'site_id'     => self::SITE_ID,
			'cmd_id'      => $id,
			'cmd'         => $command,
			'args_sha256' => hash( 'sha256', $arguments ),
			'iat'         => $now,
			'exp'         => $now + 300,
			'nonce'       => rtrim( strtr( base64_encode( random_bytes( 16 ) ), '+/', '-_' ), '=' ),
			'seq'         => random_int( 1, 1000000 ),
			'cap'         => $caps[ $command ] ?? 'read',
			'approval'    => 'disconnect' === $command ? self::approval( $now ) : null,
			'reply_to'    => "/api/v1/wp/commands/$id/result",
		);
		$payload = array_merge( $payload, $override );
		if ( isset( $override['cmd_id'] ) && is_string( $override['cmd_id'] ) && ! isset( $override['reply_to'] ) ) {
			$payload['reply_to'] = "/api/v1/wp/commands/{$override['cmd_id']}/result";
		}

		return $this->sign_payload( json_encode( $payload, JSON_UNESCAPED_SLASHES ), $arguments );
	}

	/** Two people have said yes. */
	public static function approval( int $at, array $override = array() ): array {
		return array_merge(
			array(
				'at'     => $at,
				'by'     => array( array( 'id' => self::uuid(), 'name' => 'Alice' ), array( 'id' => self::uuid(), 'name' => 'Anna' ) ),
				'ticket' => self::uuid(),
			),
			$override
		);
	}

	/** Signs any bytes as a payload. */
	public function sign_payload( string $payload, string $arguments = '{}' ): array {
		$type   = 'application/vnd.wpwingman.command+json';
		$secret = base64_decode( $this->read()['secret_key'] );

		return array(
			'payload_type' => $type,
			'payload'      => base64_encode( $payload ),
			'keyid'        => self::KEY_ID,
			'sig'          => base64_encode( sodium_crypto_sign_detached( self::encoding( $type, $payload ), $secret ) ),
			'args'         => base64_encode( $arguments ),
		);
	}

	/**
	 * Answers a request: [status, body object].
	 *
	 * @param array<string, string> $headers Lower-case names.
	 */
	public function answer( string $method, string $path, array $headers, string $body ): array {
		if ( 'gzip' === ( $headers['content-encoding'] ?? '' ) ) {
			$body = gzdecode( $body );
		}
		if ( 'GET /api/v1/wp/commands' === "$method $path" ) {
			$body = base64_decode( $headers['x-wingman-message'] ?? '' );
		}
		$forced = null;
		$this->change( static function ( array $state ) use ( &$forced ): array {
			$forced = array_shift( $state['forced'] );
			return $state;
		} );
		if ( null !== $forced ) {
			return $forced;
		}
		if ( 'GET /api/v1/wp/key-list' === "$method $path" ) {
			$list = $this->read()['key_list'];

			return null === $list ? self::problem( 404, 'key_list_missing' ) : array( 200, $list );
		}

		return $this->handle( "$method $path", $headers, $body );
	}

	private function handle( string $route, array $headers, string $body ): array {
		$message = json_decode( $body, true );
		$kind    = $this->kind_of( $route );
		$state   = $this->read();
		if ( null === $kind || ! is_array( $message ) ) {
			return self::problem( 404, 'not_found' );
		}
		$public_keys = 'connect' === $kind ? array( $message['public_key'] ) : array_filter( array( $state['site']['public_key'] ?? '', $state['site']['next_public_key'] ?? '' ) );
		$site_key    = substr( $headers['authorization'] ?? '', 7 );
		if ( 'connect' !== $kind && ! in_array( $site_key, $state['site']['site_keys'] ?? array(), true ) ) {
			return self::problem( 401, 'site_key_unknown' );
		}
		$signature = base64_decode( $headers['x-wingman-signature'] ?? '' );
		$encoding  = self::encoding( "application/vnd.wpwingman.$kind+json", $body );
		$signed_by = array_filter(
			$public_keys,
			static function ( string $key ) use ( $signature, $encoding ): bool {
				return sodium_crypto_sign_verify_detached( $signature, $encoding, base64_decode( $key ) );
			}
		);
		if ( ! $signed_by ) {
			return self::problem( 401, 'signature_invalid' );
		}
		$this->learn( $kind, $site_key, current( $signed_by ) );
		if ( $message['aud'] !== $state['origin'] ) {
			return self::problem( 401, 'wrong_audience' );
		}
		$now = time() + $state['skew'];
		if ( abs( $now - $message['sent_at'] ) > 300 ) {
			return self::problem( 401, 'clock_skew', array( 'server_time' => $now ) );
		}
		if ( 'connect' !== $kind && self::SITE_ID !== $message['site_id'] ) {
			return self::problem( 401, 'wrong_site' );
		}

		return $this->take_in( $kind, $message, $now );
	}

	/** As the real one: a key that the site uses is its key from now on. */
	private function learn( string $kind, string $site_key, string $public_key ): void {
		if ( 'connect' === $kind ) {
			return;
		}
		$this->change( static function ( array $state ) use ( $site_key, $public_key ): array {
			$state['site']['site_key'] = $site_key;
			if ( ( $state['site']['next_public_key'] ?? '' ) === $public_key ) {
				$state['site']['public_key']      = $public_key;
				$state['site']['next_public_key'] = '';
			}
			return $state;
		} );
	}

	private function take_in( string $kind, array $message, int $now ): array {
		$answer = null;
		$this->change( function ( array $state ) use ( $kind, $message, $now, &$answer ): array {
			if ( in_array( $message['nonce'], $state['seen'], true ) || ( isset( $message['seq'] ) && $message['seq'] <= $state['sequence'] ) ) {
				$answer = self::problem( 409, 'duplicate', array( 'last_seq' => $state['sequence'] ) );
				return $state;
			}
			$state['seen'][]     = $message['nonce'];
			$state['received'][] = array( 'kind' => $kind, 'message' => $message );
			$state['sequence']   = $message['seq'] ?? $state['sequence'];
			$answer              = $this->{ 'answer_' . str_replace( '-', '_', $kind ) }( $state, $message, $now );
			return $state;
		} );

		return $answer;
	}

	private function answer_connect( array &$state, array $message, int $now ): array {
		$code   = strtoupper( (string) preg_replace( '/[\s-]/', '', $message['code'] ) );
		$status = $state['codes'][ $code ] ?? null;
		if ( 'open' !== $status ) {
			return null === $status ? self::problem( 404, 'pairing_code_unknown' ) : self::problem( 410, "pairing_code_$status" );
		}
		$state['codes'][ $code ] = 'used';
		$site_key                = self::site_key();
		$state['site']           = array(
			'site_key'        => $site_key,
			'site_keys'       => array( $site_key ),
			'public_key'      => $message['public_key'],
			'next_public_key' => '',
			'home_url'        => $message['home_url'],
		);

		return array(
			201,
			array(
				'site_id'                   => self::SITE_ID,
				'site_key'                  => $state['site']['site_key'],
				'aud'                       => $state['origin'],
				'client_name'               => 'Example Client',
				'agency_name'               => 'Example Agency',
				'platform_keys'             => $this->platform_keys(),
				'root_key'                  => null === $state['root_key'] ? null : array( 'kid' => 'root', 'public_key' => $state['root_key'] ),
				'key_list'                  => $state['key_list'],
				'snapshot_interval_seconds' => 3600,
				'next_seq'                  => $state['sequence'] + 1,
				'server_time'               => $now,
			),
		);
	}

	private function answer_snapshot( array &$state, array $message ): array {
		if ( isset( $message['inventory'] ) ) {
			$state['hash'] = $message['inventory_hash'];
		}

		return array(
			202,
			array(
				'accepted'         => true,
				'inventory_needed' => $message['inventory_hash'] !== $state['hash'],
				'next_in_seconds'  => 3600,
			),
		);
	}

	private function answer_daily_report(): array {
		return array( 202, array( 'accepted' => true ) );
	}

	private function answer_pull( array &$state, array $message, int $now ): array {
		$commands          = $state['commands'];
		$state['commands'] = array();

		return array(
			200,
			array(
				'commands'          => $commands,
				'key_list_version'  => $state['version'],
				'key_list'          => ( $message['key_list_version'] ?? 0 ) !== $state['version'] ? $state['key_list'] : null,
				'is_connected'      => $state['confirmed'],
				'server_time'       => $now,
				'next_pull_seconds' => 900,
			),
		);
	}

	private function answer_result( array &$state, array $message ): array {
		if ( ! isset( $message['output']['new_public_key'] ) ) {
			return array( 200, array( 'accepted' => true ) );
		}
		$site_key                         = self::site_key();
		$state['site']['next_public_key'] = $message['output']['new_public_key'];
		$state['site']['site_keys'][]     = $site_key;

		return array( 200, array( 'accepted' => true, 'site_key' => $site_key ) );
	}

	private function answer_disconnect( array &$state ): array {
		$state['site']['site_keys'] = array();

		return array( 200, array( 'accepted' => true ) );
	}

	private static function site_key(): string {
		return 'wwk_' . rtrim( strtr( base64_encode( random_bytes( 32 ) ), '+/', '-_' ), '=' );
	}

	private function kind_of( string $route ): ?string {
		$kinds = array(
			'POST /api/v1/wp/connect'      => 'connect',
			'POST /api/v1/wp/monitor'      => 'snapshot',
			'POST /api/v1/wp/daily-report' => 'daily-report',
			'GET /api/v1/wp/commands'      => 'pull',
			'POST /api/v1/wp/disconnect'   => 'disconnect',
		);

		return $kinds[ $route ] ?? ( preg_match( '#^POST /api/v1/wp/commands/[0-9a-f-]{36}/result$#', $route ) ? 'result' : null );
	}

	private static function problem( int $status, string $code, array $more = array() ): array {
		return array( $status, array( 'title' => $code, 'status' => $status, 'code' => $code ) + $more );
	}

	private static function encoding( string $type, string $body ): string {
		return 'DSSEv1 ' . strlen( $type ) . " $type " . strlen( $body ) . " $body";
	}

	private static function uuid(): string {
		$hex = bin2hex( random_bytes( 16 ) );

		return implode( '-', array( substr( $hex, 0, 8 ), substr( $hex, 8, 4 ), substr( $hex, 12, 4 ), substr( $hex, 16, 4 ), substr( $hex, 20 ) ) );
	}

	private function read(): array {
		return (array) json_decode( (string) file_get_contents( $this->file ), true );
	}

	private function write( array $state ): void {
		// Moved into place: another process may be reading.
		$temporary = $this->file . '.' . getmypid();
		file_put_contents( $temporary, json_encode( $state ) );
		rename( $temporary, $this->file );
	}

	/** Several PHP processes may talk to the platform at once. */
	private function change( callable $act ): void {
		$lock = fopen( $this->file . '.lock', 'c' );
		flock( $lock, LOCK_EX );
		$this->write( $act( $this->read() ) );
		flock( $lock, LOCK_UN );
		fclose( $lock );
	}
}
