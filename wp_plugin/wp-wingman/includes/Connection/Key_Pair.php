<?php
/**
 * The site's own Ed25519 key.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Proves to the platform that a message comes from this site.
 */
final class Key_Pair {

	/**
	 * 64 bytes as libsodium keeps them: seed and public half.
	 *
	 * @var string
	 */
	private string $secret_key;

	private function __construct( string $secret_key ) {
		$this->secret_key = $secret_key;
	}

	public static function generate(): self {
		return new self( sodium_crypto_sign_secretkey( sodium_crypto_sign_keypair() ) );
	}

	/**
	 * From the bytes that secret_key() gave.
	 *
	 * @param string $secret_key 64 bytes.
	 * @throws \InvalidArgumentException When the bytes are no key.
	 */
	public static function from_secret_key( string $secret_key ): self {
		if ( SODIUM_CRYPTO_SIGN_SECRETKEYBYTES !== strlen( $secret_key ) ) {
			throw new \InvalidArgumentException( 'Not an Ed25519 secret key.' );
		}

		return new self( $secret_key );
	}

	public function secret_key(): string {
		return $this->secret_key;
	}

	/**
	 * The public half as the platform wants it: base64 of 32 bytes.
	 */
	public function public_key(): string {
		return base64_encode( sodium_crypto_sign_publickey_from_secretkey( $this->secret_key ) );
	}

	/**
	 * 64 raw bytes.
	 *
	 * @param string $message Bytes to sign.
	 */
	public function sign( string $message ): string {
		return sodium_crypto_sign_detached( $message, $this->secret_key );
	}
}
