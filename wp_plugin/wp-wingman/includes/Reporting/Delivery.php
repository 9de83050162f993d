<?php
/**
 * What became of a report.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Reporting;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Outcome of sending a snapshot or daily report.
 */
final class Delivery {

	public bool $is_delivered;
	public int $sequence;

	/**
	 * Empty when delivered.
	 *
	 * @var string
	 */
	public string $problem;

	/**
	 * When the platform wants the next one, or when to try again; 0 = no wish.
	 *
	 * @var int
	 */
	public int $next_in_seconds;

	private function __construct( bool $is_delivered, int $sequence, string $problem, int $next_in_seconds ) {
		$this->is_delivered    = $is_delivered;
		$this->sequence        = $sequence;
		$this->problem         = $problem;
		$this->next_in_seconds = $next_in_seconds;
	}

	public static function delivered( int $sequence, int $next_in_seconds ): self {
		return new self( true, $sequence, '', $next_in_seconds );
	}

	public static function failed( int $sequence, string $problem, int $retry_after_seconds = 0 ): self {
		return new self( false, $sequence, $problem, $retry_after_seconds );
	}
}
