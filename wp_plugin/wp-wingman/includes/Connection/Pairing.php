<?php
/**
 * Joining the platform.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

use WP_Wingman\Installation\Installer;
use WP_Wingman\Storage\Counters;
use WP_Wingman\Storage\Options;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Starts only from a click of an administrator in wp-admin; there is no way in from outside.
 */
final class Pairing {

	private Connection_Store $connections;
	private Key_Store $keys;
	private Status $status;
	private Counters $counters;

	public function __construct( Connection_Store $connections, Key_Store $keys, Status $status, Counters $counters ) {
		$this->connections = $connections;
		$this->keys        = $keys;
		$this->status      = $status;
		$this->counters    = $counters;
	}

	/**
	 * Exchanges a one-time code for a connection.
	 *
	 * @param Connection_String $invitation What the administrator pasted.
	 * @throws Pairing_Failed With a message in plain words.
	 */
	public function pair( Connection_String $invitation ): Connection {
		$key    = Key_Pair::generate();
		$answer = $this->ask( $invitation, $key );
		if ( 201 !== $answer->status ) {
			throw new Pairing_Failed( esc_html( $answer->code() ), esc_html( $this->explain( $answer ) ) );
		}
		$connection = $this->read( $answer, $invitation );
		$site_key   = $answer->site_key();
		$key_list   = $this->read_key_list( $answer, $connection );
		if ( null === $site_key ) {
			throw $this->malformed();
		}

		Installer::install_site();
		$this->connections->forget();
		Options::delete( Options::INVENTORY );
		$this->keys->save( $key, $site_key );
		$this->connections->save( $connection );
		if ( null !== $key_list ) {
			Options::set( Options::KEY_LIST, array( 'document' => $key_list ) );
		}
		// The platform comes to look whether this key lives at this address.
		$this->status->set( array( Status::AWAITS_PROOF => true ) );
		$this->status->learn_platform_time( $answer->server_time() );
		$this->status->record_contact();
		$next_sequence = $answer->member( 'next_seq' );
		$this->counters->raise_sequence( is_int( $next_sequence ) ? $next_sequence - 1 : 0 );
		Installer::schedule();

		return $connection;
	}

	private function ask( Connection_String $invitation, Key_Pair $key ): Platform_Answer {
		try {
			return Platform_Client::connect( $invitation->origin, $key, $this->introduction( $invitation->code, $key ) );
		} catch ( Platform_Unreachable $error ) {
			throw new Pairing_Failed(
				'unreachable',
				/* translators: 1: address of the dashboard, 2: technical reason. */
				esc_html( sprintf( __( 'This site could not reach %1$s (%2$s). Ask your host whether outgoing connections are allowed.', 'wp-wingman' ), $invitation->origin, $error->getMessage() ) )
			);
		}
	}

	/**
	 * Members of the connect message.
	 *
	 * @param string   $code As typed.
	 * @param Key_Pair $key  The new key.
	 * @return array<string, mixed>
	 */
	private function introduction( string $code, Key_Pair $key ): array {
		global $wp_version;

		return array(
			'code'              => $code,
			'site_url'          => untrailingslashit( (string) get_option( 'siteurl' ) ),
			'home_url'          => Connection_Store::home_url(),
			'public_key'        => $key->public_key(),
			'plugin_version'    => WP_WINGMAN_VERSION,
			'wordpress_version' => $wp_version,
			'php_version'       => PHP_VERSION,
			'name'              => wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES ),
		);
	}

	private function read( Platform_Answer $answer, Connection_String $invitation ): Connection {
		try {
			$connection = Connection::from_array(
				array(
					'site_id'                   => $answer->member( 'site_id' ),
					'audience'                  => $invitation->origin,
					'home_url'                  => Connection_Store::home_url(),
					'client_name'               => $answer->member( 'client_name' ),
					'agency_name'               => $answer->member( 'agency_name' ),
					'platform_keys'             => $answer->member( 'platform_keys' ),
					'root_key'                  => $answer->member( 'root_key' ),
					'snapshot_interval_seconds' => $answer->member( 'snapshot_interval_seconds' ),
					'paired_at'                 => time(),
				)
			);
		} catch ( \InvalidArgumentException $error ) {
			throw $this->malformed();
		}
		// A proxy that answers under another name must not become our platform.
		if ( $answer->member( 'aud' ) !== $invitation->origin ) {
			throw new Pairing_Failed( 'wrong_audience', esc_html__( 'The dashboard knows itself under another address. Copy the connection string again.', 'wp-wingman' ) );
		}

		return $connection;
	}

	/**
	 * The signed list of command keys, once it is proven; null where there is no root key yet.
	 *
	 * @param Platform_Answer $answer     Answer.
	 * @param Connection      $connection What the answer says otherwise.
	 * @return array<string, string>|null
	 * @throws Pairing_Failed When there is a root key, and a list that it did not sign.
	 */
	private function read_key_list( Platform_Answer $answer, Connection $connection ): ?array {
		$document = $answer->member( 'key_list' );
		if ( null === $connection->root_key || null === $document ) {
			return null;
		}
		if ( null === Key_List::read( $document, $connection->root_key ) ) {
			throw $this->malformed();
		}

		return (array) $document;
	}

	private function malformed(): Pairing_Failed {
		return new Pairing_Failed( 'answer_malformed', esc_html__( 'The dashboard gave an answer that this plugin does not understand. Is the address right?', 'wp-wingman' ) );
	}

	private function explain( Platform_Answer $answer ): string {
		switch ( $answer->code() ) {
			case 'pairing_code_unknown':
				return __( 'The dashboard does not know this code. Copy it again, or create a new one.', 'wp-wingman' );
			case 'pairing_code_expired':
				return __( 'This code is older than 15 minutes. Create a new one in the dashboard.', 'wp-wingman' );
			case 'pairing_code_used':
				return __( 'This code was already used. Create a new one in the dashboard.', 'wp-wingman' );
		}
		if ( 429 === $answer->status ) {
			return __( 'Too many tries. Please wait a few minutes.', 'wp-wingman' );
		}

		/* translators: %d: HTTP status code. */
		return sprintf( __( 'The dashboard refused the connection (status %d). Please try again later.', 'wp-wingman' ), $answer->status );
	}
}
