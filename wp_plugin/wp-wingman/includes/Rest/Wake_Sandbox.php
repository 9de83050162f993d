<?php
/**
 * A WordPress without the other plugins.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Rest;

use WP_Wingman\Plugin;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Handles a wake call before other plugins and the theme load, so that the site can still be
 * reached when one of them crashes it, or hides the REST API.
 *
 * The request ends here in every case. Nothing else of WordPress runs in it: otherwise anyone
 * could switch off a site's security plugins by adding the wake route to a login request.
 */
final class Wake_Sandbox {

	/**
	 * Whether the other plugins were left out of this request.
	 *
	 * @var bool
	 */
	private static bool $is_active = false;

	public static function is_active(): bool {
		return self::$is_active;
	}

	public static function enter_if_called(): void {
		if ( self::is_called( Proof_Controller::ROUTE ) && self::is_plugin_active() ) {
			self::prove();
		}
		if ( ! self::is_called( Wake_Controller::ROUTE ) || ! self::is_plugin_active() ) {
			return;
		}
		$plugin = new Plugin( WP_WINGMAN_DIRECTORY . '/wp-wingman.php' );
		// Not connected: let WordPress say that there is no such route.
		if ( null === $plugin->connections()->usable() ) {
			return;
		}
		$call = Wake_Call::from_body( self::body() );
		Early_Answer::send( 202, Wake_Call::ANSWER );
		if ( ! $call->may_pull( $plugin ) ) {
			exit;
		}
		self::boot_without_plugins( $plugin, $call );
	}

	/**
	 * The platform has come to look. Where there is nothing to prove, WordPress says that there is
	 * no such route.
	 */
	private static function prove(): void {
		$plugin = new Plugin( WP_WINGMAN_DIRECTORY . '/wp-wingman.php' );
		$answer = Proof_Call::answer( $plugin, self::body() );
		if ( null !== $answer ) {
			Early_Answer::send( 200, $answer );
			exit;
		}
	}

	private static function body(): string {
		return (string) file_get_contents( 'php://input', false, null, 0, 2048 ); // phpcs:ignore
	}

	/**
	 * True when visitors' pages would be served with this address.
	 *
	 * @param string $route REST route.
	 */
	private static function is_called( string $route ): bool {
		if ( ! self::is_front_controller() ) {
			return false;
		}
		// phpcs:disable WordPress.Security -- Compared with constants, never used.
		if ( isset( $_GET['rest_route'] ) ) {
			return $route === $_GET['rest_route'];
		}
		$path = isset( $_SERVER['REQUEST_URI'] ) ? strtok( (string) $_SERVER['REQUEST_URI'], '?' ) : '';
		// phpcs:enable

		return is_string( $path ) && '/wp-json' . $route === substr( $path, -strlen( '/wp-json' . $route ) );
	}

	/**
	 * Only index.php loads this file; the login, XML-RPC and wp-admin do not. Server variables
	 * are not asked: what they hold depends on the web server and on the address.
	 */
	private static function is_front_controller(): bool {
		return in_array( realpath( ABSPATH . 'wp-blog-header.php' ), get_included_files(), true ) && ! is_admin();
	}

	private static function is_plugin_active(): bool {
		$file = 'wp-wingman/wp-wingman.php';

		return in_array( $file, (array) get_option( 'active_plugins', array() ), true )
			|| ( is_multisite() && isset( ( (array) get_site_option( 'active_sitewide_plugins', array() ) )[ $file ] ) );
	}

	private static function boot_without_plugins( Plugin $plugin, Wake_Call $call ): void {
		self::$is_active = true;
		add_filter( 'option_active_plugins', '__return_empty_array', PHP_INT_MAX );
		add_filter( 'site_option_active_sitewide_plugins', '__return_empty_array', PHP_INT_MAX );

		// All of WordPress is loaded here, and nothing of the theme.
		add_action(
			'setup_theme',
			static function () use ( $plugin, $call ): void {
				remove_filter( 'option_active_plugins', '__return_empty_array', PHP_INT_MAX );
				remove_filter( 'site_option_active_sitewide_plugins', '__return_empty_array', PHP_INT_MAX );
				$call->pull( $plugin );
				exit;
			},
			PHP_INT_MIN
		);
	}
}
