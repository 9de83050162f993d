<?php
/**
 * From envelope to result.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Commands;

use WP_Wingman\Connection\Envelope_Verifier;
use WP_Wingman\Connection\Status;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Verifies an envelope, runs its command and hands the result over.
 */
final class Command_Runner {

	private Envelope_Verifier $verifier;
	private Result_Sender $results;
	private Status $status;

	public function __construct( Envelope_Verifier $verifier, Result_Sender $results, Status $status ) {
		$this->verifier = $verifier;
		$this->results  = $results;
		$this->status   = $status;
	}

	/**
	 * Handles one envelope from the platform.
	 *
	 * @param mixed $envelope Decoded JSON.
	 * @return string Status of the outcome.
	 */
	public function handle( $envelope ): string {
		try {
			$request = $this->verifier->verify( $envelope, $this->status->platform_time() );
		} catch ( Command_Refused $refusal ) {
			$this->log( $refusal );
			if ( '' !== $refusal->command_id() ) {
				$this->results->send( $refusal->command_id(), Command_Outcome::refused( $refusal->reason() ) );
			}

			return Command_Outcome::REFUSED;
		}

		$this->status->set(
			array(
				Status::LAST_COMMAND_AT       => time(),
				Status::LAST_COMMAND_SEQUENCE => max( $request->sequence, (int) $this->status->get( Status::LAST_COMMAND_SEQUENCE ) ),
			)
		);
		$outcome = $this->run( $request );
		$outcome->settle( $this->results->send( $request->command_id, $outcome ) );

		return $outcome->status;
	}

	private function run( Command_Request $request ): Command_Outcome {
		try {
			return $request->command->run( $request );
		} catch ( \Throwable $error ) {
			return Command_Outcome::failed( 'command_crashed', get_class( $error ) );
		}
	}

	private function log( Command_Refused $refusal ): void {
		if ( defined( 'WP_DEBUG' ) && WP_DEBUG ) {
			error_log( 'WP Wingman refused a command: ' . $refusal->reason() ); // phpcs:ignore
		}
	}
}
