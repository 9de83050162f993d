<?php
/**
 * Error of the verifier.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Commands;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * A command that will not run. The reason is for the signed receipt and the local log, never for outsiders.
 */
final class Command_Refused extends \RuntimeException {

	private string $reason;
	private string $command_id;

	/**
	 * Why, and of which command as far as that is known for certain.
	 *
	 * @param string $reason     Stable code.
	 * @param string $command_id Set only when the signature was good: an unsigned text proves no id.
	 */
	public function __construct( string $reason, string $command_id = '' ) {
		parent::__construct( 'Command refused.' );
		$this->reason     = $reason;
		$this->command_id = $command_id;
	}

	public function reason(): string {
		return $this->reason;
	}

	public function command_id(): string {
		return $this->command_id;
	}
}
