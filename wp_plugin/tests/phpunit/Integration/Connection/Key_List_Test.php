<?php
/**
 * Whose commands a site believes.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Integration\Connection;

use WP_Wingman\Connection\Key_List;
use WP_Wingman\Connection\Pairing_Failed;
use WP_Wingman\Connection\Public_Key;
use WP_Wingman\Storage\Options;
use WP_Wingman\Tests\Fixtures\Fake_Platform;
use WP_Wingman\Tests\Fixtures\Site_Test_Case;

final class Key_List_Test extends Site_Test_Case {

	private const OTHER = 'platform-2';

	private string $root;

	protected function setUp(): void {
		parent::setUp();
		$this->root = $this->platform->use_root();
	}

	public function test_a_site_pins_the_root_key_when_it_pairs_and_believes_its_list(): void {
		$this->platform->publish( $this->root, 3 );
		$this->pair();

		$this->assertSame( $this->raw_root(), $this->plugin->connections()->usable()->root_key );
		$this->assertSame( array( 'succeeded' ), $this->run_one( 'ping' ) );
		$this->assertSame( 3, $this->last_received( 'pull' )['key_list_version'] );
		$this->assertSame( Public_Key::id( $this->raw_root() ), $this->last_received( 'pull' )['root_kid'] );
	}

	public function test_a_list_that_the_root_key_did_not_sign_stops_the_pairing(): void {
		$this->platform->publish( sodium_crypto_sign_secretkey( sodium_crypto_sign_keypair() ), 1 );

		$this->expectException( Pairing_Failed::class );
		$this->pair();
	}

	public function test_a_revoked_key_is_dead_in_the_very_pull_that_brings_its_command(): void {
		$this->platform->publish( $this->root, 1 );
		$this->pair();
		$this->platform->queue( $this->platform->envelope( 'ping' ) );
		$this->platform->publish( $this->root, 2, array( Fake_Platform::KEY_ID => array( 'revoked_at' => time() ), self::OTHER => $this->other_key() ) );

		$this->assertSame( array( 'refused' ), $this->plugin->command_puller()->pull() );
		$this->assertSame( array( 'refused' ), $this->run_one( 'ping' ), 'And it stays dead.' );
	}

	public function test_an_older_list_brings_no_revoked_key_back(): void {
		$this->platform->publish( $this->root, 1 );
		$this->pair();
		$this->platform->publish( $this->root, 2, array( self::OTHER => $this->other_key() ) );
		$this->plugin->command_puller()->pull();

		$this->platform->publish( $this->root, 1 );

		$this->assertSame( array( 'refused' ), $this->run_one( 'ping' ) );
	}

	public function test_a_newer_list_without_proof_lets_no_command_run(): void {
		$this->platform->publish( $this->root, 1 );
		$this->pair();
		$this->platform->publish( sodium_crypto_sign_secretkey( sodium_crypto_sign_keypair() ), 2 );

		$this->assertSame( array(), $this->run_one( 'ping' ) );
		$this->assertSame( 'key_list_missing', $this->status_option( 'last_error' )['code'] );
	}

	/** @dataProvider times */
	public function test_a_key_counts_in_its_time_only( int $not_before, int $not_after, string $status ): void {
		$this->platform->publish(
			$this->root,
			1,
			array( Fake_Platform::KEY_ID => array( 'not_before' => time() + $not_before, 'not_after' => time() + $not_after ) )
		);
		$this->pair();

		$this->assertSame( array( $status ), $this->run_one( 'ping' ) );
	}

	public function times(): array {
		return array(
			'now'              => array( -10, 100, 'succeeded' ),
			'not before later' => array( 100, 1000, 'refused' ),
			'not after it'     => array( -1000, -10, 'refused' ),
		);
	}

	public function test_a_list_written_into_the_database_names_no_key(): void {
		$this->platform->publish( $this->root, 1 );
		$this->pair();
		$stranger = sodium_crypto_sign_secretkey( sodium_crypto_sign_keypair() );
		Options::set( Options::KEY_LIST, array( 'document' => $this->platform->signed_list( $stranger, 9 ) ) );
		$this->platform->publish( $stranger, 9 );

		$this->assertNotContains( 'succeeded', $this->run_one( 'ping' ) );
	}

	public function test_a_site_of_before_the_root_key_takes_the_first_one_that_its_platform_signs(): void {
		$this->pair_without_root();
		$this->platform->publish( $this->root, 1 );

		$statuses = $this->run_one( 'pin_root', $this->root_arguments( $this->raw_root() ) );

		$this->assertSame( array( 'succeeded' ), $statuses );
		$this->assertSame( $this->raw_root(), $this->plugin->connections()->usable()->root_key );
		$this->assertSame( array( 'succeeded' ), $this->run_one( 'ping' ), 'The list comes with the next pull.' );
	}

	public function test_a_pinned_root_key_is_never_replaced(): void {
		$this->platform->publish( $this->root, 1 );
		$this->pair();
		$stranger = sodium_crypto_sign_publickey( sodium_crypto_sign_keypair() );

		$this->assertSame( array( 'failed' ), $this->run_one( 'pin_root', $this->root_arguments( $stranger ) ) );
		$this->assertSame( $this->raw_root(), $this->plugin->connections()->usable()->root_key );
	}

	/** @dataProvider mangled */
	public function test_a_list_is_read_as_a_whole_or_not_at_all( array $keys, array $override ): void {
		$document = $this->platform->signed_list( $this->root, 1, $keys, $override );

		$this->assertNull( Key_List::read( $document, $this->raw_root() ) );
	}

	public function mangled(): array {
		$good = array( Fake_Platform::KEY_ID => array() );

		return array(
			'another version of the format' => array( $good, array( 'v' => 2 ) ),
			'version as text'               => array( $good, array( 'version' => '1' ) ),
			'version nought'                => array( $good, array( 'version' => 0 ) ),
			'one member more'               => array( $good, array( 'alg' => 'none' ) ),
			'no keys'                       => array( array(), array() ),
			'keys as text'                  => array( $good, array( 'keys' => 'all' ) ),
			'a weak key'                    => array( array( 'k' => array( 'public_key' => base64_encode( str_repeat( "\0", 32 ) ) ) ), array() ),
			'a short key'                   => array( array( 'k' => array( 'public_key' => base64_encode( 'short' ) ) ), array() ),
			'a time as text'                => array( array( 'k' => array( 'not_after' => 'never' ) ), array() ),
			'revoked as a word'             => array( array( 'k' => array( 'revoked_at' => false ) ), array() ),
			'a key with a member more'      => array( array( 'k' => array( 'cap' => 'all' ) ), array() ),
		);
	}

	public function test_a_changed_bit_anywhere_in_a_list_is_noticed(): void {
		$document = $this->platform->signed_list( $this->root, 1 );
		$this->assertNotNull( Key_List::read( $document, $this->raw_root() ) );
		$payload = (string) base64_decode( $document['payload'] );

		for ( $bit = 0; $bit < 8 * strlen( $payload ); $bit += 7 ) {
			$changed                 = $payload;
			$changed[ intdiv( $bit, 8 ) ] = chr( ord( $changed[ intdiv( $bit, 8 ) ] ) ^ ( 1 << ( $bit % 8 ) ) );
			$this->assertNull( Key_List::read( array( 'payload' => base64_encode( $changed ) ) + $document, $this->raw_root() ) );
		}
	}

	private function raw_root(): string {
		return sodium_crypto_sign_publickey_from_secretkey( $this->root );
	}

	private function other_key(): array {
		return array( 'public_key' => base64_encode( sodium_crypto_sign_publickey( sodium_crypto_sign_keypair() ) ) );
	}

	private function root_arguments( string $raw ): string {
		return (string) json_encode( array( 'kid' => Public_Key::id( $raw ), 'public_key' => base64_encode( $raw ) ), JSON_UNESCAPED_SLASHES );
	}

	private function pair_without_root(): void {
		$this->platform->reset( static::ORIGIN, self::CODE );
		$this->pair();
		$this->root = $this->platform->use_root();
	}

	/** @return string[] */
	private function run_one( string $command, string $arguments = '{}' ): array {
		$this->platform->queue( $this->platform->envelope( $command, 'pin_root' === $command ? array( 'cap' => 'keys' ) : array(), $arguments ) );

		return $this->plugin->command_puller()->pull();
	}
}
