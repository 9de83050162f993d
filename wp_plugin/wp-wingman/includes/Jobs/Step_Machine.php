<?php
/**
 * Resumable work.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Jobs;

use WP_Wingman\Contracts\Step_Job;
use WP_Wingman\Storage\Tables;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Runs jobs step by step within a budget of time. The state is written after each step, so a
 * killed process loses at most the step it was in; the next request goes on from there.
 */
final class Step_Machine {

	public const RUNNING   = 'running';
	public const SUCCEEDED = 'succeeded';
	public const FAILED    = 'failed';

	/**
	 * A killed process cannot give its lock back: it runs out.
	 */
	private const LEASE_SECONDS = 120;

	/**
	 * So often a job may be picked up without finishing one step before it counts as broken.
	 */
	private const MAX_STALLS   = 3;
	private const KEEP_SECONDS = 7 * 86400;

	/**
	 * Jobs by kind.
	 *
	 * @var array<string, Step_Job>
	 */
	private array $jobs = array();

	public function __construct( Step_Job ...$jobs ) {
		foreach ( $jobs as $job ) {
			$this->jobs[ $job->kind() ] = $job;
		}
	}

	/**
	 * Queues a job and returns its id.
	 *
	 * @param string               $kind      Kind of a known job.
	 * @param array<string, mixed> $arguments For the job.
	 * @throws \InvalidArgumentException When the kind is unknown.
	 */
	public function start( string $kind, array $arguments = array() ): int {
		global $wpdb;
		if ( ! isset( $this->jobs[ $kind ] ) ) {
			throw new \InvalidArgumentException( 'Unknown kind of job.' );
		}
		$now = time();
		$wpdb->insert( // phpcs:ignore
			Tables::jobs(),
			array(
				'kind'       => $kind,
				'status'     => self::RUNNING,
				'state'      => wp_json_encode( (object) $this->jobs[ $kind ]->start( $arguments ) ),
				'created_at' => $now,
				'updated_at' => $now,
			)
		);

		return (int) $wpdb->insert_id;
	}

	/**
	 * Works on the waiting jobs, oldest first, until the budget is spent.
	 *
	 * @param Wall_Budget $budget Time there is.
	 */
	public function run_waiting( Wall_Budget $budget ): void {
		global $wpdb;
		$table = Tables::jobs();

		$ids = $wpdb->get_col( $wpdb->prepare( "SELECT id FROM `$table` WHERE status = %s ORDER BY id LIMIT 10", self::RUNNING ) ); // phpcs:ignore
		foreach ( $ids as $id ) {
			if ( $budget->is_spent() ) {
				return;
			}
			$this->run( (int) $id, $budget );
		}
	}

	/**
	 * Works on one job. Does nothing when another process holds it.
	 *
	 * @param int         $id     Job.
	 * @param Wall_Budget $budget Time there is.
	 */
	public function run( int $id, Wall_Budget $budget ): void {
		if ( ! $this->take( $id ) ) {
			return;
		}
		$row = $this->find( $id );
		$job = $this->jobs[ $row->kind ] ?? null;
		if ( null === $job || $row->stalls > self::MAX_STALLS ) {
			$this->end( $id, self::FAILED );

			return;
		}

		try {
			$this->walk( $id, $job, (array) json_decode( $row->state, true ), $budget );
		} catch ( \Throwable $error ) {
			// Left as it was: the stall counter decides when it has failed often enough.
			$this->update( $id, array( 'locked_until' => 0 ) );
		}
	}

	/**
	 * The row of a job, or null.
	 *
	 * @param int $id Job.
	 */
	public function find( int $id ): ?\stdClass {
		global $wpdb;
		$table = Tables::jobs();

		$row = $wpdb->get_row( $wpdb->prepare( "SELECT * FROM `$table` WHERE id = %d", $id ) ); // phpcs:ignore

		return $row instanceof \stdClass ? $row : null;
	}

	public function has_waiting( string $kind ): bool {
		global $wpdb;
		$table = Tables::jobs();

		return null !== $wpdb->get_var( $wpdb->prepare( "SELECT id FROM `$table` WHERE status = %s AND kind = %s LIMIT 1", self::RUNNING, $kind ) ); // phpcs:ignore
	}

	public function purge( int $now ): int {
		global $wpdb;
		$table = Tables::jobs();

		return (int) $wpdb->query( $wpdb->prepare( "DELETE FROM `$table` WHERE status <> %s AND updated_at < %d", self::RUNNING, $now - self::KEEP_SECONDS ) ); // phpcs:ignore
	}

	private function walk( int $id, Step_Job $job, array $state, Wall_Budget $budget ): void {
		while ( ! $job->is_done( $state ) ) {
			if ( $budget->is_spent() ) {
				$this->give_back( $id );

				return;
			}
			$state = $job->step( $state );
			$this->update(
				$id,
				array(
					'state'        => wp_json_encode( (object) $state ),
					'progress'     => max( 0, min( 99, $job->progress( $state ) ) ),
					'stalls'       => 0,
					'locked_until' => time() + self::LEASE_SECONDS,
				)
			);
		}
		$job->finish( $state );
		$this->end( $id, self::SUCCEEDED );
	}

	/**
	 * Out of time is no stall, even when there was none for a single step.
	 *
	 * @param int $id Job.
	 */
	private function give_back( int $id ): void {
		global $wpdb;
		$table = Tables::jobs();

		$wpdb->query( $wpdb->prepare( "UPDATE `$table` SET locked_until = 0, stalls = IF(stalls > 0, stalls - 1, 0) WHERE id = %d", $id ) ); // phpcs:ignore
	}

	/**
	 * One process gets the job; the unlocked row and the new lock are one statement.
	 *
	 * @param int $id Job.
	 */
	private function take( int $id ): bool {
		global $wpdb;
		$table = Tables::jobs();
		$now   = time();

		return 1 === $wpdb->query( // phpcs:ignore
			$wpdb->prepare( "UPDATE `$table` SET locked_until = %d, stalls = stalls + 1 WHERE id = %d AND status = %s AND locked_until <= %d", $now + self::LEASE_SECONDS, $id, self::RUNNING, $now ) // phpcs:ignore
		);
	}

	private function end( int $id, string $status ): void {
		$this->update(
			$id,
			array(
				'status'       => $status,
				'locked_until' => 0,
			) + ( self::SUCCEEDED === $status ? array( 'progress' => 100 ) : array() )
		);
	}

	private function update( int $id, array $columns ): void {
		global $wpdb;

		$wpdb->update( Tables::jobs(), $columns + array( 'updated_at' => time() ), array( 'id' => $id ) ); // phpcs:ignore
	}
}
