<?php
/**
 * Loads a real WordPress, whose folder is named in WP_ROOT, with the plugin from its plugins folder.
 *
 * @package WP_Wingman
 */

$root = rtrim( (string) getenv( 'WP_ROOT' ), '/' );
if ( ! is_file( "$root/wp-load.php" ) ) {
	fwrite( STDERR, "Set WP_ROOT to an installed WordPress.\n" );
	exit( 1 );
}
$home = parse_url( (string) getenv( 'WP_HOME_URL' ) );

$_SERVER['HTTP_HOST']       = ( $home['host'] ?? '127.0.0.1' ) . ( isset( $home['port'] ) ? ':' . $home['port'] : '' );
$_SERVER['SERVER_NAME']     = $home['host'] ?? '127.0.0.1';
$_SERVER['REQUEST_URI']     = '/';
$_SERVER['REQUEST_METHOD']  = 'GET';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REMOTE_ADDR']     = '127.0.0.1';

if ( ! defined( 'DISABLE_WP_CRON' ) ) {
	define( 'DISABLE_WP_CRON', true );
}

// As in the test constants of the site: nothing of these tests may leave this machine.
require_once "$root/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/plugin.php';

if ( ! is_plugin_active( 'wp-wingman/wp-wingman.php' ) ) {
	$result = activate_plugin( 'wp-wingman/wp-wingman.php' );
	if ( is_wp_error( $result ) ) {
		fwrite( STDERR, $result->get_error_message() . "\n" );
		exit( 1 );
	}
}

spl_autoload_register(
	static function ( $class_name ) {
		if ( 0 === strpos( $class_name, 'WP_Wingman\\Tests\\' ) ) {
			require_once __DIR__ . '/' . str_replace( '\\', '/', substr( $class_name, 17 ) ) . '.php';
		}
	}
);
