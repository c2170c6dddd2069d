"""B5, B6, J1: what is decided is said in whole sentences, in Chinese and in English, from the value that decides."""

import re
from dataclasses import fields
from datetime import date, datetime, time, timedelta

import pytest
from django.utils.translation import override

from gaiyue.base import clock
from gaiyue.base.errors import Refusal
from gaiyue.calendars.days import Convention, Unit
from gaiyue.policy.decision import EditionRef
from gaiyue.policy.limits import Limits, LimitsInvalid, Period, Problem, ProblemCode
from gaiyue.policy.limits_json import from_json, to_json
from gaiyue.policy.reasons import ALL_REASON_CODES, ALL_STEP_CODES, REASON_FACTS, STEP_FACTS
from gaiyue.policy.rules.book import decide_book
from gaiyue.policy.rules.cancel import decide_cancel
from gaiyue.policy.rules.move import decide_move, decide_move_entry
from gaiyue.policy.rules.notice import change_deadline
from gaiyue.policy.rules.receive import DEEDS
from gaiyue.policy.wording import (
    REFUSALS,
    SENTENCES,
    STEPS,
    cancel_sentence,
    deadline_sentence,
    describe_circumstance,
    describe_limits,
    explain,
    role_name,
    say_deciders,
    say_edition,
    say_problem,
    say_reason,
    say_refusal,
    say_step,
)
from gaiyue.policy.wording.decisions import ALLOWED, REFUSED
from gaiyue.policy.wording.refusals import PARTS, PROBLEMS, SETTINGS
from gaiyue.policy.wording.settings import say_setting
from tests.policy.make import (
    CALENDAR,
    EDITION,
    MONDAY_AT_CLOSE,
    RULES,
    WEDNESDAY,
    at,
    book_facts,
    cancel_facts,
    move_facts,
    target,
)

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
EXAMPLES = {
    int: 3,
    str: "paused",
    date: date(2026, 12, 1),
    datetime: WEDNESDAY,
    tuple: ("clerk", "supervisor"),
}
LANGUAGES = ["zh-hans", "en"]


@pytest.fixture(autouse=True)
def november():
    with clock.frozen(at(11, 18)):
        yield


def examples(wanted):
    return {name: EXAMPLES[kind] for name, kind in wanted.items()}


def check(sentence, language):
    """A whole text of that language, with every placeholder filled."""
    assert sentence
    assert "%(" not in sentence
    assert bool(CHINESE.search(sentence)) == (language == "zh-hans"), sentence


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(ALL_REASON_CODES))
def test_every_reason_and_note_has_a_sentence(code, language):
    with override(language):
        sentence = say_reason(code, examples(REASON_FACTS[code]))
    check(sentence, language)
    assert sentence.endswith(("。", "."))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(ALL_STEP_CODES))
