"""B1, B4: the rule is data, and wrong data is refused with everything that is wrong."""

from dataclasses import replace
from datetime import time

import pytest

from gaiyue.calendars.days import Convention, Unit
from gaiyue.policy.circumstances import DECIDERS, default_circumstances
from gaiyue.policy.limits import RANGES, Limits, LimitsInvalid, ProblemCode
from gaiyue.policy.limits_json import from_json, to_json

P = ProblemCode


def written(**changed):
    return to_json(Limits()) | changed


def catalogue(place=2, **changed):
    """The default catalogue as JSON, with one entry changed."""
    entries = to_json(Limits())["circumstances"]
    entries[place] = entries[place] | changed
    return entries


def problems(value):
    with pytest.raises(LimitsInvalid) as refused:
        from_json(value)
    return [(problem.where, problem.code) for problem in refused.value.problems]


def test_the_defaults_are_the_park_s_published_rule():
    """B1, B3: three working days, both days counted, until close of business, with a statement."""
    limits = Limits()
    assert limits.notice_days == 3
    assert limits.notice_unit is Unit.WORKING
    assert limits.notice_convention is Convention.BOTH_DAYS
    assert limits.notice_cutoff is None
    assert limits.statement_required


def test_the_catalogue_names_who_decides_and_which_papers_may_follow():
    """B4: special circumstances are a catalogue, not a phrase."""
    limits = Limits()
    assert [one.code for one in limits.circumstances] == [
        "customs_inspection",
        "urgent_government_task",
        "sudden_illness",
        "family_emergency",
        "key_client_visit",
        "production_surge",
        "travel",
        "force_majeure",
        "other",
    ]
    illness = limits.circumstance("sudden_illness")
    assert illness.decided_by == "clerk"
    assert illness.wants_evidence
    assert illness.may_follow
    assert illness.follows_within_days == 5
    force_majeure = limits.circumstance("force_majeure")
    assert not force_majeure.wants_evidence
    assert not force_majeure.may_follow
    assert limits.circumstance("no such thing") is None


def test_the_deciders_are_roles_that_the_house_knows():
    from gaiyue.people.permissions import TABLE

    assert set(DECIDERS) <= set(TABLE)


def test_an_edition_may_change_the_catalogue():
    """B4: it is data of the edition."""
    changed = from_json(written(circumstances=catalogue(decided_by="manager")))
    assert changed.circumstance("sudden_illness").decided_by == "manager"
    assert changed.deciders == ("clerk", "supervisor", "manager")


def test_limits_are_json_and_back():
    limits = Limits(notice_cutoff=time(16, 30), notice_unit=Unit.NATURAL)
    assert to_json(limits)["notice_cutoff"] == "16:30"
    assert from_json(to_json(limits)) == limits


@pytest.mark.parametrize(
    ("changed", "where", "code"),
    [
        ({"notice_days": "3"}, "notice_days", P.NOT_A_NUMBER),
        ({"notice_days": True}, "notice_days", P.NOT_A_NUMBER),
        ({"notice_days": 3.0}, "notice_days", P.NOT_A_NUMBER),
        ({"notice_days": 31}, "notice_days", P.OUT_OF_RANGE),
        ({"notice_days": -1}, "notice_days", P.OUT_OF_RANGE),
        ({"notice_unit": "weeks"}, "notice_unit", P.NOT_ONE_OF),
        ({"notice_convention": None}, "notice_convention", P.NOT_ONE_OF),
        ({"notice_cutoff": "17.00"}, "notice_cutoff", P.NOT_AN_HOUR),
        ({"notice_cutoff": "24:00"}, "notice_cutoff", P.NOT_AN_HOUR),
        ({"notice_cutoff": 17}, "notice_cutoff", P.NOT_AN_HOUR),
        ({"statement_required": 1}, "statement_required", P.NOT_A_SWITCH),
        ({"statement_reasons": "travel"}, "statement_reasons", P.NOT_A_LIST),
        ({"statement_reasons": []}, "statement_reasons", P.EMPTY),
        ({"statement_reasons": [3]}, "statement_reasons.0", P.NOT_A_TEXT),
        ({"statement_reasons": ["rain"]}, "statement_reasons.0", P.NOT_ONE_OF),
        ({"statement_reasons": ["travel", "travel"]}, "statement_reasons.1", P.TWICE),
        ({"period": "year"}, "period", P.NOT_ONE_OF),
        (
            {"unverified_visits_per_period": 9},
            "unverified_visits_per_period",
            P.ABOVE_VERIFIED,
        ),
        ({"horizon_days": 1, "lead_minutes": 1440}, "lead_minutes", P.LEAD_BEYOND_HORIZON),
        ({"circumstances": {}}, "circumstances", P.NOT_A_LIST),
        ({"circumstances": catalogue(zh=3)}, "circumstances.2.zh", P.NOT_A_TEXT),
        ({"circumstances": catalogue(zh=" ")}, "circumstances.2.zh", P.TEXT_LENGTH),
        ({"circumstances": catalogue(en="x" * 121)}, "circumstances.2.en", P.TEXT_LENGTH),
        (
            {"circumstances": catalogue(decided_by="cat")},
            "circumstances.2.decided_by",
            P.NOT_ONE_OF,
        ),
        (
            {"circumstances": catalogue(evidence_en="")},
            "circumstances.2.evidence_en",
            P.EVIDENCE_IN_ONE_LANGUAGE,
        ),
        (
            {"circumstances": catalogue(follows_within_days=31)},
            "circumstances.2.follows_within_days",
            P.OUT_OF_RANGE,
        ),
        ({"circumstances": catalogue(colour="red")}, "circumstances.2.colour", P.UNKNOWN),
        ({"colour": "red"}, "colour", P.UNKNOWN),
    ],
)
def test_wrong_settings_are_refused_by_name(changed, where, code):
    assert problems(written(**changed)) == [(where, code)]


