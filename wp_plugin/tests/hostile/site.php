<?php
/**
 * Loads a WordPress with the plugin and, unless it is paired already, pairs it with a platform
 * that lives in a file. Included by the scripts beside it, each a process of its own.
 *
 * @package WP_Wingman
 */

use WP_Wingman\Connection\Connection_String;
use WP_Wingman\Plugin;
use WP_Wingman\Tests\Fixtures\Fake_Platform;

list( , $root, $state ) = $argv;

$_SERVER += array( 'HTTP_HOST' => '127.0.0.1', 'SERVER_NAME' => '127.0.0.1', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/' );
define( 'DISABLE_WP_CRON', true );
require_once "$root/wp-load.php";
require_once __DIR__ . '/../phpunit/Fixtures/Fake_Platform.php';

const PLATFORM_ORIGIN = 'https://wingman.example';
const PAIRING_CODE    = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

$plugin   = new Plugin( WP_PLUGIN_DIR . '/wp-wingman/wp-wingman.php' );
$platform = new Fake_Platform( $state );

add_filter(
	'pre_http_request',
	static function ( $response, array $arguments, string $url ) use ( $platform ) {
		list( $status, $answer ) = $platform->answer( $arguments['method'], (string) parse_url( $url, PHP_URL_PATH ), array_change_key_case( $arguments['headers'] ), (string) $arguments['body'] );

		return array( 'response' => array( 'code' => $status, 'message' => '' ), 'body' => (string) wp_json_encode( $answer ), 'headers' => array(), 'cookies' => array() );
	},
	10,
	3
);

/** Forgets what an earlier run left, and pairs anew. */
function pair_anew( Plugin $plugin, Fake_Platform $platform ): void {
	global $wpdb;
	WP_Wingman\Storage\Tables::create();
	foreach ( WP_Wingman\Storage\Tables::all() as $table ) {
		$wpdb->query( "DELETE FROM `$table`" );
	}
	foreach ( ( new ReflectionClass( WP_Wingman\Storage\Options::class ) )->getConstants() as $option ) {
		delete_option( $option );
	}
	$platform->reset( PLATFORM_ORIGIN, PAIRING_CODE );
	$plugin->pairing()->pair( Connection_String::parse( PLATFORM_ORIGIN . '#' . PAIRING_CODE, '' ) );
}
