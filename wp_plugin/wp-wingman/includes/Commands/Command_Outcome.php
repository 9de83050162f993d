<?php
/**
 * What became of a command.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Commands;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * The members of the signed result.
 */
final class Command_Outcome {

	public const SUCCEEDED = 'succeeded';
	public const FAILED    = 'failed';
	public const REFUSED   = 'refused';

	public string $status;

	/**
	 * Facts for the platform.
	 *
	 * @var array<string, mixed>
	 */
	public array $output;

	/**
	 * Stable code and plain message, or null.
	 *
	 * @var array{code: string, message: string}|null
	 */
	public ?array $error;

	/**
	 * Called once the result has been handed over (or given up).
	 *
	 * @var callable|null
	 */
	private $afterwards;

	private function __construct( string $status, array $output, ?array $error, ?callable $afterwards ) {
		$this->status     = $status;
		$this->output     = $output;
		$this->error      = $error;
		$this->afterwards = $afterwards;
	}

	/**
	 * It worked.
	 *
	 * @param array<string, mixed> $output     Facts for the platform.
	 * @param callable|null        $afterwards Gets true when the platform has the result, else false.
	 */
	public static function succeeded( array $output = array(), ?callable $afterwards = null ): self {
		return new self( self::SUCCEEDED, $output, null, $afterwards );
	}

	public static function failed( string $code, string $message ): self {
		return new self( self::FAILED, array(), compact( 'code', 'message' ), null );
	}

	public static function refused( string $code ): self {
		return new self(
			self::REFUSED,
			array(),
			array(
				'code'    => $code,
				'message' => 'The site refused this command.',
			),
			null
		);
	}

	public function settle( bool $is_delivered ): void {
		if ( null !== $this->afterwards ) {
			( $this->afterwards )( $is_delivered );
		}
	}
}
