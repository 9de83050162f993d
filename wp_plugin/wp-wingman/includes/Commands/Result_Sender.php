<?php
/**
 * Receipts of commands.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Commands;

use WP_Wingman\Connection\Dsse;
use WP_Wingman\Connection\Platform_Client;
use WP_Wingman\Connection\Platform_Unreachable;
use WP_Wingman\Storage\Options;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Posts signed results, and keeps those that could not be delivered for the next contact.
 */
final class Result_Sender {

	private const MAX_PENDING = 20;

	private Platform_Client $client;

	public function __construct( Platform_Client $client ) {
		$this->client = $client;
	}

	/**
	 * True when the platform has the result.
	 *
	 * @param string          $command_id Command.
	 * @param Command_Outcome $outcome    What became of it.
	 */
	public function send( string $command_id, Command_Outcome $outcome ): bool {
		$message = array(
			'command_id' => $command_id,
			'status'     => $outcome->status,
			'progress'   => Command_Outcome::SUCCEEDED === $outcome->status ? 100 : null,
			'output'     => (object) $outcome->output,
			'error'      => $outcome->error,
		);
		if ( $this->post( $message ) ) {
			return true;
		}
		$this->keep( $message );

		return false;
	}

	/**
	 * Tries again what is left from earlier contacts.
	 */
	public function send_pending(): void {
		$pending = Options::get( Options::PENDING_RESULTS );
		if ( ! $pending ) {
			return;
		}
		Options::delete( Options::PENDING_RESULTS );
		foreach ( $pending as $message ) {
			$message['output'] = (object) $message['output'];
			if ( ! $this->post( $message ) ) {
				$this->keep( $message );
			}
		}
	}

	/**
	 * True when it need not be sent again: received, or refused for good.
	 *
	 * @param array<string, mixed> $message Members of the result.
	 */
	private function post( array $message ): bool {
		try {
			$answer = $this->client->post( '/api/v1/wp/commands/' . $message['command_id'] . '/result', Dsse::RESULT, $message );
		} catch ( Platform_Unreachable $error ) {
			return false;
		}

		return $answer->is_delivered() || in_array( $answer->status, array( 404, 410, 422 ), true );
	}

	private function keep( array $message ): void {
		$message['output'] = (array) $message['output'];
		$pending           = Options::fresh( Options::PENDING_RESULTS );

		$pending[ $message['command_id'] ] = $message;
		Options::set( Options::PENDING_RESULTS, array_slice( $pending, -self::MAX_PENDING, null, true ) );
	}
}
