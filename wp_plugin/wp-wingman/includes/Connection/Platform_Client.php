<?php
/**
 * The way to the platform.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Sends signed messages and nothing else. Follows no redirect, talks to one origin only.
 */
final class Platform_Client {

	private const TIMEOUT_SECONDS = 15;
	private const GZIP_FROM_BYTES = 1024;
	private const MAX_ANSWER      = 4194304;

	private Connection $connection;
	private Key_Store $keys;
	private Status $status;

	public function __construct( Connection $connection, Key_Store $keys, Status $status ) {
		$this->connection = $connection;
		$this->keys       = $keys;
		$this->status     = $status;
	}

	/**
	 * Sends a message as the body of a POST.
	 *
	 * @param string               $path    Path below the origin.
	 * @param string               $type    DSSE type.
	 * @param array<string, mixed> $message Members beside the common ones.
	 * @throws Platform_Unreachable When there was no answer.
	 * @throws Key_Unreadable       When the site key is lost.
	 */
	public function post( string $path, string $type, array $message ): Platform_Answer {
		return $this->send_with_repairs(
			$message,
			function ( string $body, Key_Pair $key, string $site_key ) use ( $path, $type ): Platform_Answer {
				return self::post_body( $this->connection->audience . $path, $body, $this->headers( $site_key, $key, $type, $body ) );
			}
		);
	}

	/**
	 * Asks for commands; the signed message travels in a header.
	 *
	 * @param array<string, mixed> $message Members beside the common ones.
	 * @throws Platform_Unreachable When there was no answer.
	 * @throws Key_Unreadable       When the site key is lost.
	 */
	public function get_commands( array $message ): Platform_Answer {
		return $this->send_with_repairs(
			$message,
			function ( string $body, Key_Pair $key, string $site_key ): Platform_Answer {
				$headers                      = $this->headers( $site_key, $key, Dsse::PULL, $body );
				$headers['X-Wingman-Message'] = base64_encode( $body );

				return self::request( $this->connection->audience . '/api/v1/wp/commands', array( 'method' => 'GET', 'headers' => $headers ) );
			}
		);
	}

	/**
	 * The signed list of the platform's keys; whoever asks may have it.
	 *
	 * @throws Platform_Unreachable When there was no answer.
	 */
	public function get_key_list(): Platform_Answer {
		return self::request( $this->connection->audience . '/api/v1/wp/key-list', array( 'method' => 'GET', 'headers' => array() ) );
	}

	/**
	 * Tells the platform that this site leaves. Best effort: the keys go in any case.
	 */
	public function say_goodbye(): bool {
		try {
			return $this->post( '/api/v1/wp/disconnect', Dsse::DISCONNECT, array() )->is_success();
		} catch ( Platform_Unreachable | Key_Unreadable $error ) {
			return false;
		}
	}

	/**
	 * The first message of all: signed with the key that it brings, no site key yet.
	 *
	 * @param string               $origin  Platform.
	 * @param Key_Pair             $key     The new key.
	 * @param array<string, mixed> $message Members beside the common ones.
	 * @throws Platform_Unreachable When there was no answer.
	 */
	public static function connect( string $origin, Key_Pair $key, array $message ): Platform_Answer {
		$send = static function ( int $now ) use ( $origin, $key, $message ): Platform_Answer {
			$body = self::encode( self::stamp( $message, $origin, $now ) );

			return self::post_body(
				$origin . '/api/v1/wp/connect',
				$body,
				array( 'X-Wingman-Signature' => ( new Envelope_Signer( $key ) )->sign( Dsse::CONNECT, $body ) )
			);
		};

		$answer = $send( time() );
		if ( self::is_clock_complaint( $answer ) ) {
			$answer = $send( (int) $answer->server_time() );
		}

		return $answer;
	}

	/**
	 * Sends, and repairs what a second try can repair: a wrong clock, and a key rotation whose
	 * confirmation got lost.
	 *
	 * @param array<string, mixed>                                $message Members.
	 * @param callable(string, Key_Pair, string): Platform_Answer $send    Does one try.
	 */
	private function send_with_repairs( array $message, callable $send ): Platform_Answer {
		$key       = $this->keys->current();
		$site_keys = $this->site_keys();
		$site_key  = array_shift( $site_keys );
		$answer    = $send( $this->fresh_body( $message ), $key, $site_key );

		if ( self::is_clock_complaint( $answer ) ) {
			$this->status->learn_platform_time( $answer->server_time() );
			$answer = $send( $this->fresh_body( $message ), $key, $site_key );
		}

		while ( $site_keys && self::is_key_complaint( $answer ) ) {
			$site_key = array_shift( $site_keys );
			$answer   = $send( $this->fresh_body( $message ), $key, $site_key );
			if ( ! self::is_key_complaint( $answer ) ) {
				$this->keys->prefer( $site_key );
			}
		}

		$staged = $this->keys->staged();
		if ( 401 === $answer->status && 'signature_invalid' === $answer->code() && null !== $staged ) {
			$answer = $send( $this->fresh_body( $message ), $staged, $site_key );
			if ( $answer->is_delivered() ) {
				$this->keys->promote();
			}
		}

		$this->keep_books( $answer );

		return $answer;
	}

