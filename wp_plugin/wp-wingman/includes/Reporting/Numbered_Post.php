<?php
/**
 * Messages with a sequence number.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Reporting;

use WP_Wingman\Connection\Platform_Answer;
use WP_Wingman\Connection\Platform_Client;
use WP_Wingman\Connection\Status;
use WP_Wingman\Storage\Counters;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Gives a message the next number and posts it. A site that was restored from a backup counts
 * from an old number; the platform then says how far it has got, and the site follows.
 */
final class Numbered_Post {

	private Platform_Client $client;
	private Status $status;
	private Counters $counters;
	private int $sequence = 0;

	public function __construct( Platform_Client $client, Status $status, Counters $counters ) {
		$this->client   = $client;
		$this->status   = $status;
		$this->counters = $counters;
	}

	/**
	 * Posts the message, and once more with a new number when this one was long used up.
	 *
	 * @param string               $path    Path below the origin.
	 * @param string               $type    DSSE type.
	 * @param array<string, mixed> $message Members beside the common ones.
	 */
	public function post( string $path, string $type, array $message ): Platform_Answer {
		$answer = $this->post_once( $path, $type, $message );
		if ( $answer->last_sequence() > $this->sequence ) {
			$this->counters->raise_sequence( $answer->last_sequence() );
			$answer = $this->post_once( $path, $type, $message );
		}

		return $answer;
	}

	/**
	 * The number of the last message.
	 */
	public function sequence(): int {
		return $this->sequence;
	}

	private function post_once( string $path, string $type, array $message ): Platform_Answer {
		$this->sequence = $this->counters->next_sequence();

		return $this->client->post(
			$path,
			$type,
			array(
				'seq'            => $this->sequence,
				'taken_at'       => $this->status->platform_time(),
				'plugin_version' => WP_WINGMAN_VERSION,
			) + $message
		);
	}
}
