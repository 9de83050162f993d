<?php
/**
 * Settings > WP Wingman.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Admin;

use WP_Wingman\Connection\Base64;
use WP_Wingman\Connection\Capabilities;
use WP_Wingman\Connection\Connection_Store;
use WP_Wingman\Connection\Key_List_Store;
use WP_Wingman\Connection\Public_Key;
use WP_Wingman\Connection\Status;
use WP_Wingman\Installation\Loader_File;
use WP_Wingman\Plugin;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Shows the connection and its forms.
 */
final class Settings_Page {

	public const SLUG       = 'wp-wingman';
	public const CAPABILITY = 'manage_options';

	private const CRON_LATE_SECONDS = 1800;

	private Plugin $plugin;

	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	public static function url(): string {
		return admin_url( 'options-general.php?page=' . self::SLUG );
	}

	public function add_to_menu(): void {
		$hook = add_options_page( __( 'WP Wingman', 'wp-wingman' ), __( 'WP Wingman', 'wp-wingman' ), self::CAPABILITY, self::SLUG, array( $this, 'render' ) );
		if ( $hook ) {
			add_action(
				'admin_print_styles-' . $hook,
				function (): void {
					wp_enqueue_style( 'wp-wingman-admin', plugins_url( 'assets/admin.css', WP_WINGMAN_DIRECTORY . '/wp-wingman.php' ), array(), WP_WINGMAN_VERSION );
				}
			);
		}
	}

	/**
	 * For the filter plugin_action_links.
	 *
	 * @param mixed $links Links so far.
	 * @return mixed
	 */
	public function add_link( $links ) {
		if ( is_array( $links ) ) {
			array_unshift( $links, '<a href="' . esc_url( self::url() ) . '">' . esc_html__( 'Settings', 'wp-wingman' ) . '</a>' );
		}

		return $links;
	}

	public function render(): void {
		if ( ! current_user_can( self::CAPABILITY ) ) {
			return;
		}
		$connections = $this->plugin->connections();
		$view        = array(
			'state'        => $connections->state(),
			'connection'   => $connections->stored(),
			'home_url'     => Connection_Store::home_url(),
			'message'      => Flash::take(),
			'switches'     => $this->switches(),
			'last_contact' => (int) $this->plugin->status()->get( Status::LAST_CONTACT_AT ),
			'last_error'   => $this->plugin->status()->get( Status::LAST_ERROR, null ),
			'keys'         => $this->keys(),
			'awaits_proof' => true === $this->plugin->status()->get( Status::AWAITS_PROOF, false ),
			'is_cron_late' => $this->is_cron_late(),
			'has_loader'   => Loader_File::is_current(),
			'actions'      => admin_url( 'admin-post.php' ),
		);
		require __DIR__ . '/views/page.php';
	}

	/**
	 * WP-Cron runs on visits. Half an hour without one means that nobody came, or that it is broken.
	 */
	private function is_cron_late(): bool {
		$connection = $this->plugin->connections()->usable();
		if ( null === $connection ) {
			return false;
		}

		return time() - max( $connection->paired_at, (int) $this->plugin->status()->get( Status::LAST_TICK_AT ) ) > self::CRON_LATE_SECONDS;
	}

	/**
	 * What may be shown of the keys, to compare with the dashboard; null when there are none.
	 *
	 * @return array{fingerprint: string, since: int, site_key: string, root: string, list_version: int}|null
	 */
	private function keys(): ?array {
		$connection = $this->plugin->connections()->usable();
		if ( null === $connection ) {
			return null;
		}
		$store     = $this->plugin->keys();
		$site_keys = $store->site_keys();
		$root      = $connection->root_key;

		return array(
			'fingerprint'  => Public_Key::id( (string) Base64::decode( $store->current()->public_key() ) ),
			'since'        => max( $store->current_since(), $connection->paired_at ),
			'site_key'     => substr( $site_keys[0] ?? $connection->site_key, 0, 12 ),
			'root'         => null === $root ? '' : Public_Key::id( $root ),
			'list_version' => null === $root ? 0 : ( new Key_List_Store( $root ) )->version(),
		);
	}

	/**
	 * The owner's switches with their words.
	 *
	 * @return array<int, array{name: string, label: string, help: string, is_on: bool}>
	 */
	private function switches(): array {
		$words = array(
			Capabilities::READ       => array( __( 'Read', 'wp-wingman' ), __( 'The agency may ask this site to report its state at any time. The regular reports are sent in any case while the site is connected.', 'wp-wingman' ) ),
			Capabilities::KEYS       => array( __( 'Renew keys', 'wp-wingman' ), __( 'The agency may ask this site to make itself a new secret key.', 'wp-wingman' ) ),
			Capabilities::CONNECTION => array( __( 'Disconnect', 'wp-wingman' ), __( 'The agency may end the connection from its side.', 'wp-wingman' ) ),
		);
		$list  = array();
		foreach ( $this->plugin->capabilities()->switches() as $name => $is_on ) {
			list( $label, $help ) = $words[ $name ];
			$list[]               = compact( 'name', 'label', 'help', 'is_on' );
		}

		return $list;
	}
}
