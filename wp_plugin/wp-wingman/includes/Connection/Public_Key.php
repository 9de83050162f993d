<?php
/**
 * Public keys that may be trusted.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * A few of all possible keys are weak: anyone can make signatures that fit them. libsodium
 * refuses them, the implementation in PHP that WordPress brings for hosts without libsodium
 * does not; so they are refused here.
 */
final class Public_Key {

	public const BYTES = 32;

	/**
	 * The points of small order, without the bit for the sign of x (RFC 7748, libsodium's list).
	 */
	private const SMALL_ORDER = array(
		'0000000000000000000000000000000000000000000000000000000000000000',
		'0100000000000000000000000000000000000000000000000000000000000000',
		'26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
		'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
		'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
	);

	/**
	 * Whether the raw bytes are a key that only its owner can sign for.
	 *
	 * @param string $raw 32 bytes.
	 */
	public static function is_strong( string $raw ): bool {
		if ( self::BYTES !== strlen( $raw ) ) {
			return false;
		}
		$raw[31] = chr( ord( $raw[31] ) & 0x7f );

		return ! self::is_beyond_the_field( $raw ) && ! in_array( bin2hex( $raw ), self::SMALL_ORDER, true );
	}

	/**
	 * A key's short public name, the same on both sides.
	 *
	 * @param string $raw 32 bytes.
	 */
	public static function id( string $raw ): string {
		return substr( hash( 'sha256', base64_encode( $raw ) ), 0, 16 );
	}

	/**
	 * Numbers from 2^255 - 19 on are second spellings of smaller ones.
	 *
	 * @param string $raw 32 bytes, little end first.
	 */
	private static function is_beyond_the_field( string $raw ): bool {
		return ord( $raw[0] ) >= 0xed && str_repeat( "\xff", 30 ) . "\x7f" === substr( $raw, 1 );
	}
}
