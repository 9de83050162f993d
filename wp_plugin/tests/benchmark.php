<?php
/**
 * What the plugin costs a visitor: benchmark.php WP_ROOT [pairs] [output.json]
 *
 * Serves the site with PHP's own web server and asks for the same page again and again, in
 * pairs: once with the plugin (connected, with its loader), once without. Each answer says how
 * much processor time WordPress took for it: sockets, the client and whatever else the machine
 * does meanwhile do not count. The difference within a pair is what counts; the order of the two
 * changes from pair to pair, so that a machine that gets slower or faster favours neither.
 *
 * Fails when the median difference is over one millisecond, or an autoloaded option of the
 * plugin is over two kilobytes.
 *
 * @package WP_Wingman
 */

const LIMIT_MS           = 1.0;
const AUTOLOAD_LIMIT     = 2048;
const PLUGIN             = 'wp-wingman/wp-wingman.php';

$root   = rtrim( $argv[1] ?? '', '/' );
$pairs  = (int) ( $argv[2] ?? 150 );
$output = $argv[3] ?? null;
if ( ! is_file( "$root/wp-load.php" ) ) {
	fwrite( STDERR, "Usage: benchmark.php WP_ROOT [pairs] [output.json]\n" );
	exit( 2 );
}

require __DIR__ . '/phpunit/Fixtures/Web_Server.php';

$_SERVER += array( 'HTTP_HOST' => '127.0.0.1', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/' );
require "$root/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/plugin.php';

connect_the_site();
$probe = plant_probe();
list( $server, $address ) = serve( $root );
try {
	$pairs_ms = measure( $address, $pairs );
} finally {
	$server->stop();
	unlink( $probe );
	update_option( 'active_plugins', array( PLUGIN ) );
}
report( $pairs_ms, $output );

/** A connected site with all its options: the state that visitors meet. */
function connect_the_site(): void {
	require __DIR__ . '/phpunit/Fixtures/Fake_Platform.php';
	if ( ! is_plugin_active( PLUGIN ) ) {
		activate_plugin( PLUGIN );
	}
	$code     = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
	$platform = new WP_Wingman\Tests\Fixtures\Fake_Platform( (string) tempnam( sys_get_temp_dir(), 'wingman' ) );
	$platform->reset( 'https://wingman.example', $code );
	$deliver = static function ( $response, array $arguments, string $url ) use ( $platform ) {
		if ( 0 !== strpos( $url, 'https://wingman.example/' ) ) {
			return $response;
		}
		list( $status, $answer ) = $platform->answer( $arguments['method'], (string) parse_url( $url, PHP_URL_PATH ), array_change_key_case( $arguments['headers'] ), (string) $arguments['body'] );

		return array( 'response' => array( 'code' => $status, 'message' => '' ), 'body' => wp_json_encode( $answer ), 'headers' => array(), 'cookies' => array() );
	};
	add_filter( 'pre_http_request', $deliver, 10, 3 );
	$plugin = new WP_Wingman\Plugin( WP_PLUGIN_DIR . '/' . PLUGIN );
	$plugin->pairing()->pair( WP_Wingman\Connection\Connection_String::parse( "https://wingman.example#$code", '' ) );
	( new WP_Wingman\Reporting\Tick( $plugin ) )->run();
	WP_Wingman\Installation\Loader_File::install();
}

/**
 * A must-use file that leaves the plugin and its loader out when the request asks for it, and
 * says how long the request took. It loads before everything of ours.
 */
function plant_probe(): string {
	$file = WPMU_PLUGIN_DIR . '/000-benchmark-probe.php';
	$code = <<<'PHP'
<?php
if ( isset( $_GET['without'] ) ) {
	add_filter( 'option_active_plugins', '__return_empty_array' );
	// The loader, which comes after this file, takes it that it has run already.
	define( 'WP_WINGMAN_LOADER', true );
}
$GLOBALS['probe_cpu_ms'] = static function () {
	$usage = getrusage();
	return 1000 * ( $usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec'] ) + ( $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec'] ) / 1000;
};
$GLOBALS['probe_start']  = $GLOBALS['probe_cpu_ms']();
add_action( 'template_redirect', static function () { ob_start( static function ( $page ) {
	header( 'X-Took-Ms: ' . ( $GLOBALS['probe_cpu_ms']() - $GLOBALS['probe_start'] ) );
	return $page;
} ); } );
PHP;
	file_put_contents( $file, $code );

	return $file;
}

