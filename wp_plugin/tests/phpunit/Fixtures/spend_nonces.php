<?php
/**
 * One of several processes that all try to spend the same fifty nonces.
 *
 * @package WP_Wingman
 */

$_SERVER += array( 'HTTP_HOST' => '127.0.0.1', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/' );
require $argv[1] . '/wp-load.php';

$nonces   = new WP_Wingman\Storage\Nonce_Table();
$counters = new WP_Wingman\Storage\Counters();
$won      = array();
$numbers  = array();
for ( $number = 0; $number < 50; $number++ ) {
	$won[]     = (int) $nonces->spend( str_pad( (string) $number, 22, 'A' ), time() );
	$numbers[] = $counters->next_sequence();
}
echo json_encode( array( 'won' => $won, 'sequences' => $numbers ) );
