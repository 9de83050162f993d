"""The gate for commands against an army: thousands of bad envelopes, and many hands at once.

The same cases go to PHP with libsodium and to PHP without it, where WordPress's own sodium_compat
checks the signatures. There one check takes a thousand times as long, so in `make test` most cases
are of the kinds that are refused before it; `make test-slow` has all kinds in equal parts.
"""

import base64
import json
import os
import random
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from localstack.wordpress import WordPressSite
from tests.plugin import hostile_envelopes
from tests.plugin.hostile_envelopes import Case, Site

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "wp_plugin" / "tests" / "hostile"
WORKERS = 10
TIMES_PER_WORKER = 20

_CHEAP = {
    "damaged text": 6600,
    "wrong shape": 6000,
    "other base64": 4000,
    "unknown key": 1500,
    "signature of wrong length": 1700,
}
_DEAR = {
    "flipped bit": 70,
    "forged signature": 50,
    "changed arguments": 20,
    "signed nonsense": 60,
    "signed for another": 60,
}
_IN_EQUAL_PARTS = dict.fromkeys(hostile_envelopes.KINDS, 2000)


@pytest.fixture(scope="module")
def wordpress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordPressSite]:
    yield from _wordpress(tmp_path_factory.mktemp("hostile"), "6.8.7")


@pytest.fixture(scope="module")
def old_wordpress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordPressSite]:
    yield from _wordpress(tmp_path_factory.mktemp("hostile-old"), "6.1.9")


def _wordpress(folder: Path, version: str) -> Iterator[WordPressSite]:
    site = WordPressSite(root=folder / "site", version=version)
    site.start()
    try:
        site.install_plugin(ROOT / "wp_plugin" / "wp-wingman")
        yield site
    finally:
        site.stop()


@pytest.mark.e2e
def test_of_twenty_thousand_hostile_commands_none_is_accepted(
    wordpress: WordPressSite, tmp_path: Path
) -> None:
    shares = _CHEAP | _DEAR
    assert sum(shares.values()) >= 20_000

    _refuses_all(wordpress, tmp_path, shares=shares, seed=20_261_123)


@pytest.mark.slow
def test_nor_of_twenty_thousand_of_every_kind_in_equal_parts(
    wordpress: WordPressSite, tmp_path: Path
) -> None:
    _refuses_all(wordpress, tmp_path, shares=_IN_EQUAL_PARTS, seed=random.randrange(2**32))


@pytest.mark.slow
def test_nor_by_the_sodium_compat_of_our_oldest_wordpress(
    old_wordpress: WordPressSite, tmp_path: Path
) -> None:
    _refuses_all(old_wordpress, tmp_path, shares=_CHEAP | _DEAR, seed=random.randrange(2**32))


def _refuses_all(
    wordpress: WordPressSite, folder: Path, *, shares: dict[str, int], seed: int
) -> None:
    site = _paired(wordpress, folder)
    dice = random.Random(seed)
    hostile = list(hostile_envelopes.cases(site, seed=seed, shares=shares))
    dice.shuffle(hostile)
    before = wordpress.database.dump()

    with ThreadPoolExecutor(2) as both:
        library, compat = both.map(
            lambda options: _verdicts(wordpress, folder, hostile, options, site.now),
            ((), _without_sodium()),
        )

    assert (library[0], compat[0]) == ("ext-sodium", "sodium_compat")
    for verdicts in (library[1:], compat[1:]):
        assert len(verdicts) == len(hostile)
        assert _named(hostile, verdicts, "accepted") == []
        assert _named(hostile, verdicts, "crashed") == []
    assert library[1:] == compat[1:], "the two verifiers disagree"
    assert wordpress.database.dump() == before
    _report(hostile, library[1:], seed)
    _still_takes_good_ones(wordpress, folder, site)


def _still_takes_good_ones(wordpress: WordPressSite, folder: Path, site: Site) -> None:
    """Otherwise a gate that is nailed shut would pass for a safe one."""
    for options in ((), _without_sodium()):
        dice = random.Random()
        sound = [hostile_envelopes.good(site, dice) for _ in range(25)]
        cases = [Case("good", json.dumps(envelope).encode()) for envelope in sound]

        verdicts = _verdicts(wordpress, folder, cases * 2, options, site.now)[1:]

        assert Counter(verdicts) == {"accepted": 25, "replayed": 25}


