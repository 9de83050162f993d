<?php
/**
 * The only public route.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Rest;

use WP_Wingman\Plugin;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Answers wake calls where the must-use loader could not be installed.
 */
final class Wake_Controller {

	public const ROUTE = '/wp-wingman/v1/wake';

	private Plugin $plugin;

	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	/**
	 * An unconnected site has no route at all.
	 */
	public function register(): void {
		if ( null === $this->plugin->connections()->usable() ) {
			return;
		}
		register_rest_route(
			'wp-wingman/v1',
			'/wake',
			array(
				'methods'             => 'POST',
				'callback'            => array( $this, 'handle' ),
				// Public on purpose: see Wake_Call.
				'permission_callback' => static function (): bool {
					return true;
				},
				'show_in_index'       => false,
			)
		);
	}

	public function handle( \WP_REST_Request $request ): \WP_REST_Response {
		$call = Wake_Call::from_body( (string) $request->get_body() );
		add_action(
			'shutdown',
			function () use ( $call ): void {
				Early_Answer::let_go();
				if ( $call->may_pull( $this->plugin ) ) {
					$call->pull( $this->plugin );
				}
			},
			PHP_INT_MAX
		);

		return new \WP_REST_Response( json_decode( Wake_Call::ANSWER, true ), 202, array( 'Cache-Control' => 'no-store' ) );
	}
}
