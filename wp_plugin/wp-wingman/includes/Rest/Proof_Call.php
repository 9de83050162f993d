<?php
/**
 * Proof that this site's key lives at this address.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Rest;

use WP_Wingman\Connection\Dsse;
use WP_Wingman\Connection\Envelope_Signer;
use WP_Wingman\Connection\Key_Unreadable;
use WP_Wingman\Connection\Status;
use WP_Wingman\Plugin;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * After pairing the platform asks at the address that this site has claimed, and the new key
 * answers. Only until the platform has believed it: afterwards nothing here signs for strangers.
 * What is signed says nothing but who, where and to which question.
 */
final class Proof_Call {

	private const MAX_BODY_BYTES = 1024;

	/**
	 * The answer as JSON, or null where there is nothing to prove.
	 *
	 * @param Plugin $plugin Services.
	 * @param string $body   Body of the request.
	 */
	public static function answer( Plugin $plugin, string $body ): ?string {
		$asked     = strlen( $body ) <= self::MAX_BODY_BYTES ? json_decode( $body, true, 4 ) : null;
		$challenge = is_array( $asked ) ? ( $asked['challenge'] ?? null ) : null;
		if ( ! is_string( $challenge ) || 1 !== preg_match( '/\A[A-Za-z0-9_-]{22}\z/', $challenge ) ) {
			return null;
		}
		$connection = $plugin->connections()->usable();
		if ( null === $connection || true !== $plugin->status()->get( Status::AWAITS_PROOF, false ) ) {
			return null;
		}
		$message = wp_json_encode(
			array(
				'v'         => 1,
				'aud'       => $connection->audience,
				'site_id'   => $connection->site_id,
				'home_url'  => $connection->home_url,
				'challenge' => $challenge,
			),
			JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE
		);
		try {
			$signature = ( new Envelope_Signer( $plugin->keys()->current() ) )->sign( Dsse::PROOF, (string) $message );
		} catch ( Key_Unreadable $error ) {
			return null;
		}

		return (string) wp_json_encode(
			array(
				'message'   => base64_encode( (string) $message ),
				'signature' => $signature,
			),
			JSON_UNESCAPED_SLASHES
		);
	}
}
