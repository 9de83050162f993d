<?php
/**
 * Signatures of the site.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Signs the exact bytes that travel, together with their type.
 */
final class Envelope_Signer {

	private Key_Pair $key;

	public function __construct( Key_Pair $key ) {
		$this->key = $key;
	}

	/**
	 * Base64 of the 64 bytes for the header X-Wingman-Signature.
	 *
	 * @param string $type Media type of the message.
	 * @param string $body Exact bytes of the message.
	 */
	public function sign( string $type, string $body ): string {
		return base64_encode( $this->key->sign( Dsse::pre_authentication_encoding( $type, $body ) ) );
	}
}
