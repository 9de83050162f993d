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
 * Runs the tests of Site Health, each once a day. Tests that call out to the network run only
 * in WP-Cron, where nobody waits.
 */
final class Site_Health_Facts {

	private const EVERY_SECONDS = 86400;
	private const STATUSES      = array( 'good', 'recommended', 'critical' );

	/**
	 * Direct tests that fetch something; they wait for WP-Cron as well.
	 */
	private const NETWORK_TESTS = array( 'rest_availability', 'http_requests' );

	/**
	 * Runs what is due and returns the results of all tests there are.
	 *
	 * @param array<string, array{status: string, label: string, at: int}> $known Results so far.
	 * @return array<string, array{status: string, label: string, at: int}>
	 */
	public function run_due( array $known ): array {
		$tests   = $this->tests();
		$known   = array_intersect_key( $known, $tests );
		$budget  = Wall_Budget::for_request();
		$english = switch_to_locale( 'en_US' );
		foreach ( $tests as $name => $run ) {
			if ( $budget->is_spent() || time() - ( $known[ $name ]['at'] ?? 0 ) < self::EVERY_SECONDS ) {
				continue;
			}
			$result = $this->run( $run );
			if ( null !== $result ) {
				$known[ $name ] = $result;
			}
		}
		if ( $english ) {
			restore_previous_locale();
		}
		ksort( $known );

		return $known;
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

	/**
	 * Callables by name.
	 *
	 * @return array<string, callable>
	 */
	private function tests(): array {
		foreach ( array( 'update', 'misc', 'file', 'plugin', 'theme', 'class-wp-site-health' ) as $file ) {
			require_once ABSPATH . "wp-admin/includes/$file.php";
		}
		$health = \WP_Site_Health::get_instance();
		$listed = \WP_Site_Health::get_tests();
		$tests  = array();
		foreach ( $listed['direct'] ?? array() as $name => $test ) {
			$callable = is_string( $test['test'] ) ? array( $health, 'get_test_' . $test['test'] ) : $test['test'];
			$tests[ $name ] = $callable;
		}
		foreach ( $listed['async'] ?? array() as $name => $test ) {
			$tests[ $name ] = $test['async_direct_test'] ?? null;
		}
		$may_wait = wp_doing_cron();

		return array_filter(
			$tests,
			static function ( $callable, $name ) use ( $may_wait, $listed ) {
				$is_slow = isset( $listed['async'][ $name ] ) || in_array( $name, self::NETWORK_TESTS, true );

				return is_callable( $callable ) && ( $may_wait || ! $is_slow );
			},
			ARRAY_FILTER_USE_BOTH
		);
	}

	/**
	 * One result, or null when the test (of some plugin) misbehaves.
	 *
	 * @param callable $test Test.
	 * @return array{status: string, label: string, at: int}|null
	 */
	private function run( callable $test ): ?array {
		try {
			$result = $test();
		} catch ( \Throwable $error ) {
			return null;
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
}
