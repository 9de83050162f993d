<?php
/**
 * Plays the plugin's life in a network of sites: network.php WP_ROOT found|live
 *
 * Run twice, because WordPress decides at its start whether it is a network.
 *
 * @package WP_Wingman
 */

list( , $root, $phase ) = $argv;

$_SERVER += array( 'HTTP_HOST' => 'network.test', 'SERVER_NAME' => 'network.test', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/' );
if ( 'live' === $phase ) {
	define( 'MULTISITE', true );
	define( 'SUBDOMAIN_INSTALL', false );
	define( 'DOMAIN_CURRENT_SITE', 'network.test' );
	define( 'PATH_CURRENT_SITE', '/' );
	define( 'SITE_ID_CURRENT_SITE', 1 );
	define( 'BLOG_ID_CURRENT_SITE', 1 );
}
require "$root/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
require_once __DIR__ . '/Fake_Platform.php';

if ( 'found' === $phase ) {
	foreach ( $wpdb->tables( 'ms_global' ) as $name => $table ) {
		$wpdb->$name = $table;
	}
	install_network();
	populate_network( 1, 'network.test', 'admin@example.test', 'Network', '/', false );
	exit;
}

$platform = new WP_Wingman\Tests\Fixtures\Fake_Platform( sys_get_temp_dir() . '/wp-wingman-network-' . getmypid() . '.json' );
$code     = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
add_filter(
	'pre_http_request',
	static function ( $response, array $arguments, string $url ) use ( $platform ) {
		list( $status, $answer ) = $platform->answer( $arguments['method'], (string) parse_url( $url, PHP_URL_PATH ), array_change_key_case( $arguments['headers'] ), (string) $arguments['body'] );

		return array( 'response' => array( 'code' => $status, 'message' => '' ), 'body' => wp_json_encode( $answer ), 'headers' => array(), 'cookies' => array() );
	},
	10,
	3
);

$plugin = new WP_Wingman\Plugin( WP_PLUGIN_DIR . '/wp-wingman/wp-wingman.php' );
$pair   = static function () use ( $plugin, $platform, $code ): bool {
	$platform->reset( 'https://wingman.example', $code );
	$plugin->pairing()->pair( WP_Wingman\Connection\Connection_String::parse( "https://wingman.example#$code", '' ) );

	return $plugin->snapshot_sender()->send( 'pairing' )->is_delivered;
};
$tables = static function () use ( $wpdb ): array {
	return $wpdb->get_col( "SHOW TABLES LIKE '%wp\\_wingman%'" );
};
$facts  = array();

deactivate_plugins( 'wp-wingman/wp-wingman.php', true );
activate_plugin( 'wp-wingman/wp-wingman.php', '', true );
$second = wp_insert_site( array( 'domain' => 'network.test', 'path' => '/second/' ) );
$third  = wp_insert_site( array( 'domain' => 'network.test', 'path' => '/third/' ) );

foreach ( array( $second, $third ) as $site ) {
	switch_to_blog( $site );
	$facts['delivered'][] = $pair();
	$facts['states'][]    = $plugin->connections()->state();
	restore_current_blog();
}
$facts['main_state']    = $plugin->connections()->state();
$facts['tables_of_two'] = count( $tables() );
$facts['has_loader']    = WP_Wingman\Installation\Loader_File::is_current();

wp_delete_site( $third );
$facts['tables_after_deleting_a_site'] = count( $tables() );

deactivate_plugins( 'wp-wingman/wp-wingman.php', false, true );
switch_to_blog( $second );
$facts['cron_after_deactivation'] = wp_next_scheduled( 'wp_wingman_tick' );
restore_current_blog();
$facts['loader_after_deactivation'] = is_file( WP_Wingman\Installation\Loader_File::path() );

activate_plugin( 'wp-wingman/wp-wingman.php', '', true );
switch_to_blog( $second );
$facts['cron_after_activation'] = is_int( wp_next_scheduled( 'wp_wingman_tick' ) );
restore_current_blog();

WP_Wingman\Installation\Installer::uninstall();
$facts['tables_after_uninstall'] = $tables();
$facts['options_after_uninstall'] = array();
foreach ( array( 1, $second ) as $site ) {
	$facts['options_after_uninstall'] = array_merge( $facts['options_after_uninstall'], $wpdb->get_col( 'SELECT option_name FROM ' . $wpdb->get_blog_prefix( $site ) . "options WHERE option_name LIKE '%wingman%' OR option_value LIKE '%wp\\_wingman%'" ) );
}
$facts['loader_after_uninstall'] = is_file( WP_Wingman\Installation\Loader_File::path() );

wp_delete_site( $second );
array_map( 'unlink', glob( sys_get_temp_dir() . '/wp-wingman-network-' . getmypid() . '.json*' ) );
echo wp_json_encode( $facts );
