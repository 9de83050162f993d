<?php
/**
 * Where the list of the platform's keys lives on this site.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

use WP_Wingman\Storage\Options;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * The list is kept as it came, with its signature, and proven anew each time it is used: whoever
 * can write into this database still cannot name a key of their own.
 */
final class Key_List_Store {

	private string $root_key;

	/**
	 * Of one root key.
	 *
	 * @param string $root_key Raw public key.
	 */
	public function __construct( string $root_key ) {
		$this->root_key = $root_key;
	}

	public function current(): ?Key_List {
		return Key_List::read( Options::get( Options::KEY_LIST )['document'] ?? null, $this->root_key );
	}

	/**
	 * The version this site knows, 0 for none.
	 */
	public function version(): int {
		$current = $this->current();

		return null === $current ? 0 : $current->version;
	}

	/**
	 * Keeps a list that the root key signed, unless it is older than the one that is here.
	 * Whether the site knows at least this version now.
	 *
	 * @param mixed $document Decoded JSON as received.
	 */
	public function take( $document ): bool {
		$offered = Key_List::read( $document, $this->root_key );
		if ( null === $offered ) {
			return false;
		}
		// Another process may have been faster, with a newer list.
		Options::fresh( Options::KEY_LIST );
		if ( $offered->version > $this->version() ) {
			Options::set( Options::KEY_LIST, array( 'document' => (array) $document ) );
		}

		return $this->version() >= $offered->version;
	}
}
