<?php
/**
 * Plugin Name:       WP Wingman
 * Description:       Connects this site to the WP Wingman of your agency: health, updates and problems seen in one place.
 * Version:           1.0.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * Author:            WP Wingman
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       wp-wingman
 * Domain Path:       /languages
 * Update URI:        false
 *
 * @package WP_Wingman
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

// WordPress refuses to activate the plugin on older versions; this catches a downgrade underneath an active one.
if ( PHP_VERSION_ID < 70400 ) {
	return;
}

require_once __DIR__ . '/includes/bootstrap.php';

( new WP_Wingman\Plugin( __FILE__ ) )->add_hooks();
