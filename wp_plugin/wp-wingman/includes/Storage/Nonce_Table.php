<?php
/**
 * Spent nonces.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Storage;

use WP_Wingman\Contracts\Nonce_Store;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * The unique key decides, not a look-up before it: of 200 copies of a command exactly one runs.
 */
final class Nonce_Table implements Nonce_Store {

	/**
	 * How long a spent nonce is remembered beyond its expiry, against clocks that were set back.
	 */
	private const KEEP_SECONDS = 7 * 86400;

	public function spend( string $nonce, int $expires_at ): bool {
		global $wpdb;
		$table = Tables::nonces();

		return 1 === $wpdb->query( // phpcs:ignore
			$wpdb->prepare( "INSERT IGNORE INTO `$table` (nonce, expires_at) VALUES (%s, %d)", $nonce, $expires_at ) // phpcs:ignore
		);
	}

	public function purge( int $now ): int {
		global $wpdb;
		$table = Tables::nonces();

		return (int) $wpdb->query( $wpdb->prepare( "DELETE FROM `$table` WHERE expires_at < %d LIMIT 1000", $now - self::KEEP_SECONDS ) ); // phpcs:ignore
	}
}
