<?php
/**
 * What the owner of this site lets the platform do.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

use WP_Wingman\Storage\Options;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Switches in wp-admin. The platform can read them and never turn one on. Whatever could destroy
 * something of the site's must be born with its default off; a name that is not in the list is off.
 */
final class Capabilities {

	public const READ       = 'read';
	public const KEYS       = 'keys';
	public const CONNECTION = 'connection';

	private const DEFAULTS = array(
		self::READ       => true,
		self::KEYS       => true,
		self::CONNECTION => true,
	);

	/**
	 * Commands of these classes end or destroy something: they run only with the names of the people
	 * who approved them inside the signature.
	 */
	private const DESTRUCTIVE = array( self::CONNECTION );

	public static function is_destructive( string $name ): bool {
		return in_array( $name, self::DESTRUCTIVE, true );
	}

	/**
	 * True only for a known capability that is switched on.
	 *
	 * @param string $name Capability.
	 */
	public function is_on( string $name ): bool {
		$switches = $this->switches();

		return true === ( $switches[ $name ] ?? false );
	}

	/**
	 * All switches by name.
	 *
	 * @return array<string, bool>
	 */
	public function switches(): array {
		$stored   = Options::get( Options::CAPABILITIES );
		$switches = array();
		foreach ( self::DEFAULTS as $name => $default ) {
			$switches[ $name ] = isset( $stored[ $name ] ) ? true === $stored[ $name ] : $default;
		}

		return $switches;
	}

	/**
	 * Stores the owner's decision.
	 *
	 * @param string[] $names Capabilities that are on; all others are off.
	 */
	public function set_on( array $names ): void {
		$switches = array();
		foreach ( array_keys( self::DEFAULTS ) as $name ) {
			$switches[ $name ] = in_array( $name, $names, true );
		}
		Options::set( Options::CAPABILITIES, $switches );
	}
}
