<?php
/**
 * A verified command.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Commands;

use WP_Wingman\Contracts\Command;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Only the verifier makes one, so whoever holds it holds a proven order.
 */
final class Command_Request {

	public Command $command;
	public string $command_id;
	public \stdClass $arguments;
	public string $reply_to;
	public int $sequence;

	public function __construct( Command $command, \stdClass $payload, \stdClass $arguments ) {
		$this->command    = $command;
		$this->command_id = $payload->cmd_id;
		$this->reply_to   = $payload->reply_to;
		$this->sequence   = $payload->seq;
		$this->arguments  = $arguments;
	}
}
