<?php
/**
 * Command `refresh`.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Commands;

use WP_Wingman\Connection\Capabilities;
use WP_Wingman\Contracts\Command;
use WP_Wingman\Reporting\Snapshot_Sender;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Send a snapshot now.
 */
final class Refresh implements Command {

	/**
	 * Makes the sender when it is needed: most pulls bring no command at all.
	 *
	 * @var callable(): Snapshot_Sender
	 */
	private $sender;

	/**
	 * Takes a way to the sender rather than the sender.
	 *
	 * @param callable(): Snapshot_Sender $sender Factory.
	 */
	public function __construct( callable $sender ) {
		$this->sender = $sender;
	}

	public function name(): string {
		return 'refresh';
	}

	public function capability(): string {
		return Capabilities::READ;
	}

	public function run( Command_Request $request ): Command_Outcome {
		$delivery = ( $this->sender )()->send( Snapshot_Sender::COMMAND );
		if ( ! $delivery->is_delivered ) {
			return Command_Outcome::failed( 'snapshot_not_delivered', $delivery->problem );
		}

		return Command_Outcome::succeeded( array( 'seq' => $delivery->sequence ) );
	}
}
