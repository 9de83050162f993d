<?php
/**
 * Command `rotate_keys`.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Commands;

use WP_Wingman\Connection\Capabilities;
use WP_Wingman\Connection\Key_Pair;
use WP_Wingman\Connection\Key_Store;
use WP_Wingman\Contracts\Command;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Makes a new site key. The result that names it is still signed by the old one; only when the
 * platform has it does the new key take over, together with the new API key that its answer brings.
 */
final class Rotate_Keys implements Command {

	private Key_Store $keys;

	public function __construct( Key_Store $keys ) {
		$this->keys = $keys;
	}

	public function name(): string {
		return 'rotate_keys';
	}

	public function capability(): string {
		return Capabilities::KEYS;
	}

	public function run( Command_Request $request ): Command_Outcome {
		$next = Key_Pair::generate();
		$this->keys->stage( $next );

		// It takes over when the platform has answered (see Result_Sender::complete_rotation). Until
		// then it stays staged, and the platform believes the old one.
		return Command_Outcome::succeeded( array( 'new_public_key' => $next->public_key() ) );
	}
}
