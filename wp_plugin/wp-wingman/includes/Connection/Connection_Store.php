<?php
/**
 * Where the pairing is kept.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

use WP_Wingman\Storage\Options;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Reads and writes the connection, and notices when this site is a copy of the one that was paired.
 */
final class Connection_Store {

	public const NONE       = 'none';
	public const CONNECTED  = 'connected';
	public const MOVED      = 'moved';
	public const UNREADABLE = 'key_unreadable';

	private Key_Store $keys;

	public function __construct( Key_Store $keys ) {
		$this->keys = $keys;
	}

	/**
	 * The connection as stored, usable or not.
	 */
	public function stored(): ?Connection {
		$members = Options::get( Options::CONNECTION );
		if ( ! $members ) {
			return null;
		}
		try {
			return Connection::from_array( $members );
		} catch ( \InvalidArgumentException $error ) {
			return null;
		}
	}

	/**
	 * The connection, when this site may use it: the only way for the rest of the plugin to get at it.
	 */
	public function usable(): ?Connection {
		return self::CONNECTED === $this->state() ? $this->stored() : null;
	}

	/**
	 * One of the constants above. Computed each time, so that a site that comes back to its
	 * address (a staging search-and-replace undone) goes on without a click.
	 */
	public function state(): string {
		$connection = $this->stored();
		if ( null === $connection ) {
			return self::NONE;
		}
		if ( self::home_url() !== $connection->home_url ) {
			return self::MOVED;
		}

		return $this->keys->is_readable() ? self::CONNECTED : self::UNREADABLE;
	}

	public function save( Connection $connection ): void {
		Options::set( Options::CONNECTION, $connection->to_array() );
	}

	/**
	 * Wipes the connection and the key. Only a new pairing by an administrator brings it back.
	 */
	public function forget(): void {
		Options::delete( Options::CONNECTION );
		Options::delete( Options::STATUS );
		Options::delete( Options::MEASUREMENTS );
		Options::delete( Options::PENDING_RESULTS );
		Options::delete( Options::KEY_LIST );
		$this->keys->forget();
	}

	/**
	 * The site's address without filters: translation plugins change home_url() per request.
	 */
	public static function home_url(): string {
		return untrailingslashit( (string) get_option( 'home' ) );
	}
}
