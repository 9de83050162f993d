<?php
/**
 * The plugin's own tables.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Storage;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Four small tables per site. They exist from the first pairing on, not before.
 */
final class Tables {

	public const VERSION = 1;

	private const NAMES = array( 'nonces', 'counters', 'jobs', 'activity' );

	public static function nonces(): string {
		return self::name( 'nonces' );
	}

	public static function counters(): string {
		return self::name( 'counters' );
	}

	public static function jobs(): string {
		return self::name( 'jobs' );
	}

	public static function activity(): string {
		return self::name( 'activity' );
	}

	/**
	 * Full names for the current site.
	 *
	 * @return string[]
	 */
	public static function all(): array {
		return array_map( array( self::class, 'name' ), self::NAMES );
	}

	public static function create(): void {
		global $wpdb;

		foreach ( self::definitions() as $statement ) {
			$wpdb->query( $statement ); // phpcs:ignore -- Constant text, no input.
		}
	}

	public static function exist(): bool {
		global $wpdb;

		return count( self::NAMES ) === count( $wpdb->get_col( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( self::name( '' ) ) . '%' ) ) ); // phpcs:ignore
	}

	public static function drop(): void {
		global $wpdb;

		foreach ( self::all() as $table ) {
			$wpdb->query( "DROP TABLE IF EXISTS `$table`" ); // phpcs:ignore -- Own table name.
		}
	}

	private static function name( string $short ): string {
		global $wpdb;

		return $wpdb->prefix . 'wp_wingman_' . $short;
	}

	/**
	 * Nonces are compared byte by byte: base64 knows upper and lower case.
	 *
	 * @return string[]
	 */
	private static function definitions(): array {
		global $wpdb;
		$charset = $wpdb->get_charset_collate();

		return array(
			'CREATE TABLE IF NOT EXISTS `' . self::nonces() . '` (
				nonce CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
				expires_at BIGINT UNSIGNED NOT NULL,
				PRIMARY KEY (nonce),
				KEY expires_at (expires_at)
			) ENGINE=InnoDB ' . $charset,
			'CREATE TABLE IF NOT EXISTS `' . self::counters() . '` (
				name VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
				value BIGINT UNSIGNED NOT NULL,
				PRIMARY KEY (name)
			) ENGINE=InnoDB ' . $charset,
			'CREATE TABLE IF NOT EXISTS `' . self::jobs() . '` (
				id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
				kind VARCHAR(64) NOT NULL,
				status VARCHAR(16) NOT NULL,
				progress TINYINT UNSIGNED NOT NULL DEFAULT 0,
				state LONGTEXT NOT NULL,
				stalls TINYINT UNSIGNED NOT NULL DEFAULT 0,
				locked_until BIGINT UNSIGNED NOT NULL DEFAULT 0,
				created_at BIGINT UNSIGNED NOT NULL,
				updated_at BIGINT UNSIGNED NOT NULL,
				PRIMARY KEY (id),
				KEY status (status, id)
			) ENGINE=InnoDB ' . $charset,
			'CREATE TABLE IF NOT EXISTS `' . self::activity() . '` (
				id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
				kind VARCHAR(32) NOT NULL,
				fingerprint CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
				subject VARCHAR(191) NOT NULL,
				detail TEXT NOT NULL,
				hits INT UNSIGNED NOT NULL DEFAULT 1,
				first_at BIGINT UNSIGNED NOT NULL,
				last_at BIGINT UNSIGNED NOT NULL,
				PRIMARY KEY (id),
				UNIQUE KEY fingerprint (fingerprint),
				KEY kind (kind, last_at),
				KEY last_at (last_at)
			) ENGINE=InnoDB ' . $charset,
		);
	}
}
