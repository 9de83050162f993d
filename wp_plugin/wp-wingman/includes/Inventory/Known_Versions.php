<?php
/**
 * Memory of the last inventory.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Inventory;

use WP_Wingman\Activity\Activity_Log;
use WP_Wingman\Storage\Options;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Compares each inventory with the one before and writes down what changed: an update by FTP
 * or a deploy script fires no hook of WordPress, but shows here.
 */
final class Known_Versions {

	private Activity_Log $activity;

	public function __construct( Activity_Log $activity ) {
		$this->activity = $activity;
	}

	/**
	 * The update that was waiting for a version, as last seen.
	 *
	 * @param string $kind    plugin or theme.
	 * @param string $name    File or slug.
	 * @param string $version Installed version.
	 */
	public function update_of( string $kind, string $name, string $version ): ?string {
		$known = Options::get( Options::INVENTORY )[ "$kind:$name" ] ?? null;

		return is_array( $known ) && ( $known['version'] ?? '' ) === $version ? ( $known['update'] ?? null ) : null;
	}

	/**
	 * Takes in a new inventory and records the differences.
	 *
	 * @param array<string, mixed> $inventory See Inventory.
	 * @param int                  $now       Unix seconds.
	 */
	public function take_in( array $inventory, int $now ): void {
		$known   = Options::get( Options::INVENTORY );
		$current = $this->summary( $inventory );
		if ( $known === $current ) {
			return;
		}
		// The first inventory after pairing is news to nobody.
		foreach ( $known ? array_keys( $known + $current ) : array() as $key ) {
			$this->compare( (string) $key, $known[ $key ] ?? null, $current[ $key ] ?? null, $now );
		}
		Options::set( Options::INVENTORY, $current );
	}

	/**
	 * Version, activity and waiting update by "kind:name".
	 *
	 * @param array<string, mixed> $inventory See Inventory.
	 * @return array<string, array{version: string, active: bool, update: ?string}>
	 */
	private function summary( array $inventory ): array {
		$summary = array(
			'core:wordpress' => array(
				'version' => $inventory['core']['version'],
				'active'  => true,
				'update'  => $inventory['core']['update'],
			),
			'php:php'        => array(
				'version' => $inventory['php']['version'],
				'active'  => true,
				'update'  => null,
			),
		);
		foreach ( array( 'plugin' => 'file', 'theme' => 'slug' ) as $kind => $name ) {
			foreach ( $inventory[ $kind . 's' ] as $facts ) {
				$summary[ $kind . ':' . $facts[ $name ] ] = array(
					'version' => $facts['version'],
					'active'  => $facts['active'],
					'update'  => $facts['update'],
				);
			}
		}

		return $summary;
	}

	private function compare( string $key, ?array $before, ?array $after, int $now ): void {
		list( $kind, $subject ) = explode( ':', $key, 2 );
		if ( null === $before ) {
			$this->activity->record_change( $kind . '_installed', $subject, null, $after['version'], $now );
		} elseif ( null === $after ) {
			$this->activity->record_change( $kind . '_removed', $subject, $before['version'], null, $now );
		} else {
			if ( $before['version'] !== $after['version'] ) {
				$this->activity->record_change( $kind . '_updated', $subject, $before['version'], $after['version'], $now );
			}
			if ( $before['active'] !== $after['active'] ) {
				$this->activity->record_change( $kind . ( $after['active'] ? '_activated' : '_deactivated' ), $subject, null, null, $now );
			}
		}
	}
}
