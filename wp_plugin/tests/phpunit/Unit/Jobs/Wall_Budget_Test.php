<?php
/**
 * How long a request works.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Unit\Jobs;

use PHPUnit\Framework\TestCase;
use WP_Wingman\Jobs\Wall_Budget;

final class Wall_Budget_Test extends TestCase {

	/** @dataProvider limits */
	public function test_the_budget_is_sixty_percent_of_the_limit_and_twenty_seconds_at_most( int $limit, float $seconds ): void {
		$this->assertSame( $seconds, Wall_Budget::seconds_for_limit( $limit ) );
	}

	public function limits(): array {
		return array( 'no limit' => array( 0, 20.0 ), 'short' => array( 10, 6.0 ), 'usual' => array( 30, 18.0 ), 'long' => array( 300, 20.0 ) );
	}

	public function test_a_budget_runs_out(): void {
		$budget = Wall_Budget::of_seconds( 0.02 );
		$this->assertFalse( $budget->is_spent() );

		usleep( 25000 );

		$this->assertTrue( $budget->is_spent() );
	}

	public function test_the_request_has_used_some_of_it_already(): void {
		$_SERVER['REQUEST_TIME_FLOAT'] = microtime( true ) - 21;

		$this->assertTrue( Wall_Budget::for_request()->is_spent() );
		$_SERVER['REQUEST_TIME_FLOAT'] = microtime( true );
	}
}
