<?php
/**
 * What the platform said.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * An HTTP answer, read carefully: anything that is not what it should be reads as empty.
 */
final class Platform_Answer {

	public int $status;
	private \stdClass $members;
	private int $retry_after_seconds;

	/**
	 * From the pieces of an HTTP response.
	 *
	 * @param int    $status      HTTP status.
	 * @param string $body        Body.
	 * @param string $retry_after Header of that name.
	 */
	public function __construct( int $status, string $body, string $retry_after = '' ) {
		$decoded = json_decode( $body, false, 32 );

		$this->status              = $status;
		$this->members             = $decoded instanceof \stdClass ? $decoded : new \stdClass();
		$this->retry_after_seconds = ctype_digit( $retry_after ) ? min( 86400, (int) $retry_after ) : 0;
	}

	public function is_success(): bool {
		return $this->status >= 200 && $this->status < 300;
	}

	/**
	 * A member of the JSON object, or null.
	 *
	 * @param string $name Member.
	 * @return mixed
	 */
	public function member( string $name ) {
		return $this->members->$name ?? null;
	}

	/**
	 * All members, for a document that is kept as it came.
	 */
	public function members(): \stdClass {
		return $this->members;
	}

	/**
	 * A new API key for this site, or null when the answer brings none.
	 */
	public function site_key(): ?string {
		$key = $this->member( 'site_key' );

		return is_string( $key ) && 1 === preg_match( '/\Awwk_[A-Za-z0-9_-]{43}\z/', $key ) ? $key : null;
	}

	/**
	 * The stable error code of a problem document, or an empty string.
	 */
	public function code(): string {
		$code = $this->member( 'code' );

		return is_string( $code ) && preg_match( '/^[a-z0-9_]{1,64}$/', $code ) ? $code : '';
	}

	public function server_time(): ?int {
		$time = $this->member( 'server_time' );

		return is_int( $time ) && $time > 0 ? $time : null;
	}

	public function retry_after_seconds(): int {
		return $this->retry_after_seconds;
	}

	/**
	 * Received, now or already earlier: the answer to the first try may have got lost.
	 */
	public function is_delivered(): bool {
		return $this->is_success() || ( 409 === $this->status && in_array( $this->code(), array( 'duplicate', 'sequence_too_old' ), true ) );
	}

	/**
	 * The highest number the platform has seen of this site, when it says so.
	 */
	public function last_sequence(): int {
		$number = $this->member( 'last_seq' );

		return 409 === $this->status && is_int( $number ) && $number > 0 ? $number : 0;
	}
}
