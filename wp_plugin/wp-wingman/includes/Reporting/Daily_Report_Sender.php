<?php
/**
 * Sending the day.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Reporting;

use WP_Wingman\Activity\Activity_Log;
use WP_Wingman\Connection\Dsse;
use WP_Wingman\Connection\Key_Unreadable;
use WP_Wingman\Connection\Platform_Unreachable;
use WP_Wingman\Connection\Status;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Tells what happened yesterday (UTC), once.
 */
final class Daily_Report_Sender {

	private const RETRY_SECONDS = 3600;
	private const MAX_CHANGES   = 500;

	private Numbered_Post $post;
	private Status $status;
	private Activity_Log $activity;

	public function __construct( Numbered_Post $post, Status $status, Activity_Log $activity ) {
		$this->post     = $post;
		$this->status   = $status;
		$this->activity = $activity;
	}

	/**
	 * Sends the report of the last full day, when the platform does not have it yet.
	 *
	 * @param int $now Unix seconds.
	 */
	public function send_if_due( int $now ): ?Delivery {
		$day = gmdate( 'Y-m-d', $now - 86400 );
		if ( $this->status->get( Status::REPORTED_DAY, '' ) === $day || $now < (int) $this->status->get( Status::NEXT_REPORT_AT ) ) {
			return null;
		}
		$delivery = $this->send( $day );
		$this->status->set(
			$delivery->is_delivered
				? array( Status::REPORTED_DAY => $day )
				: array( Status::NEXT_REPORT_AT => $now + max( self::RETRY_SECONDS, $delivery->next_in_seconds ) )
		);

		return $delivery;
	}

	private function send( string $day ): Delivery {
		$since   = (int) strtotime( $day . ' 00:00:00 UTC' );
		$changes = $this->activity->changes( $since, $since + 86400 );
		try {
			$answer = $this->post->post(
				'/api/v1/wp/daily-report',
				Dsse::DAILY_REPORT,
				array(
					'day'     => $day,
					'counts'  => $this->counts( $since, $changes ),
					'changes' => array_slice( $changes, -self::MAX_CHANGES ),
				)
			);
		} catch ( Platform_Unreachable | Key_Unreadable $error ) {
			return Delivery::failed( $this->post->sequence(), $error->getMessage() );
		}

		return $answer->is_delivered()
			? Delivery::delivered( $this->post->sequence(), 0 )
			: Delivery::failed( $this->post->sequence(), $answer->code(), $answer->retry_after_seconds() );
	}

	/**
	 * Numbers of the day.
	 *
	 * @param int                              $since   Start of the day.
	 * @param array<int, array<string, mixed>> $changes Changes of the day.
	 * @return array<string, int>
	 */
	private function counts( int $since, array $changes ): array {
		$until    = $since + 86400;
		$comments = wp_count_comments();
		$updates  = array_filter(
			$changes,
			static function ( array $change ): bool {
				return '_updated' === substr( $change['kind'], -8 ) && 'php_updated' !== $change['kind'];
			}
		);

		return array(
			'posts_published'  => $this->posts_published( $since, $until ),
			'comments_pending' => (int) $comments->moderated,
			'comments_spam'    => (int) $comments->spam,
			'logins'           => $this->activity->count( Activity_Log::LOGIN, $since, $until ),
			'failed_logins'    => $this->activity->count( Activity_Log::FAILED_LOGIN, $since, $until ),
			'fatal_errors'     => $this->activity->count( Activity_Log::FATAL_ERROR, $since, $until ),
			'updates_applied'  => count( $updates ),
		);
	}

	private function posts_published( int $since, int $until ): int {
		global $wpdb;

		return (int) $wpdb->get_var( // phpcs:ignore
			$wpdb->prepare(
				"SELECT COUNT(*) FROM {$wpdb->posts} WHERE post_status = 'publish' AND post_type IN ('post', 'page') AND post_date_gmt >= %s AND post_date_gmt < %s",
				gmdate( 'Y-m-d H:i:s', $since ),
				gmdate( 'Y-m-d H:i:s', $until )
			)
		);
	}
}
