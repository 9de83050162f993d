<?php
/**
 * The platform comes to look whether the key lives here.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Integration\Rest;

use WP_Wingman\Connection\Base64;
use WP_Wingman\Connection\Connection_Store;
use WP_Wingman\Connection\Dsse;
use WP_Wingman\Tests\Fixtures\Fake_Platform;
use WP_Wingman\Tests\Fixtures\Http_Test_Case;

final class Proof_Test extends Http_Test_Case {

	private const CHALLENGE = 'q3Xk1mZ7vN0aB9cD2eF4gH';

	public function test_the_new_key_answers_at_the_address_of_the_site(): void {
		$answer = $this->ask( self::CHALLENGE );

		$this->assertSame( 200, $answer['status'] );
		$told      = json_decode( $answer['body'], true );
		$message   = (string) Base64::decode( $told['message'] );
		$signature = (string) Base64::decode( $told['signature'] );
		$public    = (string) base64_decode( $this->platform->site()['public_key'] );
		$this->assertTrue( sodium_crypto_sign_verify_detached( $signature, Dsse::pre_authentication_encoding( Dsse::PROOF, $message ), $public ) );
		$this->assertSame(
			array(
				'v'         => 1,
				'aud'       => $this->plugin->connections()->usable()->audience,
				'site_id'   => Fake_Platform::SITE_ID,
				'home_url'  => Connection_Store::home_url(),
				'challenge' => self::CHALLENGE,
			),
			json_decode( $message, true )
		);
	}

	public function test_it_answers_although_another_plugin_closes_the_rest_api(): void {
		$this->plant_plugin( 'closed', "add_filter( 'rest_authentication_errors', function () { return new WP_Error( 'closed', 'Closed.', array( 'status' => 401 ) ); } );" );

		$this->assertSame( 200, $this->ask( self::CHALLENGE )['status'] );
	}

	/** @dataProvider strange_challenges */
	public function test_it_signs_nothing_but_challenges( $challenge ): void {
		$this->assertSame( 404, $this->ask( $challenge )['status'] );
	}

	public function strange_challenges(): array {
		return array(
			'none'           => array( null ),
			'too short'      => array( 'q3Xk1mZ7vN0aB9cD2eF4g' ),
			'too long'       => array( self::CHALLENGE . 'A' ),
			'a newline'      => array( self::CHALLENGE . "\n" ),
			'other letters'  => array( 'q3Xk1mZ7vN0aB9cD2eF4g"' ),
			'a list'         => array( array( self::CHALLENGE ) ),
			'a whole letter' => array( str_repeat( 'A', 5000 ) ),
		);
	}

	public function test_once_the_platform_has_believed_it_nothing_is_signed_for_strangers(): void {
		$this->plugin->command_puller()->pull();

		$this->assertSame( 404, $this->ask( self::CHALLENGE )['status'] );
	}

	public function test_while_the_platform_still_doubts_the_site_goes_on_answering(): void {
		$this->platform->confirm( false );
		$this->plugin->command_puller()->pull();

		$this->assertSame( 200, $this->ask( self::CHALLENGE )['status'] );
	}

	private function ask( $challenge ): array {
		return $this->request( 'POST', '/?rest_route=/wp-wingman/v1/proof', (string) wp_json_encode( array( 'challenge' => $challenge ) ), array( 'Content-Type' => 'application/json' ) );
	}
}