	private function keep_books( Platform_Answer $answer ): void {
		if ( $answer->is_delivered() ) {
			$this->status->learn_platform_time( $answer->server_time() );
			$this->status->record_contact();

			return;
		}
		$title = $answer->member( 'detail' ) ?? $answer->member( 'title' );
		$this->status->record_error( '' === $answer->code() ? 'http_' . $answer->status : $answer->code(), is_string( $title ) ? sanitize_text_field( $title ) : '' );
	}

	/**
	 * Each try is a new message with a nonce of its own.
	 *
	 * @param array<string, mixed> $message Members.
	 */
	private function fresh_body( array $message ): string {
		$base = self::stamp( array( 'site_id' => $this->connection->site_id ), $this->connection->audience, $this->status->platform_time() );

		return self::encode( $base + $message );
	}

	/**
	 * Adds the members that every message has.
	 *
	 * @param array<string, mixed> $message  Other members.
	 * @param string               $audience Platform origin.
	 * @param int                  $now      Unix seconds of the platform's clock.
	 * @return array<string, mixed>
	 */
	private static function stamp( array $message, string $audience, int $now ): array {
		return array(
			'v'       => 1,
			'aud'     => $audience,
			'sent_at' => $now,
			'nonce'   => Base64::random_url_safe(),
		) + $message;
	}

	private static function encode( array $message ): string {
		$json = wp_json_encode( $message, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
		if ( false === $json ) {
			throw new Platform_Unreachable( 'The message cannot be written as JSON.' );
		}

		return $json;
	}

	/**
	 * Headers of a signed request.
	 *
	 * @param string   $site_key Names the site.
	 * @param Key_Pair $key      Who signs.
	 * @param string   $type     DSSE type.
	 * @param string   $body     Exact bytes.
	 * @return array<string, string>
	 */
	private function headers( string $site_key, Key_Pair $key, string $type, string $body ): array {
		return array(
			'Authorization'       => 'Bearer ' . $site_key,
			'X-Wingman-Signature' => ( new Envelope_Signer( $key ) )->sign( $type, $body ),
		);
	}

	/**
	 * Posts a body; when the line breaks, once more the very same bytes. If the first try did
	 * arrive, the platform knows sequence and nonce and answers `duplicate`.
	 *
	 * @param string                $url     Address.
	 * @param string                $body    Exact bytes that were signed.
	 * @param array<string, string> $headers Headers.
	 */
	private static function post_body( string $url, string $body, array $headers ): Platform_Answer {
		$headers['Content-Type'] = 'application/json';
		if ( strlen( $body ) >= self::GZIP_FROM_BYTES && function_exists( 'gzencode' ) ) {
			$headers['Content-Encoding'] = 'gzip';
			$body                        = gzencode( $body, 6 );
		}
		$arguments = array(
			'method'  => 'POST',
			'headers' => $headers,
			'body'    => $body,
		);

		try {
			return self::request( $url, $arguments );
		} catch ( Platform_Unreachable $error ) {
			return self::request( $url, $arguments );
		}
	}

	/**
	 * One HTTP request.
	 *
	 * @param string               $url       Address.
	 * @param array<string, mixed> $arguments For wp_remote_request().
	 * @throws Platform_Unreachable When there was no answer.
	 */
	private static function request( string $url, array $arguments ): Platform_Answer {
		$arguments['headers'] += array(
			'Accept' => 'application/json',
			'Expect' => '',
		);
		$response              = wp_remote_request(
			$url,
			$arguments + array(
				'timeout'             => self::TIMEOUT_SECONDS,
				'redirection'         => 0,
				'sslverify'           => true,
				'limit_response_size' => self::MAX_ANSWER,
				'user-agent'          => 'wp-wingman/' . WP_WINGMAN_VERSION,
			)
		);
		if ( is_wp_error( $response ) ) {
			throw new Platform_Unreachable( esc_html( $response->get_error_message() ) );
		}

		return new Platform_Answer(
			(int) wp_remote_retrieve_response_code( $response ),
			(string) wp_remote_retrieve_body( $response ),
			(string) wp_remote_retrieve_header( $response, 'retry-after' )
		);
	}

	/**
	 * The API keys to try, the most likely first.
	 *
	 * @return string[]
	 */
	private function site_keys(): array {
		$keys = $this->keys->site_keys();

		return $keys ? $keys : array( $this->connection->site_key );
	}

	private static function is_key_complaint( Platform_Answer $answer ): bool {
		return 401 === $answer->status && in_array( $answer->code(), array( 'site_key_unknown', 'site_key_revoked' ), true );
	}

	private static function is_clock_complaint( Platform_Answer $answer ): bool {
		return 401 === $answer->status && 'clock_skew' === $answer->code() && null !== $answer->server_time();
	}
}
