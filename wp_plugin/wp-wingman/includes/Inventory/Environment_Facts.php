<?php
/**
 * What the site runs on.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Inventory;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * WordPress core, PHP, database, web server, addresses.
 */
final class Environment_Facts {

	private Measurements $measurements;

	public function __construct( Measurements $measurements ) {
		$this->measurements = $measurements;
	}

	/**
	 * Sections of the inventory.
	 *
	 * @return array<string, mixed>
	 */
	public function collect(): array {
		return $this->measurements->runtime( array( self::class, 'runtime' ) ) + array(
			'core'     => $this->core(),
			'database' => $this->database(),
			'urls'     => array(
				'home' => Text::plain( get_option( 'home' ), 500 ),
				'site' => Text::plain( get_option( 'siteurl' ), 500 ),
			),
			'tls'      => array( 'https' => 'https' === wp_parse_url( (string) get_option( 'home' ), PHP_URL_SCHEME ) ),
		);
	}

	/**
	 * PHP and web server of this very request.
	 *
	 * @return array<string, mixed>
	 */
	public static function runtime(): array {
		$extensions = array_map( 'strtolower', get_loaded_extensions() );
		sort( $extensions );

		return array(
			'php'    => array(
				'version'            => PHP_VERSION,
				'sapi'               => PHP_SAPI,
				'memory_limit'       => self::ini_at_start( 'memory_limit' ),
				'max_execution_time' => (int) self::ini_at_start( 'max_execution_time' ),
				'extensions'         => $extensions,
			),
			'server' => array(
				'software' => Text::plain( isset( $_SERVER['SERVER_SOFTWARE'] ) ? wp_unslash( $_SERVER['SERVER_SOFTWARE'] ) : '' ), // phpcs:ignore
				'os'       => PHP_OS_FAMILY,
			),
		);
	}

	/**
	 * The value the host gave: WordPress raises the memory limit in wp-admin and in cron.
	 *
	 * @param string $name Directive.
	 */
	public static function ini_at_start( string $name ): string {
		$all = ini_get_all( null, true );

		return (string) ( $all[ $name ]['global_value'] ?? ini_get( $name ) );
	}

	private function core(): array {
		global $wp_version;
		require_once ABSPATH . 'wp-admin/includes/update.php';
		$offer  = get_preferred_from_update_core();
		$locale = (string) get_option( 'WPLANG' );

		return array(
			'version'   => $wp_version,
			// Not get_locale(): plugins filter it per request.
			'locale'    => '' === $locale ? 'en_US' : $locale,
			'multisite' => is_multisite(),
			'update'    => is_object( $offer ) && 'upgrade' === ( $offer->response ?? '' ) ? Text::plain( $offer->current ?? '', 40 ) : null,
		);
	}

	private function database(): array {
		global $wpdb;
		$server = (string) $wpdb->get_var( 'SELECT VERSION()' ); // phpcs:ignore

		return array(
			'engine'    => false !== stripos( $server, 'mariadb' ) ? 'MariaDB' : 'MySQL',
			// Not db_version(): older PHP reports MariaDB 10 as 5.5.5.
			'version'   => (string) preg_replace( '/[^0-9.].*/', '', $server ),
			'charset'   => (string) $wpdb->charset,
			'collation' => (string) $wpdb->collate,
		);
	}
}
