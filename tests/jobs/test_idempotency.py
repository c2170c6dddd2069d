"""K3: one request, one answer: for a week, for its principal, its deed and its body."""

from datetime import timedelta

import pytest

from gaiyue.base.actor import Actor
from gaiyue.jobs.idempotency import KEPT, KeyReused, Once, forget_answers
from gaiyue.jobs.models import Answer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

MINE, THEIRS = Actor("lingang", "account:1", "owner"), Actor("lingang", "account:2", "owner")


def once(key="k-1", *, actor=MINE, deed="book", **body):
    return Once(actor, deed, key, body or {"block": 1, "enterprise": "E1"})


def answered(request, answer):
    assert request.answered() is None
    request.answer(answer)


def test_the_answer_is_given_again():
    answered(once(), {"reference": "7KQ2MX4TB"})
    assert once().answered() == {"reference": "7KQ2MX4TB"}
    assert str(Answer.objects.get()) == "book k-1"


def test_the_order_of_the_body_does_not_matter():
    answered(once(block=1, enterprise="E1"), {"reference": "7KQ2MX4TB"})
    assert once(enterprise="E1", block=1).answered() is not None


def test_the_same_key_for_another_body_is_refused():
    answered(once(block=1), {})
    with pytest.raises(KeyReused) as refused:
        once(block=2).answered()
    assert (refused.value.code, refused.value.facts) == (
        "idempotency.key_reused",
        {"key": "k-1"},
    )


def test_the_key_belongs_to_its_principal_its_deed_and_its_park():
    answered(once(), {"n": 1})
    answered(once(actor=THEIRS), {"n": 2})
    answered(once(deed="move"), {"n": 3})
    answered(once(actor=Actor("elsewhere", "account:1", "owner")), {"n": 4})
    assert once().answered() == {"n": 1}


def test_without_a_key_nothing_is_kept():
    for _ in range(2):
        answered(once(None), {"reference": "7KQ2MX4TB"})
    assert not Answer.objects.exists()


def test_answers_are_forgotten_after_a_week(monday):
    answered(once("old"), {})
    monday.advance(timedelta(seconds=1))
    answered(once("new"), {})
    monday.advance(KEPT)
    assert forget_answers("elsewhere") == 0
    assert forget_answers("lingang") == 1
    assert once("new").answered() == {}
    assert once("old").answered() is None
