<?php
/**
 * Facts that are slow or shaky to measure.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Inventory;

use WP_Wingman\Storage\Options;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Remembers measurements between snapshots, and keeps a reported number as it was until the
 * new value really differs: noise must not look like news.
 */
final class Measurements {

	private const LOAD_TIME_EVERY_SECONDS   = 6 * 3600;
	private const LARGE_USERS_EVERY_SECONDS = 86400;
	private const LOAD_STEPS_MS             = array( 50, 100, 200, 400, 800, 1600, 3200, 6400, 12800 );

	private Site_Health_Facts $site_health;
	private bool $is_sandboxed;

	/**
	 * Measurements for this request.
	 *
	 * @param Site_Health_Facts $site_health  Runs the tests of Site Health.
	 * @param bool              $is_sandboxed In the sandbox nothing slow is measured: the other plugins are
	 *                                        missing there, and the result would not be the site's.
	 */
	public function __construct( Site_Health_Facts $site_health, bool $is_sandboxed ) {
		$this->site_health  = $site_health;
		$this->is_sandboxed = $is_sandboxed;
	}

	/**
	 * PHP and server as visitors get them: a system cron job runs under another PHP.
	 *
	 * @param callable(): array<string, mixed> $measure Reads them from this request.
	 * @return array<string, mixed>
	 */
	public function runtime( callable $measure ): array {
		$remembered = $this->recall( 'runtime' );
		if ( is_array( $remembered ) && in_array( PHP_SAPI, array( 'cli', 'phpdbg' ), true ) ) {
			return $remembered;
		}
		$runtime = $measure();
		if ( $runtime !== $remembered ) {
			$this->remember( 'runtime', $runtime );
		}

		return $runtime;
	}

	/**
	 * Number of users per role.
	 *
	 * @return array<string, int>
	 */
	public function users_by_role(): array {
		$remembered = $this->recall( 'users' );
		$is_large   = function_exists( 'wp_is_large_user_count' ) && wp_is_large_user_count();
		if ( is_array( $remembered ) && $is_large && time() - $remembered['at'] < self::LARGE_USERS_EVERY_SECONDS ) {
			return $remembered['by_role'];
		}
		$by_role = array_filter( array_map( 'intval', count_users()['avail_roles'] ) );
		ksort( $by_role, SORT_STRING );
		if ( $is_large ) {
			$this->remember( 'users', array( 'by_role' => $by_role, 'at' => time() ) );
		}

		return $by_role;
	}

	/**
	 * Section `site_health` of the inventory.
	 *
	 * @return array<string, mixed>
	 */
	public function site_health(): array {
		if ( ! $this->is_sandboxed ) {
			$this->remember( 'site_health', $this->site_health->run_due( (array) $this->recall( 'site_health' ) ) );
		}

		return $this->site_health->summary( (array) $this->recall( 'site_health' ) );
	}

	/**
	 * Tests of Site Health that wait for their job.
	 *
	 * @return string[]
	 */
	public function slow_site_health_tests_due(): array {
		return $this->site_health->slow_tests_due( (array) $this->recall( 'site_health' ) );
	}

	public function run_site_health_test( string $name ): void {
		$result = $this->site_health->run( $name );
		if ( null !== $result ) {
			$results          = (array) $this->recall( 'site_health' );
			$results[ $name ] = $result;
			ksort( $results );
			$this->remember( 'site_health', $results );
		}
	}

	/**
	 * Time of the home page, in steps that double. A value near the edge of a step stays where it was.
	 */
	public function load_ms(): ?int {
		$remembered = $this->recall( 'load' );
		if ( $this->is_sandboxed || ( is_array( $remembered ) && time() - $remembered['at'] < self::LOAD_TIME_EVERY_SECONDS ) ) {
			return $remembered['ms'] ?? null;
		}
		$ms = $this->quantise_load_time( $this->time_home_page(), $remembered['ms'] ?? null );
		$this->remember( 'load', array( 'ms' => $ms, 'at' => time() ) );

		return $ms;
	}

	/**
	 * Peak memory of a WP-Cron request: comparable from one hour to the next.
	 */
	public function memory_peak_bytes(): int {
		$remembered = $this->recall( 'reported' )['memory_peak_bytes'] ?? null;
		if ( is_int( $remembered ) && ( $this->is_sandboxed || ! wp_doing_cron() ) ) {
			return $remembered;
		}

		return (int) $this->steady( 'memory_peak_bytes', memory_get_peak_usage( true ), 4194304 );
	}

	/**
	 * Null until the first walk through the uploads folder is done.
	 */
	public function uploads_bytes(): ?int {
		$bytes = $this->recall( 'uploads_bytes' );

		return is_int( $bytes ) ? (int) $this->steady( 'uploads_bytes', $bytes, max( 1048576, (int) ( $bytes / 100 ) ) ) : null;
	}

	public function remember_uploads_bytes( int $bytes ): void {
		$this->remember( 'uploads_bytes', $bytes );
		$this->remember( 'uploads_measured_at', time() );
	}

	public function uploads_measured_at(): int {
		return (int) $this->recall( 'uploads_measured_at' );
	}

	/**
	 * The value as last reported, unless it moved by more than the tolerance.
	 *
	 * @param string   $name      Member of the vitals.
	 * @param int|null $value     Measured now.
	 * @param int      $tolerance Smallest change worth telling.
	 */
	public function steady( string $name, ?int $value, int $tolerance ): ?int {
		$reported = (array) $this->recall( 'reported' );
		$before   = $reported[ $name ] ?? null;
		if ( is_int( $before ) && is_int( $value ) && abs( $value - $before ) <= $tolerance ) {
			return $before;
		}
		if ( $value !== $before ) {
			$reported[ $name ] = $value;
			$this->remember( 'reported', $reported );
		}

		return $value;
	}

	private function time_home_page(): ?int {
		$start    = microtime( true );
		$response = wp_remote_get(
			home_url( '/' ),
			array(
				'timeout'     => 5,
				'redirection' => 2,
				'cookies'     => array(),
				'sslverify'   => apply_filters( 'https_local_ssl_verify', false ), // phpcs:ignore -- Asking WordPress's own filter.
			)
		);

		return is_wp_error( $response ) || wp_remote_retrieve_response_code( $response ) >= 500 ? null : (int) round( 1000 * ( microtime( true ) - $start ) );
	}

	private function quantise_load_time( ?int $measured, ?int $before ): ?int {
		if ( null === $measured ) {
			return null;
		}
		if ( null !== $before && $measured > $before / 3 && $measured < $before * 1.5 ) {
			return $before;
		}
		foreach ( self::LOAD_STEPS_MS as $step ) {
			if ( $measured <= $step ) {
				return $step;
			}
		}

		return 30000;
	}

	/**
	 * A remembered value, or null.
	 *
	 * @param string $name Name.
	 * @return mixed
	 */
	private function recall( string $name ) {
		return Options::get( Options::MEASUREMENTS )[ $name ] ?? null;
	}

	private function remember( string $name, $value ): void {
		$all          = Options::fresh( Options::MEASUREMENTS );
		$all[ $name ] = $value;
		Options::set( Options::MEASUREMENTS, $all );
	}
}
