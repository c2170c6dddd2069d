"""J1: a field for a whole number says what it takes, whatever is wrong, in the language of whoever reads it."""

import pytest
from django import forms
from django.utils import translation

from gaiyue.web.shared.forms import whole_between


class Form(forms.Form):
    """One number, as every page asks for one."""

    number = forms.IntegerField(min_value=2, max_value=9, error_messages=whole_between(2, 9))


def said(typed: str) -> list[str]:
    return [str(mistake) for mistake in Form({"number": typed}).errors.get("number", [])]


@pytest.mark.parametrize("typed", ["", "x", "1", "10", "2.5", "-3"])
def test_every_mistake_is_said_with_what_may_be_typed(typed):
    with translation.override("zh-hans"):
        assert said(typed) == ["请填 2 到 9 之间的整数。"]


@pytest.mark.parametrize("typed", ["2", "9", " 5 "])
def test_both_ends_are_among_what_may_be_typed(typed):
    assert said(typed) == []


def test_the_sentence_is_in_the_language_of_the_page_and_not_of_the_start():
    """One process serves both languages: the sentence is chosen when it is shown."""
    form = Form({"number": "x"})
    with translation.override("en"):
        english = list(form.errors["number"])
    with translation.override("zh-hans"):
        chinese = said("x")
    assert english != chinese
    assert "2" in english[0]
    assert "9" in english[0]
