<?php
/**
 * Makes PHP look as if it had been built without libsodium, as it is on some hosts.
 *
 * Prepended to a script, with the functions of the extension and `extension_loaded` itself
 * switched off (PHP 8 then lets them be defined again): WordPress brings its own sodium_compat
 * into play exactly as it does on such a host.
 *
 * @package WP_Wingman
 */

function extension_loaded( string $extension ): bool {
	return 'sodium' !== strtolower( $extension ) && in_array( strtolower( $extension ), array_map( 'strtolower', get_loaded_extensions() ), true );
}
