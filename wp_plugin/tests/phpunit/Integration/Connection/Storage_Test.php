<?php
/**
 * Counters and nonces under many hands.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Integration\Connection;

use WP_Wingman\Storage\Counters;
use WP_Wingman\Storage\Nonce_Table;
use WP_Wingman\Tests\Fixtures\Site_Test_Case;

final class Storage_Test extends Site_Test_Case {

	public function test_sequence_numbers_rise_by_one(): void {
		$counters = new Counters();

		$this->assertSame( array( 1, 2, 3 ), array( $counters->next_sequence(), $counters->next_sequence(), $counters->next_sequence() ) );
	}

	public function test_a_site_paired_anew_continues_above_what_the_platform_has_seen(): void {
		$counters = new Counters();

		$counters->raise_sequence( 5000 );
		$counters->raise_sequence( 7 );

		$this->assertSame( 5001, $counters->next_sequence() );
	}

	public function test_one_pull_per_interval(): void {
		$counters = new Counters();

		$this->assertTrue( $counters->may_pull( 1000, 10 ) );
		$this->assertFalse( $counters->may_pull( 1009, 10 ) );
		$this->assertTrue( $counters->may_pull( 1010, 10 ) );
		$this->assertTrue( $counters->may_pull( 500, 10 ), 'A clock that was set back must not block for ever.' );
	}

	public function test_a_nonce_can_be_spent_once_and_upper_and_lower_case_differ(): void {
		$nonces = new Nonce_Table();

		$this->assertTrue( $nonces->spend( 'AAAAAAAAAAAAAAAAAAAAAA', 100 ) );
		$this->assertFalse( $nonces->spend( 'AAAAAAAAAAAAAAAAAAAAAA', 100 ) );
		$this->assertTrue( $nonces->spend( 'aAAAAAAAAAAAAAAAAAAAAA', 100 ) );
	}

	public function test_nonces_are_swept_long_after_they_expired(): void {
		$nonces = new Nonce_Table();
		$nonces->spend( 'AAAAAAAAAAAAAAAAAAAAAA', 1000 );

		$this->assertSame( 0, $nonces->purge( 1000 + 7 * 86400 ) );
		$this->assertSame( 1, $nonces->purge( 1001 + 7 * 86400 ) );
	}

	public function test_of_many_processes_with_one_nonce_exactly_one_wins_and_sequences_are_unique(): void {
		$script = dirname( __DIR__, 2 ) . '/Fixtures/spend_nonces.php';
		$runs   = array();
		for ( $process = 0; $process < 4; $process++ ) {
			$runs[] = proc_open( array( PHP_BINARY, $script, ABSPATH ), array( 1 => array( 'pipe', 'w' ) ), $pipes );
			$outputs[] = $pipes[1];
		}
		$results = array_map(
			static function ( $output ): array {
				return json_decode( (string) stream_get_contents( $output ), true );
			},
			$outputs
		);
		array_map( 'proc_close', $runs );

		$this->assertSame( array_fill( 0, 50, 1 ), array_map( 'array_sum', array_map( null, ...array_column( $results, 'won' ) ) ) );
		$sequences = array_merge( ...array_column( $results, 'sequences' ) );
		$this->assertCount( 200, array_unique( $sequences ) );
	}
}
