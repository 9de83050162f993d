<?php
/**
 * Job: how large are the uploads?
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Jobs;

use WP_Wingman\Contracts\Step_Job;
use WP_Wingman\Inventory\Measurements;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Walks the uploads one folder per step: on a shop with half a million pictures no single
 * request could.
 */
final class Measure_Uploads implements Step_Job {

	public const KIND = 'measure_uploads';

	private Measurements $measurements;
	private string $root;

	/**
	 * A walk below one folder.
	 *
	 * @param Measurements $measurements Keeps the result.
	 * @param string       $root         Absolute path of the uploads.
	 */
	public function __construct( Measurements $measurements, string $root ) {
		$this->measurements = $measurements;
		$this->root         = $root;
	}

	public function kind(): string {
		return self::KIND;
	}

	public function start( array $arguments ): array {
		return array(
			'folders' => array( '' ),
			'visited' => 0,
			'bytes'   => 0,
		);
	}

	public function step( array $state ): array {
		$folder = array_pop( $state['folders'] );
		foreach ( $this->entries( $folder ) as $name ) {
			$relative = ltrim( $folder . '/' . $name, '/' );
			$path     = $this->root . '/' . $relative;
			// Links may lead out of the folder, or round in circles.
			if ( is_link( $path ) ) {
				continue;
			}
			if ( is_dir( $path ) ) {
				$state['folders'][] = $relative;
			} else {
				$state['bytes'] += (int) @filesize( $path ); // phpcs:ignore -- A file may vanish meanwhile.
			}
		}
		++$state['visited'];

		return $state;
	}

	public function is_done( array $state ): bool {
		return array() === $state['folders'];
	}

	public function progress( array $state ): int {
		return (int) ( 100 * $state['visited'] / ( $state['visited'] + count( $state['folders'] ) ) );
	}

	public function finish( array $state ): void {
		$this->measurements->remember_uploads_bytes( (int) $state['bytes'] );
	}

	private function entries( string $folder ): array {
		$names = @scandir( '' === $folder ? $this->root : $this->root . '/' . $folder ); // phpcs:ignore -- An unreadable folder counts as empty.

		return array_diff( false === $names ? array() : $names, array( '.', '..' ), $this->is_network_root( $folder ) ? array( 'sites' ) : array() );
	}

	/**
	 * In a network the main site's uploads contain those of all the others.
	 *
	 * @param string $folder Relative folder.
	 */
	private function is_network_root( string $folder ): bool {
		return '' === $folder && is_multisite() && is_main_site();
	}
}
