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

	private const MOST_SITE_KEYS = 4;

	private Key_Vault $vault;

	public function __construct( Key_Vault $vault ) {
		$this->vault = $vault;
	}

	/**
	 * Both halves of a new identity; what was there before is gone.
	 *
	 * @param Key_Pair $key      What signs.
	 * @param string   $site_key What names the site to the platform.
	 */
	public function save( Key_Pair $key, string $site_key ): void {
		Options::set(
			Options::SITE_KEY,
			array(
				'current'  => $this->vault->seal( $key->secret_key() ),
				'since'    => time(),
				'api_keys' => array( $this->vault->seal( $site_key ) ),
			)
		);
	}

	/**
	 * The keys that name this site, the newest first. More than one: a rotation is under way, or
	 * an answer got lost, and the platform knows which of them it believes.
	 *
	 * @return string[]
	 */
	public function site_keys(): array {
		$stored = Options::get( Options::SITE_KEY )['api_keys'] ?? array();
		$keys   = array_map( array( $this->vault, 'open' ), is_array( $stored ) ? $stored : array() );

		return array_values( array_filter( $keys, 'is_string' ) );
	}

	/**
	 * The platform believes this one of several: from now on it is tried first.
	 *
	 * @param string $site_key One of site_keys().
	 */
	public function prefer( string $site_key ): void {
		$this->keep_site_keys( Options::fresh( Options::SITE_KEY ), $site_key );
	}

	/**
	 * Unix seconds, or 0 when nobody wrote it down.
	 */
	public function current_since(): int {
		return (int) ( Options::get( Options::SITE_KEY )['since'] ?? 0 );
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
	 * The staged key becomes the one that signs, and the API key that came with it is tried first.
	 * One write for both: a crash leaves the site with its old identity or with its new one.
	 *
	 * @param string|null $site_key New API key, when there is one.
	 */
	public function promote( ?string $site_key = null ): void {
		$stored = Options::fresh( Options::SITE_KEY );
		if ( isset( $stored['next'] ) ) {
			$stored['current'] = $stored['next'];
			$stored['since']   = time();
			unset( $stored['next'] );
		}
		if ( null === $site_key ) {
			Options::set( Options::SITE_KEY, $stored );

			return;
		}
		$this->keep_site_keys( $stored, $site_key );
	}

	/**
	 * For sites that were paired by a version that kept the API key with the connection.
	 *
	 * @param string $site_key API key.
	 */
	public function adopt( string $site_key ): void {
		$stored = Options::fresh( Options::SITE_KEY );
		if ( $stored && empty( $stored['api_keys'] ) ) {
			$this->keep_site_keys( $stored, $site_key );
		}
	}

	public function forget(): void {
		Options::delete( Options::SITE_KEY );
	}

	/**
	 * Writes the option with this API key first and the ones before it behind.
	 *
	 * @param array<string, mixed> $stored   The rest of the option.
	 * @param string               $site_key First one.
	 */
	private function keep_site_keys( array $stored, string $site_key ): void {
		$sealed = array( $this->vault->seal( $site_key ) );
		foreach ( is_array( $stored['api_keys'] ?? null ) ? $stored['api_keys'] : array() as $text ) {
			if ( $this->vault->open( $text ) !== $site_key ) {
				$sealed[] = $text;
			}
		}
		$stored['api_keys'] = array_slice( $sealed, 0, self::MOST_SITE_KEYS );
		Options::set( Options::SITE_KEY, $stored );
	}

	private function read( string $slot ): ?Key_Pair {
		$stored = Options::get( Options::SITE_KEY );
		$secret = $this->vault->open( $stored[ $slot ] ?? null );

		return null === $secret ? null : Key_Pair::from_secret_key( $secret );
	}
}
