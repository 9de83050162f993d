<?php
/**
 * Pairs the site and prints what a signer of commands for it needs: prepare.php WP_ROOT STATE
 *
 * @package WP_Wingman
 */

require __DIR__ . '/site.php';

pair_anew( $plugin, $platform );

$kept = json_decode( (string) file_get_contents( $state ), true );
echo json_encode(
	array(
		'site_id'    => WP_Wingman\Tests\Fixtures\Fake_Platform::SITE_ID,
		'home_url'   => $kept['site']['home_url'],
		'key_id'     => WP_Wingman\Tests\Fixtures\Fake_Platform::KEY_ID,
		'secret_key' => $kept['secret_key'],
		'now'        => time(),
	)
);
