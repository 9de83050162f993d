"""The table of functions is complete and grants no more than the zones allow."""

from pathlib import Path

from infra.function_specs import (
    ALL_SPECS,
    API,
    FUNCTION_SPECS,
    Alarm,
    Bucket,
    BucketAction,
    DatabaseUser,
    Sealed,
    SealUse,
    SigningKeyUse,
    Zone,
)

ROOT = Path(__file__).parents[2]
FUNCTIONS = ROOT / "functions"


def test_every_folder_in_functions_has_exactly_one_row_and_every_row_a_folder():
    folders = sorted(path.parent.name for path in FUNCTIONS.glob("*/handler.py"))

    assert sorted(spec.name for spec in FUNCTION_SPECS) == folders


def test_every_function_brings_a_sample_event():
    missing = [
        spec.name for spec in FUNCTION_SPECS if not (FUNCTIONS / spec.name / "event.json").is_file()
    ]

    assert missing == []


def test_no_function_outside_the_vpc_may_sign_in_to_the_database():
    assert [spec.name for spec in ALL_SPECS if spec.zone is Zone.EDGE and spec.database] == []


def test_exactly_one_function_may_sign_commands():
    signers = [spec.name for spec in ALL_SPECS if SigningKeyUse.SIGN in spec.signing_key]

    assert signers == ["sign_command"]


def test_only_one_function_anchors_the_audit_log_and_it_signs_no_command():
    anchoring = [spec for spec in ALL_SPECS if SigningKeyUse.SIGN in spec.anchor_key]

    assert [spec.name for spec in anchoring] == ["anchor_audit_log"]
    assert anchoring[0].signing_key == ()


def test_nobody_but_the_anchor_function_writes_to_the_audit_bucket():
    writers = [
        spec.name
        for spec in ALL_SPECS
        if BucketAction.PUT in dict(spec.buckets).get(Bucket.AUDIT, ())
    ]

    assert writers == ["anchor_audit_log"]


def test_whoever_speaks_to_the_internet_opens_no_second_factor():
    opening = [
        spec for spec in ALL_SPECS if SealUse.OPEN in dict(spec.seals).get(Sealed.SECOND_FACTOR, ())
    ]

    assert [spec.name for spec in opening if spec.zone is Zone.EDGE] == []


def test_what_goes_in_by_the_api_comes_out_only_at_the_edge():
    for sealed in (Sealed.CHANNEL, Sealed.MONITOR):
        opening = [spec for spec in ALL_SPECS if SealUse.OPEN in dict(spec.seals).get(sealed, ())]
        assert {spec.zone for spec in opening} == {Zone.EDGE}
        assert dict(API.seals)[sealed] == (SealUse.SEAL,)


def test_only_migrations_own_the_database():
    owners = [spec.name for spec in ALL_SPECS if DatabaseUser.OWNER in spec.database]

    assert owners == ["migrate_database"]


def test_messages_are_sent_to_functions_that_have_a_queue():
    with_queue = {spec.name for spec in FUNCTION_SPECS if spec.queue}
    told_by_ses = {spec.name for spec in FUNCTION_SPECS if spec.hears_of_mail}

    assert {name for spec in ALL_SPECS for name in spec.sends_to} | told_by_ses == with_queue


def test_whatever_is_tried_again_by_a_queue_reports_its_dead_letters():
    silent = [s.name for s in ALL_SPECS if s.queue and Alarm.DEAD_LETTERS not in s.alarms]

    assert silent == []


def test_whatever_no_queue_tries_again_reports_its_errors():
    alone = [s for s in ALL_SPECS if s.every_minutes or not s.queue]

    assert [s.name for s in alone if Alarm.ERRORS not in s.alarms] == []


def test_the_api_answers_before_the_gateway_gives_up():
    assert API.timeout_seconds <= 29
