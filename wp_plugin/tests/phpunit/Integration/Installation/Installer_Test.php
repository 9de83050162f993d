<?php
/**
 * Coming and going.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Integration\Installation;

use WP_Wingman\Installation\Installer;
use WP_Wingman\Installation\Loader_File;
use WP_Wingman\Reporting\Tick;
use WP_Wingman\Storage\Options;
use WP_Wingman\Storage\Tables;
use WP_Wingman\Tests\Fixtures\Site_Test_Case;

final class Installer_Test extends Site_Test_Case {

	private const FILE = 'wp-wingman/wp-wingman.php';

	public function test_activation_sends_nothing_and_makes_no_table(): void {
		global $wpdb;
		Tables::drop();
		deactivate_plugins( self::FILE );

		activate_plugin( self::FILE );

		$this->assertSame( array(), $wpdb->get_col( "SHOW TABLES LIKE '%wp\\_wingman%'" ) );
		$this->assertSame( 0, $this->requests );
		$this->assertFalse( wp_next_scheduled( Tick::HOOK ) );
		$this->assertTrue( Loader_File::is_current() );
	}

	public function test_deactivation_stops_everything_and_keeps_the_connection(): void {
		$this->pair();

		deactivate_plugins( self::FILE );

		$this->assertFalse( wp_next_scheduled( Tick::HOOK ) );
		$this->assertFileDoesNotExist( Loader_File::path() );
		$this->assertNotNull( $this->plugin->connections()->stored() );

		activate_plugin( self::FILE );
		$this->assertNotFalse( wp_next_scheduled( Tick::HOOK ) );
		$this->assertFileExists( Loader_File::path() );
	}

	public function test_uninstalling_leaves_nothing(): void {
		global $wpdb;
		$this->pair();
		$this->plugin->snapshot_sender()->send( 'pairing' );
		( new Tick( $this->plugin ) )->run();
		\WP_Wingman\Admin\Flash::success( 'Never fetched.' );
		Loader_File::install();
		$this->assertCount( 4, $wpdb->get_col( "SHOW TABLES LIKE '%wp\\_wingman%'" ) );

		// As WordPress does it, without deleting the files.
		if ( ! defined( 'WP_UNINSTALL_PLUGIN' ) ) {
			define( 'WP_UNINSTALL_PLUGIN', self::FILE );
		}
		include WP_PLUGIN_DIR . '/wp-wingman/uninstall.php';
		wp_cache_flush();

		$this->assertSame( array(), $wpdb->get_col( "SHOW TABLES LIKE '%wp\\_wingman%'" ) );
		$this->assertSame( array( 'active_plugins' ), $wpdb->get_col( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE '%wingman%' OR option_value LIKE '%wingman%'" ) );
		$this->assertSame( array(), $wpdb->get_col( "SELECT meta_key FROM {$wpdb->usermeta} WHERE meta_key LIKE '%wingman%'" ) );
		$this->assertFileDoesNotExist( Loader_File::path() );
		Loader_File::install();
	}

	public function test_no_option_is_autoloaded(): void {
		global $wpdb;
		$this->pair();
		( new Tick( $this->plugin ) )->run();

		$autoload = $wpdb->get_col( "SELECT DISTINCT autoload FROM {$wpdb->options} WHERE option_name LIKE 'wp\\_wingman%'" );

		$this->assertSame( array(), array_intersect( $autoload, array( 'yes', 'on', 'auto', 'auto-on' ) ) );
	}

	public function test_after_an_update_of_the_files_tables_and_loader_follow(): void {
		$this->pair();
		Options::set( Options::INSTALLED, array( 'plugin' => '0.9.0', 'tables' => 0 ) );
		file_put_contents( Loader_File::path(), "<?php // Plugin Name: WP Wingman Loader, older.\n" );

		Installer::upgrade_site();

		$this->assertTrue( Loader_File::is_current() );
		$this->assertSame( WP_WINGMAN_VERSION, Options::fresh( Options::INSTALLED )['plugin'] );
	}

	public function test_a_loader_that_is_not_ours_is_left_alone(): void {
		file_put_contents( Loader_File::path(), "<?php // Somebody else's.\n" );

		Loader_File::remove();

		$this->assertFileExists( Loader_File::path() );
		unlink( Loader_File::path() );
	}

	public function test_a_network_of_sites_is_served_site_by_site_and_left_clean(): void {
		global $wpdb;
		$home = get_option( 'home' );
		$this->network( 'found' );

		$facts = json_decode( $this->network( 'live' ), true );

		foreach ( array( 'blogs', 'blogmeta', 'site', 'sitemeta', 'signups', 'registration_log' ) as $table ) {
			$wpdb->query( "DROP TABLE IF EXISTS {$wpdb->base_prefix}$table" );
		}
		delete_metadata( 'user', 0, 'primary_blog', '', true );
		delete_metadata( 'user', 0, 'source_domain', '', true );
		wp_cache_flush();
		Installer::activate( false );
		update_option( 'active_plugins', array( self::FILE ) );
		update_option( 'home', $home );
		$this->assertSame(
			array(
				'delivered'                    => array( true, true ),
				'states'                       => array( 'connected', 'connected' ),
				'main_state'                   => 'none',
				'tables_of_two'                => 8,
				'has_loader'                   => true,
				'tables_after_deleting_a_site' => 4,
				'cron_after_deactivation'      => false,
				'loader_after_deactivation'    => false,
				'cron_after_activation'        => true,
				'tables_after_uninstall'       => array(),
				'options_after_uninstall'      => array(),
				'loader_after_uninstall'       => false,
			),
			$facts
		);
	}

	protected function tearDown(): void {
		update_option( 'active_plugins', array( self::FILE ) );
		parent::tearDown();
	}

	private function network( string $phase ): string {
		Tables::drop();
		$run    = proc_open( array( PHP_BINARY, dirname( __DIR__, 2 ) . '/Fixtures/network.php', ABSPATH, $phase ), array( 1 => array( 'pipe', 'w' ), 2 => array( 'pipe', 'w' ) ), $pipes );
		$output = (string) stream_get_contents( $pipes[1] );
		$errors = (string) stream_get_contents( $pipes[2] );
		$this->assertSame( 0, proc_close( $run ), $output . $errors );

		return $output;
	}
}
