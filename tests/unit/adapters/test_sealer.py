"""What is sealed opens for its purpose and its owner, and for nobody else."""

import pytest

from chalicelib.adapters.sealer import LocalSealer, SealBroken

SEALER = LocalSealer(bytes(32))
SEALED = SEALER.seal(b"JBSWY3DP", purpose="totp", owner="alice")


def test_what_was_sealed_opens_again() -> None:
    assert SEALER.open(SEALED, purpose="totp", owner="alice") == b"JBSWY3DP"


def test_the_same_secret_never_looks_the_same() -> None:
    assert SEALER.seal(b"JBSWY3DP", purpose="totp", owner="alice") != SEALED


@pytest.mark.parametrize(("purpose", "owner"), [("totp", "bob"), ("link", "alice"), ("", "")])
def test_a_sealed_secret_moved_to_another_row_stays_closed(purpose: str, owner: str) -> None:
    with pytest.raises(SealBroken):
        SEALER.open(SEALED, purpose=purpose, owner=owner)


@pytest.mark.parametrize("position", range(len(SEALED)))
def test_one_changed_bit_is_noticed(position: int) -> None:
    changed = bytearray(SEALED)
    changed[position] ^= 1
    with pytest.raises(SealBroken):
        SEALER.open(bytes(changed), purpose="totp", owner="alice")


@pytest.mark.parametrize("sealed", [b"", SEALED[:11], SEALED[:12], SEALED[:-1]])
def test_what_was_cut_stays_closed(sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        SEALER.open(sealed, purpose="totp", owner="alice")


def test_another_deployments_key_opens_nothing() -> None:
    with pytest.raises(SealBroken):
        LocalSealer(bytes(range(32))).open(SEALED, purpose="totp", owner="alice")