/** Starts the site on a free port, with opcache as on any real host. */
function serve( string $root ): array {
	$address = WP_Wingman\Tests\Fixtures\Web_Server::free_address();
	$server  = new WP_Wingman\Tests\Fixtures\Web_Server();
	$server->start( $address, $root, __DIR__ . '/phpunit/Fixtures/wordpress_router.php', array( 'PHP_CLI_SERVER_WORKERS' => '1' ), array( 'opcache.revalidate_freq' => '2' ) );

	return array( $server, $address );
}

/** Differences in milliseconds, and the times without the plugin. */
function measure( string $address, int $pairs ): array {
	for ( $warm_up = 0; $warm_up < 10; $warm_up++ ) {
		took( $address, '' );
		took( $address, '?without=1' );
	}
	$measured = array();
	for ( $pair = 0; $pair < $pairs; $pair++ ) {
		$order = 0 === $pair % 2 ? array( '', '?without=1' ) : array( '?without=1', '' );
		$took  = array();
		foreach ( $order as $query ) {
			$took[ $query ] = took( $address, $query );
		}
		$measured[] = array( 'with' => $took[''], 'without' => $took['?without=1'] );
	}

	return $measured;
}

function took( string $address, string $query ): float {
	$home    = (string) parse_url( get_option( 'home' ), PHP_URL_HOST ) . ':' . parse_url( get_option( 'home' ), PHP_URL_PORT );
	$context = stream_context_create( array( 'http' => array( 'header' => "Host: $home\r\nConnection: close\r\n", 'timeout' => 30, 'follow_location' => 0 ) ) );
	file_get_contents( "http://$address/$query", false, $context );
	foreach ( $http_response_header as $header ) {
		if ( 0 === stripos( $header, 'X-Took-Ms: ' ) ) {
			return (float) substr( $header, 11 );
		}
	}
	throw new RuntimeException( 'The page did not say how long it took: ' . $http_response_header[0] );
}

function report( array $measured, ?string $output ): void {
	global $wpdb;
	$without    = median( array_column( $measured, 'without' ) );
	$difference = median(
		array_map(
			static function ( array $pair ): float {
				return $pair['with'] - $pair['without'];
			},
			$measured
		)
	);
	$autoloaded = (int) $wpdb->get_var( "SELECT COALESCE(MAX(LENGTH(option_value)), 0) FROM {$wpdb->options} WHERE option_name LIKE 'wp\\_wingman%' AND autoload IN ('yes', 'on', 'auto', 'auto-on')" );
	$results    = array(
		array( 'name' => 'plugin_front_end_added', 'ours' => round( $without + $difference, 3 ), 'reference' => round( $without, 3 ), 'ratio' => round( ( $without + $difference ) / $without, 4 ), 'unit' => 'ms' ),
		array( 'name' => 'plugin_front_end_added_difference', 'ours' => round( $difference, 3 ), 'reference' => LIMIT_MS, 'ratio' => round( $difference / LIMIT_MS, 4 ), 'unit' => 'ms' ),
		array( 'name' => 'plugin_largest_autoloaded_option', 'ours' => $autoloaded, 'reference' => AUTOLOAD_LIMIT, 'ratio' => $autoloaded / AUTOLOAD_LIMIT, 'unit' => 'bytes' ),
	);
	printf( "A page takes %.2f ms of processor time without the plugin; the plugin adds %.3f ms (median of %d pairs). Largest autoloaded option: %d bytes.\n", $without, $difference, count( $measured ), $autoloaded );
	if ( null !== $output ) {
		file_put_contents( $output, json_encode( $results, JSON_PRETTY_PRINT ) . "\n" );
	}
	exit( $difference <= LIMIT_MS && $autoloaded <= AUTOLOAD_LIMIT ? 0 : 1 );
}

function median( array $values ): float {
	sort( $values );

	return (float) $values[ intdiv( count( $values ), 2 ) ];
}
