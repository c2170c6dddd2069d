"""B1, B2: where a park has no rules or no calendar yet, whoever asks is told, and nothing is guessed."""

from types import SimpleNamespace

import pytest

from gaiyue.base import clock
from gaiyue.calendars.queries import CalendarMissing, calendar_in
from gaiyue.policy.coming import limits_from
from gaiyue.policy.in_force import limits_in
from gaiyue.policy.queries import PolicyMissing

NOWHERE = "nowhere"


@pytest.mark.django_db
def test_a_deed_in_a_park_without_rules_is_not_judged_by_others():
    none = SimpleNamespace(own_edition=None, park_edition=None)
    with pytest.raises(PolicyMissing):
        limits_in(none, park=NOWHERE, service="tax", at=clock.now())


@pytest.mark.django_db
def test_what_is_to_come_cannot_be_told_without_rules_of_now():
    with pytest.raises(PolicyMissing):
        limits_from(NOWHERE, {"tax"}, clock.now())


@pytest.mark.django_db
def test_a_park_without_a_calendar_counts_no_days():
    with pytest.raises(CalendarMissing):
        calendar_in(None, park=NOWHERE)
