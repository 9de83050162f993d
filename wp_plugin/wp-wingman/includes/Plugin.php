<?php
/**
 * The table of contents.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman;

use WP_Wingman\Activity\Activity_Log;
use WP_Wingman\Activity\Fatal_Error_Recorder;
use WP_Wingman\Activity\Login_Recorder;
use WP_Wingman\Admin\Notices;
use WP_Wingman\Admin\Page_Actions;
use WP_Wingman\Admin\Settings_Page;
use WP_Wingman\Commands\Command_List;
use WP_Wingman\Commands\Command_Puller;
use WP_Wingman\Commands\Command_Runner;
use WP_Wingman\Commands\Disconnect;
use WP_Wingman\Commands\Pin_Root;
use WP_Wingman\Commands\Ping;
use WP_Wingman\Commands\Refresh;
use WP_Wingman\Commands\Result_Sender;
use WP_Wingman\Commands\Rotate_Keys;
use WP_Wingman\Connection\Capabilities;
use WP_Wingman\Connection\Connection;
use WP_Wingman\Connection\Connection_Store;
use WP_Wingman\Connection\Envelope_Verifier;
use WP_Wingman\Connection\Key_Store;
use WP_Wingman\Connection\Key_Unreadable;
use WP_Wingman\Connection\Key_Vault;
use WP_Wingman\Connection\Key_Watch;
use WP_Wingman\Connection\Pairing;
use WP_Wingman\Connection\Platform_Client;
use WP_Wingman\Connection\Status;
use WP_Wingman\Installation\Installer;
use WP_Wingman\Inventory\Environment_Facts;
use WP_Wingman\Inventory\Extension_Facts;
use WP_Wingman\Inventory\Hardening_Facts;
use WP_Wingman\Inventory\Inventory;
use WP_Wingman\Inventory\Known_Versions;
use WP_Wingman\Inventory\Measurements;
use WP_Wingman\Inventory\Site_Health_Facts;
use WP_Wingman\Inventory\Vitals;
use WP_Wingman\Jobs\Check_Site_Health;
use WP_Wingman\Jobs\Measure_Uploads;
use WP_Wingman\Jobs\Step_Machine;
use WP_Wingman\Reporting\Daily_Report_Sender;
use WP_Wingman\Reporting\Numbered_Post;
use WP_Wingman\Reporting\Snapshot_Sender;
use WP_Wingman\Reporting\Tick;
use WP_Wingman\Rest\Proof_Controller;
use WP_Wingman\Rest\Wake_Controller;
use WP_Wingman\Rest\Wake_Sandbox;
use WP_Wingman\Storage\Counters;
use WP_Wingman\Storage\Nonce_Table;
use WP_Wingman\Storage\Tables;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * The only place that wires objects and hooks. A visitor's request runs add_hooks() and loads
 * no other class; objects are made when a hook needs them.
 */
final class Plugin {

	private string $file;

	public function __construct( string $file ) {
		$this->file = $file;
	}

	public function add_hooks(): void {
		register_activation_hook( $this->file, array( Installer::class, 'activate' ) );
		register_deactivation_hook( $this->file, array( Installer::class, 'deactivate' ) );

		add_filter( 'cron_schedules', array( $this, 'add_cron_schedule' ) ); // phpcs:ignore
		add_action(
			Tick::HOOK,
			function (): void {
				( new Tick( $this ) )->run();
			}
		);
		add_action(
			'rest_api_init',
			function (): void {
				( new Wake_Controller( $this ) )->register();
				( new Proof_Controller( $this ) )->register();
			}
		);
		add_action(
			'wp_login',
			function ( $login, $user ): void {
				if ( $user instanceof \WP_User ) {
					( new Login_Recorder( $this->activity() ) )->record_login( (string) $login, $user );
				}
			},
			10,
			2
		);
		add_action(
			'wp_login_failed',
			function (): void {
				( new Login_Recorder( $this->activity() ) )->record_failure();
			}
		);
		add_filter( 'wpmu_drop_tables', array( $this, 'name_tables_to_drop' ), 10, 2 );
		if ( ! defined( 'WP_WINGMAN_LOADER' ) ) {
			Fatal_Error_Recorder::watch();
		}
		if ( is_admin() ) {
			$this->add_admin_hooks();
		}
	}

	/**
	 * For the filter cron_schedules.
	 *
	 * @param mixed $schedules Schedules so far.
	 * @return mixed
	 */
	public function add_cron_schedule( $schedules ) {
		if ( is_array( $schedules ) ) {
			$schedules[ Tick::SCHEDULE ] = array(
				'interval' => Tick::SECONDS,
				// Not translated: the filter runs before translations may be loaded.
				'display'  => 'Every five minutes (WP Wingman)',
			);
		}

		return $schedules;
	}

