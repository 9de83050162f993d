<?php
/**
 * Base64 as the protocol speaks it.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * PHP's own strict mode still lets white space and missing padding through, so two different
 * texts could mean the same signature. Here every value has exactly one spelling.
 */
final class Base64 {

	/**
	 * Decodes, or returns null when the text is not the one canonical spelling of its bytes.
	 *
	 * @param mixed $text Text from outside.
	 */
	public static function decode( $text ): ?string {
		if ( ! is_string( $text ) || '' === $text ) {
			return null;
		}
		$bytes = base64_decode( $text, true );

		return false !== $bytes && base64_encode( $bytes ) === $text ? $bytes : null;
	}

	/**
	 * A random value in URL-safe spelling without padding: 16 bytes give 22 characters.
	 *
	 * @param int $bytes How many random bytes.
	 */
	public static function random_url_safe( int $bytes = 16 ): string {
		return rtrim( strtr( base64_encode( random_bytes( $bytes ) ), '+/', '-_' ), '=' );
	}
}
