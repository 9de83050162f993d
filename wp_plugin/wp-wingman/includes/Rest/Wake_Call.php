<?php
/**
 * The call that says "come and fetch".
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Rest;

use WP_Wingman\Connection\Status;
use WP_Wingman\Plugin;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * The one thing the internet may say to this site. It has no sender, no secret and no effect
 * but a rate-limited pull, and its answer is always the same bytes.
 */
final class Wake_Call {

	public const ANSWER            = '{"ok":true}';
	private const MAX_BODY_BYTES   = 1024;
	private const INTERVAL_SECONDS = 10;

	/**
	 * To hand back to the platform, so that it can tell which wake was heard.
	 *
	 * @var string|null
	 */
	private ?string $token;

	private function __construct( ?string $token ) {
		$this->token = $token;
	}

	public static function from_body( string $body ): self {
		$message = strlen( $body ) <= self::MAX_BODY_BYTES ? json_decode( $body, true, 4 ) : null;
		$token   = is_array( $message ) ? ( $message['token'] ?? null ) : null;

		return new self( is_string( $token ) && 1 === preg_match( '/\A[A-Za-z0-9_-]{22}\z/', $token ) ? $token : null );
	}

	/**
	 * Whether this call may lead to a pull; true for one call per interval. May take that long,
	 * so the caller must have its answer before.
	 *
	 * @param Plugin $plugin Services.
	 */
	public function may_pull( Plugin $plugin ): bool {
		if ( null === $this->token || null === $plugin->connections()->usable() ) {
			return false;
		}
		$now      = time();
		$counters = $plugin->counters();
		if ( $counters->may_pull( $now, self::INTERVAL_SECONDS ) ) {
			return true;
		}
		// Where commands came a moment ago, more may come: one call waits for its turn. Strangers
		// cannot make anyone wait, their calls bring no commands.
		if ( $now - (int) $plugin->status()->get( Status::LAST_COMMAND_AT ) <= self::INTERVAL_SECONDS && $counters->may_wait( $now, self::INTERVAL_SECONDS ) ) {
			sleep( $counters->seconds_until_pull( $now, self::INTERVAL_SECONDS ) );

			return $counters->may_pull( time(), self::INTERVAL_SECONDS );
		}
		// Not lost: the next tick looks.
		if ( (int) $plugin->status()->get( Status::NEXT_PULL_AT ) > $now + self::INTERVAL_SECONDS ) {
			$plugin->status()->set( array( Status::NEXT_PULL_AT => $now ) );
		}

		return false;
	}

	public function pull( Plugin $plugin ): void {
		try {
			$plugin->command_puller()->pull( $this->token );
		} catch ( \Throwable $error ) {
			if ( defined( 'WP_DEBUG' ) && WP_DEBUG ) {
				error_log( 'WP Wingman could not pull: ' . $error->getMessage() ); // phpcs:ignore
			}
		}
	}
}