def test_every_next_step_has_a_label(code, language):
    with override(language):
        check(say_step(code, examples(STEP_FACTS[code])), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rest_of_the_words_are_there_in_both_languages(language):
    with override(language):
        for say in (*ALLOWED.values(), *REFUSED.values(), *SETTINGS.values(), *PARTS.values()):
            check(say(), language)
        for code in ("clerk", "specialist", "supervisor", "manager", "no such role"):
            check(role_name(code), language)
        problem_facts = {"value": 3, "least": 1, "most": 2, "choices": "a, b"}
        for code in PROBLEMS:
            check(say_problem(Problem("notice_days", code, problem_facts)), language)
        refusal = Refusal("policy.effective_in_past", {"wanted": WEDNESDAY, "now": WEDNESDAY})
        check(say_refusal(refusal), language)


def test_no_word_is_missing_and_none_is_left_over():
    assert set(SENTENCES) == ALL_REASON_CODES
    assert set(STEPS) == ALL_STEP_CODES
    assert (
        set(ALLOWED)
        == set(REFUSED)
        == {"book", "move", "cancel", "call", "undo"} | {deed for deed, _ in DEEDS.values()}
    )
    assert set(PROBLEMS) == set(ProblemCode)
    assert set(SETTINGS) == {"limits", *to_json(Limits())}
    assert set(PARTS) == set(to_json(Limits())["circumstances"][0])
    assert set(REFUSALS) == {
        "policy.effective_in_past",
        "policy.edition_since",
        "policy.in_force_already",
        "policy.withdrawn_already",
        "policy.follows_already",
    }


# --- decisions --------------------------------------------------------------------------------


def test_a_late_request_is_told_why_until_when_by_which_rule_and_what_now():
    """B5: the whole answer."""
    said = explain(decide_move(move_facts(asked_at=at(11, 24)), limits=Limits(), **RULES))
    assert said.verdict == "这次预约现在还不能这样改，原因和办法如下。"
    assert said.reasons == ("自己修改的截止时间是11月23日（周一）17:00，现在已经过了。",)
    assert said.deadline == "截止时间：11月23日（周一）17:00。"
    assert said.rule == "依据：这项服务的预约规则第3版，1月1日（周四）起施行。"
    assert dict(said.next_steps) == {
        "keep_visit": "保留原来的预约：11月25日（周三）09:00",
        "cancel_visit": "取消这次预约，最晚11月25日（周三）09:00前",
        "ask_staff": "情况特殊？请打电话或到窗口说明，一起看还有什么办法",
        "call_hotline": "对处理不满意，可以拨打12345热线反映",
    }


def test_a_visit_that_may_be_moved_says_until_when():
    said = explain(decide_move_entry(move_facts(), limits=Limits(), **RULES))
    assert said.verdict == "可以自己改这次预约。"
    assert said.deadline == "最晚11月23日（周一）17:00前可以自己改。"
    assert said.reasons == said.next_steps == said.notes == ()


def test_the_same_in_english():
    with override("en"):
        said = explain(decide_move_entry(move_facts(), limits=Limits(), **RULES))
    assert said.deadline == "You can move it yourself until Mon 23 November, 17:00."


def test_a_visit_without_a_deadline_prints_none():
    facts = move_facts(is_free_of_notice=True)
    said = explain(decide_move(facts, limits=Limits(), **RULES))
    assert said.deadline is None
    assert said.notes == ("这次变动是园区的安排造成的，您可以随时改，不限次数，也不用说明原因。",)


def test_a_booking_prints_its_deadline_only_when_that_helps():
    def deadline(**changed):
        return explain(decide_book(book_facts(**changed), limits=Limits(), **RULES)).deadline

    assert deadline() == "最晚11月23日（周一）17:00前可以自己改。"
    assert deadline(seats_free=0) is None, "there will be no visit to move"
    assert deadline(asked_at=at(11, 24)) is None, "a note says that it can't be moved"


def test_cancelling_prints_its_own_deadline():
    said = explain(decide_cancel(cancel_facts(), limits=Limits(), **RULES))
    assert said.deadline == "最晚11月25日（周三）09:00前可以自己取消。"
    late = explain(decide_cancel(cancel_facts(asked_at=at(11, 26)), limits=Limits(), **RULES))
    assert late.deadline == "截止时间：11月25日（周三）09:00。"


def test_the_deadline_is_printed_with_date_and_hour():
    """B3: the page always prints the exact deadline."""
    deadline = change_deadline(WEDNESDAY, limits=Limits(), calendar=CALENDAR)
    assert deadline_sentence(deadline, MONDAY_AT_CLOSE) == "最晚11月23日（周一）17:00前可以自己改。"
    over = deadline_sentence(deadline, MONDAY_AT_CLOSE + timedelta(seconds=1))
    assert over == "自己修改的截止时间是11月23日（周一）17:00，现在已经过了。"
    cancelled = cancel_sentence(deadline, MONDAY_AT_CLOSE + timedelta(seconds=1))
    assert cancelled == "自己取消的截止时间是11月23日（周一）17:00，现在已经过了。"


def test_a_full_target_names_the_line_where_there_is_one():
    facts = move_facts(target=target(seats_free=0), channels=frozenset({"waitlist"}))
    said = explain(decide_move(facts, limits=Limits(), **RULES))
    assert said.reasons == ("这个时段已经约满。",)
    assert dict(said.next_steps)["wait_in_line"] == "排队候补这个时段，原来的预约不受影响"


def test_the_edition_says_whether_it_is_the_park_s_or_the_service_s():
    """B5: the rule that decided, with its version."""
    park = EditionRef(number=1, service="*", effective_from=at(1, 1, 0))
    assert say_edition(park) == "依据：园区预约规则第1版，1月1日（周四）起施行。"
    assert say_edition(EDITION).startswith("依据：这项服务的预约规则第3版")


def test_several_deciders_are_joined_as_one_says_it():
    assert say_deciders(()) == "园区工作人员"
    assert say_deciders(("clerk",)) == "窗口人员"
    assert say_deciders(("clerk", "specialist", "manager")) == "窗口人员、服务专员或园区管理者"


# --- limits -----------------------------------------------------------------------------------


def test_the_guide_says_the_published_rule_with_its_example():
    """B3, B6: Wednesday's visit can be moved up to Monday, from the limits that decide."""
    assert describe_limits(Limits(), calendar=CALENDAR)[:2] == (
        "3个工作日前可以自己改：申请当天和办理当天都算。",
        "例如周三的预约，最晚周一 17:00前可以改。",
    )


@pytest.mark.parametrize(
    ("changed", "example"),
    [
        ({}, "例如周三的预约，最晚周一下班前可以改。"),
        ({"notice_cutoff": time(12)}, "例如周三的预约，最晚周一 12:00前可以改。"),
        ({"notice_days": 1}, "例如周三的预约，最晚周三下班前可以改。"),
        (
            {"notice_convention": Convention.CIVIL_CODE},
            "例如周三的预约，最晚提前5天，在周五下班前可以改。",
        ),
        (
            {"notice_days": 5, "notice_cutoff": time(16, 30)},
            "例如周三的预约，最晚提前6天，在周四 16:30前可以改。",
        ),
        (
            {"notice_days": 2, "notice_unit": Unit.NATURAL},
            "例如周三的预约，最晚周二下班前可以改。",
        ),
    ],
)
def test_the_example_follows_the_setting(changed, example):
    """B6: it can't drift apart from the rule."""
    assert describe_limits(Limits(**changed))[1] == example


def test_the_reader_s_own_visit_is_the_example():
    """G1: your visit is on …; you can change it yourself until …"""
    said = describe_limits(Limits(), calendar=CALENDAR, visit=WEDNESDAY)
    assert said[1] == "例如您11月25日（周三）09:00的预约，最晚11月23日（周一）17:00前可以自己改。"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "limits",
    [
        Limits(),
        Limits(notice_convention=Convention.CIVIL_CODE, notice_days=1),
        Limits(notice_unit=Unit.NATURAL, lead_minutes=0, cancel_lead_minutes=60),
        Limits(
            notice_unit=Unit.NATURAL,
            notice_convention=Convention.CIVIL_CODE,
            lead_minutes=45,
            cancel_lead_minutes=90,
        ),
        Limits(
            notice_days=0,
            statement_required=False,
            moves_per_appointment=0,
            no_show_pause_days=0,
        ),
        Limits(notice_days=8, notice_cutoff=time(12), moves_per_appointment=1),
    ],
)
def test_every_setting_can_be_told_in_plain_sentences(limits, language):
    with override(language):
        for sentence in describe_limits(limits):
            check(sentence, language)
            assert sentence.endswith(("。", "."))


