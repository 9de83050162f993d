<?php
/**
 * Long work in small steps.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Contracts;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * A job is pure movement: state in, state out. It may be stopped between any two steps and
 * goes on in another request, so everything it knows is in its state (JSON values only).
 */
interface Step_Job {

	public function kind(): string;

	/**
	 * State before the first step.
	 *
	 * @param array<string, mixed> $arguments What the caller wants done.
	 * @return array<string, mixed>
	 */
	public function start( array $arguments ): array;

	/**
	 * Does a small piece of work, well under a second.
	 *
	 * @param array<string, mixed> $state State so far.
	 * @return array<string, mixed> State afterwards.
	 */
	public function step( array $state ): array;

	/**
	 * Whether nothing is left to do.
	 *
	 * @param array<string, mixed> $state State.
	 */
	public function is_done( array $state ): bool;

	/**
	 * 0 to 100.
	 *
	 * @param array<string, mixed> $state State.
	 */
	public function progress( array $state ): int;

	/**
	 * Called once, when the last step is done.
	 *
	 * @param array<string, mixed> $state Final state.
	 */
	public function finish( array $state ): void;
}
