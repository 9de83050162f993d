<?php
/**
 * Install WordPress as its browser wizard would. Reads one JSON document from standard input.
 */

$wish = json_decode( (string) stream_get_contents( STDIN ), true );

define( 'WP_INSTALLING', true );
define( 'WP_SITEURL', $wish['url'] );
require $wish['tree'] . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

add_filter( 'pre_wp_mail', '__return_false' ); // There is no sendmail here; trying may stall.
wp_install( $wish['title'], $wish['user'], $wish['email'], true, '', $wish['password'] );
update_option( 'siteurl', $wish['url'] );
update_option( 'home', $wish['url'] );
$wp_rewrite->set_permalink_structure( '/%year%/%monthnum%/%postname%/' );
$wp_rewrite->flush_rules( false );