def test_every_number_has_its_range():
    for name, (least, most) in RANGES.items():
        assert (name, P.OUT_OF_RANGE) in problems(written(**{name: least - 1}))
        assert (name, P.OUT_OF_RANGE) in problems(written(**{name: most + 1}))


def test_a_missing_setting_is_not_guessed():
    value = written()
    del (
        value["lead_minutes"],
        value["circumstances"][0]["zh"],
        value["circumstances"][1]["decided_by"],
    )
    assert problems(value) == [
        ("lead_minutes", P.MISSING),
        ("circumstances.0.zh", P.MISSING),
        ("circumstances.1.decided_by", P.MISSING),
    ]


def test_all_problems_are_listed_at_once():
    """Also those of range and of comparison, beside those of type."""
    value = written(
        notice_days="three",
        horizon_days=900,
        visits_per_period=1,
        statement_reasons=["rain"],
        colour="red",
    )
    assert problems(value) == [
        ("colour", P.UNKNOWN),
        ("notice_days", P.NOT_A_NUMBER),
        ("horizon_days", P.OUT_OF_RANGE),
        ("unverified_visits_per_period", P.ABOVE_VERIFIED),
        ("statement_reasons.0", P.NOT_ONE_OF),
    ]


def test_what_could_not_be_read_raises_no_second_complaint():
    assert problems(written(visits_per_period=None, unverified_visits_per_period=9)) == [
        ("visits_per_period", P.NOT_A_NUMBER)
    ]
    assert problems(written(circumstances=[])) == [
        ("circumstances", P.EMPTY),
        *((f"statement_reasons.{place}", P.NOT_ONE_OF) for place in range(9)),
    ]
    assert problems(written(circumstances=catalogue(evidence_zh=3, evidence_en=""))) == [
        ("circumstances.2.evidence_zh", P.NOT_A_TEXT)
    ]
    assert problems(written(circumstances=[*catalogue(), "rain"])) == [
        ("circumstances.9", P.NOT_A_GROUP)
    ]


@pytest.mark.parametrize("value", [None, [], "limits", 3])
def test_something_that_is_no_group_of_settings_is_refused(value):
    assert problems(value)[0] == ("limits", P.NOT_A_GROUP)


def test_limits_made_in_code_are_checked_too():
    with pytest.raises(LimitsInvalid, match=r"notice_cutoff: limits\.not_an_hour"):
        Limits(notice_cutoff=time(16, 30, 5))
    twice = (*default_circumstances(), default_circumstances()[0])
    with pytest.raises(LimitsInvalid) as refused:
        replace(Limits(), circumstances=twice, notice_days=99)
    assert refused.value.code == "policy.limits_invalid"
    assert refused.value.facts == {"settings": ("notice_days", "circumstances.9.code")}


@pytest.mark.parametrize(
    ("name", "beyond", "other"),
    [
        ("visits_per_period", 0, {"unverified_visits_per_period": 2}),
        ("horizon_days", 0, {"lead_minutes": 60}),
    ],
)
def test_nothing_is_compared_with_a_value_out_of_its_range(name, beyond, other):
    """The hint would name a bound that the next correction changes."""
    with pytest.raises(LimitsInvalid) as invalid:
        Limits(**{name: beyond, **other})
    assert [one.where for one in invalid.value.problems] == [name]
