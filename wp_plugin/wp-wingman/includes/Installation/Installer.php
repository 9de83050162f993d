<?php
/**
 * Coming and going.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Installation;

use WP_Wingman\Reporting\Tick;
use WP_Wingman\Storage\Options;
use WP_Wingman\Storage\Tables;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Activation, deactivation, updates and removal, on one site or through a network.
 */
final class Installer {

	/**
	 * Hook of register_activation_hook(). Nothing is sent and no table is made before pairing.
	 *
	 * @param bool $network_wide For all sites of the network.
	 */
	public static function activate( bool $network_wide ): void {
		Loader_File::install();
		self::on_sites(
			$network_wide,
			static function (): void {
				if ( Options::get( Options::CONNECTION ) ) {
					self::schedule();
				}
			}
		);
	}

	/**
	 * Hook of register_deactivation_hook(). The connection stays for the next activation.
	 *
	 * @param bool $network_wide For all sites of the network.
	 */
	public static function deactivate( bool $network_wide ): void {
		self::on_sites( $network_wide, array( self::class, 'unschedule' ) );
		// In a network other sites may still need it; it is silent where the plugin is not active.
		if ( $network_wide || ! is_multisite() ) {
			Loader_File::remove();
		}
	}

	/**
	 * Leaves nothing behind, on any site.
	 */
	public static function uninstall(): void {
		self::on_sites( is_multisite(), array( self::class, 'remove_site' ) );
		Loader_File::remove();
	}

	/**
	 * Tables of the current site.
	 */
	public static function install_site(): void {
		Tables::create();
		Options::set(
			Options::INSTALLED,
			array(
				'plugin' => WP_WINGMAN_VERSION,
				'tables' => Tables::VERSION,
			)
		);
	}

	/**
	 * After the plugin's files were replaced: activation hooks do not run then.
	 */
	public static function upgrade_site(): void {
		$installed = Options::get( Options::INSTALLED );
		if ( ! $installed || WP_WINGMAN_VERSION === ( $installed['plugin'] ?? '' ) ) {
			return;
		}
		Loader_File::install();
		self::install_site();
	}

	/**
	 * Moving a site often takes along the tables of WordPress only.
	 */
	public static function repair_tables(): void {
		if ( Options::get( Options::INSTALLED ) && ! Tables::exist() ) {
			Tables::create();
		}
	}

	/**
	 * A random first tick spreads the sites over the hour.
	 */
	public static function schedule(): void {
		if ( ! wp_next_scheduled( Tick::HOOK ) ) {
			wp_schedule_event( time() + wp_rand( 1, Tick::SECONDS ), Tick::SCHEDULE, Tick::HOOK );
		}
	}

	public static function unschedule(): void {
		wp_unschedule_hook( Tick::HOOK );
	}

	public static function remove_site(): void {
		self::unschedule();
		Tables::drop();
		foreach ( ( new \ReflectionClass( Options::class ) )->getConstants() as $name ) {
			Options::delete( (string) $name );
		}
		self::delete_messages();
	}

	/**
	 * Messages for the next page that nobody has fetched.
	 */
	private static function delete_messages(): void {
		global $wpdb;
		$names = $wpdb->get_col( // phpcs:ignore
			$wpdb->prepare( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE %s", $wpdb->esc_like( '_transient_wp_wingman_' ) . '%' )
		);
		foreach ( $names as $name ) {
			delete_transient( substr( $name, strlen( '_transient_' ) ) );
		}
	}

	/**
	 * Does something on the current site, or on every site of the network.
	 *
	 * @param bool     $network_wide On all.
	 * @param callable $act          What to do.
	 */
	private static function on_sites( bool $network_wide, callable $act ): void {
		if ( ! $network_wide || ! is_multisite() ) {
			$act();

			return;
		}
		foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0, 'network_id' => get_current_network_id() ) ) as $site_id ) {
			switch_to_blog( (int) $site_id );
			$act();
			restore_current_blog();
		}
	}
}
