<?php
/**
 * Whose commands this site believes.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * With a pinned root key: the keys on its list, in their time. Without one: the keys that were
 * pinned at pairing.
 */
final class Command_Keys {

	private Connection $connection;

	public function __construct( Connection $connection ) {
		$this->connection = $connection;
	}

	/**
	 * The raw public key for a key id, or null when commands signed by it must not run.
	 *
	 * @param string $key_id Key id.
	 * @param int    $now    Unix seconds.
	 */
	public function find( string $key_id, int $now ): ?string {
		if ( null === $this->connection->root_key ) {
			return $this->connection->platform_keys[ $key_id ] ?? null;
		}
		$list = ( new Key_List_Store( $this->connection->root_key ) )->current();

		return null === $list ? null : $list->find( $key_id, $now );
	}
}
