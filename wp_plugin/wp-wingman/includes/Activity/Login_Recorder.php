<?php
/**
 * Remembering logins.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Activity;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Counts logins per role; who it was stays on the site.
 */
final class Login_Recorder {

	private Activity_Log $activity;

	public function __construct( Activity_Log $activity ) {
		$this->activity = $activity;
	}

	/**
	 * For the hook wp_login.
	 *
	 * @param string   $login Not used.
	 * @param \WP_User $user  Who signed in.
	 */
	public function record_login( string $login, \WP_User $user ): void {
		unset( $login );
		$roles = array_values( $user->roles );
		$this->activity->record_login( (string) ( $roles[0] ?? 'none' ), time() );
	}

	public function record_failure(): void {
		$this->activity->record_failed_login( time() );
	}
}
