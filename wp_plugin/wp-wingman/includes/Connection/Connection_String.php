<?php
/**
 * What an administrator pastes to connect the site.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Connection;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Either the connection string of the dashboard (`https://wingman.example#CODE`), or a bare
 * code with the address in a field of its own.
 */
final class Connection_String {

	public string $origin;
	public string $code;

	/**
	 * Reads both fields of the form.
	 *
	 * @param string $code_field    Connection string or code.
	 * @param string $address_field Address of the platform, needed with a bare code.
	 * @throws Pairing_Failed With a message in plain words.
	 */
	public static function parse( string $code_field, string $address_field ): self {
		$code_field = trim( $code_field );
		$hash       = strpos( $code_field, '#' );
		$parsed     = new self();

		$parsed->code   = false === $hash ? $code_field : substr( $code_field, $hash + 1 );
		$address        = false === $hash ? trim( $address_field ) : trim( substr( $code_field, 0, $hash ) );
		$parsed->origin = self::origin_of( $address );

		if ( ! preg_match( '/^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-zoOiIlL\s-]{32,80}$/', $parsed->code ) ) {
			throw new Pairing_Failed( 'code_malformed', esc_html__( 'The code is not complete. Copy the whole connection string from the dashboard and paste it again.', 'wp-wingman' ) );
		}

		return $parsed;
	}

	/**
	 * Scheme, host and port of an address; everything else about it is refused.
	 *
	 * @param string $address Address as typed.
	 * @throws Pairing_Failed With a message in plain words.
	 */
	private static function origin_of( string $address ): string {
		if ( '' === $address ) {
			throw new Pairing_Failed( 'address_missing', esc_html__( 'Please enter the address of the dashboard too, or paste the whole connection string.', 'wp-wingman' ) );
		}
		$parts = wp_parse_url( rtrim( $address, '/' ) );
		if ( ! is_array( $parts ) || empty( $parts['scheme'] ) || empty( $parts['host'] ) || array_diff_key( $parts, array_flip( array( 'scheme', 'host', 'port' ) ) ) ) {
			throw new Pairing_Failed( 'address_malformed', esc_html__( 'The address of the dashboard must look like https://wingman.example.com.', 'wp-wingman' ) );
		}
		$scheme = strtolower( $parts['scheme'] );
		$host   = strtolower( $parts['host'] );
		if ( ! self::is_transport_allowed( $scheme, $host ) ) {
			throw new Pairing_Failed( 'address_insecure', esc_html__( 'The address of the dashboard must start with https://.', 'wp-wingman' ) );
		}

		return $scheme . '://' . $host . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' );
	}

	/**
	 * Encrypted, or a developer's own machine that says so itself.
	 *
	 * @param string $scheme URL scheme.
	 * @param string $host   Host name.
	 */
	private static function is_transport_allowed( string $scheme, string $host ): bool {
		if ( 'https' === $scheme ) {
			return true;
		}

		return 'http' === $scheme && in_array( $host, array( 'localhost', '127.0.0.1' ), true ) && 'local' === wp_get_environment_type();
	}
}
