<?php
/**
 * New keys for old: nothing that gets lost on the way loses the site.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Integration\Commands;

use WP_Wingman\Storage\Options;
use WP_Wingman\Tests\Fixtures\Site_Test_Case;

final class Rotation_Test extends Site_Test_Case {

	/** What this site's answers lose: nothing, the way there, or the way back. */
	private string $loses = '';

	public function test_a_rotation_changes_both_keys_at_once(): void {
		$this->pair();
		list( $key, $site_key ) = $this->identity();

		$this->rotate();

		$this->assertNotSame( $key, $this->identity()[0] );
		$this->assertNotSame( $site_key, $this->identity()[1] );
		$this->assertTrue( $this->plugin->snapshot_sender()->send( 'manual' )->is_delivered );
		$this->assertSame( $this->identity(), array( $this->platform->site()['public_key'], $this->platform->site()['site_key'] ) );
	}

	/** @dataProvider losses */
	public function test_a_lost_answer_loses_nothing( string $loses ): void {
		$this->pair();
		$before = $this->identity();

		$this->loses = $loses;
		add_filter( 'pre_http_request', array( $this, 'lose' ), 20, 3 );
		$this->rotate();
		$this->assertTrue( $this->plugin->snapshot_sender()->send( 'manual' )->is_delivered, 'Meanwhile the old keys work.' );
		$this->loses = '';
		$this->plugin->command_puller()->pull();
		remove_filter( 'pre_http_request', array( $this, 'lose' ), 20 );

		$this->assertTrue( $this->plugin->snapshot_sender()->send( 'manual' )->is_delivered );
		$this->assertNotSame( $before[0], $this->identity()[0] );
		$this->assertNotSame( $before[1], $this->identity()[1] );
		$this->assertSame( array(), Options::fresh( Options::PENDING_RESULTS ) );
	}

	public function losses(): array {
		return array(
			'on the way there' => array( 'there' ),
			'on the way back'  => array( 'back' ),
		);
	}

	public function test_a_site_that_dies_before_it_writes_the_answer_down_goes_on_with_its_old_keys(): void {
		$this->pair();
		$stored = Options::get( Options::SITE_KEY );
		$this->rotate();

		Options::set( Options::SITE_KEY, $stored );

		$this->assertTrue( $this->plugin->snapshot_sender()->send( 'manual' )->is_delivered );
	}

	public function test_when_the_platform_has_dropped_one_key_the_site_tries_its_others(): void {
		$this->pair();
		$old = $this->identity()[1];
		$this->rotate();

		$this->platform->believe( $old );

		$this->assertTrue( $this->plugin->snapshot_sender()->send( 'manual' )->is_delivered );
		$this->assertSame( $old, $this->identity()[1], 'And remembers which one was believed.' );
	}

	public function test_a_site_keeps_its_last_few_api_keys_only(): void {
		$this->pair();
		for ( $round = 0; $round < 6; $round++ ) {
			$this->rotate();
			$this->plugin->snapshot_sender()->send( 'manual' );
		}

		$this->assertLessThanOrEqual( 4, count( $this->plugin->keys()->site_keys() ) );
		$this->assertSame( array( 'succeeded' ), $this->rotate() );
	}

	public function test_a_site_paired_by_an_earlier_version_finds_its_api_key_with_the_connection(): void {
		$this->pair();
		$site_key   = $this->identity()[1];
		$connection = Options::get( Options::CONNECTION );
		$stored     = Options::get( Options::SITE_KEY );
		Options::set( Options::CONNECTION, $connection + array( 'site_key' => $site_key ) );
		Options::set( Options::SITE_KEY, array( 'current' => $stored['current'] ) );

		$this->assertTrue( $this->plugin->snapshot_sender()->send( 'manual' )->is_delivered );
		$this->rotate();
		$this->assertTrue( $this->plugin->snapshot_sender()->send( 'manual' )->is_delivered );
	}

	/** For the filter pre_http_request, behind the one that delivers. */
	public function lose( $response, array $arguments, string $url ) {
		if ( '' === $this->loses || false === strpos( $url, '/result' ) ) {
			return $response;
		}

		return new \WP_Error( 'http_request_failed', 'Connection reset.' );
	}

	public function deliver( $response, array $arguments, string $url ) {
		if ( 'there' === $this->loses && false !== strpos( $url, '/result' ) ) {
			return new \WP_Error( 'http_request_failed', 'Connection timed out.' );
		}

		return parent::deliver( $response, $arguments, $url );
	}

	/** @return string[] */
	private function rotate(): array {
		$this->platform->queue( $this->platform->envelope( 'rotate_keys' ) );

		return $this->plugin->command_puller()->pull();
	}

	/** @return string[] */
	private function identity(): array {
		return array( $this->plugin->keys()->current()->public_key(), $this->plugin->keys()->site_keys()[0] );
	}
}
