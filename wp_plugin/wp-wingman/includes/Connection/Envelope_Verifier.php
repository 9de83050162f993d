<?php
/**
 * The one gate for commands.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

use WP_Wingman\Commands\Command_List;
use WP_Wingman\Commands\Command_Refused;
use WP_Wingman\Commands\Command_Request;
use WP_Wingman\Contracts\Nonce_Store;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Fails closed: a command is good only when every check says yes, in this order, and the
 * bytes that were signed are the bytes that are read. There is one algorithm and no choice.
 */
final class Envelope_Verifier {

	private const ENVELOPE_MEMBERS = array( 'args', 'keyid', 'payload', 'payload_type', 'sig' );
	private const PAYLOAD_MEMBERS  = array( 'approval', 'args_sha256', 'aud', 'cap', 'cmd', 'cmd_id', 'exp', 'iat', 'nonce', 'reply_to', 'seq', 'site_id', 'v' );

	private const MAX_PAYLOAD_BYTES   = 4096;
	private const MAX_ARGUMENT_BYTES  = 1048576;
	private const MAX_LIFE_SECONDS    = 300;
	private const CLOCK_SKEW_SECONDS  = 60;
	private const PAYLOAD_DEPTH       = 6;
	private const ARGUMENT_DEPTH      = 16;

	private const ID                       = '/\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\z/';
	private const MAX_APPROVERS            = 2;
	private const MAX_APPROVAL_AGE_SECONDS = 900;

	private Connection $connection;
	private Command_List $commands;
	private Nonce_Store $nonces;

	public function __construct( Connection $connection, Command_List $commands, Nonce_Store $nonces ) {
		$this->connection = $connection;
		$this->commands   = $commands;
		$this->nonces     = $nonces;
	}

	/**
	 * Lets a command through, and spends its nonce.
	 *
	 * @param mixed $envelope Decoded JSON (objects as stdClass).
	 * @param int   $now      Unix seconds.
	 * @throws Command_Refused With the first check that failed.
	 */
	public function verify( $envelope, int $now ): Command_Request {
		$this->check_shape( $envelope );
		$payload_bytes  = $this->decode( $envelope->payload, self::MAX_PAYLOAD_BYTES );
		$argument_bytes = $this->decode( $envelope->args, self::MAX_ARGUMENT_BYTES );
		$this->check_signature( $envelope, $payload_bytes, $now );

		$payload = $this->read_payload( $payload_bytes );
		$this->check_addressee( $payload );
		$this->check_time( $payload, $now );
		$arguments = $this->read_arguments( $payload, $argument_bytes );

		$command = $this->commands->find( $payload->cmd );
		$this->require_that( null !== $command, 'command_unknown', $payload );
		$this->require_that( $command->capability() === $payload->cap, 'capability_mismatch', $payload );
		$this->require_that( $this->commands->is_allowed( $command ), 'capability_off', $payload );
		$this->require_that( $this->is_approved( $payload ), 'approval_invalid', $payload );

		// Last, so that a refused command leaves no trace in the database.
		$this->require_that( $this->nonces->spend( $payload->nonce, $payload->exp ), 'replayed' );

		return new Command_Request( $command, $payload, $arguments );
	}

	private function check_shape( $envelope ): void {
		$this->require_that( $envelope instanceof \stdClass, 'envelope_malformed' );
		$members = get_object_vars( $envelope );
		ksort( $members );
		$this->require_that( array_keys( $members ) === self::ENVELOPE_MEMBERS, 'envelope_malformed' );
		foreach ( $members as $value ) {
			$this->require_that( is_string( $value ), 'envelope_malformed' );
		}
		$this->require_that( Dsse::COMMAND === $envelope->payload_type, 'type_unknown' );
	}

	private function decode( string $text, int $max_bytes ): string {
		// Length first: a large text is not worth decoding.
		$this->require_that( strlen( $text ) <= 4 * (int) ceil( $max_bytes / 3 ), 'too_large' );
		$bytes = Base64::decode( $text );
		$this->require_that( null !== $bytes && strlen( $bytes ) <= $max_bytes, 'encoding_invalid' );

		return $bytes;
	}

	private function check_signature( \stdClass $envelope, string $payload_bytes, int $now ): void {
		$signature = Base64::decode( $envelope->sig );
		$this->require_that( null !== $signature && SODIUM_CRYPTO_SIGN_BYTES === strlen( $signature ), 'encoding_invalid' );
		$public_key = ( new Command_Keys( $this->connection ) )->find( $envelope->keyid, $now );
		$this->require_that( null !== $public_key, 'key_unknown' );

		try {
			$is_good = sodium_crypto_sign_verify_detached(
				$signature,
				Dsse::pre_authentication_encoding( Dsse::COMMAND, $payload_bytes ),
				$public_key
			);
		} catch ( \Throwable $error ) {
			$is_good = false;
		}
		$this->require_that( true === $is_good, 'signature_invalid' );
	}

