<?php
/**
 * Plugin Name: WP Wingman Loader
 * Description: Keeps WP Wingman reachable when another plugin breaks this site. Belongs to the plugin WP Wingman, which installs and removes it.
 * Version:     1.0.0
 * License:     GPL-2.0-or-later
 *
 * @package WP_Wingman
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

( static function () {
	$directory = WP_PLUGIN_DIR . '/wp-wingman';
	if ( PHP_VERSION_ID < 70400 || defined( 'WP_WINGMAN_LOADER' ) || ! is_readable( $directory . '/includes/bootstrap.php' ) ) {
		return;
	}
	define( 'WP_WINGMAN_LOADER', true );

	// Plugins load after this file, so even one that dies while loading is noticed. WordPress's
	// own handler runs first and may raise warnings that hide the error: it hands it over here.
	$record = static function ( $error ) use ( $directory ) {
		if ( is_array( $error ) && ( $error['type'] & ( E_ERROR | E_PARSE | E_CORE_ERROR | E_COMPILE_ERROR | E_USER_ERROR | E_RECOVERABLE_ERROR ) ) ) {
			require_once $directory . '/includes/bootstrap.php';
			WP_Wingman\Activity\Fatal_Error_Recorder::record( $error );
		}
	};
	add_filter(
		'wp_php_error_message',
		static function ( $message, $error ) use ( $record ) {
			$record( $error );

			return $message;
		},
		10,
		2
	);
	register_shutdown_function(
		static function () use ( $record ) {
			$record( error_get_last() );
		}
	);

	// Everything but a POST is done here: visitors' requests end at this line.
	if ( ! isset( $_SERVER['REQUEST_METHOD'] ) || 'POST' !== $_SERVER['REQUEST_METHOD'] ) {
		return;
	}
	require_once $directory . '/includes/bootstrap.php';
	WP_Wingman\Rest\Wake_Sandbox::enter_if_called();
} )();
