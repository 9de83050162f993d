<?php
/**
 * The private key at rest.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Unit\Connection;

use PHPUnit\Framework\TestCase;
use WP_Wingman\Connection\Base64;
use WP_Wingman\Connection\Key_Vault;

final class Key_Vault_Test extends TestCase {

	public function test_what_was_sealed_opens_again(): void {
		$vault = new Key_Vault( 'salts' );

		$this->assertSame( 'secret', $vault->open( $vault->seal( 'secret' ) ) );
	}

	public function test_two_seals_of_one_secret_differ(): void {
		$vault = new Key_Vault( 'salts' );

		$this->assertNotSame( $vault->seal( 'secret' ), $vault->seal( 'secret' ) );
	}

	public function test_other_salts_open_nothing(): void {
		$this->assertNull( ( new Key_Vault( 'new salts' ) )->open( ( new Key_Vault( 'salts' ) )->seal( 'secret' ) ) );
	}

	public function test_one_changed_bit_opens_nothing(): void {
		$vault  = new Key_Vault( 'salts' );
		$sealed = base64_decode( $vault->seal( 'secret' ) );
		for ( $at = 0; $at < strlen( $sealed ); $at++ ) {
			$changed        = $sealed;
			$changed[ $at ] = chr( ord( $changed[ $at ] ) ^ 1 );
			$this->assertNull( $vault->open( base64_encode( $changed ) ) );
		}
	}

	/** @dataProvider nothing_sealed */
	public function test_anything_else_opens_nothing( $stored ): void {
		$this->assertNull( ( new Key_Vault( 'salts' ) )->open( $stored ) );
	}

	public function nothing_sealed(): array {
		return array( array( null ), array( '' ), array( false ), array( 'AAAA' ), array( array() ), array( '****' ), array( 1 ) );
	}

	/** @dataProvider other_spellings */
	public function test_base64_has_one_spelling( $text ): void {
		$this->assertNull( Base64::decode( $text ) );
	}

	public function other_spellings(): array {
		return array( array( 'YQ' ), array( 'YQ=' ), array( "YQ==\n" ), array( ' YQ==' ), array( 'YR==' ), array( 'Y Q==' ), array( 'YQ==YQ==' ), array( '_-==' ), array( '' ), array( null ), array( 1 ) );
	}
}
