<?php
/**
 * The allow-list.
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
 * What is not in here does not exist: there is no generic call.
 */
final class Command_List {

	/**
	 * Commands by name.
	 *
	 * @var array<string, Command>
	 */
	private array $commands = array();

	private Capabilities $capabilities;

	public function __construct( Capabilities $capabilities, Command ...$commands ) {
		$this->capabilities = $capabilities;
		foreach ( $commands as $command ) {
			$this->commands[ $command->name() ] = $command;
		}
	}

	public function find( string $name ): ?Command {
		return $this->commands[ $name ] ?? null;
	}

	public function is_allowed( Command $command ): bool {
		return $this->capabilities->is_on( $command->capability() );
	}

	/**
	 * Command name => whether the owner allows it, as told to the platform.
	 *
	 * @return array<string, bool>
	 */
	public function allowed_by_name(): array {
		return array_map( array( $this, 'is_allowed' ), $this->commands );
	}
}
