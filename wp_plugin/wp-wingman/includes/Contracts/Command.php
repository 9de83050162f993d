<?php
/**
 * Something the platform may ask of this site.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Contracts;

use WP_Wingman\Commands\Command_Outcome;
use WP_Wingman\Commands\Command_Request;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * One class per command. It runs only after the envelope was verified and its nonce spent.
 */
interface Command {

	public function name(): string;

	/**
	 * The switch in wp-admin that allows it.
	 */
	public function capability(): string;

	public function run( Command_Request $request ): Command_Outcome;
}
