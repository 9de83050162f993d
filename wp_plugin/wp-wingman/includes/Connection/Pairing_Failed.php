<?php
/**
 * Error of the pairing.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Its message is written for the administrator who typed the code.
 */
final class Pairing_Failed extends \RuntimeException {

	private string $reason;

	public function __construct( string $reason, string $message ) {
		parent::__construct( $message );
		$this->reason = $reason;
	}

	public function reason(): string {
		return $this->reason;
	}
}
