<?php
/**
 * Encryption of the site's private key at rest.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Seals with a key that lives in wp-config.php, so that a leaked database alone (an SQL
 * injection, a forgotten dump) does not give the site's identity away.
 */
final class Key_Vault {

	private const SALTS = array( 'AUTH_KEY', 'SECURE_AUTH_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT' );

	/**
	 * Secret text that does not live in the database.
	 *
	 * @var string
	 */
	private string $secret;

	/**
	 * For tests and for wp-config.php alike.
	 *
	 * @param string $secret Secret text; see from_wp_config().
	 */
	public function __construct( string $secret ) {
		$this->secret = $secret;
	}

	/**
	 * Does not use wp_salt(): it falls back to salts in the database, and it is not loaded yet
	 * when the must-use loader answers.
	 */
	public static function from_wp_config(): self {
		$secret = '';
		foreach ( self::SALTS as $constant ) {
			$secret .= defined( $constant ) ? '|' . constant( $constant ) : '|';
		}

		return new self( $secret );
	}

	public function seal( string $plain ): string {
		$nonce = random_bytes( SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );

		return base64_encode( $nonce . sodium_crypto_secretbox( $plain, $nonce, $this->key() ) );
	}

	/**
	 * Opens what seal() made; null when the salts have changed or the text was damaged.
	 *
	 * @param mixed $sealed Stored text.
	 */
	public function open( $sealed ): ?string {
		$bytes = Base64::decode( $sealed );
		if ( null === $bytes || strlen( $bytes ) <= SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ) {
			return null;
		}
		$nonce = substr( $bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		$plain = sodium_crypto_secretbox_open( substr( $bytes, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ), $nonce, $this->key() );

		return is_string( $plain ) ? $plain : null;
	}

	private function key(): string {
		return hash_hkdf( 'sha256', $this->secret, SODIUM_CRYPTO_SECRETBOX_KEYBYTES, 'wp-wingman site key v1' );
	}
}
