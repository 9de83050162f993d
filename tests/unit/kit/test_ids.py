"""Identifiers sort by time, and codes survive being typed."""

from chalicelib.kit.ids import digest, normalise_code, spoken_code, token, uuid7


def test_ids_made_later_sort_later():
    made = [uuid7() for _ in range(3)]

    assert [one.version for one in made] == [7, 7, 7]
    assert all(one.variant == made[0].variant for one in made)
    assert made[0].int >> 80 <= made[2].int >> 80


def test_a_code_typed_with_look_alikes_small_letters_and_spaces_is_the_same_code():
    code = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ"

    typed = " o123 4567 89ab-cdef-ghjk-mnpq-rstv-wxyz "

    assert normalise_code(typed) == normalise_code(code)


def test_codes_have_160_bits_in_eight_groups():
    code = spoken_code()

    assert len(code.split("-")) == 8
    assert len(normalise_code(code)) == 32
    assert code != spoken_code()


def test_tokens_are_stored_as_digests_only():
    secret = token()

    assert len(secret) == 43
    assert secret not in digest(secret)
