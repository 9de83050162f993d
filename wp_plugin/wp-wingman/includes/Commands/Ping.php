<?php
/**
 * Command `ping`.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Commands;

use WP_Wingman\Connection\Capabilities;
use WP_Wingman\Contracts\Command;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Are you there, and who are you?
 */
final class Ping implements Command {

	public function name(): string {
		return 'ping';
	}

	public function capability(): string {
		return Capabilities::READ;
	}

	public function run( Command_Request $request ): Command_Outcome {
		global $wp_version;

		return Command_Outcome::succeeded(
			array(
				'plugin_version'    => WP_WINGMAN_VERSION,
				'wordpress_version' => $wp_version,
				'php_version'       => PHP_VERSION,
			)
		);
	}
}
