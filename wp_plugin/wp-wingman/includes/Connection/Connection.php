<?php
/**
 * The pairing with one platform.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * What both sides agreed on when the site was paired. Never changes; a new pairing makes a new one.
 */
final class Connection {

	public string $site_id;

	/**
	 * Only on sites paired by a version that kept the API key here; see Key_Store::site_keys().
	 *
	 * @var string
	 */
	public string $site_key;

	/**
	 * Origin of the platform, exactly as given at pairing.
	 *
	 * @var string
	 */
	public string $audience;

	/**
	 * Home URL at pairing. When it differs from today's, this is a copy of the site.
	 *
	 * @var string
	 */
	public string $home_url;
	public string $client_name;
	public string $agency_name;

	/**
	 * Raw public keys (32 bytes) that may sign commands, by key id. They count only while no root
	 * key is pinned: with one, the list that it signed is all that counts.
	 *
	 * @var array<string, string>
	 */
	public array $platform_keys;

	/**
	 * Raw public half of the key that signs the list of command keys; null on a site that was
	 * paired before the platform had one.
	 *
	 * @var string|null
	 */
	public ?string $root_key;
	public int $snapshot_interval_seconds;
	public int $paired_at;

	/**
	 * From stored or received members.
	 *
	 * @param array<string, mixed> $members See to_array().
	 * @throws \InvalidArgumentException When a member is missing or of the wrong kind.
	 */
	public static function from_array( array $members ): self {
		$connection = new self();
		foreach ( array( 'site_id', 'audience', 'home_url' ) as $name ) {
			if ( ! isset( $members[ $name ] ) || ! is_string( $members[ $name ] ) || '' === $members[ $name ] ) {
				throw new \InvalidArgumentException( esc_html( "Connection without $name." ) );
			}
			$connection->$name = $members[ $name ];
		}
		$connection->site_key                  = is_string( $members['site_key'] ?? null ) ? $members['site_key'] : '';
		$connection->client_name               = is_string( $members['client_name'] ?? null ) ? $members['client_name'] : '';
		$connection->agency_name               = is_string( $members['agency_name'] ?? null ) ? $members['agency_name'] : '';
		$connection->snapshot_interval_seconds = max( 300, min( 86400, (int) ( $members['snapshot_interval_seconds'] ?? 3600 ) ) );
		$connection->paired_at                 = (int) ( $members['paired_at'] ?? 0 );
		$connection->root_key                  = self::read_root( $members['root_key'] ?? null );
		$connection->platform_keys             = self::read_keys( $members['platform_keys'] ?? null );

		return $connection;
	}

	/**
	 * Members as stored; keys in base64 because options must be text.
	 *
	 * @return array<string, mixed>
	 */
	public function to_array(): array {
		$keys = array();
		foreach ( $this->platform_keys as $key_id => $raw ) {
			$keys[] = array(
				'kid'        => (string) $key_id,
				'public_key' => base64_encode( $raw ),
			);
		}

		$members = array(
			'site_id'                   => $this->site_id,
			'audience'                  => $this->audience,
			'home_url'                  => $this->home_url,
			'client_name'               => $this->client_name,
			'agency_name'               => $this->agency_name,
			'platform_keys'             => $keys,
			'root_key'                  => null === $this->root_key ? null : base64_encode( $this->root_key ),
			'snapshot_interval_seconds' => $this->snapshot_interval_seconds,
			'paired_at'                 => $this->paired_at,
		);

		return '' === $this->site_key ? $members : $members + array( 'site_key' => $this->site_key );
	}

	/**
	 * The connection with a root key, which from then on decides about all others.
	 *
	 * @param string $raw 32 bytes.
	 */
	public function with_root( string $raw ): self {
		$pinned           = clone $this;
		$pinned->root_key = $raw;

		return $pinned;
	}

	/**
	 * The pinned root key, as stored or as received.
	 *
	 * @param mixed $value Base64, {kid, public_key}, or null.
	 * @throws \InvalidArgumentException When there is one that cannot be used: better none at all.
	 */
	private static function read_root( $value ): ?string {
		if ( null === $value ) {
			return null;
		}
		$raw = Base64::decode( is_string( $value ) ? $value : ( (array) $value )['public_key'] ?? null );
		if ( null === $raw || ! Public_Key::is_strong( $raw ) ) {
			throw new \InvalidArgumentException( 'Connection with an unusable root key.' );
		}

		return $raw;
	}

	/**
	 * The pinned keys.
	 *
	 * @param mixed $list List of {kid, public_key}.
	 * @return array<string, string>
	 * @throws \InvalidArgumentException When there is no usable key.
	 */
	private static function read_keys( $list ): array {
		$keys = array();
		foreach ( is_array( $list ) ? $list : array() as $entry ) {
			$entry  = (array) $entry;
			$key_id = $entry['kid'] ?? null;
			$raw    = Base64::decode( $entry['public_key'] ?? null );
			if ( ! is_string( $key_id ) || '' === $key_id || null === $raw || ! Public_Key::is_strong( $raw ) ) {
				throw new \InvalidArgumentException( 'Connection with an unusable platform key.' );
			}
			$keys[ $key_id ] = $raw;
		}
		if ( ! $keys ) {
			throw new \InvalidArgumentException( 'Connection without platform keys.' );
		}

		return $keys;
	}
}
