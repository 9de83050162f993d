<?php
/**
 * What happened on the site lately.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Activity;

use WP_Wingman\Inventory\Text;
use WP_Wingman\Storage\Options;
use WP_Wingman\Storage\Tables;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * One row per kind, subject and hour with a counter, so that a page that crashes a thousand
 * times an hour, or a burst of failed logins, stays one row. No names, no addresses.
 */
final class Activity_Log {

	public const FATAL_ERROR  = 'fatal_error';
	public const LOGIN        = 'login';
	public const FAILED_LOGIN = 'failed_login';
	public const CHANGE       = 'change';

	private const KEEP_SECONDS = 30 * 86400;

	public function record_fatal_error( string $message, string $file, int $line, int $now ): void {
		// The first line only: a stack trace may carry arguments. No path of the host either.
		$message = Text::plain( str_replace( array( ABSPATH, wp_normalize_path( ABSPATH ) ), '', (string) strtok( $message, "\n" ) ), 190 );
		$this->record( self::FATAL_ERROR, $message, array( 'file' => self::relative_path( $file ), 'line' => $line ), $now );
	}

	public function record_login( string $role, int $now ): void {
		$this->record( self::LOGIN, $role, array(), $now );
	}

	public function record_failed_login( int $now ): void {
		$this->record( self::FAILED_LOGIN, '', array(), $now );
	}

	public function record_change( string $kind, string $subject, ?string $from, ?string $to, int $now ): void {
		$this->record( self::CHANGE, Text::plain( $subject, 190 ), compact( 'kind', 'from', 'to' ), $now );
	}

	/**
	 * How often something happened since then.
	 *
	 * @param string $kind  One of the constants.
	 * @param int    $since Unix seconds.
	 * @param int    $until Unix seconds.
	 */
	public function count( string $kind, int $since, int $until = PHP_INT_MAX ): int {
		global $wpdb;
		$table = Tables::activity();

		return (int) $wpdb->get_var( // phpcs:ignore
			$wpdb->prepare( "SELECT COALESCE(SUM(hits), 0) FROM `$table` WHERE kind = %s AND last_at >= %d AND last_at < %d", $kind, $since, $until ) // phpcs:ignore
		);
	}

	/**
	 * Newest first, one entry per error.
	 *
	 * @param int $limit How many.
	 * @return array<int, array<string, mixed>>
	 */
	public function latest_fatal_errors( int $limit ): array {
		$errors = array();
		foreach ( $this->rows( self::FATAL_ERROR, time() - 7 * 86400, PHP_INT_MAX ) as $row ) {
			$detail = json_decode( $row->detail, true );
			$error  = array(
				'message' => $row->subject,
				'file'    => (string) ( $detail['file'] ?? '' ),
				'line'    => (int) ( $detail['line'] ?? 0 ),
			);

			$errors += array( md5( implode( '|', $error ) ) => $error + array( 'at' => (int) $row->last_at ) );
		}

		return array_slice( array_values( $errors ), 0, $limit );
	}

	/**
	 * When somebody of each role last signed in, to the hour.
	 *
	 * @return array<int, array{role: string, at: int}>
	 */
	public function latest_logins_by_role(): array {
		$logins = array();
		foreach ( $this->rows( self::LOGIN, 0, PHP_INT_MAX ) as $row ) {
			$at      = (int) $row->last_at;
			$logins += array(
				$row->subject => array(
					'role' => $row->subject,
					'at'   => $at - $at % 3600,
				),
			);
		}
		ksort( $logins );

		return array_values( $logins );
	}

	/**
	 * Changes of versions and activity in a span of time, oldest first.
	 *
	 * @param int $since Unix seconds.
	 * @param int $until Unix seconds, not included.
	 * @return array<int, array<string, mixed>>
	 */
	public function changes( int $since, int $until ): array {
		$changes = array();
		foreach ( array_reverse( $this->rows( self::CHANGE, $since, $until ) ) as $row ) {
			$detail    = (array) json_decode( $row->detail, true );
			$changes[] = array(
				'at'      => (int) $row->last_at,
				'kind'    => (string) ( $detail['kind'] ?? '' ),
				'subject' => $row->subject,
				'from'    => $detail['from'] ?? null,
				'to'      => $detail['to'] ?? null,
			);
		}

		return $changes;
	}

	public function purge( int $now ): int {
		global $wpdb;
		$table = Tables::activity();

		return (int) $wpdb->query( $wpdb->prepare( "DELETE FROM `$table` WHERE last_at < %d LIMIT 1000", $now - self::KEEP_SECONDS ) ); // phpcs:ignore
	}

	private function record( string $kind, string $subject, array $detail, int $now ): void {
		global $wpdb;
		// Nothing is collected before somebody has connected the site.
		if ( ! Options::get( Options::CONNECTION ) ) {
			return;
		}
		$table  = Tables::activity();
		$detail = (string) wp_json_encode( $detail );
		$wpdb->query( // phpcs:ignore
			$wpdb->prepare(
				"INSERT INTO `$table` (kind, fingerprint, subject, detail, hits, first_at, last_at) VALUES (%s, %s, %s, %s, 1, %d, %d)
				ON DUPLICATE KEY UPDATE hits = hits + 1, last_at = VALUES(last_at)", // phpcs:ignore
				$kind,
				md5( $kind . '|' . $subject . '|' . $detail . '|' . (int) ( $now / 3600 ) ),
				$subject,
				$detail,
				$now,
				$now
			)
		);
	}

	private function rows( string $kind, int $since, int $until ): array {
		global $wpdb;
		$table = Tables::activity();

		return (array) $wpdb->get_results( // phpcs:ignore
			$wpdb->prepare( "SELECT subject, detail, last_at FROM `$table` WHERE kind = %s AND last_at >= %d AND last_at < %d ORDER BY last_at DESC, id DESC LIMIT 1000", $kind, $since, $until ) // phpcs:ignore
		);
	}

	/**
	 * Paths below the site only: where the host keeps it is nobody's business.
	 *
	 * @param string $file Absolute path.
	 */
	private static function relative_path( string $file ): string {
		$file = wp_normalize_path( $file );
		foreach ( array( WP_CONTENT_DIR => 'wp-content/', ABSPATH => '' ) as $root => $name ) {
			$root = trailingslashit( wp_normalize_path( $root ) );
			if ( 0 === strpos( $file, $root ) ) {
				return $name . substr( $file, strlen( $root ) );
			}
		}

		return basename( $file );
	}
}
