<?php
/**
 * Keeping up with the platform's keys.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Every pull says which version of the key list the platform has, and brings it when this site has
 * an older one. No command of that pull is looked at before the list is.
 */
final class Key_Watch {

	private Platform_Client $client;
	private ?string $root_key;

	public function __construct( Connection $connection, Platform_Client $client ) {
		$this->client   = $client;
		$this->root_key = $connection->root_key;
	}

	/**
	 * What this site knows, for the pull message.
	 *
	 * @return array{key_list_version: int, root_kid: string|null}
	 */
	public function known(): array {
		return array(
			'key_list_version' => null === $this->root_key ? 0 : ( new Key_List_Store( $this->root_key ) )->version(),
			'root_kid'         => null === $this->root_key ? null : Public_Key::id( $this->root_key ),
		);
	}

	/**
	 * Whether this site knows every key that the platform's answer speaks of. Without a pinned root
	 * key there is no list, and the keys pinned at pairing count.
	 *
	 * @param Platform_Answer $answer    Answer to a pull.
	 * @param array<mixed>    $envelopes Its commands.
	 */
	public function are_current( Platform_Answer $answer, array $envelopes ): bool {
		if ( null === $this->root_key ) {
			return true;
		}
		$store   = new Key_List_Store( $this->root_key );
		$version = $answer->member( 'key_list_version' );
		$version = is_int( $version ) ? $version : 0;
		if ( $version > $store->version() ) {
			$store->take( $answer->member( 'key_list' ) );
		}
		if ( $version > $store->version() || $this->has_unknown_key( $store, $envelopes ) ) {
			$this->fetch( $store );
		}

		return $store->version() >= $version;
	}

	private function has_unknown_key( Key_List_Store $store, array $envelopes ): bool {
		$list = $store->current();
		foreach ( $envelopes as $envelope ) {
			$key_id = $envelope instanceof \stdClass ? ( $envelope->keyid ?? null ) : null;
			if ( is_string( $key_id ) && ( null === $list || ! $list->has( $key_id ) ) ) {
				return true;
			}
		}

		return false;
	}

	private function fetch( Key_List_Store $store ): void {
		try {
			$answer = $this->client->get_key_list();
		} catch ( Platform_Unreachable $error ) {
			return;
		}
		if ( $answer->is_success() ) {
			$store->take( $answer->members() );
		}
	}
}
