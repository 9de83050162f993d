<?php
/**
 * Constants and class loader, for the plugin and for its must-use loader alike.
 *
 * WP_Wingman\Folder\Class_Name lives in includes/Folder/Class_Name.php.
 *
 * @package WP_Wingman
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

if ( ! defined( 'WP_WINGMAN_VERSION' ) ) {
	define( 'WP_WINGMAN_VERSION', '1.0.0' );
	define( 'WP_WINGMAN_DIRECTORY', dirname( __DIR__ ) );

	spl_autoload_register(
		static function ( $class_name ) {
			if ( 0 !== strpos( $class_name, 'WP_Wingman\\' ) ) {
				return;
			}
			$file = __DIR__ . '/' . str_replace( '\\', '/', substr( $class_name, 11 ) ) . '.php';
			if ( is_readable( $file ) ) {
				require_once $file;
			}
		}
	);
}
