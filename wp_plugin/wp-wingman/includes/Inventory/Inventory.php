<?php
/**
 * What this site is made of.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Inventory;

use WP_Wingman\Commands\Command_List;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * The slowly changing facts. Everything in here is free of noise: two calls with no change
 * between them give the same document.
 */
final class Inventory {

	private Environment_Facts $environment;
	private Extension_Facts $extensions;
	private Hardening_Facts $hardening;
	private Measurements $measurements;
	private Command_List $commands;
	private Known_Versions $known;

	public function __construct( Environment_Facts $environment, Extension_Facts $extensions, Hardening_Facts $hardening, Measurements $measurements, Command_List $commands, Known_Versions $known ) {
		$this->environment  = $environment;
		$this->extensions   = $extensions;
		$this->hardening    = $hardening;
		$this->measurements = $measurements;
		$this->commands     = $commands;
		$this->known        = $known;
	}

	/**
	 * The whole document. What changed since the last time goes into the activity log.
	 *
	 * @return array<string, mixed>
	 */
	public function collect(): array {
		$inventory = $this->environment->collect() + $this->extensions->collect() + array(
			'users_by_role' => (object) $this->measurements->users_by_role(),
			'flags'         => $this->hardening->collect(),
			'site_health'   => $this->measurements->site_health(),
			'capabilities'  => (object) $this->commands->allowed_by_name(),
		);
		$this->known->take_in( $inventory, time() );

		return $inventory;
	}
}
