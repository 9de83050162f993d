<?php
/**
 * The list of the platform's command keys.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Signed by the root key, which this site pinned when it was paired. Only what that key signed
 * counts, and never an older version than the one already known: a revoked key does not come back.
 */
final class Key_List {

	private const ENVELOPE_MEMBERS = array( 'keyid', 'payload', 'payload_type', 'sig' );
	private const PAYLOAD_MEMBERS  = array( 'issued_at', 'keys', 'v', 'version' );
	private const KEY_MEMBERS      = array( 'kid', 'not_after', 'not_before', 'public_key', 'revoked_at' );
	private const MAX_BYTES        = 16384;
	private const MAX_KEYS         = 20;
	private const DEPTH            = 6;

	public int $version;

	/**
	 * Members of each key by key id.
	 *
	 * @var array<string, array{public_key: string, not_before: int, not_after: int, revoked_at: int|null}>
	 */
	private array $keys;

	/**
	 * Made by read() only.
	 *
	 * @param int                                                                                            $version Version.
	 * @param array<string, array{public_key: string, not_before: int, not_after: int, revoked_at: int|null}> $keys    Keys.
	 */
	private function __construct( int $version, array $keys ) {
		$this->version = $version;
		$this->keys    = $keys;
	}

	/**
	 * What a signed list says; null unless the root key signed exactly this.
	 *
	 * @param mixed  $document Decoded JSON: an object with text members, or the same as an array.
	 * @param string $root_key Raw public key.
	 */
	public static function read( $document, string $root_key ): ?self {
		$document = is_array( $document ) ? $document : ( $document instanceof \stdClass ? get_object_vars( $document ) : array() );
		ksort( $document );
		if ( array_keys( $document ) !== self::ENVELOPE_MEMBERS || $document !== array_filter( $document, 'is_string' ) ) {
			return null;
		}
		if ( Dsse::KEY_LIST !== $document['payload_type'] || strlen( $document['payload'] ) > 2 * self::MAX_BYTES ) {
			return null;
		}
		$payload   = Base64::decode( $document['payload'] );
		$signature = Base64::decode( $document['sig'] );
		if ( null === $payload || null === $signature || ! self::is_signed( $payload, $signature, $root_key ) ) {
			return null;
		}

		return self::read_payload( json_decode( $payload, false, self::DEPTH ) );
	}

	/**
	 * The raw public key that may sign commands now; null for a key that is unknown, revoked, not
	 * yet valid or past its time.
	 *
	 * @param string $key_id Key id.
	 * @param int    $now    Unix seconds.
	 */
	public function find( string $key_id, int $now ): ?string {
		$key = $this->keys[ $key_id ] ?? null;
		if ( null === $key || null !== $key['revoked_at'] || $now < $key['not_before'] || $now >= $key['not_after'] ) {
			return null;
		}

		return $key['public_key'];
	}

	/**
	 * Whether the list names the key at all, good or not.
	 *
	 * @param string $key_id Key id.
	 */
	public function has( string $key_id ): bool {
		return isset( $this->keys[ $key_id ] );
	}

	private static function is_signed( string $payload, string $signature, string $root_key ): bool {
		if ( SODIUM_CRYPTO_SIGN_BYTES !== strlen( $signature ) || ! Public_Key::is_strong( $root_key ) ) {
			return false;
		}
		try {
			return true === sodium_crypto_sign_verify_detached( $signature, Dsse::pre_authentication_encoding( Dsse::KEY_LIST, $payload ), $root_key );
		} catch ( \Throwable $error ) {
			return false;
		}
	}

	/**
	 * Strict: what the root key signed is read as a whole, or not at all.
	 *
	 * @param mixed $payload Decoded JSON.
	 */
	private static function read_payload( $payload ): ?self {
		if ( ! self::has_members( $payload, self::PAYLOAD_MEMBERS ) || 1 !== $payload->v || ! is_int( $payload->version ) || $payload->version < 1 ) {
			return null;
		}
		if ( ! is_int( $payload->issued_at ) || ! is_array( $payload->keys ) || ! $payload->keys || count( $payload->keys ) > self::MAX_KEYS ) {
			return null;
		}
		$keys = array();
		foreach ( $payload->keys as $entry ) {
			$key = self::read_key( $entry );
			if ( null === $key || isset( $keys[ $entry->kid ] ) ) {
				return null;
			}
			$keys[ $entry->kid ] = $key;
		}

		return new self( $payload->version, $keys );
	}

	/**
	 * One key of the list.
	 *
	 * @param mixed $entry Decoded JSON.
	 * @return array{public_key: string, not_before: int, not_after: int, revoked_at: int|null}|null
	 */
	private static function read_key( $entry ): ?array {
		if ( ! self::has_members( $entry, self::KEY_MEMBERS ) || ! is_string( $entry->kid ) || '' === $entry->kid ) {
			return null;
		}
		$raw = Base64::decode( $entry->public_key );
		if ( null === $raw || ! Public_Key::is_strong( $raw ) || ! is_int( $entry->not_before ) || ! is_int( $entry->not_after ) ) {
			return null;
		}
		if ( null !== $entry->revoked_at && ! is_int( $entry->revoked_at ) ) {
			return null;
		}

		return array(
			'public_key' => $raw,
			'not_before' => $entry->not_before,
			'not_after'  => $entry->not_after,
			'revoked_at' => $entry->revoked_at,
		);
	}

	/**
	 * Whether it is an object with exactly these members.
	 *
	 * @param mixed    $value   Decoded JSON.
	 * @param string[] $members Names in order.
	 */
	private static function has_members( $value, array $members ): bool {
		if ( ! $value instanceof \stdClass ) {
			return false;
		}
		$names = array_keys( get_object_vars( $value ) );
		sort( $names );

		return $names === $members;
	}
}
