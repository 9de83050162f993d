<?php
/**
 * Sending the state of the site.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Reporting;

use WP_Wingman\Connection\Connection;
use WP_Wingman\Connection\Dsse;
use WP_Wingman\Connection\Key_Unreadable;
use WP_Wingman\Connection\Platform_Answer;
use WP_Wingman\Connection\Platform_Unreachable;
use WP_Wingman\Connection\Status;
use WP_Wingman\Inventory\Canonical_Json;
use WP_Wingman\Inventory\Inventory;
use WP_Wingman\Inventory\Vitals;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Collects inventory and vitals and delivers them. An inventory that the platform already
 * has travels as its hash.
 */
final class Snapshot_Sender {

	public const SCHEDULE = 'schedule';
	public const COMMAND  = 'command';
	public const PAIRING  = 'pairing';
	public const MANUAL   = 'manual';

	private const FIRST_RETRY_SECONDS = 300;

	private Connection $connection;
	private Numbered_Post $post;
	private Status $status;
	private Inventory $inventory;
	private Vitals $vitals;

	public function __construct( Connection $connection, Numbered_Post $post, Status $status, Inventory $inventory, Vitals $vitals ) {
		$this->connection = $connection;
		$this->post       = $post;
		$this->status     = $status;
		$this->inventory  = $inventory;
		$this->vitals     = $vitals;
	}

	/**
	 * Sends one snapshot now, and plans the next.
	 *
	 * @param string $reason One of the constants.
	 */
	public function send( string $reason ): Delivery {
		$inventory = $this->inventory->collect();
		$vitals    = $this->vitals->collect();
		$hash      = hash( 'sha256', Canonical_Json::encode( $inventory ) );
		$is_known  = $hash === $this->status->get( Status::ACKNOWLEDGED_HASH, '' );

		$delivery = $this->deliver( $reason, $hash, $is_known ? null : $inventory, $vitals );
		$this->plan_next( $delivery );

		return $delivery;
	}

	/**
	 * Sends; when the platform asks for the inventory, once more in full.
	 *
	 * @param string                    $reason    Why now.
	 * @param string                    $hash      Of the inventory.
	 * @param array<string, mixed>|null $inventory Null when the hash will do.
	 * @param array<string, mixed>      $vitals    Vitals.
	 */
	private function deliver( string $reason, string $hash, ?array $inventory, array $vitals ): Delivery {
		$message = array(
			'reason'         => $reason,
			'inventory_hash' => $hash,
			'vitals'         => $vitals,
		);
		if ( null !== $inventory ) {
			$message['inventory'] = $inventory;
		}

		try {
			$answer = $this->post->post( '/api/v1/wp/monitor', Dsse::SNAPSHOT, $message );
		} catch ( Platform_Unreachable | Key_Unreadable $error ) {
			$this->status->record_error( 'unreachable', $error->getMessage() );

			return Delivery::failed( $this->post->sequence(), $error->getMessage() );
		}

		if ( true === $answer->member( 'inventory_needed' ) && null === $inventory ) {
			return $this->deliver( $reason, $hash, $this->inventory->collect(), $vitals );
		}

		return $this->judge( $answer, $hash, null !== $inventory );
	}

	private function judge( Platform_Answer $answer, string $hash, bool $was_full ): Delivery {
		$sequence = $this->post->sequence();
		if ( ! $answer->is_delivered() ) {
			return Delivery::failed( $sequence, '' === $answer->code() ? 'http_' . $answer->status : $answer->code(), $answer->retry_after_seconds() );
		}
		if ( $was_full ) {
			// A duplicate says that this message arrived, not that its inventory was taken in.
			$this->status->set( array( Status::ACKNOWLEDGED_HASH => $answer->is_success() && true !== $answer->member( 'inventory_needed' ) ? $hash : '' ) );
		}
		$next = $answer->member( 'next_in_seconds' );

		return Delivery::delivered( $sequence, is_int( $next ) ? max( 300, min( 86400, $next ) ) : 0 );
	}

	/**
	 * Jitter keeps ten thousand sites from knocking in the same second.
	 *
	 * @param Delivery $delivery What became of this one.
	 */
	private function plan_next( Delivery $delivery ): void {
		if ( $delivery->is_delivered ) {
			$interval = $delivery->next_in_seconds > 0 ? $delivery->next_in_seconds : $this->connection->snapshot_interval_seconds;
			$failures = 0;
			$wait     = $interval - wp_rand( 0, (int) ( $interval / 10 ) );
		} else {
			$failures = min( 10, 1 + (int) $this->status->get( Status::SNAPSHOT_FAILURES ) );
			$backoff  = min( $this->connection->snapshot_interval_seconds, self::FIRST_RETRY_SECONDS * ( 2 ** ( $failures - 1 ) ) );
			$wait     = max( $delivery->next_in_seconds, (int) $backoff + wp_rand( 0, 60 ) );
		}
		$this->status->set(
			array(
				Status::NEXT_SNAPSHOT_AT  => time() + $wait,
				Status::SNAPSHOT_FAILURES => $failures,
			)
		);
	}
}
