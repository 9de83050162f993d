<?php
/**
 * WordPress's opinion of itself.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Inventory;

use WP_Wingman\Jobs\Wall_Budget;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Runs the tests of Site Health, each once a day. Most take a millisecond and run with a
 * snapshot; those that call out to the network may hang, and get a job of their own.
 */
final class Site_Health_Facts {

	private const EVERY_SECONDS = 86400;
	private const STATUSES      = array( 'good', 'recommended', 'critical' );

	/**
	 * Direct tests that fetch something all the same.
	 */
	private const NETWORK_TESTS = array( 'rest_availability', 'http_requests' );

	/**
	 * Runs the quick tests that are due, and forgets tests that no longer exist.
	 *
	 * @param array<string, array{status: string, label: string, at: int}> $known Results so far.
	 * @return array<string, array{status: string, label: string, at: int}>
	 */
	public function run_due( array $known ): array {
		$known  = array_intersect_key( $known, $this->tests( true ) + $this->tests( false ) );
		$budget = Wall_Budget::for_request();
		foreach ( array_keys( $this->tests( false ) ) as $name ) {
			if ( $budget->is_spent() || ! $this->is_due( $known, $name ) ) {
				continue;
			}
			$result = $this->run( $name );
			if ( null !== $result ) {
				$known[ $name ] = $result;
			}
		}
		ksort( $known );

		return $known;
	}

	/**
	 * Names of the tests that call out to the network and are due.
	 *
	 * @param array<string, array{status: string, label: string, at: int}> $known Results so far.
	 * @return string[]
	 */
	public function slow_tests_due( array $known ): array {
		return array_values(
			array_filter(
				array_map( 'strval', array_keys( $this->tests( true ) ) ),
				function ( string $name ) use ( $known ): bool {
					return $this->is_due( $known, $name );
				}
			)
		);
	}

	/**
	 * One result, or null when the test (of some plugin) misbehaves or is gone.
	 *
	 * @param string $name Test.
	 * @return array{status: string, label: string, at: int}|null
	 */
	public function run( string $name ): ?array {
		$test = ( $this->tests( true ) + $this->tests( false ) )[ $name ] ?? null;
		if ( null === $test ) {
			return null;
		}
		// One language for all readers, and no change when an administrator with another one looks.
		$is_switched = switch_to_locale( 'en_US' );
		try {
			$result = $test();
		} catch ( \Throwable $error ) {
			$result = null;
		}
		if ( $is_switched ) {
			restore_previous_locale();
		}
		if ( ! is_array( $result ) || ! in_array( $result['status'] ?? null, self::STATUSES, true ) ) {
			return null;
		}

		return array(
			'status' => $result['status'],
			'label'  => Text::plain( $result['label'] ?? '' ),
			'at'     => time(),
		);
	}

	/**
	 * Counts, and the tests that are not good.
	 *
	 * @param array<string, array{status: string, label: string, at: int}> $results See run_due().
	 * @return array<string, mixed>
	 */
	public function summary( array $results ): array {
		$summary = array_fill_keys( self::STATUSES, 0 ) + array( 'issues' => array() );
		foreach ( $results as $name => $result ) {
			++$summary[ $result['status'] ];
			if ( 'good' !== $result['status'] ) {
				$summary['issues'][] = array(
					'test'   => (string) $name,
					'label'  => $result['label'],
					'status' => $result['status'],
				);
			}
		}

		return $summary;
	}

	private function is_due( array $known, string $name ): bool {
		return time() - ( $known[ $name ]['at'] ?? 0 ) >= self::EVERY_SECONDS;
	}

	/**
	 * Callables by name.
	 *
	 * @param bool $slow Those that call out to the network, or the others.
	 * @return array<string, callable>
	 */
	private function tests( bool $slow ): array {
		foreach ( array( 'update', 'misc', 'file', 'plugin', 'theme', 'class-wp-site-health' ) as $file ) {
			require_once ABSPATH . "wp-admin/includes/$file.php";
		}
		$health = \WP_Site_Health::get_instance();
		$listed = \WP_Site_Health::get_tests();
		$tests  = array();
		foreach ( $listed['direct'] ?? array() as $name => $test ) {
			if ( in_array( $name, self::NETWORK_TESTS, true ) === $slow ) {
				$tests[ $name ] = is_string( $test['test'] ) ? array( $health, 'get_test_' . $test['test'] ) : $test['test'];
			}
		}
		foreach ( $slow ? ( $listed['async'] ?? array() ) : array() as $name => $test ) {
			$tests[ $name ] = $test['async_direct_test'] ?? null;
		}

		return array_filter( $tests, 'is_callable' );
	}
}
