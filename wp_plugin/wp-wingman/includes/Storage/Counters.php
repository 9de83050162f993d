<?php
/**
 * Counters that several PHP processes share.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Storage;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Each change is one statement, so two requests at the same moment can never get the same number.
 */
final class Counters {

	private const SEQUENCE  = 'sequence';
	private const LAST_PULL = 'last_pull';
	private const WAITER    = 'waiter';

	/**
	 * The next number of this site's snapshots and reports: the last one and one.
	 */
	public function next_sequence(): int {
		global $wpdb;
		$table = Tables::counters();

		$wpdb->query( // phpcs:ignore
			$wpdb->prepare( "INSERT INTO `$table` (name, value) VALUES (%s, LAST_INSERT_ID(1)) ON DUPLICATE KEY UPDATE value = LAST_INSERT_ID(value + 1)", self::SEQUENCE ) // phpcs:ignore
		);

		return (int) $wpdb->get_var( 'SELECT LAST_INSERT_ID()' ); // phpcs:ignore
	}

	/**
	 * Makes sure that the next number is above what the platform has already seen of this site.
	 *
	 * @param int $floor A number that is taken.
	 */
	public function raise_sequence( int $floor ): void {
		global $wpdb;
		$table = Tables::counters();

		$wpdb->query( // phpcs:ignore
			$wpdb->prepare( "INSERT INTO `$table` (name, value) VALUES (%s, %d) ON DUPLICATE KEY UPDATE value = GREATEST(value, %d)", self::SEQUENCE, $floor, $floor ) // phpcs:ignore
		);
	}

	/**
	 * True for one caller per interval, however many ask at once.
	 *
	 * @param int $now     Unix seconds.
	 * @param int $seconds Length of the interval.
	 */
	public function may_pull( int $now, int $seconds ): bool {
		return $this->claim( self::LAST_PULL, $now, $seconds );
	}

	/**
	 * True for one caller per interval: it may wait until the next pull is allowed.
	 *
	 * @param int $now     Unix seconds.
	 * @param int $seconds Length of the interval.
	 */
	public function may_wait( int $now, int $seconds ): bool {
		return $this->claim( self::WAITER, $now, $seconds );
	}

	/**
	 * How long until the next pull is allowed.
	 *
	 * @param int $now     Unix seconds.
	 * @param int $seconds Length of the interval.
	 */
	public function seconds_until_pull( int $now, int $seconds ): int {
		global $wpdb;
		$table = Tables::counters();

		$last = (int) $wpdb->get_var( $wpdb->prepare( "SELECT value FROM `$table` WHERE name = %s", self::LAST_PULL ) ); // phpcs:ignore

		return max( 0, min( $seconds, $last + $seconds - $now ) );
	}

	private function claim( string $name, int $now, int $seconds ): bool {
		global $wpdb;
		$table = Tables::counters();

		$inserted = $wpdb->query( $wpdb->prepare( "INSERT IGNORE INTO `$table` (name, value) VALUES (%s, %d)", $name, $now ) ); // phpcs:ignore
		if ( 1 === $inserted ) {
			return true;
		}

		// A value from the future (the clock was wrong once) must not block for ever.
		return 1 === $wpdb->query( // phpcs:ignore
			$wpdb->prepare( "UPDATE `$table` SET value = %d WHERE name = %s AND (value <= %d OR value > %d)", $now, $name, $now - $seconds, $now + $seconds ) // phpcs:ignore
		);
	}
}
