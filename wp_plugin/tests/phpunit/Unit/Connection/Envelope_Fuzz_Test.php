<?php
/**
 * One good envelope, damaged in every way.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Unit\Connection;

use PHPUnit\Framework\TestCase;
use WP_Wingman\Commands\Command_Refused;
use WP_Wingman\Connection\Connection;
use WP_Wingman\Connection\Envelope_Verifier;
use WP_Wingman\Plugin;
use WP_Wingman\Tests\Fixtures\Fake_Platform;
use WP_Wingman\Tests\Fixtures\Once_Nonce_Store;

final class Envelope_Fuzz_Test extends TestCase {

	private Fake_Platform $platform;
	private Connection $connection;
	private string $file;

	protected function setUp(): void {
		parent::setUp();
		$this->file     = (string) tempnam( sys_get_temp_dir(), 'wingman' );
		$this->platform = new Fake_Platform( $this->file );
		$this->platform->reset( 'https://wingman.example', 'CODE' );
		$this->connection = Connection::from_array(
			array(
				'site_id'       => Fake_Platform::SITE_ID,
				'site_key'      => 'wwk_x',
				'audience'      => 'https://wingman.example',
				'home_url'      => 'https://shop.example',
				'platform_keys' => $this->platform->platform_keys(),
			)
		);
	}

	protected function tearDown(): void {
		array_map( 'unlink', glob( $this->file . '*' ) );
		parent::tearDown();
	}

	public function test_the_undamaged_envelope_is_good(): void {
		$this->assertTrue( $this->is_accepted( $this->good() ) );
	}

	public function test_no_flipped_bit_goes_unnoticed(): void {
		$good = $this->good();
		foreach ( array( 'payload', 'sig', 'args' ) as $member ) {
			$bytes = base64_decode( $good[ $member ] );
			for ( $bit = 0; $bit < 8 * strlen( $bytes ); $bit += $this->stride() ) {
				$changed                  = $bytes;
				$changed[ intdiv( $bit, 8 ) ] = chr( ord( $changed[ intdiv( $bit, 8 ) ] ) ^ ( 1 << ( $bit % 8 ) ) );
				$this->assertFalse( $this->is_accepted( array( $member => base64_encode( $changed ) ) + $good ), "$member, bit $bit" );
			}
		}
	}

	public function test_no_truncation_goes_unnoticed(): void {
		$good = $this->good();
		foreach ( array( 'payload', 'sig', 'args' ) as $member ) {
			$bytes = base64_decode( $good[ $member ] );
			for ( $length = 0; $length < strlen( $bytes ); $length += $this->stride() ) {
				$this->assertFalse( $this->is_accepted( array( $member => base64_encode( substr( $bytes, 0, $length ) ) ) + $good ), "$member, $length bytes" );
			}
		}
	}

	public function test_random_edits_are_refused_and_crash_nothing(): void {
		$good = $this->good();
		for ( $edit = 0; $edit < 3000 / $this->stride(); $edit++ ) {
			$member  = array_rand( $good );
			$changed = $good[ $member ];
			$at      = mt_rand( 0, strlen( $changed ) );
			$changed = substr( $changed, 0, $at ) . random_bytes( mt_rand( 1, 4 ) ) . substr( $changed, $at + mt_rand( 0, 4 ) );
			// Chance may put the same byte back.
			if ( $changed !== $good[ $member ] ) {
				$this->assertFalse( $this->is_accepted( array( $member => $changed ) + $good ) );
			}
		}
	}

	private function good(): array {
		return $this->platform->envelope( 'ping', array( 'aud' => 'https://shop.example' ) );
	}

	private function is_accepted( array $envelope ): bool {
		$verifier = new Envelope_Verifier( $this->connection, ( new Plugin( WP_WINGMAN_DIRECTORY . '/wp-wingman.php' ) )->commands(), new Once_Nonce_Store() );
		try {
			$verifier->verify( (object) $envelope, time() );

			return true;
		} catch ( Command_Refused $refusal ) {
			return false;
		}
	}

	/** WordPress's own Ed25519 takes 500 times as long: there, a sample will do. */
	private function stride(): int {
		return extension_loaded( 'sodium' ) ? 1 : 37;
	}
}
