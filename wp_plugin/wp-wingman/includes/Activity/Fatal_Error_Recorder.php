<?php
/**
 * Remembering crashes.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Activity;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Looks at the end of each request whether it died. Costs one function call when it did not.
 */
final class Fatal_Error_Recorder {

	private const FATAL = array( E_ERROR, E_PARSE, E_CORE_ERROR, E_COMPILE_ERROR, E_USER_ERROR, E_RECOVERABLE_ERROR );

	/**
	 * One request dies once, but is told of it twice.
	 *
	 * @var bool
	 */
	private static bool $is_recorded = false;

	/**
	 * For sites where the must-use loader, which does the same earlier, could not be installed.
	 */
	public static function watch(): void {
		add_filter(
			'wp_php_error_message',
			static function ( $message, $error ) {
				self::record( $error );

				return $message;
			},
			10,
			2
		);
		register_shutdown_function(
			static function (): void {
				self::record( error_get_last() );
			}
		);
	}

	/**
	 * Notes the error that ended the request.
	 *
	 * @param mixed $error See error_get_last().
	 */
	public static function record( $error ): void {
		global $wpdb;
		if ( self::$is_recorded || ! is_array( $error ) || ! in_array( $error['type'] ?? 0, self::FATAL, true ) || ! $wpdb instanceof \wpdb ) {
			return;
		}
		self::$is_recorded = true;
		try {
			( new Activity_Log() )->record_fatal_error( (string) $error['message'], (string) $error['file'], (int) $error['line'], time() );
		} catch ( \Throwable $failure ) {
			// The site is dying already; the recorder must not add to it.
			unset( $failure );
		}
	}
}
