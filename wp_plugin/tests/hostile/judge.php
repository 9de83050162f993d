<?php
/**
 * Puts each line of a file to the gate as if a platform had sent it: judge.php WP_ROOT STATE FILE NOW
 *
 * Prints one verdict per line: the reason of the refusal, "accepted", or "crashed" with what was
 * thrown; PHP's own warnings count as a crash, since on many sites they end the request.
 *
 * @package WP_Wingman
 */

use WP_Wingman\Commands\Command_Refused;
use WP_Wingman\Connection\Envelope_Verifier;

require __DIR__ . '/site.php';

set_error_handler(
	static function ( int $level, string $message ): bool {
		throw new ErrorException( $message, 0, $level );
	}
);

$now     = (int) $argv[4];
$corpus  = fopen( $argv[3], 'rb' );
$gate    = new Envelope_Verifier( $plugin->connections()->usable(), $plugin->commands(), $plugin->nonces() );
$compat  = ( new ReflectionFunction( 'sodium_crypto_sign_verify_detached' ) )->isUserDefined();
$verdict = static function ( string $text ) use ( $gate, $now ): string {
	// As the puller reads an answer: the text of one command within the list.
	$answer = json_decode( '{"commands":[' . $text . ']}' );
	if ( ! $answer instanceof stdClass || ! is_array( $answer->commands ) ) {
		return 'no_json';
	}
	$refusal = 'nothing_sent';
	foreach ( $answer->commands as $envelope ) {
		try {
			$gate->verify( $envelope, $now );

			return 'accepted';
		} catch ( Command_Refused $error ) {
			$refusal = $error->reason();
		}
	}

	return $refusal;
};

echo $compat ? "sodium_compat\n" : "ext-sodium\n";
while ( false !== ( $line = fgets( $corpus ) ) ) {
	try {
		echo $verdict( base64_decode( trim( $line ) ) ), "\n";
	} catch ( Throwable $error ) {
		echo 'crashed: ', get_class( $error ), ': ', str_replace( "\n", ' ', $error->getMessage() ), "\n";
	}
}
