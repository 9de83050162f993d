<?php
/**
 * Fetching commands.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Commands;

use WP_Wingman\Connection\Key_Unreadable;
use WP_Wingman\Connection\Key_Watch;
use WP_Wingman\Connection\Platform_Client;
use WP_Wingman\Connection\Platform_Unreachable;
use WP_Wingman\Connection\Status;
use WP_Wingman\Storage\Options;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Asks the platform whether there is something to do, and does it.
 */
final class Command_Puller {

	private const MAX_COMMANDS         = 20;
	private const DEFAULT_PULL_SECONDS = 900;

	private Platform_Client $client;
	private Command_List $commands;
	private Command_Runner $runner;
	private Result_Sender $results;
	private Status $status;
	private Key_Watch $keys;

	public function __construct( Platform_Client $client, Command_List $commands, Command_Runner $runner, Result_Sender $results, Status $status, Key_Watch $keys ) {
		$this->keys     = $keys;
		$this->client   = $client;
		$this->commands = $commands;
		$this->runner   = $runner;
		$this->results  = $results;
		$this->status   = $status;
	}

	/**
	 * Pulls and runs. Returns the outcomes' statuses in the order of the commands.
	 *
	 * @param string|null $wake_token Token of the wake call, handed back to the platform.
	 * @return string[]
	 */
	public function pull( ?string $wake_token = null ): array {
		try {
			$this->results->send_pending();
			$answer = $this->client->get_commands(
				array(
					'wake'             => $wake_token,
					'capabilities'     => (object) $this->commands->allowed_by_name(),
					'last_command_seq' => (int) $this->status->get( Status::LAST_COMMAND_SEQUENCE ),
				) + $this->keys->known()
			);
		} catch ( Platform_Unreachable $error ) {
			$this->status->record_error( 'unreachable', $error->getMessage() );
			$this->plan_next_pull( self::DEFAULT_PULL_SECONDS );

			return array();
		} catch ( Key_Unreadable $error ) {
			return array();
		}

		$seconds = $answer->member( 'next_pull_seconds' );
		$this->plan_next_pull( is_int( $seconds ) ? $seconds : max( self::DEFAULT_PULL_SECONDS, $answer->retry_after_seconds() ) );
		if ( ! $answer->is_success() ) {
			return array();
		}
		if ( true === $answer->member( 'is_connected' ) && $this->status->get( Status::AWAITS_PROOF, false ) ) {
			$this->status->set( array( Status::AWAITS_PROOF => false ) );
		}
		$envelopes = $answer->member( 'commands' );
		$envelopes = is_array( $envelopes ) ? array_slice( $envelopes, 0, self::MAX_COMMANDS ) : array();
		// The keys first: one that was revoked a minute ago signs nothing here any more.
		if ( ! $this->keys->are_current( $answer, $envelopes ) ) {
			$this->status->record_error( 'key_list_missing', 'The list of the platform\'s keys cannot be fetched or proven.' );

			return array();
		}

		return $this->run_all( $envelopes );
	}

	/**
	 * Runs the commands in their order.
	 *
	 * @param array<mixed> $envelopes As received.
	 * @return string[]
	 */
	private function run_all( array $envelopes ): array {
		$statuses = array();
		foreach ( $envelopes as $envelope ) {
			$statuses[] = $this->runner->handle( $envelope );
			// A disconnect was among them: whatever follows has lost its authority.
			if ( ! Options::fresh( Options::CONNECTION ) ) {
				break;
			}
		}

		return $statuses;
	}

	private function plan_next_pull( int $seconds ): void {
		$this->status->set( array( Status::NEXT_PULL_AT => time() + max( 60, min( 3600, $seconds ) ) ) );
	}
}
