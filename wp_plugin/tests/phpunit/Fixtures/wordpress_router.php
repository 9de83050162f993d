<?php
/**
 * Pretty permalinks for PHP's own web server.
 *
 * @package WP_Wingman
 */

$path   = urldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$file   = $_SERVER['DOCUMENT_ROOT'] . $path;
$script = '/index.php';
if ( '/' !== $path && is_file( $file ) && '.php' !== substr( $file, -4 ) ) {
	return false;
}
if ( '/' !== $path && is_file( $file ) ) {
	$script = $path;
	chdir( dirname( $file ) );
} elseif ( '/' !== $path && is_dir( $file ) && is_file( rtrim( $file, '/' ) . '/index.php' ) ) {
	if ( '/' !== substr( $path, -1 ) ) {
		header( "Location: $path/", true, 301 );
		return;
	}
	$script = $path . 'index.php';
	chdir( $file );
}
$_SERVER['SCRIPT_NAME']     = $script;
$_SERVER['PHP_SELF']        = $script;
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . $script;
require $_SERVER['SCRIPT_FILENAME'];
