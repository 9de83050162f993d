<?php
/**
 * The proof endpoint.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Rest;

use WP_Wingman\Connection\Status;
use WP_Wingman\Plugin;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Answers where the must-use loader could not be installed. There is no route at all on a site
 * that has nothing to prove.
 */
final class Proof_Controller {

	public const ROUTE = '/wp-wingman/v1/proof';

	private Plugin $plugin;

	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	public function register(): void {
		if ( true !== $this->plugin->status()->get( Status::AWAITS_PROOF, false ) || null === $this->plugin->connections()->usable() ) {
			return;
		}
		register_rest_route(
			'wp-wingman/v1',
			'/proof',
			array(
				'methods'             => 'POST',
				'callback'            => array( $this, 'handle' ),
				// Public on purpose: see Proof_Call.
				'permission_callback' => static function (): bool {
					return true;
				},
				'show_in_index'       => false,
			)
		);
	}

	public function handle( \WP_REST_Request $request ): \WP_REST_Response {
		$answer = Proof_Call::answer( $this->plugin, (string) $request->get_body() );
		if ( null === $answer ) {
			return new \WP_REST_Response( null, 404 );
		}

		return new \WP_REST_Response( json_decode( $answer, true ), 200, array( 'Cache-Control' => 'no-store' ) );
	}
}
