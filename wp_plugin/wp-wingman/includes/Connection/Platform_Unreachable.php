<?php
/**
 * Error of the way to the platform.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * No answer at all: DNS, TLS, time-out, or a block by the host.
 */
final class Platform_Unreachable extends \RuntimeException {}
