<?php
/**
 * The plugin's options.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Storage;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Every option is an array and none is autoloaded: a visitor's request never reads one.
 */
final class Options {

	public const CONNECTION      = 'wp_wingman_connection';
	public const SITE_KEY        = 'wp_wingman_site_key';
	public const KEY_LIST        = 'wp_wingman_key_list';
	public const CAPABILITIES    = 'wp_wingman_capabilities';
	public const STATUS          = 'wp_wingman_status';
	public const MEASUREMENTS    = 'wp_wingman_measurements';
	public const PENDING_RESULTS = 'wp_wingman_pending_results';
	public const INVENTORY       = 'wp_wingman_known_versions';
	public const INSTALLED       = 'wp_wingman_installed';

	/**
	 * An option, or an empty array.
	 *
	 * @param string $name One of the constants.
	 * @return array<string, mixed>
	 */
	public static function get( string $name ): array {
		$value = get_option( $name );

		return is_array( $value ) ? $value : array();
	}

	/**
	 * Like get(), but past the object cache of this request: another process may have written since.
	 *
	 * @param string $name One of the constants.
	 * @return array<string, mixed>
	 */
	public static function fresh( string $name ): array {
		wp_cache_delete( $name, 'options' );
		wp_cache_delete( 'notoptions', 'options' );

		return self::get( $name );
	}

	/**
	 * Stores an option.
	 *
	 * @param string               $name  One of the constants.
	 * @param array<string, mixed> $value New value.
	 */
	public static function set( string $name, array $value ): void {
		update_option( $name, $value, false );
	}

	public static function delete( string $name ): void {
		delete_option( $name );
	}
}
