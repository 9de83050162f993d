"""What a request's bytes mean."""

import gzip
import json

import pytest

from chalicelib.api.errors import InvalidEncoding, InvalidParameter, MalformedJson, TooDeep
from chalicelib.api.incoming import DEEPEST_BODY, LARGEST_BODY_BYTES, Incoming, parse_json
from chalicelib.kit.errors import TooLarge


def _with(body: bytes) -> Incoming:
    return Incoming(method="POST", path="/", sent_body=body)


def test_a_body_arrives_packed_or_plain() -> None:
    plain = b'{"a": 1}'

    assert _with(plain).body == plain
    assert _with(gzip.compress(plain)).body == plain


def test_unpacking_stops_at_the_limit() -> None:
    """A bomb of a few kilobytes never gets to fill the memory."""
    just_fits = b"x" * LARGEST_BODY_BYTES
    bomb = gzip.compress(b"\0" * 100_000_000, compresslevel=1)

    assert _with(gzip.compress(just_fits)).body == just_fits
    with pytest.raises(TooLarge):
        _ = _with(gzip.compress(just_fits + b"x")).body
    with pytest.raises(TooLarge):
        _ = _with(bomb).body


@pytest.mark.parametrize("cut", [1, 8, 9, 15])
def test_a_torn_package_is_refused(cut: int) -> None:
    with pytest.raises(InvalidEncoding):
        _ = _with(gzip.compress(b'{"some": "text"}')[:-cut]).body


def test_brackets_in_text_are_no_depth() -> None:
    text = {"a": "[" * 1000 + '\\"]{', 'b"[[': ["]" * 100]}

    assert parse_json(json.dumps(text).encode()) == text


def test_depth_has_a_limit_however_it_is_made() -> None:
    deepest = b"[" * DEEPEST_BODY + b"]" * DEEPEST_BODY

    assert parse_json(deepest)
    for deeper in (b"[" + deepest + b"]", b'{"a":' + deepest + b"}", b"[" * 900_000):
        with pytest.raises(TooDeep):
            parse_json(deeper)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"{'a': 1}", b"[1,]", b"NaN", b"-Infinity", b'"\n"', b"1" * 10_000, b'"']
)
def test_what_is_not_json_is_refused(body: bytes) -> None:
    with pytest.raises(MalformedJson):
        parse_json(body)


@pytest.mark.parametrize("body", [b"\xff\xfe{\0}\0", b'"\xc3\x28"', b'"\xed\xa0\x80"'])
def test_what_is_not_utf8_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidEncoding):
        parse_json(body)


def test_a_parameter_has_one_value() -> None:
    asked = Incoming(method="GET", path="/", parameters={"a": ["1"], "b": ["2", "3"]})

    with pytest.raises(InvalidParameter) as refused:
        asked.single_parameters()
    assert refused.value.extra["errors"][0]["pointer"] == "/query/b"
