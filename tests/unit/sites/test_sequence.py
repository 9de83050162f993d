"""The window that tells a duplicate from a latecomer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.sites.errors import DuplicateMessage, SequenceTooOld
from chalicelib.sites.sequence import WINDOW_SIZE, ReceivedWindow

EMPTY = ReceivedWindow(0, 0)


def test_the_next_number_moves_the_window():
    window = EMPTY.receive(1).receive(2)

    assert window.last == 2
    assert window.has(1)
    assert window.has(2)


def test_the_same_number_twice_is_a_duplicate():
    window = EMPTY.receive(5)

    with pytest.raises(DuplicateMessage):
        window.receive(5)


def test_a_latecomer_is_welcome_once():
    window = EMPTY.receive(5).receive(3)

    assert window.last == 5
    with pytest.raises(DuplicateMessage):
        window.receive(3)


def test_what_lies_beyond_the_window_is_refused():
    window = EMPTY.receive(WINDOW_SIZE + 1)

    with pytest.raises(SequenceTooOld):
        window.receive(1)


def test_the_window_fits_a_bigint_however_far_it_jumps():
    window = EMPTY.receive(1).receive(2**62)

    assert 0 <= window.bits < 2**63
    assert window.last == 2**62


@given(st.permutations(range(1, WINDOW_SIZE + 1)), st.data())
def test_every_number_is_received_exactly_once_in_any_order(numbers, data):
    again = data.draw(st.lists(st.sampled_from(numbers), max_size=20))
    window, received = EMPTY, []
    for number in [*numbers, *again]:
        try:
            window = window.receive(number)
            received.append(number)
        except DuplicateMessage:
            assert number in received

    assert sorted(received) == list(range(1, WINDOW_SIZE + 1))
