<?php
/**
 * One of many workers that all hand in the same commands at the same moment:
 * replay.php WP_ROOT STATE ENVELOPES FOLDER WORKER WORKERS TIMES
 *
 * @package WP_Wingman
 */

require __DIR__ . '/site.php';

list( , , , $envelopes, $folder, $worker, $workers, $times ) = $argv;

$wait = static function ( int $round ) use ( $folder, $worker, $workers ): void {
	touch( "$folder/$round-$worker" );
	$until = microtime( true ) + 60;
	while ( count( glob( "$folder/$round-*" ) ) < (int) $workers && microtime( true ) < $until ) {
		usleep( 300 );
	}
};

$runner   = $plugin->command_runner( new WP_Wingman\Commands\Result_Sender( $plugin->client(), $plugin->keys() ) );
$outcomes = array();
foreach ( json_decode( (string) file_get_contents( $envelopes ) ) as $round => $envelope ) {
	$wait( $round );
	for ( $time = 0; $time < (int) $times; $time++ ) {
		$outcomes[ $round ][] = $runner->handle( $envelope );
	}
}
echo json_encode( $outcomes );
