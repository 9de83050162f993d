<?php
/**
 * Pretty permalinks for PHP's built-in server: what a rewrite rule does elsewhere.
 */

$path = urldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$root = $_SERVER['DOCUMENT_ROOT'];
$file = $root . $path;

// A test puts a short PHP file here to make this one site slow or faulty without touching WordPress.
$weather = dirname( $root ) . '/weather.php';
if ( is_file( $weather ) && true === require $weather ) {
	return;
}
if ( '/' !== $path && is_file( $file ) ) {
	return false;
}

$script = '/index.php';
if ( '/' !== $path && is_dir( $file ) && is_file( rtrim( $file, '/' ) . '/index.php' ) ) {
	if ( '/' !== substr( $path, -1 ) ) {
		header( "Location: $path/", true, 301 );
		return;
	}
	$script = $path . 'index.php';
	chdir( $file );
}
$_SERVER['SCRIPT_NAME']     = $script;
$_SERVER['PHP_SELF']        = $script;
$_SERVER['SCRIPT_FILENAME'] = $root . $script;
require $_SERVER['SCRIPT_FILENAME'];
