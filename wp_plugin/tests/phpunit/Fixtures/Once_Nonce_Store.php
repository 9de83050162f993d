<?php
/**
 * Nonces in memory.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Fixtures;

use WP_Wingman\Contracts\Nonce_Store;

final class Once_Nonce_Store implements Nonce_Store {

	private array $spent = array();

	public function spend( string $nonce, int $expires_at ): bool {
		$is_new                = ! isset( $this->spent[ $nonce ] );
		$this->spent[ $nonce ] = $expires_at;

		return $is_new;
	}
}
