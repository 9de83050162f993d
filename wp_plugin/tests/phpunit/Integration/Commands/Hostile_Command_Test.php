<?php
/**
 * Commands that must not run.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Integration\Commands;

use WP_Wingman\Commands\Result_Sender;
use WP_Wingman\Tests\Fixtures\Fake_Platform;
use WP_Wingman\Tests\Fixtures\Site_Test_Case;

final class Hostile_Command_Test extends Site_Test_Case {

	/** @dataProvider hostile_envelopes */
	public function test_a_hostile_command_changes_neither_database_nor_files( callable $make ): void {
		$this->pair();
		$hostile  = $make( $this->platform );
		$hostile  = $hostile instanceof \stdClass || ! is_array( $hostile ) ? $hostile : $this->decoded( $hostile );
		$runner   = $this->plugin->command_runner( new Result_Sender( $this->plugin->client(), $this->plugin->keys() ) );
		$database = $this->database_digest_without_bookkeeping();
		$files    = $this->files_digest();

		$outcome = $runner->handle( $hostile );

		$this->assertSame( 'refused', $outcome );
		$this->assertSame( $database, $this->database_digest_without_bookkeeping() );
		$this->assertSame( $files, $this->files_digest() );
		$this->assertSame( array(), $this->platform->received( 'snapshot' ) );
		foreach ( $this->platform->received( 'result' ) as $entry ) {
			$this->assertSame( 'refused', $entry['message']['status'] );
		}
	}

	public function test_a_replayed_command_runs_once_and_leaves_the_database_as_it_was(): void {
		$this->pair();
		$runner   = $this->plugin->command_runner( new Result_Sender( $this->plugin->client(), $this->plugin->keys() ) );
		$envelope = $this->decoded( $this->platform->envelope( 'ping' ) );
		$this->assertSame( 'succeeded', $runner->handle( $envelope ) );
		$database = $this->database_digest();
		$requests = $this->requests;

		$again = $runner->handle( $envelope );

		$this->assertSame( 'refused', $again );
		$this->assertSame( $database, $this->database_digest() );
		$this->assertSame( $requests, $this->requests, 'A replay gets no second receipt.' );
	}

	public function test_a_command_without_a_good_signature_gets_no_receipt(): void {
		$this->pair();
		$envelope        = $this->platform->envelope( 'ping' );
		$envelope['sig'] = base64_encode( random_bytes( 64 ) );
		$requests        = $this->requests;

		$this->plugin->command_runner( new Result_Sender( $this->plugin->client(), $this->plugin->keys() ) )->handle( $this->decoded( $envelope ) );

		$this->assertSame( $requests, $this->requests );
	}

	public function test_a_command_that_the_owner_switched_off_is_refused_with_its_reason(): void {
		$this->pair();
		$this->plugin->capabilities()->set_on( array( 'keys', 'connection' ) );

		$outcome = $this->plugin->command_runner( new Result_Sender( $this->plugin->client(), $this->plugin->keys() ) )->handle( $this->decoded( $this->platform->envelope( 'ping' ) ) );

		$this->assertSame( 'refused', $outcome );
		$this->assertSame( 'capability_off', $this->last_received( 'result' )['error']['code'] );
	}

	public function hostile_envelopes(): array {
		$cases = array(
			'nothing'            => static function () {
				return null;
			},
			'a text'             => static function () {
				return 'ping';
			},
			'a list'             => static function () {
				return array( 'ping' );
			},
			'an empty object'    => static function () {
				return new \stdClass();
			},
			'unsigned'           => self::changed( array( 'sig' => '' ) ),
			'signature of zeros' => self::changed( array( 'sig' => base64_encode( str_repeat( "\0", 64 ) ) ) ),
			'signature too short' => self::changed( array( 'sig' => base64_encode( str_repeat( 'a', 63 ) ) ) ),
			'signature too long' => self::changed( array( 'sig' => base64_encode( str_repeat( 'a', 65 ) ) ) ),
			'another key id'     => self::changed( array( 'keyid' => 'platform-2' ) ),
			'empty key id'       => self::changed( array( 'keyid' => '' ) ),
			'another type'       => self::changed( array( 'payload_type' => 'application/vnd.wpwingman.snapshot+json' ) ),
			'an alg member'      => self::changed( array( 'alg' => 'none' ) ),
			'an extra member'    => self::changed( array( 'more' => 'x' ) ),
			'key id as a number' => self::changed( array( 'keyid' => 1 ) ),
			'payload as a list'  => self::changed( array( 'payload' => array( 'x' ) ) ),
			'payload null'       => self::changed( array( 'payload' => null ) ),
			'signature true'     => self::changed( array( 'sig' => true ) ),
			'arguments swapped'  => self::changed( array( 'args' => base64_encode( '{"x":1}' ) ) ),
			'payload padded with a line break' => static function ( Fake_Platform $platform ) {
				$envelope            = $platform->envelope( 'ping' );
				$envelope['payload'] .= "\n";
				return $envelope;
			},
			'a member missing'   => static function ( Fake_Platform $platform ) {
				$envelope = $platform->envelope( 'ping' );
				unset( $envelope['args'] );
				return $envelope;
			},
			'arguments that are a list' => static function ( Fake_Platform $platform ) {
				return $platform->envelope( 'ping', array(), '[]' );
			},
			'arguments that are not JSON' => static function ( Fake_Platform $platform ) {
				return $platform->envelope( 'ping', array(), 'O:8:"stdClass":0:{}' );
			},
			'arguments too deep' => static function ( Fake_Platform $platform ) {
				return $platform->envelope( 'ping', array(), str_repeat( '{"a":', 40 ) . '1' . str_repeat( '}', 40 ) );
			},
			'payload that is no JSON' => static function ( Fake_Platform $platform ) {
				return $platform->sign_payload( 'ping' );
			},
			'payload that is a list' => static function ( Fake_Platform $platform ) {
				return $platform->sign_payload( '[1,2,3]' );
			},
			'payload too large'  => static function ( Fake_Platform $platform ) {
				return $platform->envelope( 'ping', array( 'cmd' => str_repeat( 'x', 5000 ) ) );
			},
			'one signed byte changed' => static function ( Fake_Platform $platform ) {
				$envelope            = $platform->envelope( 'ping' );
				$payload             = base64_decode( $envelope['payload'] );
				$payload[ 20 ]       = chr( ord( $payload[20] ) ^ 1 );
				$envelope['payload'] = base64_encode( $payload );
				return $envelope;
			},
			'signed by somebody else' => static function ( Fake_Platform $platform ) {
				$envelope        = $platform->envelope( 'ping' );
				$body            = base64_decode( $envelope['payload'] );
				$type            = $envelope['payload_type'];
				$stranger        = sodium_crypto_sign_secretkey( sodium_crypto_sign_keypair() );
				$envelope['sig'] = base64_encode( sodium_crypto_sign_detached( 'DSSEv1 ' . strlen( $type ) . " $type " . strlen( $body ) . " $body", $stranger ) );
				return $envelope;
			},
			'signed without the type' => static function ( Fake_Platform $platform ) {
				$envelope = $platform->envelope( 'ping' );
				$other    = $platform->sign_payload( base64_decode( $envelope['args'] ) );
				$envelope['sig'] = $other['sig'];
				return $envelope;
			},
		);
		$signed = array(
			'another site'        => array( 'site_id' => '018f0000-0000-7000-8000-000000000002' ),
			'another address'     => array( 'aud' => 'https://elsewhere.example' ),
			'address with a slash' => array( 'aud' => home_url( '/' ) ),
			'expired'             => array( 'iat' => time() - 400, 'exp' => time() - 100 ),
			'from the future'     => array( 'iat' => time() + 120, 'exp' => time() + 400 ),
			'valid for a day'     => array( 'exp' => time() + 86400 ),
			'expires before it starts' => array( 'iat' => time(), 'exp' => time() - 10 ),
			'another version'     => array( 'v' => 2 ),
			'version as text'     => array( 'v' => '1' ),
			'version as true'     => array( 'v' => true ),
			'time as text'        => array( 'iat' => (string) time() ),
			'time as a fraction'  => array( 'exp' => time() + 10.5 ),
			'sequence negative'   => array( 'seq' => -1 ),
			'sequence null'       => array( 'seq' => null ),
			'nonce too short'     => array( 'nonce' => 'abc' ),
			'nonce with SQL'      => array( 'nonce' => "'); DROP TABLE wp_pos" ),
			'nonce a list'        => array( 'nonce' => array( 'a' ) ),
			'command a list'      => array( 'cmd' => array( 'ping' ) ),
			'command id no uuid'  => array( 'cmd_id' => '../../options' ),
			'reply elsewhere'     => array( 'reply_to' => 'https://evil.example/' ),
			'approval as text'    => array( 'approval' => 'yes' ),
			'approval true'       => array( 'approval' => true ),
			'another capability'  => array( 'cap' => 'keys' ),
			'no capability'       => array( 'cap' => '' ),
			'digest empty'        => array( 'args_sha256' => '' ),
			'digest of other arguments' => array( 'args_sha256' => hash( 'sha256', '[]' ) ),
			'an extra signed member' => array( 'sudo' => true ),
			'a member null'       => array( 'site_id' => null ),
		);
		foreach ( $signed as $name => $override ) {
			$cases[ "signed, but $name" ] = static function ( Fake_Platform $platform ) use ( $override ) {
				return $platform->envelope( 'ping', $override );
			};
		}
		foreach ( array( '', 'PING', 'ping ', "ping\0", 'eval', 'phpinfo', 'system', 'run', '__construct', 'Ping', 'restore', 'delete_plugin', 'create_user', 'login', '../ping', 'wp_set_auth_cookie', 'call_user_func', 'update_option' ) as $verb ) {
			$cases[ 'signed, but the verb ' . json_encode( $verb ) ] = static function ( Fake_Platform $platform ) use ( $verb ) {
				return $platform->envelope( $verb, array( 'cap' => 'read' ) );
			};
		}

		return array_map(
			static function ( callable $make ): array {
				return array( $make );
			},
			$cases
		);
	}

	private static function changed( array $members ): callable {
		return static function ( Fake_Platform $platform ) use ( $members ) {
			return array_merge( $platform->envelope( 'ping' ), $members );
		};
	}

	/** Sending a signed refusal is a contact, and its time is noted; nothing else may change. */
	private function database_digest_without_bookkeeping(): string {
		global $wpdb;
		$wpdb->query( 'START TRANSACTION' );
		$wpdb->query( "DELETE FROM {$wpdb->options} WHERE option_name = 'wp_wingman_status'" );
		$digest = $this->database_digest();
		$wpdb->query( 'ROLLBACK' );

		return $digest;
	}
}
