<?php
/**
 * Commands from pull to receipt.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Integration\Rest;

use WP_Wingman\Connection\Connection_Store;
use WP_Wingman\Reporting\Tick;
use WP_Wingman\Storage\Options;
use WP_Wingman\Tests\Fixtures\Site_Test_Case;

final class Command_Flow_Test extends Site_Test_Case {

	public function test_a_pull_tells_what_the_owner_allows(): void {
		$this->pair();
		$this->plugin->capabilities()->set_on( array( 'read' ) );

		$this->plugin->command_puller()->pull();

		$message = $this->last_received( 'pull' );
		$this->assertSame( array( 'ping' => true, 'refresh' => true, 'rotate_keys' => false, 'pin_root' => false, 'disconnect' => false ), $message['capabilities'] );
		$this->assertNull( $message['wake'] );
		$this->assertSame( 0, $message['last_command_seq'] );
	}

	public function test_the_sequence_of_the_last_command_is_reported(): void {
		$this->pair();
		$this->platform->queue( $this->platform->envelope( 'ping', array( 'seq' => 41 ) ) );
		$this->platform->queue( $this->platform->envelope( 'ping', array( 'seq' => 40 ) ) );
		$this->plugin->command_puller()->pull();

		$this->plugin->command_puller()->pull();

		$this->assertSame( 41, $this->last_received( 'pull' )['last_command_seq'] );
	}

	public function test_new_keys_are_announced_by_the_old_one_and_used_from_then_on(): void {
		$this->pair();
		$old = $this->plugin->keys()->current()->public_key();
		$this->platform->queue( $this->platform->envelope( 'rotate_keys' ) );

		$statuses = $this->plugin->command_puller()->pull();

		$this->assertSame( array( 'succeeded' ), $statuses );
		$this->assertNotSame( $old, $this->plugin->keys()->current()->public_key() );
		$this->assertTrue( $this->plugin->snapshot_sender()->send( 'manual' )->is_delivered );
		$this->assertSame( $this->platform->site()['public_key'], $this->plugin->keys()->current()->public_key() );
	}

	public function test_a_rotation_whose_confirmation_got_lost_still_ends_well(): void {
		$this->pair();
		$next = \WP_Wingman\Connection\Key_Pair::generate();
		$this->plugin->keys()->stage( $next );
		$this->platform_knows_key( $next->public_key() );

		$delivery = $this->plugin->snapshot_sender()->send( 'schedule' );

		$this->assertTrue( $delivery->is_delivered );
		$this->assertSame( $next->public_key(), $this->plugin->keys()->current()->public_key() );
	}

	public function test_a_rotation_that_the_platform_never_heard_of_keeps_the_old_key(): void {
		$this->pair();
		$old = $this->plugin->keys()->current()->public_key();
		$this->platform->queue( $this->platform->envelope( 'rotate_keys' ) );
		// The pull is answered, the result is not: neither at first nor when tried again.
		add_filter( 'pre_http_request', array( $this, 'lose_results' ), 5, 3 );
		$this->plugin->command_puller()->pull();
		remove_filter( 'pre_http_request', array( $this, 'lose_results' ), 5 );

		$this->assertSame( $old, $this->plugin->keys()->current()->public_key() );
		$this->assertTrue( $this->plugin->snapshot_sender()->send( 'schedule' )->is_delivered );
	}

	public function lose_results( $response, array $arguments, string $url ) {
		return '/result' === substr( $url, -7 ) ? new \WP_Error( 'http_request_failed', 'Connection timed out.' ) : $response;
	}

	public function test_a_result_that_could_not_be_delivered_follows_with_the_next_contact(): void {
		$this->pair();
		$envelope = $this->platform->envelope( 'ping' );
		$this->platform->queue( $envelope );
		add_filter( 'pre_http_request', array( $this, 'lose_results' ), 5, 3 );
		$this->plugin->command_puller()->pull();
		remove_filter( 'pre_http_request', array( $this, 'lose_results' ), 5 );
		$this->assertSame( array(), $this->platform->received( 'result' ) );

		$this->plugin->command_puller()->pull();

		$this->assertSame( json_decode( base64_decode( $envelope['payload'] ), true )['cmd_id'], $this->last_received( 'result' )['command_id'] );
		$this->assertSame( array(), Options::fresh( Options::PENDING_RESULTS ) );
	}

	public function test_disconnect_wipes_the_keys_and_nothing_after_it_runs(): void {
		$this->pair();
		$this->platform->queue( $this->platform->envelope( 'disconnect' ) );
		$this->platform->queue( $this->platform->envelope( 'ping' ) );

		$statuses = $this->plugin->command_puller()->pull();

		$this->assertSame( array( 'succeeded' ), $statuses );
		$this->assertSame( Connection_Store::NONE, $this->plugin->connections()->state() );
		$this->assertFalse( get_option( Options::SITE_KEY ) );
		$this->assertFalse( wp_next_scheduled( Tick::HOOK ) );
		$this->assertCount( 1, $this->platform->received( 'result' ) );
	}

	public function test_twenty_copies_of_a_command_run_once(): void {
		$this->pair();
		$envelope = $this->platform->envelope( 'ping' );
		for ( $copy = 0; $copy < 20; $copy++ ) {
			$this->platform->queue( $envelope );
		}

		$statuses = $this->plugin->command_puller()->pull();

		$this->assertSame( array( 'succeeded' => 1, 'refused' => 19 ), array_count_values( $statuses ) );
	}

	private function platform_knows_key( string $public_key ): void {
		$method = new \ReflectionMethod( $this->platform, 'change' );
		$method->setAccessible( true );
		$method->invoke(
			$this->platform,
			static function ( array $state ) use ( $public_key ): array {
				$state['site']['public_key'] = $public_key;
				return $state;
			}
		);
	}
}
