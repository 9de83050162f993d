<?php
/**
 * Notices in wp-admin.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Admin;

use WP_Wingman\Connection\Connection_Store;
use WP_Wingman\Plugin;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Speaks up only when somebody has to decide something.
 */
final class Notices {

	private Plugin $plugin;

	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	public function add_hooks(): void {
		add_action( 'admin_notices', array( $this, 'show' ) );
	}

	public function show(): void {
		$screen = get_current_screen();
		if ( ! current_user_can( Settings_Page::CAPABILITY ) || ( $screen && 'settings_page_' . Settings_Page::SLUG === $screen->id ) ) {
			return;
		}
		$state = $this->plugin->connections()->state();
		if ( Connection_Store::MOVED === $state ) {
			$text = __( 'WP Wingman is paused: the address of this site has changed since it was connected. Is it a copy?', 'wp-wingman' );
		} elseif ( Connection_Store::UNREADABLE === $state ) {
			$text = __( 'WP Wingman is paused: the security keys in wp-config.php have changed. Please connect this site again.', 'wp-wingman' );
		} else {
			return;
		}
		printf(
			'<div class="notice notice-warning"><p>%s <a href="%s">%s</a></p></div>',
			esc_html( $text ),
			esc_url( Settings_Page::url() ),
			esc_html__( 'Open WP Wingman', 'wp-wingman' )
		);
	}
}
