"""Stages that must not exist cannot be made."""

from dataclasses import replace

import pytest

from infra.settings import DEV, LOCAL, PRODUCTION, STAGES, BadStage


def test_every_stage_is_known_by_its_name():
    assert {name: stage.name for name, stage in STAGES.items()} == {n: n for n in STAGES}


def test_production_keeps_data_watches_restores_and_changes_versions_carefully():
    assert PRODUCTION.keeps_data
    assert PRODUCTION.restore_testing
    assert PRODUCTION.blue_green
    assert PRODUCTION.backup_days == 35


def test_a_message_never_comes_back_while_it_is_worked_on():
    with pytest.raises(BadStage, match="come back"):
        replace(DEV, queue_visibility_multiple=0)


def test_the_local_stage_keeps_nothing():
    with pytest.raises(BadStage, match="local"):
        replace(LOCAL, keeps_data=True)


def test_backups_reach_back_no_further_than_aws_backup_can():
    with pytest.raises(BadStage, match="35 days"):
        replace(PRODUCTION, backup_days=90)
