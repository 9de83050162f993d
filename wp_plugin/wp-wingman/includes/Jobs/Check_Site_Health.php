<?php
/**
 * Job: the slow tests of Site Health.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Jobs;

use WP_Wingman\Contracts\Step_Job;
use WP_Wingman\Inventory\Measurements;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Runs one test per request or more. A test that takes its whole request down with it (a host
 * that kills PHP, a plugin's endless loop) is tried once more and then left out for the day.
 */
final class Check_Site_Health implements Step_Job {

	public const KIND = 'check_site_health';

	private const MAX_TRIES = 2;

	private Measurements $measurements;

	/**
	 * Tells whether a try was begun by this very process.
	 *
	 * @var string
	 */
	private string $process;

	public function __construct( Measurements $measurements ) {
		$this->measurements = $measurements;
		$this->process      = uniqid( '', true );
	}

	public function kind(): string {
		return self::KIND;
	}

	public function start( array $arguments ): array {
		return array(
			'left'    => $this->measurements->slow_site_health_tests_due(),
			'done'    => 0,
			'tries'   => 0,
			'process' => '',
		);
	}

	/**
	 * Either announces the next test or runs the announced one: between the two the state is
	 * stored, so the next process knows at which test this one died.
	 *
	 * @param array<string, mixed> $state State so far.
	 * @return array<string, mixed>
	 */
	public function step( array $state ): array {
		if ( $state['process'] === $this->process ) {
			$this->measurements->run_site_health_test( $state['left'][0] );

			return $this->without_first( $state );
		}
		if ( $state['tries'] >= self::MAX_TRIES ) {
			return $this->without_first( $state );
		}
		++$state['tries'];
		$state['process'] = $this->process;

		return $state;
	}

	public function is_done( array $state ): bool {
		return array() === $state['left'];
	}

	public function progress( array $state ): int {
		return (int) ( 100 * $state['done'] / ( $state['done'] + max( 1, count( $state['left'] ) ) ) );
	}

	public function finish( array $state ): void {
		// Each result was stored when it was there.
	}

	private function without_first( array $state ): array {
		array_shift( $state['left'] );

		return array(
			'left'    => $state['left'],
			'done'    => $state['done'] + 1,
			'tries'   => 0,
			'process' => '',
		);
	}
}
