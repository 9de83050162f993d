<?php
/**
 * A job that counts.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Fixtures;

use WP_Wingman\Contracts\Step_Job;

final class Counting_Job implements Step_Job {

	public array $steps  = array();
	public int $finishes = 0;
	private float $seconds;
	private int $breaks_at;

	public function __construct( float $seconds = 0, int $breaks_at = 0 ) {
		$this->seconds   = $seconds;
		$this->breaks_at = $breaks_at;
	}

	public function kind(): string {
		return 'counting';
	}

	public function start( array $arguments ): array {
		return array( 'count' => 0, 'up_to' => $arguments['up_to'] );
	}

	public function step( array $state ): array {
		if ( $this->breaks_at === $state['count'] + 1 ) {
			throw new \RuntimeException( 'broken' );
		}
		usleep( (int) ( $this->seconds * 1000000 ) );
		++$state['count'];
		$this->steps[] = $state['count'];

		return $state;
	}

	public function is_done( array $state ): bool {
		return $state['count'] >= $state['up_to'];
	}

	public function progress( array $state ): int {
		return (int) ( 100 * $state['count'] / $state['up_to'] );
	}

	public function finish( array $state ): void {
		++$this->finishes;
	}
}