def test_english_knows_one_and_many():
    with override("en"):
        one = describe_limits(Limits(notice_days=1, moves_per_appointment=1))
        many = describe_limits(Limits())
    assert "1 working day of notice" in one[0]
    assert "3 working days of notice" in many[0]
    assert "You can move each visit yourself at most 1 time." in one
    assert "You can move each visit yourself at most 3 times." in many


@pytest.mark.parametrize("visit", [None, WEDNESDAY])
def test_without_moves_nothing_says_that_one_can_move(visit):
    """A notice, its example and a statement are about moves that there are none of."""
    said = describe_limits(Limits(moves_per_appointment=0), calendar=CALENDAR, visit=visit)
    assert said[0] == "预约后不能自己改时间；需要改时，请打电话或到窗口。"
    assert not [one for one in said if "自己改" in one or "改约时" in one][1:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_says_evidence_decider_and_whether_papers_may_follow(language):
    """B4"""
    with override(language):
        for one in Limits().circumstances:
            said = describe_circumstance(one)
            for text in (said.name, said.evidence, said.decided_by):
                check(text, language)
            assert bool(said.papers) == one.wants_evidence


def test_a_circumstance_in_words():
    illness = Limits().circumstance("sudden_illness")
    said = describe_circumstance(illness)
    assert said.name == "突发疾病"
    assert said.evidence == "材料：就诊记录、病假单或急诊挂号凭证"
    assert said.decided_by == "由窗口人员决定"
    assert said.papers_may_follow
    assert said.papers == "可以先调整，材料在5个工作日内补交。"


def test_papers_that_may_not_follow_are_shown_at_once():
    entries = to_json(Limits())["circumstances"]
    entries[2]["follows_within_days"] = 0
    strict = from_json(to_json(Limits()) | {"circumstances": entries})
    said = describe_circumstance(strict.circumstance("sudden_illness"))
    assert said.papers == "材料要在调整时一并提供。"


# --- refusals ---------------------------------------------------------------------------------


def test_wrong_settings_are_explained_line_by_line():
    """B1: which setting, what is wrong, what to do."""
    entries = to_json(Limits())["circumstances"]
    entries[1] |= {"zh": "", "colour": "red"}
    value = to_json(Limits()) | {
        "notice_days": 99,
        "colour": 1,
        "circumstances": [*entries, "rain"],
    }
    with pytest.raises(LimitsInvalid) as refused:
        from_json(value)
    assert say_refusal(refused.value).splitlines() == [
        "colour：没有这个设置，请删去或核对名称。",
        "特殊情况目录第2项的colour：没有这个设置，请删去或核对名称。",
        "特殊情况目录第10项：请按名称逐项填写。",
        "提前天数：99不在范围内，请填0到30之间的整数。",
        "特殊情况目录第2项的中文名称：请填1到120个字。",
    ]


def test_the_period_is_a_month():
    """The sentences say "每月"; another period needs sentences of its own."""
    assert list(Period) == [Period.MONTH]


def test_a_rule_without_notice_and_statement_says_so():
    said = describe_limits(Limits(notice_days=0, statement_required=False))
    assert "预约开始前都可以自己改。" in said
    assert "改约不需要说明原因。" in said


def test_every_setting_is_said():
    """B1: also the catalogue, by how many it has."""
    limits = Limits()
    said = {name: say_setting(name, limits) for name in (one.name for one in fields(Limits))}
    assert all(said.values())
    assert said["circumstances"] == f"共 {len(limits.circumstances)} 项"
