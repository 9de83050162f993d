<?php
/**
 * Joining the platform.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Integration\Connection;

use WP_Wingman\Connection\Connection_Store;
use WP_Wingman\Connection\Connection_String;
use WP_Wingman\Connection\Pairing_Failed;
use WP_Wingman\Reporting\Tick;
use WP_Wingman\Storage\Options;
use WP_Wingman\Tests\Fixtures\Site_Test_Case;

final class Pairing_Test extends Site_Test_Case {

	public function test_a_code_makes_a_connection(): void {
		$this->pair();

		$connection = $this->plugin->connections()->usable();
		$this->assertNotNull( $connection );
		$this->assertSame( 'Example Agency', $connection->agency_name );
		$this->assertSame( array( $this->platform->site()['site_key'] ), $this->plugin->keys()->site_keys() );
		$this->assertNotFalse( wp_next_scheduled( Tick::HOOK ) );
	}

	public function test_the_site_introduces_itself(): void {
		$this->pair();

		$message = $this->last_received( 'connect' );
		$this->assertSame( untrailingslashit( get_option( 'home' ) ), $message['home_url'] );
		$this->assertSame( $GLOBALS['wp_version'], $message['wordpress_version'] );
		$this->assertSame( PHP_VERSION, $message['php_version'] );
	}

	public function test_a_code_may_be_typed_with_spaces_and_small_letters(): void {
		$typed = strtolower( implode( '-', str_split( self::CODE, 4 ) ) );

		$this->plugin->pairing()->pair( Connection_String::parse( $typed, self::ORIGIN . '/' ) );

		$this->assertSame( Connection_Store::CONNECTED, $this->plugin->connections()->state() );
	}

	public function test_a_code_works_once(): void {
		$this->pair();
		$this->plugin->connections()->forget();

		$this->expectException( Pairing_Failed::class );
		$this->expectExceptionMessage( 'already used' );
		$this->pair();
	}

	public function test_a_failed_pairing_leaves_the_old_connection_alone(): void {
		$this->pair();
		$before = Options::get( Options::CONNECTION );

		try {
			$this->pair();
			$this->fail( 'The code was used.' );
		} catch ( Pairing_Failed $error ) {
			$this->assertSame( $before, Options::fresh( Options::CONNECTION ) );
		}
	}

	public function test_a_site_with_a_wrong_clock_can_be_paired(): void {
		$this->platform->shift_clock( 7200 );

		$this->pair();
		$this->plugin->snapshot_sender()->send( 'manual' );

		$this->assertCount( 1, $this->platform->received( 'snapshot' ) );
	}

	public function test_a_platform_that_calls_itself_otherwise_is_not_trusted(): void {
		$answer = array( 'site_id' => 'x', 'site_key' => 'wwk_' . str_repeat( 'x', 43 ), 'aud' => 'https://other.example', 'platform_keys' => $this->platform->platform_keys() );
		$this->platform->force( array( 201, $answer ) );

		$this->expectException( Pairing_Failed::class );
		$this->pair();
	}

	public function test_a_platform_with_an_all_zero_key_is_not_trusted(): void {
		$answer = array( 'site_id' => 'x', 'site_key' => 'wwk_' . str_repeat( 'x', 43 ), 'aud' => self::ORIGIN, 'platform_keys' => array( array( 'kid' => 'k', 'public_key' => base64_encode( str_repeat( "\0", 32 ) ) ) ) );
		$this->platform->force( array( 201, $answer ) );

		$this->expectException( Pairing_Failed::class );
		$this->pair();
	}

	public function test_a_copy_of_the_site_is_paused_and_the_original_address_wakes_it_again(): void {
		$this->pair();
		$home = get_option( 'home' );

		update_option( 'home', 'https://copy.example' );
		$this->assertSame( Connection_Store::MOVED, $this->plugin->connections()->state() );
		$this->assertNull( $this->plugin->connections()->usable() );

		update_option( 'home', $home );
		$this->assertSame( Connection_Store::CONNECTED, $this->plugin->connections()->state() );
	}

	public function test_disconnecting_wipes_keys_and_everything_known(): void {
		$this->pair();

		$this->plugin->connections()->forget();

		$this->assertSame( Connection_Store::NONE, $this->plugin->connections()->state() );
		$this->assertFalse( get_option( Options::SITE_KEY ) );
		$this->assertFalse( get_option( Options::CONNECTION ) );
	}

	public function test_the_private_key_is_not_in_the_database(): void {
		global $wpdb;
		$this->pair();
		$secret = $this->plugin->keys()->current()->secret_key();

		$stored = $wpdb->get_var( "SELECT option_value FROM {$wpdb->options} WHERE option_name = 'wp_wingman_site_key'" );

		foreach ( array( $secret, substr( $secret, 0, 32 ), $this->plugin->keys()->site_keys()[0] ) as $bytes ) {
			$this->assertStringNotContainsString( $bytes, $stored );
			$this->assertStringNotContainsString( rtrim( base64_encode( $bytes ), '=' ), $stored );
			$this->assertStringNotContainsString( bin2hex( $bytes ), $stored );
		}
	}

	/** @dataProvider bad_input */
	public function test_unusable_input_is_refused_before_anything_is_sent( string $code, string $address ): void {
		try {
			Connection_String::parse( $code, $address );
			$this->fail( 'Accepted.' );
		} catch ( Pairing_Failed $error ) {
			$this->assertNotSame( '', $error->getMessage() );
			$this->assertSame( 0, $this->requests );
		}
	}

	public function bad_input(): array {
		return array(
			'nothing'               => array( '', '' ),
			'code without address'  => array( self::CODE, '' ),
			'code too short'        => array( 'https://wingman.example#0123', '' ),
			'code with a slash'     => array( 'https://wingman.example#' . substr( self::CODE, 1 ) . '/', '' ),
			'plain http'            => array( 'http://wingman.example#' . self::CODE, '' ),
			'plain http, look-alike' => array( 'http://localhost.example#' . self::CODE, '' ),
			'another scheme'        => array( 'file:///etc/passwd#' . self::CODE, '' ),
			'user in the address'   => array( 'https://user:pass@wingman.example#' . self::CODE, '' ),
			'path in the address'   => array( 'https://wingman.example/x#' . self::CODE, '' ),
			'query in the address'  => array( 'https://wingman.example?x=1#' . self::CODE, '' ),
		);
	}

	public function test_plain_http_is_for_a_local_machine_only(): void {
		$this->assertSame( 'local', wp_get_environment_type(), 'The test site says that it is local.' );

		$this->assertSame( 'http://127.0.0.1:8000', Connection_String::parse( 'http://127.0.0.1:8000#' . self::CODE, '' )->origin );
	}
}
