<?php
// What the rules of php.yaml must find (`ruleid`) and must leave alone (`ok`). Never run.

function running( $given ) {
	// ruleid: php-nothing-that-runs-what-it-reads
	unserialize( $given );
	// ruleid: php-nothing-that-runs-what-it-reads
	maybe_unserialize( $given );
	// ruleid: php-nothing-that-runs-what-it-reads
	eval( $given );
	// ruleid: php-nothing-that-runs-what-it-reads
	exec( $given );
	// ruleid: php-nothing-that-runs-what-it-reads
	extract( $given );
	// ruleid: php-nothing-that-runs-what-it-reads
	create_function( '', $given );
	// ruleid: php-nothing-that-runs-what-it-reads
	shell_exec( $given );
	// ok: php-nothing-that-runs-what-it-reads
	json_decode( $given, true );
	// ok: php-nothing-that-runs-what-it-reads
	curl_exec_is_another_name( $given );
}

function signing_in( $user ) {
	// ruleid: php-nobody-is-signed-in
	wp_set_auth_cookie( $user );
	// ruleid: php-nobody-is-signed-in
	wp_set_current_user( $user );
	// ruleid: php-nobody-is-signed-in
	wp_signon( array() );
	// ok: php-nobody-is-signed-in
	current_user_can( 'manage_options' );
}

function routes() {
	// ruleid: php-no-route-is-open-to-everybody
	register_rest_route( 'x/v1', '/a', array( 'methods' => 'POST', 'callback' => 'a', 'permission_callback' => '__return_true' ) );
	// ruleid: php-no-route-is-open-to-everybody
	register_rest_route( 'x/v1', '/b', array( 'methods' => 'POST', 'callback' => 'b', 'permission_callback' => static function (): bool { return true; } ) );
	// ruleid: php-no-route-is-open-to-everybody
	register_rest_route( 'x/v1', '/c', array( 'methods' => 'POST', 'callback' => 'c' ) );
	// ok: php-no-route-is-open-to-everybody
	register_rest_route( 'x/v1', '/d', array( 'methods' => 'POST', 'callback' => 'd', 'permission_callback' => static function (): bool { return current_user_can( 'manage_options' ); } ) );
}

function hooks() {
	// ruleid: php-no-request-for-everybody
	add_action( 'wp_ajax_nopriv_wingman', 'x' );
	// ruleid: php-no-request-for-everybody
	add_action( 'admin_post_nopriv_wingman', 'x' );
	// ok: php-no-request-for-everybody
	add_action( 'admin_post_wingman', 'x' );
}

function guards( $answer ) {
	// ruleid: php-is-wp-error-is-no-guard
	if ( ! is_wp_error( $answer ) ) {
		trust( $answer );
	}
	// ok: php-is-wp-error-is-no-guard
	if ( true === $answer ) {
		trust( $answer );
	}
	// ok: php-is-wp-error-is-no-guard
	if ( is_wp_error( $answer ) ) {
		return false;
	}
	// ruleid: php-is-wp-error-is-no-guard
	return ! is_wp_error( $answer );
}

function reaching( $url ) {
	// ruleid: php-reaches-only-the-platform
	wp_remote_get( $url );
	// ruleid: php-reaches-only-the-platform
	download_url( $url );
	// ruleid: php-reaches-only-the-platform
	fsockopen( $url );
	// ok: php-reaches-only-the-platform
	( new Platform_Client() )->send( $url );
}

function superglobals() {
	// ruleid: php-no-request-superglobal
	$mixed = $_REQUEST['x'];
	// ok: php-no-request-superglobal
	$posted = $_POST['x'];
}