	/**
	 * For the filter wpmu_drop_tables: a deleted site of a network takes our tables with it.
	 *
	 * @param mixed $tables  Tables so far.
	 * @param mixed $site_id Site.
	 * @return mixed
	 */
	public function name_tables_to_drop( $tables, $site_id ) {
		global $wpdb;
		if ( ! is_array( $tables ) ) {
			return $tables;
		}
		$prefix = $wpdb->get_blog_prefix( (int) $site_id );
		foreach ( Tables::all() as $table ) {
			$tables[] = $prefix . substr( $table, strlen( $wpdb->prefix ) );
		}

		return $tables;
	}

	public function connections(): Connection_Store {
		return new Connection_Store( $this->keys() );
	}

	public function keys(): Key_Store {
		return new Key_Store( Key_Vault::from_wp_config() );
	}

	public function status(): Status {
		return new Status();
	}

	public function counters(): Counters {
		return new Counters();
	}

	public function nonces(): Nonce_Table {
		return new Nonce_Table();
	}

	public function activity(): Activity_Log {
		return new Activity_Log();
	}

	public function capabilities(): Capabilities {
		return new Capabilities();
	}

	public function pairing(): Pairing {
		return new Pairing( $this->connections(), $this->keys(), $this->status(), $this->counters() );
	}

	public function measurements(): Measurements {
		return new Measurements( new Site_Health_Facts(), Wake_Sandbox::is_active() );
	}

	/**
	 * Everything the platform can ask for. A new command is one class and one line here.
	 */
	public function commands(): Command_List {
		return new Command_List(
			$this->capabilities(),
			new Ping(),
			new Refresh( array( $this, 'snapshot_sender' ) ),
			new Rotate_Keys( $this->keys() ),
			new Pin_Root( $this->connections() ),
			new Disconnect( $this->connections() )
		);
	}

	public function snapshot_sender(): Snapshot_Sender {
		$measurements = $this->measurements();
		$known        = new Known_Versions( $this->activity() );

		return new Snapshot_Sender(
			$this->connection(),
			$this->numbered_post(),
			$this->status(),
			new Inventory(
				new Environment_Facts( $measurements ),
				new Extension_Facts( $known, Wake_Sandbox::is_active() ),
				new Hardening_Facts(),
				$measurements,
				$this->commands(),
				$known
			),
			new Vitals( $measurements, $this->activity() )
		);
	}

	public function daily_report_sender(): Daily_Report_Sender {
		return new Daily_Report_Sender( $this->numbered_post(), $this->status(), $this->activity() );
	}

	public function command_puller(): Command_Puller {
		$results = new Result_Sender( $this->client(), $this->keys() );
		$watch   = new Key_Watch( $this->connection(), $this->client() );

		return new Command_Puller( $this->client(), $this->commands(), $this->command_runner( $results ), $results, $this->status(), $watch );
	}

	public function command_runner( Result_Sender $results ): Command_Runner {
		$verifier = new Envelope_Verifier( $this->connection(), $this->commands(), $this->nonces() );

		return new Command_Runner( $verifier, $results, $this->status() );
	}

	public function step_machine(): Step_Machine {
		$uploads = wp_upload_dir( null, false );

		return new Step_Machine(
			new Measure_Uploads( $this->measurements(), wp_normalize_path( $uploads['basedir'] ) ),
			new Check_Site_Health( $this->measurements() )
		);
	}

	public function client(): Platform_Client {
		return new Platform_Client( $this->connection(), $this->keys(), $this->status() );
	}

	private function numbered_post(): Numbered_Post {
		return new Numbered_Post( $this->client(), $this->status(), $this->counters() );
	}

	private function connection(): Connection {
		$connection = $this->connections()->usable();
		if ( null === $connection ) {
			throw new Key_Unreadable( 'This site is not connected.' );
		}

		return $connection;
	}

	private function add_admin_hooks(): void {
		$page = new Settings_Page( $this );
		add_action(
			'init',
			function (): void {
				load_plugin_textdomain( 'wp-wingman', false, dirname( plugin_basename( $this->file ) ) . '/languages' );
			}
		);
		add_action( 'admin_menu', array( $page, 'add_to_menu' ) );
		add_filter( 'plugin_action_links_' . plugin_basename( $this->file ), array( $page, 'add_link' ) );
		( new Page_Actions( $this ) )->add_hooks();
		( new Notices( $this ) )->add_hooks();
		add_action( 'admin_init', array( $this, 'keep_in_order' ) );
	}

	/**
	 * Heals what others may have cleaned away: the loader after an update, the cron event after
	 * a "cron cleaner".
	 */
	public function keep_in_order(): void {
		Installer::upgrade_site();
		if ( null !== $this->connections()->usable() ) {
			Installer::schedule();
		}
	}
}
