<?php
/**
 * What the buttons do.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Admin;

use WP_Wingman\Connection\Connection_String;
use WP_Wingman\Connection\Pairing_Failed;
use WP_Wingman\Installation\Installer;
use WP_Wingman\Installation\Loader_File;
use WP_Wingman\Plugin;
use WP_Wingman\Reporting\Snapshot_Sender;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Form handlers of the settings page. Each checks capability and nonce before it looks at anything.
 */
final class Page_Actions {

	public const PAIR         = 'wp_wingman_pair';
	public const SEND         = 'wp_wingman_send';
	public const CAPABILITIES = 'wp_wingman_capabilities';
	public const DISCONNECT   = 'wp_wingman_disconnect';

	private Plugin $plugin;

	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	public function add_hooks(): void {
		$handlers = array(
			self::PAIR         => 'pair',
			self::SEND         => 'send_now',
			self::CAPABILITIES => 'set_capabilities',
			self::DISCONNECT   => 'disconnect',
		);
		foreach ( $handlers as $action => $method ) {
			add_action(
				'admin_post_' . $action,
				function () use ( $action, $method ): void {
					$this->allow_only_administrators( $action );
					$this->$method();
					wp_safe_redirect( Settings_Page::url() );
					exit;
				}
			);
		}
	}

	private function allow_only_administrators( string $action ): void {
		if ( ! current_user_can( Settings_Page::CAPABILITY ) ) {
			wp_die( esc_html__( 'You are not allowed to do this.', 'wp-wingman' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( $action );
	}

	private function pair(): void {
		try {
			$invitation = Connection_String::parse( self::field( 'connection_string' ), self::field( 'address' ) );
			$connection = $this->plugin->pairing()->pair( $invitation );
		} catch ( Pairing_Failed $error ) {
			Flash::error( $error->getMessage() );

			return;
		}
		Loader_File::install();
		$delivery = $this->plugin->snapshot_sender()->send( Snapshot_Sender::PAIRING );
		$agency   = '' === $connection->agency_name ? $connection->audience : $connection->agency_name;
		if ( $delivery->is_delivered ) {
			/* translators: %s: name of the agency. */
			Flash::success( sprintf( __( 'Connected to %s. The first report has been sent.', 'wp-wingman' ), $agency ) );
		} else {
			/* translators: %s: name of the agency. */
			Flash::success( sprintf( __( 'Connected to %s. The first report will follow in a few minutes.', 'wp-wingman' ), $agency ) );
		}
	}

	private function send_now(): void {
		if ( null === $this->plugin->connections()->usable() ) {
			Flash::error( __( 'This site is not connected.', 'wp-wingman' ) );

			return;
		}
		$delivery = $this->plugin->snapshot_sender()->send( Snapshot_Sender::MANUAL );
		if ( ! $delivery->is_delivered ) {
			/* translators: %s: technical reason. */
			Flash::error( sprintf( __( 'The report could not be delivered (%s). The plugin will try again by itself.', 'wp-wingman' ), $delivery->problem ) );

			return;
		}
		$this->plugin->command_puller()->pull();
		Flash::success( __( 'The report has been sent.', 'wp-wingman' ) );
	}

	private function set_capabilities(): void {
		// phpcs:ignore WordPress.Security -- Nonce checked above; compared with known names.
		$names = isset( $_POST['capabilities'] ) && is_array( $_POST['capabilities'] ) ? array_map( 'sanitize_key', wp_unslash( $_POST['capabilities'] ) ) : array();
		$this->plugin->capabilities()->set_on( $names );
		Flash::success( __( 'Saved.', 'wp-wingman' ) );
	}

	private function disconnect(): void {
		// A copy of the site leaves in silence: the original is still connected.
		$is_usable = null !== $this->plugin->connections()->usable();
		$is_told   = $is_usable && $this->plugin->client()->say_goodbye();
		$this->plugin->connections()->forget();
		Installer::unschedule();
		if ( $is_usable && ! $is_told ) {
			Flash::success( __( 'Disconnected. This site no longer sends anything. Its keys have been deleted. The agency could not be told; please tell them.', 'wp-wingman' ) );

			return;
		}
		Flash::success( __( 'Disconnected. This site no longer sends anything. Its keys have been deleted.', 'wp-wingman' ) );
	}

	/**
	 * A text field of the form.
	 *
	 * @param string $name Field.
	 */
	private static function field( string $name ): string {
		// phpcs:ignore WordPress.Security -- Nonce checked above; parsed strictly by Connection_String.
		return isset( $_POST[ $name ] ) && is_string( $_POST[ $name ] ) ? trim( sanitize_text_field( wp_unslash( $_POST[ $name ] ) ) ) : '';
	}
}
