"""Programs are stopped with all their children, and nobody else's are."""

import json
import os
import sys
import time
from pathlib import Path

import pytest

from localstack.processes import DidNotStartError, Service

PARENT_OF_TWO = """
import subprocess, sys, time
children = [subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) for _ in "ab"]
print(*(child.pid for child in children), flush=True)
time.sleep(60)
"""
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("ready", flush=True)
time.sleep(60)
"""


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def service(tmp_path):
    service = Service("thing", tmp_path)
    yield service
    service.kill()


def start(service, program):
    service.start([sys.executable, "-c", program])
    end = time.monotonic() + 20
    while not (printed := service.log_file.read_text()).strip() and time.monotonic() < end:
        time.sleep(0.02)
    return printed


def test_stopping_ends_the_whole_group(service):
    children = [int(pid) for pid in start(service, PARENT_OF_TWO).split()]
    assert all(is_alive(pid) for pid in children)

    assert service.stop()

    assert not any(is_alive(pid) for pid in children)
    assert not service.is_running()


def test_a_program_that_will_not_end_is_made_to(service):
    start(service, STUBBORN)

    assert service.stop(patience=0.3)

    assert not service.is_running()


def test_another_process_finds_and_stops_it(service):
    start(service, PARENT_OF_TWO)

    same = Service("thing", service.folder)

    assert same.is_running()
    assert same.stop()


def test_a_number_that_now_belongs_to_somebody_else_is_left_alone(service):
    service.pid_file.write_text(json.dumps({"pid": os.getpid(), "started": "another time"}))

    assert not service.is_running()
    assert not service.stop()


def test_starting_twice_starts_once(service):
    start(service, PARENT_OF_TWO)
    first = service.pid

    service.start([sys.executable, "-c", PARENT_OF_TWO])

    assert service.pid == first


def test_a_failed_start_shows_the_end_of_the_log(service):
    start(service, "print('the reason')")

    with pytest.raises(DidNotStartError, match="the reason"):
        raise service.did_not_start("it ended")
