<?php
/**
 * Long work in small steps.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Integration\Jobs;

use WP_Wingman\Jobs\Check_Site_Health;
use WP_Wingman\Jobs\Measure_Uploads;
use WP_Wingman\Jobs\Step_Machine;
use WP_Wingman\Jobs\Wall_Budget;
use WP_Wingman\Storage\Tables;
use WP_Wingman\Tests\Fixtures\Counting_Job;
use WP_Wingman\Tests\Fixtures\Site_Test_Case;

final class Step_Machine_Test extends Site_Test_Case {

	public function test_a_job_runs_to_its_end_in_one_go_when_there_is_time(): void {
		$job     = new Counting_Job();
		$machine = new Step_Machine( $job );
		$id      = $machine->start( 'counting', array( 'up_to' => 5 ) );

		$machine->run_waiting( Wall_Budget::of_seconds( 5 ) );

		$this->assertSame( array( 1, 2, 3, 4, 5 ), $job->steps );
		$this->assertSame( array( 'succeeded', '100' ), array( $machine->find( $id )->status, $machine->find( $id )->progress ) );
		$this->assertSame( 1, $job->finishes );
	}

	public function test_a_job_goes_on_where_the_last_request_stopped(): void {
		$first  = new Counting_Job( 0.02 );
		$second = new Counting_Job();
		$id     = ( new Step_Machine( $first ) )->start( 'counting', array( 'up_to' => 20 ) );

		( new Step_Machine( $first ) )->run( $id, Wall_Budget::of_seconds( 0.1 ) );
		$this->assertSame( 'running', ( new Step_Machine( $first ) )->find( $id )->status );
		( new Step_Machine( $second ) )->run( $id, Wall_Budget::of_seconds( 5 ) );

		$this->assertSame( range( 1, 20 ), array_merge( $first->steps, $second->steps ) );
		$this->assertNotEmpty( $first->steps );
	}

	public function test_progress_is_visible_while_it_runs(): void {
		$job     = new Counting_Job( 0.02 );
		$machine = new Step_Machine( $job );
		$id      = $machine->start( 'counting', array( 'up_to' => 20 ) );

		$machine->run( $id, Wall_Budget::of_seconds( 0.1 ) );

		$this->assertSame( (string) ( 5 * count( $job->steps ) ), $machine->find( $id )->progress );
	}

	public function test_two_processes_never_work_on_one_job(): void {
		global $wpdb;
		$job     = new Counting_Job();
		$machine = new Step_Machine( $job );
		$id      = $machine->start( 'counting', array( 'up_to' => 5 ) );
		$wpdb->update( Tables::jobs(), array( 'locked_until' => time() + 60 ), array( 'id' => $id ) );

		$machine->run( $id, Wall_Budget::of_seconds( 5 ) );

		$this->assertSame( array(), $job->steps );
	}

	public function test_the_lock_of_a_killed_process_runs_out(): void {
		global $wpdb;
		$job     = new Counting_Job();
		$machine = new Step_Machine( $job );
		$id      = $machine->start( 'counting', array( 'up_to' => 5 ) );
		$wpdb->update( Tables::jobs(), array( 'locked_until' => time() - 1 ), array( 'id' => $id ) );

		$machine->run( $id, Wall_Budget::of_seconds( 5 ) );

		$this->assertSame( 'succeeded', $machine->find( $id )->status );
	}

	public function test_a_job_that_never_gets_a_step_done_fails_after_some_tries(): void {
		$machine = new Step_Machine( new Counting_Job( 0, 3 ) );
		$id      = $machine->start( 'counting', array( 'up_to' => 5 ) );

		for ( $try = 0; $try < 10; $try++ ) {
			$machine->run( $id, Wall_Budget::of_seconds( 5 ) );
		}

		$this->assertSame( 'failed', $machine->find( $id )->status );
		$this->assertSame( array( 'count' => 2, 'up_to' => 5 ), json_decode( $machine->find( $id )->state, true ), 'Finished steps are kept.' );
	}

	public function test_requests_that_have_no_time_left_do_not_make_a_job_fail(): void {
		$machine = new Step_Machine( new Counting_Job() );
		$id      = $machine->start( 'counting', array( 'up_to' => 5 ) );
		for ( $request = 0; $request < 10; $request++ ) {
			$machine->run( $id, Wall_Budget::of_seconds( 0 ) );
		}

		$machine->run( $id, Wall_Budget::of_seconds( 5 ) );

		$this->assertSame( 'succeeded', $machine->find( $id )->status );
	}

	public function test_a_job_of_an_unknown_kind_cannot_be_started(): void {
		$this->expectException( \InvalidArgumentException::class );

		( new Step_Machine() )->start( 'mystery' );
	}

	public function test_a_job_that_a_newer_version_left_behind_fails(): void {
		$id = ( new Step_Machine( new Counting_Job() ) )->start( 'counting', array( 'up_to' => 5 ) );

		( new Step_Machine() )->run( $id, Wall_Budget::of_seconds( 5 ) );

		$this->assertSame( 'failed', ( new Step_Machine() )->find( $id )->status );
	}

	public function test_finished_jobs_are_swept_after_a_week(): void {
		$machine = new Step_Machine( new Counting_Job() );
		$old     = $machine->start( 'counting', array( 'up_to' => 1 ) );
		$machine->run( $old, Wall_Budget::of_seconds( 5 ) );
		$running = $machine->start( 'counting', array( 'up_to' => 1 ) );

		$machine->purge( time() + 8 * 86400 );

		$this->assertNull( $machine->find( $old ) );
		$this->assertNotNull( $machine->find( $running ) );
	}

	public function test_the_slow_tests_of_site_health_are_run_in_steps(): void {
		$this->pair();
		add_filter( 'site_status_tests', array( $this, 'only_own_tests' ) );
		$machine = $this->plugin->step_machine();
		$id      = $machine->start( 'check_site_health' );

		$machine->run( $id, Wall_Budget::of_seconds( 5 ) );

		$health = $this->plugin->measurements()->site_health();
		remove_filter( 'site_status_tests', array( $this, 'only_own_tests' ) );
		$this->assertSame( array( array( 'test' => 'second', 'label' => 'Second', 'status' => 'critical' ) ), $health['issues'] );
		$this->assertSame( 1, $health['good'] );
	}

	public function test_a_test_that_kills_its_process_is_left_out_after_two_tries(): void {
		$this->pair();
		add_filter( 'site_status_tests', array( $this, 'only_own_tests' ) );
		$id = $this->plugin->step_machine()->start( 'check_site_health' );

		// Two processes that announce the first test and die in it.
		for ( $process = 0; $process < 2; $process++ ) {
			$job   = new Check_Site_Health( $this->plugin->measurements() );
			$state = $job->step( (array) json_decode( $this->plugin->step_machine()->find( $id )->state, true ) );
			$GLOBALS['wpdb']->update( Tables::jobs(), array( 'state' => wp_json_encode( $state ) ), array( 'id' => $id ) );
		}
		$this->plugin->step_machine()->run( $id, Wall_Budget::of_seconds( 5 ) );

		$health = $this->plugin->measurements()->site_health();
		remove_filter( 'site_status_tests', array( $this, 'only_own_tests' ) );
		$this->assertSame( 'succeeded', $this->plugin->step_machine()->find( $id )->status );
		$this->assertSame( array( 0, 1 ), array( $health['good'], $health['critical'] ) );
	}

	public function only_own_tests(): array {
		$test = static function ( string $label, string $status ): array {
			return array(
				'label'             => $label,
				'test'              => 'own',
				'has_rest'          => true,
				'async_direct_test' => static function () use ( $label, $status ): array {
					return compact( 'label', 'status' );
				},
			);
		};

		return array(
			'direct' => array(),
			'async'  => array(
				'first'  => $test( 'First', 'good' ),
				'second' => $test( 'Second', 'critical' ),
			),
		);
	}

	public function test_the_uploads_are_measured_folder_by_folder_and_links_are_not_followed(): void {
		$root = sys_get_temp_dir() . '/wp-wingman-uploads-' . getmypid();
		mkdir( "$root/2026/11", 0777, true );
		file_put_contents( "$root/a", str_repeat( 'x', 100 ) );
		file_put_contents( "$root/2026/b", str_repeat( 'x', 20 ) );
		file_put_contents( "$root/2026/11/c", str_repeat( 'x', 3 ) );
		symlink( $root, "$root/2026/round" );
		$machine = new Step_Machine( new Measure_Uploads( $this->plugin->measurements(), $root ) );
		$id      = $machine->start( Measure_Uploads::KIND );

		for ( $request = 0; $request < 3; $request++ ) {
			// No time at all: at most one step per request.
			$machine->run( $id, Wall_Budget::of_seconds( 0.001 ) );
		}
		$machine->run( $id, Wall_Budget::of_seconds( 5 ) );

		$this->assertSame( 123, $this->plugin->measurements()->uploads_bytes() );
		exec( 'rm -rf ' . escapeshellarg( $root ) );
	}
}
