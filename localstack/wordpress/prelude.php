<?php
/**
 * Loads the site for a piece of PHP that a test or the seed runs; that piece is appended to this file.
 */

define( 'DISABLE_WP_CRON', true ); // A command-line run must not start the site's scheduled work.
require getenv( 'WPW_TREE' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
wp_set_current_user( 1 );
?>
