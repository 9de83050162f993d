<?php
/**
 * Leaving: the platform is told, and the keys go whether it hears or not.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Integration\Connection;

use WP_Wingman\Connection\Capabilities;
use WP_Wingman\Tests\Fixtures\Fake_Platform;
use WP_Wingman\Tests\Fixtures\Site_Test_Case;

final class Farewell_Test extends Site_Test_Case {

	public function test_the_platform_hears_that_the_owner_has_disconnected(): void {
		$this->pair();

		$this->assertTrue( $this->plugin->client()->say_goodbye() );
		$this->assertCount( 1, $this->platform->received( 'disconnect' ) );
	}

	public function test_a_platform_that_does_not_answer_stops_nobody(): void {
		$this->pair();
		$this->platform->force( array( 0, array() ), array( 0, array() ) );

		$this->assertFalse( $this->plugin->client()->say_goodbye() );
	}

	/** @dataProvider approvals */
	public function test_disconnect_needs_the_names_of_those_who_approved( $approval ): void {
		$this->pair();
		$this->platform->queue( $this->platform->envelope( 'disconnect', array( 'approval' => is_callable( $approval ) ? $approval() : $approval ) ) );

		$this->assertSame( array( 'refused' ), $this->plugin->command_puller()->pull() );
		$this->assertSame( 'approval_invalid', $this->last_received( 'result' )['error']['code'] );
		$this->assertNotNull( $this->plugin->connections()->usable() );
	}

	public function approvals(): array {
		$person = array( 'id' => Fake_Platform::SITE_ID, 'name' => 'Alice' );
		$with   = static function ( array $override, int $age = 0 ): callable {
			return static function () use ( $override, $age ): array {
				return Fake_Platform::approval( time() - $age, $override );
			};
		};

		return array(
			'none'              => array( null ),
			'an empty one'      => array( new \stdClass() ),
			'by nobody'         => array( $with( array( 'by' => array() ) ) ),
			'twice by one'      => array( $with( array( 'by' => array( $person, $person ) ) ) ),
			'by a name'         => array( $with( array( 'by' => array( 'Alice' ) ) ) ),
			'of an hour ago'    => array( $with( array(), 3600 ) ),
			'of tomorrow'       => array( $with( array(), -86400 ) ),
			'with a word more'  => array( $with( array( 'alg' => 'none' ) ) ),
			'ticket in words'   => array( $with( array( 'ticket' => 'WP-1' ) ) ),
		);
	}

	public function test_whatever_destroys_something_of_the_sites_is_born_switched_off(): void {
		// Leaving takes from the platform only, and the owner can always pair again.
		foreach ( ( new Capabilities() )->switches() as $name => $is_on ) {
			if ( Capabilities::CONNECTION !== $name && Capabilities::is_destructive( $name ) ) {
				$this->assertFalse( $is_on, $name );
			}
		}
		$this->assertFalse( ( new Capabilities() )->is_on( 'restore' ), 'What is not in the list is off.' );
	}
}
