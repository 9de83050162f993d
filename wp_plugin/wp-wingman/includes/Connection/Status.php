<?php
/**
 * How the connection is doing.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

use WP_Wingman\Storage\Options;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Bookkeeping: last contact, last error, what the platform has acknowledged, what is due when.
 */
final class Status {

	public const LAST_CONTACT_AT       = 'last_contact_at';
	public const LAST_ERROR            = 'last_error';
	public const CLOCK_OFFSET          = 'clock_offset_seconds';
	public const ACKNOWLEDGED_HASH     = 'acknowledged_inventory_hash';
	public const NEXT_SNAPSHOT_AT      = 'next_snapshot_at';
	public const SNAPSHOT_FAILURES     = 'snapshot_failures';
	public const NEXT_PULL_AT          = 'next_pull_at';
	public const NEXT_REPORT_AT        = 'next_report_at';
	public const REPORTED_DAY          = 'reported_day';
	public const LAST_TICK_AT          = 'last_tick_at';
	public const HEALTH_CHECKED_AT     = 'health_checked_at';
	public const LAST_COMMAND_AT       = 'last_command_at';
	public const LAST_COMMAND_SEQUENCE = 'last_command_sequence';
	public const AWAITS_PROOF          = 'awaits_proof';

	/**
	 * A stored value.
	 *
	 * @param string $name    One of the constants.
	 * @param mixed  $default Value when nothing is stored.
	 * @return mixed
	 */
	public function get( string $name, $default = 0 ) {
		$all = Options::get( Options::STATUS );

		return $all[ $name ] ?? $default;
	}

	/**
	 * Changes some values and keeps the others as another process may have written them meanwhile.
	 *
	 * @param array<string, mixed> $values By the names above.
	 */
	public function set( array $values ): void {
		$all = Options::fresh( Options::STATUS );
		Options::set( Options::STATUS, array_merge( $all, $values ) );
	}

	/**
	 * The platform's clock, as far as this site has learned it: many servers' clocks are wrong.
	 */
	public function platform_time(): int {
		return time() + (int) $this->get( self::CLOCK_OFFSET );
	}

	public function learn_platform_time( ?int $server_time ): void {
		if ( null === $server_time ) {
			return;
		}
		$offset = $server_time - time();
		// A few seconds are the way the answer took, not a wrong clock.
		$offset = abs( $offset ) <= 5 ? 0 : $offset;
		if ( abs( $offset - (int) $this->get( self::CLOCK_OFFSET ) ) > 5 ) {
			$this->set( array( self::CLOCK_OFFSET => $offset ) );
		}
	}

	public function record_contact(): void {
		$this->set(
			array(
				self::LAST_CONTACT_AT => time(),
				self::LAST_ERROR      => null,
			)
		);
	}

	public function record_error( string $code, string $message ): void {
		$this->set(
			array(
				self::LAST_ERROR => array(
					'code'    => $code,
					'message' => substr( $message, 0, 300 ),
					'at'      => time(),
				),
			)
		);
	}
}
