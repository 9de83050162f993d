<?php
/**
 * Removes everything that the plugin ever wrote.
 *
 * @package WP_Wingman
 */

if ( ! defined( 'ABSPATH' ) || ! defined( 'WP_UNINSTALL_PLUGIN' ) ) {
	exit;
}

require_once __DIR__ . '/includes/bootstrap.php';

WP_Wingman\Installation\Installer::uninstall();
