<?php
/**
 * Answering first, working afterwards.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Rest;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Sends the answer and lets the caller go while PHP works on.
 */
final class Early_Answer {

	public static function send( int $status, string $body ): void {
		status_header( $status );
		nocache_headers();
		header( 'Content-Type: application/json; charset=UTF-8' );
		header( 'Content-Length: ' . strlen( $body ) );
		header( 'Connection: close' );
		echo $body; // phpcs:ignore -- A constant.
		self::let_go();
	}

	/**
	 * Ends the response on every server that can; on the others the length has been said.
	 */
	public static function let_go(): void {
		ignore_user_abort( true );
		if ( function_exists( 'fastcgi_finish_request' ) ) {
			fastcgi_finish_request();
		} elseif ( function_exists( 'litespeed_finish_request' ) ) {
			litespeed_finish_request();
		} else {
			while ( ob_get_level() > 0 && ob_end_flush() ) {
				continue;
			}
			flush();
		}
	}
}
