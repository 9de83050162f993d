<?php
/**
 * The fake platform behind a real socket: php -S 127.0.0.1:PORT platform_router.php, with the
 * state file named in the environment.
 *
 * @package WP_Wingman
 */

require __DIR__ . '/Fake_Platform.php';

$headers = array();
foreach ( getallheaders() as $name => $value ) {
	$headers[ strtolower( $name ) ] = $value;
}
list( $status, $answer ) = ( new WP_Wingman\Tests\Fixtures\Fake_Platform( getenv( 'WINGMAN_FAKE_PLATFORM_STATE' ) ) )
	->answer( $_SERVER['REQUEST_METHOD'], strtok( $_SERVER['REQUEST_URI'], '?' ), $headers, (string) file_get_contents( 'php://input' ) );

http_response_code( $status );
header( 'Content-Type: application/json' );
echo json_encode( $answer );
