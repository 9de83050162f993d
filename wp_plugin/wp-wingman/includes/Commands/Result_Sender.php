<?php
/**
 * Receipts of commands.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Commands;

use WP_Wingman\Connection\Dsse;
use WP_Wingman\Connection\Key_Store;
use WP_Wingman\Connection\Platform_Answer;
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
	private Key_Store $keys;

	public function __construct( Platform_Client $client, Key_Store $keys ) {
		$this->client = $client;
		$this->keys   = $keys;
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
		// Written down first: if this process dies under way, the next contact completes the rotation.
		if ( isset( $outcome->output['new_public_key'] ) ) {
			$this->keep( $message );
		}
		if ( $this->post( $message ) ) {
			$this->drop( $command_id );

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

		if ( $answer->is_delivered() ) {
			$this->complete_rotation( (array) $message['output'], $answer );
		}

		return $answer->is_delivered() || in_array( $answer->status, array( 404, 410, 422 ), true );
	}

	/**
	 * The platform knows the new key, and its answer brought the new API key: both take over at once.
	 *
	 * @param array<string, mixed> $output What was sent.
	 * @param Platform_Answer      $answer Answer to it.
	 */
	private function complete_rotation( array $output, Platform_Answer $answer ): void {
		$staged = $this->keys->staged();
		if ( null !== $staged && ( $output['new_public_key'] ?? null ) === $staged->public_key() ) {
			$this->keys->promote( $answer->site_key() );
		}
	}

	private function drop( string $command_id ): void {
		$pending = Options::fresh( Options::PENDING_RESULTS );
		if ( isset( $pending[ $command_id ] ) ) {
			unset( $pending[ $command_id ] );
			Options::set( Options::PENDING_RESULTS, $pending );
		}
	}

	private function keep( array $message ): void {
		$message['output'] = (array) $message['output'];
		$pending           = Options::fresh( Options::PENDING_RESULTS );

		$pending[ $message['command_id'] ] = $message;
		Options::set( Options::PENDING_RESULTS, array_slice( $pending, -self::MAX_PENDING, null, true ) );
	}
}