@pytest.mark.e2e
def test_of_two_hundred_copies_handed_in_at_once_each_command_runs_once(
    wordpress: WordPressSite, tmp_path: Path
) -> None:
    site = _paired(wordpress, tmp_path)
    dice = random.Random()
    commands = [
        hostile_envelopes.good(site, dice, cmd=("ping", "refresh")[turn % 2]) for turn in range(20)
    ]
    (tmp_path / "envelopes.json").write_text(json.dumps(commands))
    (tmp_path / "turns").mkdir()

    with ThreadPoolExecutor(WORKERS) as hands:
        outcomes = list(
            hands.map(
                lambda worker: json.loads(
                    _php(
                        wordpress,
                        "replay.php",
                        tmp_path / "state.json",
                        tmp_path / "envelopes.json",
                        tmp_path / "turns",
                        str(worker),
                        str(WORKERS),
                        str(TIMES_PER_WORKER),
                    )
                ),
                range(WORKERS),
            )
        )

    for turn in range(len(commands)):
        answers = Counter(answer for worker in outcomes for answer in worker[turn])
        assert answers == {"succeeded": 1, "refused": WORKERS * TIMES_PER_WORKER - 1}
    received = json.loads((tmp_path / "state.json").read_text())["received"]
    results = [entry["message"]["command_id"] for entry in received if entry["kind"] == "result"]
    assert sorted(results) == sorted(_command_id(command) for command in commands)
    assert sum(entry["kind"] == "snapshot" for entry in received) == len(commands) // 2


def _paired(wordpress: WordPressSite, folder: Path) -> Site:
    facts = json.loads(_php(wordpress, "prepare.php", folder / "state.json"))
    return Site(
        site_id=facts["site_id"],
        home_url=facts["home_url"],
        key_id=facts["key_id"],
        # libsodium's secret key is the seed with the public key behind it.
        key=Ed25519PrivateKey.from_private_bytes(base64.b64decode(facts["secret_key"])[:32]),
        now=facts["now"],
    )


def _verdicts(
    wordpress: WordPressSite, folder: Path, cases: Sequence[Case], options: Sequence[str], now: int
) -> list[str]:
    corpus = folder / f"corpus-{'compat' if options else 'library'}"
    corpus.write_bytes(b"".join(base64.b64encode(case.text) + b"\n" for case in cases))
    return _php(
        wordpress, "judge.php", folder / "state.json", corpus, str(now), options=options
    ).splitlines()


def _php(
    wordpress: WordPressSite, script: str, *arguments: Path | str, options: Sequence[str] = ()
) -> str:
    ended = subprocess.run(
        ["php", *options, SCRIPTS / script, wordpress.tree, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=1800,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert ended.returncode == 0, (ended.stdout[-500:], ended.stderr[-2000:])
    return ended.stdout


@cache
def _without_sodium() -> tuple[str, ...]:
    """The options under which PHP has no libsodium; where it has none anyway, nothing is hidden."""
    listed = subprocess.run(
        [
            "php",
            "-r",
            "echo implode(',', extension_loaded('sodium')"
            " ? array_keys((new ReflectionExtension('sodium'))->getFunctions()) : []);",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return (
        "-dopcache.enable_cli=0",  # it would answer extension_loaded() while compiling
        f"-ddisable_functions={','.join(filter(None, ['extension_loaded', listed]))}",
        f"-dauto_prepend_file={SCRIPTS / 'without_sodium.php'}",
    )


def _named(cases: Sequence[Case], verdicts: Sequence[str], verdict: str) -> list[tuple[str, str]]:
    return [
        (found, f"{case.kind}: {case.text[:400]!r}")
        for case, found in zip(cases, verdicts, strict=True)
        if found.startswith(verdict)
    ][:5]


def _report(cases: Sequence[Case], verdicts: Sequence[str], seed: int) -> None:
    by_verdict = Counter(verdicts)
    print(f"{len(cases)} hostile commands, seed {seed}, 0 accepted, 0 crashed:", dict(by_verdict))


def _command_id(sealed: dict[str, str]) -> str:
    return str(json.loads(base64.b64decode(sealed["payload"]))["cmd_id"])
