<?php
/**
 * The must-use loader's file.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Installation;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Puts the loader in place and takes it away again. It touches that one file only.
 */
final class Loader_File {

	private const NAME   = 'wp-wingman-loader.php';
	private const MARKER = 'Plugin Name: WP Wingman Loader';

	public static function path(): string {
		return WPMU_PLUGIN_DIR . '/' . self::NAME;
	}

	public static function is_current(): bool {
		return is_readable( self::path() ) && file_get_contents( self::path() ) === self::contents(); // phpcs:ignore
	}

	/**
	 * False when the folder cannot be written; everything else works without the loader.
	 */
	public static function install(): bool {
		if ( self::is_current() ) {
			return true;
		}
		if ( ! wp_mkdir_p( WPMU_PLUGIN_DIR ) || ! wp_is_writable( WPMU_PLUGIN_DIR ) ) {
			return false;
		}
		// Written beside and moved: no request may ever see half a file.
		$temporary = self::path() . '.' . wp_generate_password( 8, false );
		if ( false === file_put_contents( $temporary, self::contents() ) ) { // phpcs:ignore
			return false;
		}

		return rename( $temporary, self::path() ); // phpcs:ignore
	}

	public static function remove(): void {
		if ( is_file( self::path() ) && false !== strpos( (string) file_get_contents( self::path() ), self::MARKER ) ) { // phpcs:ignore
			wp_delete_file( self::path() );
		}
	}

	private static function contents(): string {
		return (string) file_get_contents( WP_WINGMAN_DIRECTORY . '/mu/' . self::NAME ); // phpcs:ignore
	}
}
