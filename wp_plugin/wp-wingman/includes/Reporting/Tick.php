<?php
/**
 * The plugin's heartbeat.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Reporting;

use WP_Wingman\Connection\Status;
use WP_Wingman\Installation\Installer;
use WP_Wingman\Jobs\Check_Site_Health;
use WP_Wingman\Jobs\Measure_Uploads;
use WP_Wingman\Jobs\Wall_Budget;
use WP_Wingman\Plugin;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * One WP-Cron event every five minutes that does whatever is due. One event is easier to keep
 * alive than four, and a missed tick is made good by the next.
 */
final class Tick {

	public const HOOK     = 'wp_wingman_tick';
	public const SCHEDULE = 'wp_wingman_five_minutes';
	public const SECONDS  = 300;

	private const UPLOADS_EVERY_SECONDS = 86400;
	private const HEALTH_EVERY_SECONDS  = 86400;

	private Plugin $plugin;

	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	public function run(): void {
		Installer::upgrade_site();
		Installer::repair_tables();
		if ( null === $this->plugin->connections()->usable() ) {
			return;
		}
		$budget = Wall_Budget::for_request();
		$status = $this->plugin->status();
		$now    = time();
		$status->set( array( Status::LAST_TICK_AT => $now ) );

		if ( $now >= (int) $status->get( Status::NEXT_SNAPSHOT_AT ) ) {
			$this->plugin->snapshot_sender()->send( Snapshot_Sender::SCHEDULE );
			$this->clean_up( $now );
		}
		$this->plugin->daily_report_sender()->send_if_due( $now );
		if ( $now >= (int) $status->get( Status::NEXT_PULL_AT ) && $this->plugin->counters()->may_pull( $now, 10 ) ) {
			$this->plugin->command_puller()->pull();
		}
		// The last command may have been a disconnect.
		if ( null !== $this->plugin->connections()->usable() ) {
			$this->work( $budget, $now );
		}
	}

	private function work( Wall_Budget $budget, int $now ): void {
		$machine = $this->plugin->step_machine();
		if ( $now - $this->plugin->measurements()->uploads_measured_at() > self::UPLOADS_EVERY_SECONDS && ! $machine->has_waiting( Measure_Uploads::KIND ) ) {
			$machine->start( Measure_Uploads::KIND );
		}
		if ( $this->may_check_health( $now ) && ! $machine->has_waiting( Check_Site_Health::KIND ) ) {
			$machine->start( Check_Site_Health::KIND );
		}
		$machine->run_waiting( $budget );
	}

	/**
	 * A test without a result stays due; once a day is often enough to try.
	 *
	 * @param int $now Unix seconds.
	 */
	private function may_check_health( int $now ): bool {
		if ( $now - (int) $this->plugin->status()->get( Status::HEALTH_CHECKED_AT ) < self::HEALTH_EVERY_SECONDS ) {
			return false;
		}
		$this->plugin->status()->set( array( Status::HEALTH_CHECKED_AT => $now ) );

		return true;
	}

	private function clean_up( int $now ): void {
		$this->plugin->nonces()->purge( $now );
		$this->plugin->activity()->purge( $now );
		$this->plugin->step_machine()->purge( $now );
	}
}
