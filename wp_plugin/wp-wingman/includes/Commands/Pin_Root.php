<?php
/**
 * Command `pin_root`.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Commands;

use WP_Wingman\Connection\Base64;
use WP_Wingman\Connection\Capabilities;
use WP_Wingman\Connection\Connection_Store;
use WP_Wingman\Connection\Public_Key;
use WP_Wingman\Contracts\Command;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Brings the platform's root key to a site that was paired before there was one. It is believed
 * because a key pinned at pairing signed it, and once only: a pinned root is never replaced, except
 * by pairing again.
 */
final class Pin_Root implements Command {

	private Connection_Store $connections;

	public function __construct( Connection_Store $connections ) {
		$this->connections = $connections;
	}

	public function name(): string {
		return 'pin_root';
	}

	public function capability(): string {
		return Capabilities::KEYS;
	}

	public function run( Command_Request $request ): Command_Outcome {
		$raw        = Base64::decode( $request->arguments->public_key ?? null );
		$connection = $this->connections->usable();
		if ( null === $connection || null === $raw || ! Public_Key::is_strong( $raw ) ) {
			return Command_Outcome::failed( 'root_key_unusable', 'The root key cannot be used.' );
		}
		if ( null === $connection->root_key ) {
			$this->connections->save( $connection->with_root( $raw ) );

			return Command_Outcome::succeeded( array( 'root_kid' => Public_Key::id( $raw ) ) );
		}
		if ( ! hash_equals( $connection->root_key, $raw ) ) {
			return Command_Outcome::failed( 'root_key_pinned', 'This site has pinned another root key.' );
		}

		return Command_Outcome::succeeded( array( 'root_kid' => Public_Key::id( $raw ) ) );
	}
}
