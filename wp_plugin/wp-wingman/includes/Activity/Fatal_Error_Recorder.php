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
	 * Notes the error that ended the request.
	 *
	 * @param array<string, mixed>|null $error See error_get_last().
	 */
	public static function record( ?array $error ): void {
		global $wpdb;
		if ( null === $error || ! in_array( $error['type'], self::FATAL, true ) || ! $wpdb instanceof \wpdb ) {
			return;
		}
		try {
			( new Activity_Log() )->record_fatal_error( (string) $error['message'], (string) $error['file'], (int) $error['line'], time() );
		} catch ( \Throwable $failure ) {
			// The site is dying already; the recorder must not add to it.
			unset( $failure );
		}
	}
}
