<?php
/**
 * How long a request may still work.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Jobs;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Wall clock, not CPU: hosts cut requests by the watch, often well before PHP's own limit.
 */
final class Wall_Budget {

	private const MAX_SECONDS    = 20.0;
	private const SHARE_OF_LIMIT = 0.6;

	private float $ends_at;

	private function __construct( float $ends_at ) {
		$this->ends_at = $ends_at;
	}

	/**
	 * The smaller of 20 seconds and 60 % of PHP's limit, counted from the start of the request.
	 */
	public static function for_request(): self {
		$started_at = isset( $_SERVER['REQUEST_TIME_FLOAT'] ) ? (float) $_SERVER['REQUEST_TIME_FLOAT'] : microtime( true ); // phpcs:ignore

		return new self( $started_at + self::seconds_for_limit( (int) ini_get( 'max_execution_time' ) ) );
	}

	public static function of_seconds( float $seconds ): self {
		return new self( microtime( true ) + $seconds );
	}

	/**
	 * Length of the budget.
	 *
	 * @param int $limit max_execution_time; 0 means none.
	 */
	public static function seconds_for_limit( int $limit ): float {
		return $limit > 0 ? min( self::MAX_SECONDS, self::SHARE_OF_LIMIT * $limit ) : self::MAX_SECONDS;
	}

	public function is_spent(): bool {
		return microtime( true ) >= $this->ends_at;
	}
}
