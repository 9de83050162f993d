<?php
/**
 * What exactly is signed.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * DSSE pre-authentication encoding: the type is part of the signed bytes, so that a signature
 * made for one kind of message can never be passed off as another kind.
 */
final class Dsse {

	public const CONNECT      = 'application/vnd.wpwingman.connect+json';
	public const SNAPSHOT     = 'application/vnd.wpwingman.snapshot+json';
	public const DAILY_REPORT = 'application/vnd.wpwingman.daily-report+json';
	public const PULL         = 'application/vnd.wpwingman.pull+json';
	public const RESULT       = 'application/vnd.wpwingman.result+json';
	public const COMMAND      = 'application/vnd.wpwingman.command+json';
	public const DISCONNECT   = 'application/vnd.wpwingman.disconnect+json';
	public const PROOF        = 'application/vnd.wpwingman.proof+json';
	public const KEY_LIST     = 'application/vnd.wpwingman.key-list+json';

	/**
	 * The bytes to sign for a body of a type.
	 *
	 * @param string $type Media type.
	 * @param string $body Exact bytes of the body.
	 */
	public static function pre_authentication_encoding( string $type, string $body ): string {
		return 'DSSEv1 ' . strlen( $type ) . ' ' . $type . ' ' . strlen( $body ) . ' ' . $body;
	}
}
