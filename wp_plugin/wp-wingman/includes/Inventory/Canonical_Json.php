<?php
/**
 * One spelling per inventory.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Inventory;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * JSON with sorted keys, so that equal facts give equal hashes on every PHP version.
 */
final class Canonical_Json {

	/**
	 * Writes a value.
	 *
	 * @param mixed $value Arrays, objects and scalars.
	 */
	public static function encode( $value ): string {
		return (string) wp_json_encode( self::sort( $value ), JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
	}

	/**
	 * Sorts the members of objects; lists keep their order.
	 *
	 * @param mixed $value Any JSON value.
	 * @return mixed
	 */
	private static function sort( $value ) {
		if ( is_object( $value ) ) {
			$members = get_object_vars( $value );
			ksort( $members, SORT_STRING );

			return (object) array_map( array( self::class, 'sort' ), $members );
		}
		if ( ! is_array( $value ) ) {
			return $value;
		}
		if ( array() !== $value && array_keys( $value ) !== range( 0, count( $value ) - 1 ) ) {
			ksort( $value, SORT_STRING );
		}

		return array_map( array( self::class, 'sort' ), $value );
	}
}
