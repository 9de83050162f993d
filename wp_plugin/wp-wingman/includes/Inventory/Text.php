<?php
/**
 * Text from plugin headers and databases.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Inventory;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Header texts may hold HTML, entities and broken bytes; the platform gets plain, short UTF-8.
 */
final class Text {

	/**
	 * Plain text.
	 *
	 * @param mixed $value      Raw value.
	 * @param int   $max_length Characters.
	 */
	public static function plain( $value, int $max_length = 200 ): string {
		if ( ! is_scalar( $value ) ) {
			return '';
		}
		// Drops broken bytes; wp_check_invalid_utf8() writes a warning for each.
		$text = htmlspecialchars_decode( htmlspecialchars( (string) $value, ENT_NOQUOTES | ENT_IGNORE, 'UTF-8' ), ENT_NOQUOTES );
		$text = html_entity_decode( wp_strip_all_tags( $text ), ENT_QUOTES | ENT_HTML5, 'UTF-8' );
		// Line separators and control characters: JSON writers disagree about how to spell them.
		$text = (string) preg_replace( '/[\x00-\x1F\x7F\x{2028}\x{2029}]+/u', ' ', $text );

		return trim( mb_substr( $text, 0, $max_length ) );
	}
}
