<?php
/**
 * Memory of spent nonces.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Contracts;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

interface Nonce_Store {

	/**
	 * True exactly once per nonce; false also when it cannot be remembered.
	 *
	 * @param string $nonce      22 characters.
	 * @param int    $expires_at Unix seconds.
	 */
	public function spend( string $nonce, int $expires_at ): bool;
}
