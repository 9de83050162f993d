<?php
/**
 * The heartbeat and the daily report.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Integration\Reporting;

use WP_Wingman\Connection\Status;
use WP_Wingman\Reporting\Tick;
use WP_Wingman\Storage\Options;
use WP_Wingman\Storage\Tables;
use WP_Wingman\Tests\Fixtures\Site_Test_Case;

final class Tick_Test extends Site_Test_Case {

	public function test_the_first_tick_does_everything_and_the_next_nothing(): void {
		$this->pair();
		$this->tick();
		$this->assertCount( 1, $this->platform->received( 'snapshot' ) );
		$this->assertCount( 1, $this->platform->received( 'daily-report' ) );
		$this->assertCount( 1, $this->platform->received( 'pull' ) );
		$this->assertNotNull( $this->plugin->measurements()->uploads_bytes() );
		$requests = $this->requests;

		$this->tick();

		$this->assertSame( $requests, $this->requests );
	}

	public function test_a_snapshot_is_sent_when_it_is_due_again(): void {
		$this->pair();
		$this->tick();
		$this->plugin->status()->set( array( Status::NEXT_SNAPSHOT_AT => time() - 1 ) );

		$this->tick();

		$this->assertCount( 2, $this->platform->received( 'snapshot' ) );
	}

	public function test_tables_that_a_move_left_behind_are_made_again(): void {
		$this->pair();
		Tables::drop();

		$this->tick();

		$this->assertCount( 1, $this->platform->received( 'snapshot' ) );
		$this->assertTrue( Tables::exist() );
	}

	public function test_a_site_that_is_not_connected_sends_nothing_at_all(): void {
		$this->tick();

		$this->assertSame( 0, $this->requests );
	}

	public function test_a_copied_site_sends_nothing_at_all(): void {
		$this->pair();
		$requests = $this->requests;
		$home     = get_option( 'home' );
		update_option( 'home', 'https://copy.example' );

		$this->tick();

		update_option( 'home', $home );
		$this->assertSame( $requests, $this->requests );
	}

	public function test_a_site_whose_salts_changed_sends_nothing_and_dies_of_nothing(): void {
		$this->pair();
		$requests = $this->requests;
		Options::set( Options::SITE_KEY, array( 'current' => base64_encode( random_bytes( 120 ) ) ) );

		$this->tick();

		$this->assertSame( $requests, $this->requests );
		$this->assertSame( 'key_unreadable', $this->plugin->connections()->state() );
	}

	public function test_a_platform_that_does_not_answer_stops_no_cron_job(): void {
		$this->pair();
		$this->platform->force( ...array_fill( 0, 20, array( 0, array() ) ) );

		$this->tick();

		$this->assertSame( 'unreachable', $this->status_option( Status::LAST_ERROR )['code'] );
		$this->assertGreaterThan( time(), $this->status_option( Status::NEXT_SNAPSHOT_AT ) );
	}

	public function test_a_disconnect_in_the_middle_of_a_tick_leaves_nothing(): void {
		$this->pair();
		$this->platform->queue( $this->platform->envelope( 'disconnect' ) );

		$this->tick();

		$this->assertFalse( get_option( Options::CONNECTION ) );
		$this->assertFalse( get_option( Options::STATUS ) );
		$this->assertFalse( get_option( Options::MEASUREMENTS ) );
	}

	public function test_the_daily_report_tells_what_happened_yesterday(): void {
		$this->pair();
		$yesterday = (int) strtotime( 'yesterday 12:00 UTC' );
		$activity  = $this->plugin->activity();
		$activity->record_login( 'editor', $yesterday );
		$activity->record_login( 'editor', $yesterday + 60 );
		$activity->record_failed_login( $yesterday );
		$activity->record_fatal_error( 'Uncaught Error: broken in ' . ABSPATH . "wp-content/x.php:3\nStack trace:\n#0 secret", ABSPATH . 'wp-content/x.php', 3, $yesterday );
		$activity->record_change( 'plugin_updated', 'a/a.php', '1.0', '2.0', $yesterday );
		$activity->record_login( 'editor', time() );

		$this->tick();

		$report = $this->last_received( 'daily-report' );
		$this->assertSame( gmdate( 'Y-m-d', $yesterday ), $report['day'] );
		$this->assertSame( array( 2, 1, 1, 1 ), array( $report['counts']['logins'], $report['counts']['failed_logins'], $report['counts']['fatal_errors'], $report['counts']['updates_applied'] ) );
		$this->assertSame( array( array( 'at' => $yesterday, 'kind' => 'plugin_updated', 'subject' => 'a/a.php', 'from' => '1.0', 'to' => '2.0' ) ), $report['changes'] );
		$this->assertSame( 'Uncaught Error: broken in wp-content/x.php:3', $this->plugin->activity()->latest_fatal_errors( 1 )[0]['message'] );
		$this->assertStringNotContainsString( 'secret', (string) wp_json_encode( $this->plugin->activity()->latest_fatal_errors( 5 ) ) );
	}

	public function test_an_undelivered_daily_report_is_tried_again_an_hour_later(): void {
		$this->pair();
		$sender = $this->plugin->daily_report_sender();
		$this->platform->force( array( 503, array() ) );
		$now = time();

		$this->assertFalse( $sender->send_if_due( $now )->is_delivered );
		$this->assertNull( $sender->send_if_due( $now + 60 ) );
		$this->assertTrue( $sender->send_if_due( $now + 3601 )->is_delivered );
		$this->assertNull( $sender->send_if_due( $now + 3602 ) );
	}

	public function test_changes_between_two_inventories_are_noticed_without_any_hook(): void {
		$this->pair();
		$this->plugin->snapshot_sender()->send( 'schedule' );
		$file = WP_PLUGIN_DIR . '/by-ftp.php';
		foreach ( array( '1.0', '1.1' ) as $version ) {
			file_put_contents( $file, "<?php\n/*\nPlugin Name: By FTP\nVersion: $version\n*/\n" );
			wp_clean_plugins_cache( false );
			$this->plugin->snapshot_sender()->send( 'schedule' );
		}
		unlink( $file );
		wp_clean_plugins_cache( false );
		$this->plugin->snapshot_sender()->send( 'schedule' );

		$changes = $this->plugin->activity()->changes( time() - 60, time() + 60 );

		$this->assertSame(
			array( array( 'plugin_installed', null, '1.0' ), array( 'plugin_updated', '1.0', '1.1' ), array( 'plugin_removed', '1.1', null ) ),
			array_map(
				static function ( array $change ): array {
					return array( $change['kind'], $change['from'], $change['to'] );
				},
				$changes
			)
		);
	}

	private function tick(): void {
		( new Tick( $this->plugin ) )->run();
	}
}
