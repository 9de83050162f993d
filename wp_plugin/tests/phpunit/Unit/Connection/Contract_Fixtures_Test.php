<?php
/**
 * The signed samples that the platform's own tests run as well.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Unit\Connection;

use PHPUnit\Framework\TestCase;
use WP_Wingman\Commands\Command_Refused;
use WP_Wingman\Connection\Base64;
use WP_Wingman\Connection\Connection;
use WP_Wingman\Connection\Dsse;
use WP_Wingman\Connection\Envelope_Verifier;
use WP_Wingman\Connection\Public_Key;
use WP_Wingman\Plugin;
use WP_Wingman\Tests\Fixtures\Once_Nonce_Store;

final class Contract_Fixtures_Test extends TestCase {

	/** @dataProvider signatures */
	public function test_a_signature_is_judged_as_on_the_platform( array $case ): void {
		$signature = Base64::decode( $case['signature'] );
		$key       = Base64::decode( $case['public_key'] );
		$body      = '' === $case['body_base64'] ? '' : Base64::decode( $case['body_base64'] );
		$is_valid  = false;
		if ( null !== $signature && null !== $key && null !== $body && 64 === strlen( $signature ) && 32 === strlen( $key ) ) {
			$is_valid = sodium_crypto_sign_verify_detached( $signature, Dsse::pre_authentication_encoding( $case['type'], $body ), $key );
		}

		$this->assertSame( $case['valid'], $is_valid );
	}

	/**
	 * Hosts without ext-sodium use the implementation in PHP that WordPress brings. It takes
	 * 500 times as long, so it gets a sample.
	 */
	public function test_the_implementation_in_php_judges_alike(): void {
		require_once ABSPATH . WPINC . '/sodium_compat/autoload.php';
		foreach ( array_chunk( $this->signatures(), 20 ) as list( list( $case ) ) ) {
			$signature = (string) Base64::decode( $case['signature'] );
			$key       = (string) Base64::decode( $case['public_key'] );
			if ( 64 !== strlen( $signature ) || ! Public_Key::is_strong( $key ) ) {
				$this->assertFalse( $case['valid'], $case['name'] );
				continue;
			}
			$message = Dsse::pre_authentication_encoding( $case['type'], (string) Base64::decode( $case['body_base64'] ) );
			try {
				$is_valid = \ParagonIE_Sodium_Crypto::sign_verify_detached( $signature, $message, $key );
			} catch ( \Throwable $refusal ) {
				$is_valid = false;
			}
			$this->assertSame( $case['valid'], $is_valid, $case['name'] );
		}
	}

	/** @dataProvider commands */
	public function test_a_command_is_judged_as_agreed( array $case, \stdClass $as_objects ): void {
		try {
			$verifier = new Envelope_Verifier( $this->connection( $case ), $this->plugin()->commands(), new Once_Nonce_Store() );
			$verifier->verify( $as_objects->envelope, $case['now'] );
			$is_accepted = true;
		} catch ( Command_Refused $refusal ) {
			$is_accepted = false;
		} catch ( \InvalidArgumentException $unusable_key ) {
			$is_accepted = false;
		}

		$this->assertSame( $case['accepted'], $is_accepted );
	}

	public function signatures(): array {
		return $this->cases( 'cases' );
	}

	public function commands(): array {
		return $this->cases( 'commands' );
	}

	private function cases( string $list ): array {
		$folder = dirname( __DIR__, 5 ) . '/tests/contract/fixtures';
		$found  = array();
		foreach ( glob( $folder . '/*.json' ) as $file ) {
			$text    = (string) file_get_contents( $file );
			$objects = json_decode( $text )->$list ?? array();
			foreach ( json_decode( $text, true )[ $list ] ?? array() as $number => $case ) {
				$found[ basename( $file ) . " $number: " . $case['name'] ] = array( $case, $objects[ $number ] );
			}
		}
		if ( ! $found ) {
			throw new \RuntimeException( "No fixtures in $folder." );
		}

		return $found;
	}

	private function connection( array $case ): Connection {
		return Connection::from_array(
			array(
				'site_id'       => $case['site']['site_id'],
				'site_key'      => 'wwk_not_used_here',
				'audience'      => 'https://wingman.example',
				'home_url'      => $case['site']['aud'],
				'platform_keys' => $case['platform_keys'],
			)
		);
	}

	private function plugin(): Plugin {
		return new Plugin( WP_WINGMAN_DIRECTORY . '/wp-wingman.php' );
	}
}
