<?php
/**
 * Where the site's key lives.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

use WP_Wingman\Storage\Options;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Holds the current key, and during a rotation also the next one: the platform may already
 * have switched when its answer got lost on the way back.
 */
final class Key_Store {

	private Key_Vault $vault;

	public function __construct( Key_Vault $vault ) {
		$this->vault = $vault;
	}

	public function save( Key_Pair $key ): void {
		Options::set( Options::SITE_KEY, array( 'current' => $this->vault->seal( $key->secret_key() ) ) );
	}

	/**
	 * The key that signs.
	 *
	 * @throws Key_Unreadable When there is none or the salts in wp-config.php have changed.
	 */
	public function current(): Key_Pair {
		$key = $this->read( 'current' );
		if ( null === $key ) {
			throw new Key_Unreadable( 'The site key cannot be decrypted.' );
		}

		return $key;
	}

	public function is_readable(): bool {
		return null !== $this->read( 'current' );
	}

	public function stage( Key_Pair $key ): void {
		$stored         = Options::get( Options::SITE_KEY );
		$stored['next'] = $this->vault->seal( $key->secret_key() );
		Options::set( Options::SITE_KEY, $stored );
	}

	public function staged(): ?Key_Pair {
		return $this->read( 'next' );
	}

	/**
	 * The staged key becomes the one that signs.
	 */
	public function promote(): void {
		$stored = Options::get( Options::SITE_KEY );
		if ( isset( $stored['next'] ) ) {
			Options::set( Options::SITE_KEY, array( 'current' => $stored['next'] ) );
		}
	}

	public function forget(): void {
		Options::delete( Options::SITE_KEY );
	}

	private function read( string $slot ): ?Key_Pair {
		$stored = Options::get( Options::SITE_KEY );
		$secret = $this->vault->open( $stored[ $slot ] ?? null );

		return null === $secret ? null : Key_Pair::from_secret_key( $secret );
	}
}
