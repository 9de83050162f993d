"""The walk along the chain: what is whole passes, and what is not is found where it is."""

import hashlib

import pytest

from chalicelib.audit.chain import GENESIS, START, ChainWalk, Link, Mark, ProblemKind

SEPARATORS = b"\x1f" * 12


def a_chain(length: int) -> list[Link]:
    links: list[Link] = []
    before = GENESIS
    for seq in range(1, length + 1):
        entry = f"entry {seq}".encode() + SEPARATORS
        before = hashlib.sha256(before + entry).digest()
        links.append((seq, entry, before))
    return links


def walked(links: list[Link], marks: tuple[Mark, ...] = ()) -> ChainWalk:
    walk = ChainWalk(START, marks)
    walk.follow(links)
    walk.end()
    return walk


def found(walk: ChainWalk) -> list[tuple[int, str]]:
    return [(problem.seq, problem.kind.value) for problem in walk.problems]


def test_a_whole_chain_has_no_problem() -> None:
    links = a_chain(10)

    walk = walked(links, (Mark(4, links[3][2]), Mark(10, links[9][2])))

    assert found(walk) == []
    assert (walk.checked, walk.head) == (10, Mark(10, links[9][2]))


def test_an_empty_log_is_whole() -> None:
    assert found(walked([])) == []


def test_a_changed_entry_is_found_where_it_is_and_nowhere_else() -> None:
    links = a_chain(10)
    links[4] = (5, b"another", links[4][2])

    assert found(walked(links)) == [(5, "changed")]


def test_a_changed_hash_is_found_where_it_is_and_nowhere_else() -> None:
    links = a_chain(10)
    links[4] = (5, links[4][1], bytes(32))

    assert found(walked(links)) == [(5, "changed")]


def test_an_entry_that_can_be_read_in_two_ways_is_none_of_ours() -> None:
    """Its hash fits; but where one text ends and the next begins is anybody's guess."""
    links = a_chain(4)
    entry = b"one\x1ftoo many" + SEPARATORS
    links[3] = (4, entry, hashlib.sha256(links[2][2] + entry).digest())

    assert found(walked(links)) == [(4, "changed")]


def test_two_changes_side_by_side_are_two() -> None:
    links = a_chain(10)
    links[4] = (5, b"another", links[4][2])
    links[5] = (6, b"and another", links[5][2])

    assert found(walked(links)) == [(5, "changed"), (6, "changed")]


@pytest.mark.parametrize(("first", "last"), [(1, 1), (5, 5), (3, 7)])
def test_what_was_taken_out_is_missing(first: int, last: int) -> None:
    links = a_chain(10)
    del links[first - 1 : last]

    assert found(walked(links)) == [(first, "missing")]


def test_a_link_without_its_entry_is_missing() -> None:
    links = a_chain(10)
    links[4] = (5, None, links[4][2])

    assert found(walked(links)) == [(5, "missing")]


def test_two_entries_that_changed_places_are_both_found() -> None:
    links = a_chain(10)
    links[2], links[6] = (3, links[6][1], links[2][2]), (7, links[2][1], links[6][2])

    assert found(walked(links)) == [(3, "changed"), (7, "changed")]


def test_a_cut_end_is_found_by_its_anchor() -> None:
    links = a_chain(10)

    walk = walked(links[:7], (Mark(10, links[9][2]),))

    assert found(walk) == [(8, "cut")]


def test_a_log_that_was_emptied_is_cut() -> None:
    assert found(walked([], (Mark(10, bytes(32)),))) == [(1, "cut")]


def test_a_chain_written_anew_lies_between_two_anchors() -> None:
    links, forged = a_chain(10), a_chain(10)
    before = forged[5][2]
    for seq in range(7, 11):
        before = hashlib.sha256(before + b"forged" + SEPARATORS).digest()
        forged[seq - 1] = (seq, b"forged" + SEPARATORS, before)

    walk = walked(forged, (Mark(4, links[3][2]), Mark(9, links[8][2])))

    assert found(walk) == [(5, "rewritten")]
    assert walk.problems[0].detail == "Between 5 and 9 the log was written anew."


def test_what_was_inserted_is_told_where_it_is_and_not_from_the_last_anchor_on() -> None:
    """Every number after it has moved, so the next anchor differs as well."""
    links, forged = a_chain(10), a_chain(10)
    forged[6:] = [(seq, links[seq - 2][1], links[seq - 2][2]) for seq in range(7, 11)]

    walk = walked(forged, (Mark(4, links[3][2]), Mark(8, links[7][2])))

    assert found(walk)[0] == (7, "changed")
    assert "rewritten" not in {kind for _, kind in found(walk)}


def test_a_walk_goes_on_where_the_last_one_ended() -> None:
    links = a_chain(10)
    walk = ChainWalk(Mark(6, links[5][2]), (Mark(2, b"long ago"), Mark(8, links[7][2])))

    walk.follow(links[6:])
    walk.end()

    assert found(walk) == []
    assert walk.checked == 4


def test_problems_are_told_up_to_a_hundred() -> None:
    links: list[Link] = [(seq, b"wrong", b"wrong") for seq in range(1, 301)]

    walk = walked(links)

    assert len(walk.problems) == 100
    assert {problem.kind for problem in walk.problems} == {ProblemKind.CHANGED}
