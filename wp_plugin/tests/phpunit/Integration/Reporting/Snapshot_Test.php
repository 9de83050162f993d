<?php
/**
 * Reports of the site's state.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Integration\Reporting;

use WP_Wingman\Connection\Status;
use WP_Wingman\Inventory\Canonical_Json;
use WP_Wingman\Storage\Tables;
use WP_Wingman\Tests\Fixtures\Site_Test_Case;

final class Snapshot_Test extends Site_Test_Case {

	public function test_the_first_snapshot_carries_the_whole_inventory(): void {
		$this->pair();

		$delivery = $this->plugin->snapshot_sender()->send( 'pairing' );

		$message = $this->last_received( 'snapshot' );
		$this->assertTrue( $delivery->is_delivered, $delivery->problem );
		$this->assertSame( 'pairing', $message['reason'] );
		$this->assertSame( $delivery->sequence, $message['seq'] );
		$this->assertSame( $GLOBALS['wp_version'], $message['inventory']['core']['version'] );
	}

	public function test_the_inventory_is_what_wordpress_reports(): void {
		global $wpdb;
		$this->pair();
		$this->offer_updates();
		$this->plugin->snapshot_sender()->send( 'manual' );

		$inventory = $this->last_received( 'snapshot' )['inventory'];

		$plugins = array_column( $inventory['plugins'], null, 'file' );
		$this->assertSame( count( get_plugins() ), count( $plugins ) );
		foreach ( get_plugins() as $file => $headers ) {
			$this->assertSame( $headers['Version'], $plugins[ $file ]['version'] );
			$this->assertSame( is_plugin_active( $file ), $plugins[ $file ]['active'] );
		}
		$this->assertSame( '9.9.9', $plugins['wp-wingman/wp-wingman.php']['update'] );
		$themes = array_column( $inventory['themes'], null, 'slug' );
		$this->assertEqualsCanonicalizing( array_keys( wp_get_themes() ), array_keys( $themes ) );
		$this->assertTrue( $themes[ get_option( 'stylesheet' ) ]['active'] );
		$this->assertSame( '99.0', $inventory['core']['update'] );
		$this->assertSame( PHP_VERSION, $inventory['php']['version'] );
		$this->assertSame( $wpdb->db_version(), $inventory['database']['version'] );
		$this->assertSame( array( 'administrator' => 1 ), $inventory['users_by_role'] );
		$this->assertTrue( $inventory['flags']['user_named_admin'] );
		$this->assertTrue( $inventory['flags']['debug'] );
		$this->assertSame( array( 'ping' => true, 'refresh' => true, 'rotate_keys' => true, 'pin_root' => true, 'disconnect' => true ), $inventory['capabilities'] );
		$this->assertGreaterThan( 5, $inventory['site_health']['good'] );
	}

	public function test_an_unchanged_inventory_travels_as_its_hash(): void {
		$this->pair();
		$this->plugin->snapshot_sender()->send( 'schedule' );
		$first = $this->last_received( 'snapshot' );

		$this->plugin->snapshot_sender()->send( 'schedule' );

		$second = $this->last_received( 'snapshot' );
		$this->assertArrayNotHasKey( 'inventory', $second );
		$this->assertSame( $first['inventory_hash'], $second['inventory_hash'] );
		$this->assertGreaterThan( $first['seq'], $second['seq'] );
		$this->assertSame( $first['vitals'], $second['vitals'], 'Noise must not look like news.' );
	}

	public function test_the_hash_is_that_of_the_inventory_with_sorted_members(): void {
		$this->pair();
		$this->plugin->snapshot_sender()->send( 'schedule' );

		$message = $this->last_received( 'snapshot' );

		// As objects: an empty list and an empty object must not be mixed up on the way.
		$this->assertSame( $message['inventory_hash'], hash( 'sha256', Canonical_Json::encode( $message['inventory'] ) ) );
	}

	public function test_a_platform_that_lost_the_inventory_gets_it_at_once(): void {
		$this->pair();
		$this->plugin->snapshot_sender()->send( 'schedule' );
		$this->platform->forget_inventory();
		$this->platform->forget_received();

		$this->plugin->snapshot_sender()->send( 'schedule' );

		$sent = array_column( $this->platform->received( 'snapshot' ), 'message' );
		$this->assertCount( 2, $sent );
		$this->assertArrayNotHasKey( 'inventory', $sent[0] );
		$this->assertArrayHasKey( 'inventory', $sent[1] );
	}

	public function test_a_duplicate_counts_as_delivered(): void {
		$this->pair();
		$this->platform->force( array( 409, array( 'code' => 'duplicate' ) ) );

		$this->assertTrue( $this->plugin->snapshot_sender()->send( 'schedule' )->is_delivered );
	}

	public function test_a_site_restored_from_an_old_backup_catches_up_with_its_numbers(): void {
		$this->pair();
		for ( $count = 0; $count < 3; $count++ ) {
			$this->plugin->snapshot_sender()->send( 'schedule' );
		}
		$last = $this->last_received( 'snapshot' )['seq'];
		$GLOBALS['wpdb']->query( 'UPDATE `' . Tables::counters() . '` SET value = 1' );

		$delivery = $this->plugin->snapshot_sender()->send( 'schedule' );

		$this->assertSame( $last + 1, $delivery->sequence );
		$this->assertSame( $last + 1, $this->last_received( 'snapshot' )['seq'] );
	}

	public function test_after_a_broken_line_the_same_bytes_are_sent_again(): void {
		$this->pair();
		$this->platform->force( array( 0, array() ) );

		$delivery = $this->plugin->snapshot_sender()->send( 'schedule' );

		$this->assertTrue( $delivery->is_delivered );
		$this->assertCount( 1, $this->platform->received( 'snapshot' ) );
	}

	public function test_an_unreachable_platform_is_tried_again_after_ever_longer_waits(): void {
		$this->pair();
		$waits = array();
		for ( $try = 0; $try < 5; $try++ ) {
			$this->platform->force( array( 503, array( 'code' => 'unavailable' ) ) );
			$this->assertFalse( $this->plugin->snapshot_sender()->send( 'schedule' )->is_delivered );
			$waits[] = $this->status_option( Status::NEXT_SNAPSHOT_AT ) - time();
		}

		$this->assertGreaterThanOrEqual( 299, $waits[0] );
		$this->assertLessThanOrEqual( 361, $waits[0] );
		$this->assertGreaterThan( $waits[0], $waits[2] );
		$this->assertLessThanOrEqual( 3661, $waits[4] );
	}

	public function test_a_wrong_clock_is_corrected_by_what_the_platform_says(): void {
		$this->pair();
		$this->platform->shift_clock( -5000 );

		$delivery = $this->plugin->snapshot_sender()->send( 'schedule' );

		$this->assertTrue( $delivery->is_delivered );
		$this->assertEqualsWithDelta( -5000, $this->status_option( Status::CLOCK_OFFSET ), 2 );
	}

	public function test_the_next_snapshot_is_due_within_the_hour_with_jitter(): void {
		$this->pair();
		$this->plugin->snapshot_sender()->send( 'schedule' );

		$wait = $this->status_option( Status::NEXT_SNAPSHOT_AT ) - time();

		$this->assertGreaterThanOrEqual( 3600 * 0.9 - 2, $wait );
		$this->assertLessThanOrEqual( 3600, $wait );
	}

	public function test_vitals_have_the_agreed_members(): void {
		$this->pair();
		$this->plugin->snapshot_sender()->send( 'schedule' );

		$vitals = $this->last_received( 'snapshot' )['vitals'];

		$this->assertSame(
			array( 'disk_free_bytes', 'disk_total_bytes', 'database_bytes', 'uploads_bytes', 'memory_peak_bytes', 'memory_limit_bytes', 'load_ms', 'cron', 'fatal_errors', 'last_logins', 'users_total', 'posts_total' ),
			array_keys( $vitals )
		);
		$this->assertSame( 1, $vitals['users_total'] );
		$this->assertGreaterThan( 0, $vitals['database_bytes'] );
		$this->assertGreaterThan( $vitals['disk_free_bytes'], $vitals['disk_total_bytes'] );
	}

	private function offer_updates(): void {
		set_site_transient( 'update_plugins', (object) array( 'last_checked' => time(), 'response' => array( 'wp-wingman/wp-wingman.php' => (object) array( 'new_version' => '9.9.9', 'slug' => 'wp-wingman' ) ), 'checked' => array() ) );
		set_site_transient( 'update_core', (object) array( 'last_checked' => time(), 'version_checked' => $GLOBALS['wp_version'], 'updates' => array( (object) array( 'response' => 'upgrade', 'current' => '99.0', 'version' => '99.0', 'locale' => 'en_US', 'dismissed' => false ) ) ) );
	}

	protected function tearDown(): void {
		delete_site_transient( 'update_plugins' );
		delete_site_transient( 'update_core' );
		parent::tearDown();
	}
}
