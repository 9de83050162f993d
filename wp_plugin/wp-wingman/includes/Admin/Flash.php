<?php
/**
 * A message for the next page.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Admin;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Kept per user for a minute, so that the text never travels in the address.
 */
final class Flash {

	public static function success( string $text ): void {
		self::put( 'success', $text );
	}

	public static function error( string $text ): void {
		self::put( 'error', $text );
	}

	/**
	 * Message, once.
	 *
	 * @return array{kind: string, text: string}|null
	 */
	public static function take(): ?array {
		$message = get_transient( self::name() );
		if ( ! is_array( $message ) ) {
			return null;
		}
		delete_transient( self::name() );

		return $message;
	}

	private static function put( string $kind, string $text ): void {
		set_transient( self::name(), compact( 'kind', 'text' ), MINUTE_IN_SECONDS );
	}

	private static function name(): string {
		return 'wp_wingman_message_' . get_current_user_id();
	}
}
