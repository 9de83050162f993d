"""Which passwords are refused, and why; and that good ones of any kind are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.identity.errors import WeakPassword
from chalicelib.identity.password_rules import LONGEST_BYTES, SHORTEST, refuse_weak, weakness


def _weakness(
    password: str, email: str = "ada@agency.example", agency_name: str = "Northlight Web Studio"
) -> str:
    return weakness(password, email=email, agency_name=agency_name) or ""


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "canada adventure",  # holds "ada", but not as a word
        "kW9-vb2Lq_Zt71pP",
        "mein Hund mag Käse",
        "ich ❤️ laue Sommer",
        "!!#&7382brown93#$@#$",
        "tr0ub4dor&3 is fine",
        "studio of a painter",
    ],
)
def test_a_long_password_of_any_characters_will_do(password: str) -> None:
    assert _weakness(password) == ""


@pytest.mark.parametrize("length", range(SHORTEST))
def test_fewer_than_twelve_characters_are_too_short(length: int) -> None:
    assert _weakness("kW9vb2LqZt71"[:length]).startswith("Too short")


def test_characters_count_not_bytes_at_the_short_end_and_bytes_at_the_long_one() -> None:
    assert _weakness("ж" * 11).startswith("Too short")
    assert _weakness("жизньпрекрасна") == ""
    fits = "kW9vb2Lq" * 8 + "xyXY-+38"
    assert len(fits) == LONGEST_BYTES
    assert _weakness(fits) == ""
    assert _weakness(f"{fits}k").startswith("Too long")
    assert _weakness("äöü" * 13).startswith("Too long")


@pytest.mark.parametrize(
    "password",
    [
        "123456789012",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "abcdefghijklm",
        "zyxwvutsrqponm",
        "1q2w3e4r5t6y7u8i",
        "qwertyuiop123",
        "Password2024!!",
        "P4ssw0rd!2024",
        "passwordpassword",
        "sunshine1234567",
        "iloveyou iloveyou",
        "Summer2024Summer2024",
        "--- dragon ---",
    ],
)
def test_what_everybody_tries_first_is_too_common(password: str) -> None:
    assert _weakness(password).startswith("Too common")


@pytest.mark.parametrize(
    ("password", "email"),
    [
        ("ilovemargaret", "margaret@agency.example"),
        ("I love Margaret!", "margaret@agency.example"),
        ("m.a.r.g.a.r.e.t 77", "margaret@agency.example"),
        ("margaret.hill 1999", "Margaret.Hill@agency.example"),
        ("margaret is here", "margaret+wingman@agency.example"),
        ("ada loves bread", "ada@agency.example"),
        ("the ada of 1815", "ada@agency.example"),
    ],
)
def test_a_part_of_the_address_is_the_first_guess(password: str, email: str) -> None:
    assert _weakness(password, email).startswith("It contains a part of the e-mail address")


@pytest.mark.parametrize(
    "password",
    [
        "my wp wingman 77",
        "Wingman forever!",
        "wordpress-2026-x",
        "northlight 7361 x",
        "Northlight Web Studio",
    ],
)
def test_so_are_the_names_of_product_and_agency(password: str) -> None:
    assert _weakness(password).startswith("It contains the name")


def test_the_refusal_points_at_the_member_and_never_repeats_the_password() -> None:
    with pytest.raises(WeakPassword) as refused:
        refuse_weak("hunter2", email="a@b.example", agency_name="x", member="new_password")

    [error] = refused.value.extra["errors"]
    assert error["pointer"] == "/body/new_password"
    assert error["detail"] == refused.value.detail
    assert "hunter2" not in str(refused.value.extra) + refused.value.detail


@given(st.text(max_size=100), st.emails(), st.text(max_size=30))
def test_any_text_gets_an_answer(password: str, email: str, agency_name: str) -> None:
    found = weakness(password, email=email, agency_name=agency_name)

    assert found is None or found.endswith(".")