	private function read_payload( string $bytes ): \stdClass {
		$payload = json_decode( $bytes, false, self::PAYLOAD_DEPTH );
		$this->require_that( $payload instanceof \stdClass, 'payload_malformed' );
		$members = get_object_vars( $payload );
		ksort( $members );
		$this->require_that( array_keys( $members ) === self::PAYLOAD_MEMBERS, 'payload_malformed' );

		$is_typed = 1 === $payload->v
			&& is_string( $payload->aud ) && is_string( $payload->site_id ) && is_string( $payload->cmd ) && is_string( $payload->cap )
			&& is_int( $payload->iat ) && is_int( $payload->exp ) && is_int( $payload->seq ) && $payload->seq >= 0
			&& ( null === $payload->approval || $payload->approval instanceof \stdClass )
			&& $this->matches( '/\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\z/', $payload->cmd_id )
			&& $this->matches( '/\A[A-Za-z0-9_-]{22}\z/', $payload->nonce )
			&& $this->matches( '/\A[0-9a-f]{64}\z/', $payload->args_sha256 )
			&& '/api/v1/wp/commands/' . $payload->cmd_id . '/result' === $payload->reply_to;
		$this->require_that( $is_typed, 'payload_malformed' );

		return $payload;
	}

	/**
	 * What destroys names one or two different people and the moment the last of them said yes.
	 * Anything else names nobody.
	 *
	 * @param \stdClass $payload Payload.
	 */
	private function is_approved( \stdClass $payload ): bool {
		if ( ! Capabilities::is_destructive( $payload->cap ) ) {
			return null === $payload->approval;
		}
		$approval = $payload->approval;
		if ( ! $this->has_members( $approval, array( 'at', 'by', 'ticket' ) ) || ! is_int( $approval->at ) || ! $this->matches( self::ID, $approval->ticket ) ) {
			return false;
		}
		$is_fresh = $approval->at <= $payload->iat + self::CLOCK_SKEW_SECONDS && $approval->at > $payload->iat - self::MAX_APPROVAL_AGE_SECONDS;
		if ( ! $is_fresh || ! is_array( $approval->by ) || count( $approval->by ) < 1 || count( $approval->by ) > self::MAX_APPROVERS ) {
			return false;
		}
		$people = array();
		foreach ( $approval->by as $person ) {
			if ( ! $this->has_members( $person, array( 'id', 'name' ) ) || ! $this->matches( self::ID, $person->id ) || ! is_string( $person->name ) ) {
				return false;
			}
			$people[ $person->id ] = true;
		}

		return count( $people ) === count( $approval->by );
	}

	/**
	 * Whether it is an object with exactly these members.
	 *
	 * @param mixed    $value   Decoded JSON.
	 * @param string[] $members Names in order.
	 */
	private function has_members( $value, array $members ): bool {
		if ( ! $value instanceof \stdClass ) {
			return false;
		}
		$names = array_keys( get_object_vars( $value ) );
		sort( $names );

		return $names === $members;
	}

	private function check_addressee( \stdClass $payload ): void {
		$this->require_that( hash_equals( $this->connection->site_id, $payload->site_id ), 'wrong_site' );
		$this->require_that( hash_equals( $this->connection->home_url, $payload->aud ), 'wrong_audience' );
	}

	private function check_time( \stdClass $payload, int $now ): void {
		$this->require_that( $payload->exp > $payload->iat && $payload->exp - $payload->iat <= self::MAX_LIFE_SECONDS, 'life_invalid', $payload );
		$this->require_that( $payload->iat <= $now + self::CLOCK_SKEW_SECONDS, 'not_yet_valid', $payload );
		$this->require_that( $payload->exp > $now - self::CLOCK_SKEW_SECONDS, 'expired', $payload );
	}

	private function read_arguments( \stdClass $payload, string $bytes ): \stdClass {
		$this->require_that( hash_equals( $payload->args_sha256, hash( 'sha256', $bytes ) ), 'arguments_digest', $payload );
		$arguments = json_decode( $bytes, false, self::ARGUMENT_DEPTH );
		$this->require_that( $arguments instanceof \stdClass, 'arguments_malformed', $payload );

		return $arguments;
	}

	private function matches( string $pattern, $value ): bool {
		return is_string( $value ) && 1 === preg_match( $pattern, $value );
	}

	/**
	 * Anything but true refuses.
	 *
	 * @param bool           $is_met  The check.
	 * @param string         $reason  Stable code.
	 * @param \stdClass|null $payload Given when it is proven to be meant for this site.
	 * @throws Command_Refused When the check failed.
	 */
	private function require_that( bool $is_met, string $reason, ?\stdClass $payload = null ): void {
		if ( true !== $is_met ) {
			throw new Command_Refused( esc_html( $reason ), null === $payload ? '' : esc_html( $payload->cmd_id ) );
		}
	}
}
