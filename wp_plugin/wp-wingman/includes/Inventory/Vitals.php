<?php
/**
 * How the site is doing.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Inventory;

use WP_Wingman\Activity\Activity_Log;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * The numbers that move, quantised so that noise is no change.
 */
final class Vitals {

	private const OVERDUE_AFTER_SECONDS = 600;

	private Measurements $measurements;
	private Activity_Log $activity;

	public function __construct( Measurements $measurements, Activity_Log $activity ) {
		$this->measurements = $measurements;
		$this->activity     = $activity;
	}

	/**
	 * The document.
	 *
	 * @return array<string, mixed>
	 */
	public function collect(): array {
		$now   = time();
		$total = $this->disk_bytes( 'disk_total_space' );

		return array(
			'disk_free_bytes'    => $this->measurements->steady( 'disk_free_bytes', $this->disk_bytes( 'disk_free_space' ), (int) ( (int) $total / 100 ) ),
			'disk_total_bytes'   => $total,
			'database_bytes'     => $this->database_bytes(),
			'uploads_bytes'      => $this->measurements->uploads_bytes(),
			'memory_peak_bytes'  => $this->measurements->memory_peak_bytes(),
			'memory_limit_bytes' => max( 0, (int) wp_convert_hr_to_bytes( Environment_Facts::ini_at_start( 'memory_limit' ) ) ),
			'load_ms'            => $this->measurements->load_ms(),
			'cron'               => $this->cron( $now ),
			'fatal_errors'       => array(
				'count_24h' => $this->activity->count( Activity_Log::FATAL_ERROR, $now - 86400 ),
				'last'      => $this->activity->latest_fatal_errors( 5 ),
			),
			'last_logins'        => $this->activity->latest_logins_by_role(),
			'users_total'        => array_sum( $this->measurements->users_by_role() ),
			'posts_total'        => (int) ( wp_count_posts()->publish ?? 0 ),
		);
	}

	/**
	 * Many hosts switch these two functions off; then nobody knows.
	 *
	 * @param string $measure disk_free_space or disk_total_space.
	 */
	private function disk_bytes( string $measure ): ?int {
		if ( ! function_exists( $measure ) ) {
			return null;
		}
		$bytes = @$measure( ABSPATH ); // phpcs:ignore -- Warns under open_basedir; false says the same.

		return is_float( $bytes ) || is_int( $bytes ) ? (int) $bytes : null;
	}

	private function database_bytes(): int {
		global $wpdb;
		$bytes = (int) $wpdb->get_var( // phpcs:ignore
			$wpdb->prepare(
				'SELECT SUM(data_length + index_length) FROM information_schema.tables WHERE table_schema = %s AND table_name LIKE %s',
				$wpdb->dbname,
				$wpdb->esc_like( $wpdb->base_prefix ) . '%'
			)
		);

		return (int) $this->measurements->steady( 'database_bytes', $bytes, max( 1048576, (int) ( $bytes / 50 ) ) );
	}

	/**
	 * Whether WP-Cron lives.
	 *
	 * @param int $now Unix seconds.
	 * @return array<string, mixed>
	 */
	private function cron( int $now ): array {
		$overdue = array();
		foreach ( (array) _get_cron_array() as $timestamp => $hooks ) {
			if ( is_int( $timestamp ) && $timestamp < $now - self::OVERDUE_AFTER_SECONDS ) {
				$overdue[ $timestamp ] = array_sum( array_map( 'count', (array) $hooks ) );
			}
		}
		$oldest = $overdue ? $now - min( array_keys( $overdue ) ) : 0;

		return array(
			'enabled'                => ! ( defined( 'DISABLE_WP_CRON' ) && DISABLE_WP_CRON ),
			'overdue_events'         => array_sum( $overdue ),
			// Whole hours are enough to tell "late" from "dead".
			'oldest_overdue_seconds' => $oldest < 3600 ? (int) ( floor( $oldest / 600 ) * 600 ) : (int) ( floor( $oldest / 3600 ) * 3600 ),
		);
	}
}
