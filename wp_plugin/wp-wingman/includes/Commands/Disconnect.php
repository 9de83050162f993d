<?php
/**
 * Command `disconnect`.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Commands;

use WP_Wingman\Connection\Capabilities;
use WP_Wingman\Connection\Connection_Store;
use WP_Wingman\Contracts\Command;
use WP_Wingman\Installation\Installer;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Ends the connection: the keys are wiped whether or not the platform hears the last word.
 */
final class Disconnect implements Command {

	private Connection_Store $connections;

	public function __construct( Connection_Store $connections ) {
		$this->connections = $connections;
	}

	public function name(): string {
		return 'disconnect';
	}

	public function capability(): string {
		return Capabilities::CONNECTION;
	}

	public function run( Command_Request $request ): Command_Outcome {
		return Command_Outcome::succeeded(
			array(),
			function (): void {
				$this->connections->forget();
				Installer::unschedule();
			}
		);
	}
}
