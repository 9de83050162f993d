<?php
/**
 * How the site is set up.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Inventory;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Debug and hardening flags.
 */
final class Hardening_Facts {

	/**
	 * Section `flags` of the inventory.
	 *
	 * @return array<string, mixed>
	 */
	public function collect(): array {
		global $wpdb;

		return array(
			'debug'                      => self::is_on( 'WP_DEBUG' ),
			'debug_display'              => self::is_on( 'WP_DEBUG' ) && ( ! defined( 'WP_DEBUG_DISPLAY' ) || (bool) WP_DEBUG_DISPLAY ),
			'debug_log'                  => self::is_on( 'WP_DEBUG' ) && self::is_on( 'WP_DEBUG_LOG' ),
			'file_edit_disallowed'       => self::is_on( 'DISALLOW_FILE_EDIT' ) || self::is_on( 'DISALLOW_FILE_MODS' ),
			'file_mods_disallowed'       => self::is_on( 'DISALLOW_FILE_MODS' ),
			'force_ssl_admin'            => self::is_on( 'FORCE_SSL_ADMIN' ),
			'core_auto_update'           => $this->updates_core_itself(),
			'xmlrpc_enabled'             => (bool) apply_filters( 'xmlrpc_enabled', true ), // phpcs:ignore -- Asking WordPress's own filter.
			'user_named_admin'           => false !== get_user_by( 'login', 'admin' ),
			'default_table_prefix'       => 'wp_' === $wpdb->base_prefix,
			'environment_type'           => wp_get_environment_type(),
			'search_engines_discouraged' => '0' === (string) get_option( 'blog_public' ),
		);
	}

	/**
	 * Whether at least security releases of WordPress install themselves.
	 */
	private function updates_core_itself(): bool {
		if ( self::is_on( 'AUTOMATIC_UPDATER_DISABLED' ) || self::is_on( 'DISALLOW_FILE_MODS' ) ) {
			return false;
		}
		if ( defined( 'WP_AUTO_UPDATE_CORE' ) ) {
			return ! in_array( WP_AUTO_UPDATE_CORE, array( false, 'false' ), true );
		}

		return 'disabled' !== get_site_option( 'auto_update_core_minor', 'enabled' );
	}

	private static function is_on( string $constant ): bool {
		return defined( $constant ) && (bool) constant( $constant );
	}
}
