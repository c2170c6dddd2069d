"""A1: a reference survives being read out on the phone: every slip is noticed, no spelling is a mistake."""

import secrets
from collections.abc import Callable
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_37_36

from gaiyue.base.references import (
    ALPHABET,
    LENGTH,
    ReferenceInvalid,
    new_reference,
    read_reference,
    spoken,
    swaps,
)

references = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1).map(
    lambda stem: stem + mod_37_36.calc_check_digit(stem, alphabet=ALPHABET)
)
places = st.integers(0, LENGTH - 1)


def test_no_letter_looks_like_a_digit():
    assert not set("01IO") & set(ALPHABET)
    assert len(set(ALPHABET)) == 32


@given(references)
def test_a_reference_reads_back(reference):
    assert read_reference(reference) == reference


@given(references, places, st.sampled_from(ALPHABET))
def test_a_wrong_character_is_noticed(reference, place, letter):
    typed = reference[:place] + letter + reference[place + 1 :]
    if typed == reference:
        assert read_reference(typed) == reference
    else:
        with pytest.raises(ReferenceInvalid):
            read_reference(typed)


@given(st.randoms(use_true_random=False))
def test_every_slip_of_a_reference_is_noticed(random):
    """All of them: 9 places × 31 letters, and 8 swaps of neighbours."""
    with patch.object(secrets, "choice", random.choice):
        reference = new_reference()
    slips = {
        reference[:place] + letter + reference[place + 1 :]
        for place in range(LENGTH)
        for letter in ALPHABET
    } | {
        reference[:place] + reference[place + 1] + reference[place] + reference[place + 2 :]
        for place in range(LENGTH - 1)
    }
    for typed in slips - {reference}:
        with pytest.raises(ReferenceInvalid):
            read_reference(typed)


@given(references, st.lists(st.tuples(places, st.sampled_from([" ", "-", "\t", "\n"])), max_size=6))
def test_spaces_hyphens_and_small_letters_are_no_mistake(reference, extras):
    typed = list(reference.lower())
    for place, extra in extras:
        typed.insert(place, extra)
    assert read_reference("".join(typed)) == reference


def test_a_reference_that_a_swap_turns_into_another_one_is_not_given_out():
    """The check character alone would not notice some swaps, such as that of D and E in this one."""
    treacherous, fine = "48DNLDE2", "22222222"
    assert "48DNLED2L" in list(swaps("48DNLDE2L"))
    assert read_reference("48DNLED2L") == "48DNLED2L"
    with patch.object(secrets, "choice", drawn(treacherous + fine)):
        assert new_reference().startswith(fine)


def test_it_is_read_out_in_groups_of_three():
    reference = new_reference()
    assert spoken(reference).split("-") == [reference[:3], reference[3:6], reference[6:]]
    assert read_reference(spoken(reference)) == reference


@pytest.mark.parametrize(
    "typed", ["", "7KQ", "7KQ2MX4TB7", "7KQ-2MX-4T0", "７ＫＱ２ＭＸ４ＴＢ", "预约预约预约预约预"]
)
def test_what_can_be_no_reference_is_said_to_be_none(typed):
    with pytest.raises(ReferenceInvalid):
        read_reference(typed)


def test_new_references_are_nine_letters_that_read_back_and_do_not_repeat():
    found = {new_reference() for _ in range(2000)}
    assert len(found) == 2000
    for reference in found:
        assert len(reference) == LENGTH
        assert set(reference) <= set(ALPHABET)
        assert read_reference(reference) == reference


def drawn(letters: str) -> Callable[[str], str]:
    """A choice that gives these letters one after the other."""
    source = iter(letters)
    return lambda _: next(source)
