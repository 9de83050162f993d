<?php
/**
 * What is installed on the site.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Inventory;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Themes, plugins, must-use plugins, drop-ins and their waiting updates, as WordPress itself reports them.
 */
final class Extension_Facts {

	private Known_Versions $known;
	private bool $is_sandboxed;

	/**
	 * Facts for this request.
	 *
	 * @param Known_Versions $known        What the last full request saw.
	 * @param bool           $is_sandboxed Whether the other plugins were left out of this request.
	 */
	public function __construct( Known_Versions $known, bool $is_sandboxed ) {
		$this->known        = $known;
		$this->is_sandboxed = $is_sandboxed;
	}

	/**
	 * Sections of the inventory.
	 *
	 * @return array<string, mixed>
	 */
	public function collect(): array {
		require_once ABSPATH . 'wp-admin/includes/plugin.php';
		require_once ABSPATH . 'wp-admin/includes/update.php';

		$dropins = array_keys( get_dropins() );
		sort( $dropins );

		return array(
			'theme'               => array( 'slug' => (string) get_option( 'stylesheet' ) ),
			'themes'              => $this->themes(),
			'plugins'             => $this->plugins(),
			'mu_plugins'          => $this->must_use_plugins(),
			'dropins'             => $dropins,
			'translation_updates' => count( wp_get_translation_updates() ),
		);
	}

	private function themes(): array {
		$offers      = $this->offers( 'update_themes' );
		$auto_update = (array) get_site_option( 'auto_update_themes', array() );
		$active      = (string) get_option( 'stylesheet' );
		$facts       = array();
		foreach ( wp_get_themes() as $slug => $theme ) {
			$slug    = (string) $slug;
			$version = Text::plain( $theme->get( 'Version' ), 40 );
			$facts[] = array(
				'slug'        => $slug,
				'name'        => Text::plain( $theme->get( 'Name' ) ),
				'version'     => $version,
				'active'      => $slug === $active,
				'parent'      => $theme->parent() ? $theme->get_template() : null,
				'update'      => $this->update_of( 'theme', $slug, $version, $offers ),
				'auto_update' => in_array( $slug, $auto_update, true ),
			);
		}

		return $this->sorted_by( 'slug', $facts );
	}

	private function plugins(): array {
		$offers      = $this->offers( 'update_plugins' );
		$auto_update = (array) get_site_option( 'auto_update_plugins', array() );
		$facts       = array();
		foreach ( get_plugins() as $file => $headers ) {
			$file    = (string) $file;
			$version = Text::plain( $headers['Version'], 40 );
			$facts[] = array(
				'file'           => $file,
				'slug'           => self::slug_of( $file ),
				'name'           => Text::plain( $headers['Name'] ),
				'version'        => $version,
				'active'         => is_plugin_active( $file ),
				'network_active' => is_plugin_active_for_network( $file ),
				'update'         => $this->update_of( 'plugin', $file, $version, $offers ),
				'auto_update'    => in_array( $file, $auto_update, true ),
				'author'         => Text::plain( $headers['Author'] ),
			);
		}

		return $this->sorted_by( 'file', $facts );
	}

	private function must_use_plugins(): array {
		$facts = array();
		foreach ( get_mu_plugins() as $file => $headers ) {
			$facts[] = array(
				'file'    => (string) $file,
				'name'    => Text::plain( $headers['Name'] ),
				'version' => Text::plain( $headers['Version'], 40 ),
			);
		}

		return $this->sorted_by( 'file', $facts );
	}

	/**
	 * New version by plugin file or theme slug.
	 *
	 * @param string $transient Site transient of WordPress's own update check.
	 * @return array<string, string>
	 */
	private function offers( string $transient ): array {
		$found  = get_site_transient( $transient );
		$offers = array();
		foreach ( is_object( $found ) && is_array( $found->response ?? null ) ? $found->response : array() as $name => $offer ) {
			$offers[ $name ] = Text::plain( ( (array) $offer )['new_version'] ?? '', 40 );
		}

		return $offers;
	}

	/**
	 * The waiting update. Commercial plugins announce theirs by code that does not run in the
	 * sandbox; there, what the last full request saw still holds while the version is the same.
	 *
	 * @param string                $kind    plugin or theme.
	 * @param string                $name    File or slug.
	 * @param string                $version Installed version.
	 * @param array<string, string> $offers  New versions.
	 */
	private function update_of( string $kind, string $name, string $version, array $offers ): ?string {
		if ( '' !== ( $offers[ $name ] ?? '' ) ) {
			return $offers[ $name ];
		}

		return $this->is_sandboxed ? $this->known->update_of( $kind, $name, $version ) : null;
	}

	private function sorted_by( string $member, array $facts ): array {
		usort(
			$facts,
			static function ( array $a, array $b ) use ( $member ): int {
				return strcmp( $a[ $member ], $b[ $member ] );
			}
		);

		return $facts;
	}

	private static function slug_of( string $file ): string {
		$folder = dirname( $file );

		return '.' === $folder ? basename( $file, '.php' ) : $folder;
	}
}
