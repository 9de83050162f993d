<?php
/**
 * Error of the key store.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * The stored key does not open: the salts in wp-config.php were changed since pairing.
 */
final class Key_Unreadable extends \RuntimeException {}
