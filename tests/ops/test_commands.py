"""`gaiyue …`: what an operator can do and see from the command line."""

import json

import pytest

from gaiyue.booking.models import Block
from gaiyue.eventlog.heads import publish_head
from gaiyue.eventlog.models import Event, Link
from gaiyue.eventlog.relay import link_events
from gaiyue.ops.cli import COMMANDS, main
from gaiyue.ops.wiring import react
from gaiyue.policy.queries import editions
from tests import make


@pytest.fixture
def told(capsys):
    """Run a command; its exit code and what it said."""

    def run(*arguments: str) -> tuple[int, str]:
        try:
            code = main(list(arguments))
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_every_command_explains_itself(told):
    for name in COMMANDS:
        code, said = told(name, "--help")
        assert (code, "usage: gaiyue" in said) == (0, True), name


def test_closing_a_day_shows_whom_it_concerns_before_it_is_done(park, told):
    company = make.a_company()
    block = make.a_block("2026-11-25 09:00")
    reference = make.booked(company, block)

    code, said = told("close-day", "2026-11-25")
    assert (code, reference in said, "--yes" in said) == (0, True, True)
    assert Block.objects.get(pk=block).is_open

    code, said = told("close-day", "2026-11-25", "--yes", "--why", "maintenance")
    assert (code, reference in said) == (0, True)
    assert not Block.objects.get(pk=block).is_open

    code, said = told("close-day", "2026-11-25", "--yes")
    assert (code, "本来就不办公" in said) == (1, True)


def test_some_blocks_can_be_closed_by_place_and_service(park, told):
    kept = make.a_block("2026-11-25 09:00", location="harbour")
    closed = make.a_block("2026-11-25 09:00", location="lakeside")
    assert told("close-blocks", "2026-11-25", "--location", "lakeside", "--yes")[0] == 0
    assert told("close-blocks", "2026-11-25", "--because", "a whim")[0] == 2
    assert told("close-blocks", "2026-11-25", "--because", "power_cut")[0] == 0
    assert Block.objects.get(pk=kept).is_open
    assert not Block.objects.get(pk=closed).is_open


def test_fewer_seats_than_visits_are_refused_naming_them(park, told):
    block = make.a_block("2026-11-25 09:00", seats=2)
    make.booked(make.a_company(), block)
    latest = make.booked(make.a_company("别家"), block)
    code, said = told("set-capacity", str(block), "1")
    assert (code, "请先为多出的企业改约" in said) == (1, True)
    assert latest in said
    assert told("set-capacity", str(block), "3") == (0, f"block {block} has 3 seats now\n")
    assert told("set-capacity", "999999", "3")[0] == 1


def test_an_extra_session_and_an_extra_day_can_be_opened(park, told):
    session = ("tax-registration", "lakeside", "2026-11-27", "09:00", "11:00", "4")
    assert told("add-session", *session)[0] == 0
    code, said = told("add-session", *session)
    assert (code, "已有同一事项的时段" in said) == (1, True)
    assert "--yes" in told("open-day", "2026-11-28")[1]
    assert told("open-day", "2026-11-28", "--yes")[0] == 0
    assert told("open-day", "2026-11-25", "--yes")[0] == 1


def test_a_year_that_is_not_out_yet_cannot_be_published(park, told):
    code, said = told("publish-year", "2027")
    assert (code, "尚未公布" in said) == (1, True)
    assert told("publish-year", "2026")[0] == 0


def test_the_rules_in_force_are_shown_and_changed_in_sentences(park, told, tmp_path):
    """B1, B6: the sentence comes from the settings that decide."""
    assert "3个工作日前可以自己改" in told("policy")[1]
    change = tmp_path / "change.json"
    change.write_text(json.dumps({"notice_days": 2}))
    assert "2个工作日前可以自己改" in told("policy", "--change", str(change))[1]
    assert json.loads(told("policy", "--json")[1])["notice_days"] == 2

    change.write_text(json.dumps({"notice_days": "two"}))
    assert told("policy", "--change", str(change))[0] == 1


@pytest.mark.parametrize(
    "written", ["2026-12-01T09:00", "2026-12-01T01:00Z", "2026-11-30T20:00-05:00"]
)
def test_rules_begin_at_the_moment_that_was_written(park, told, tmp_path, written):
    change = tmp_path / "change.json"
    change.write_text(json.dumps({"notice_days": 2}))
    assert told("policy", "--change", str(change), "--from", written)[0] == 0
    assert editions(make.PARK)[0].ref.effective_from == make.at("2026-12-01 09:00")


def test_a_service_that_is_not_there_gets_no_rules(park, told, tmp_path):
    change = tmp_path / "change.json"
    change.write_text(json.dumps({"notice_days": 2}))
    code, said = told("policy", "--service", "tax-registratoin", "--change", str(change))
    assert (code, "tax-registratoin" in said) == (1, True)
    assert editions(make.PARK, "tax-registratoin") == ()
    assert told("policy", "--service", "tax-registration", "--change", str(change))[0] == 0
    assert len(editions(make.PARK, "tax-registration")) == 1


def test_a_park_without_rules_says_what_to_do(db, monday, told):
    code, said = told("policy", "--park", "nowhere")
    assert (code, "nowhere" in said) == (1, True)


def test_the_record_is_proved_or_its_first_broken_row_named(park, told, settings, tmp_path):
    """D5: tampering shows."""
    settings.GAIYUE_HEADS = tmp_path
    make.booked(make.a_company(), make.a_block())
    while link_events(make.PARK, react=react):
        pass
    code, said = told("verify-log")
    assert (code, "the chain holds" in said) == (0, True)

    link = Link.objects.filter(event__kind="appointment.booked").get()
    Event.objects.filter(pk=link.event_id).update(actor="account:999")
    code, said = told("verify-log")
    assert (code, f"broken at number {link.number}" in said) == (1, True)

    (tmp_path / "lingang.heads").write_text("forged:line\n")
    code, said = told("verify-log")
    assert (code, f"{tmp_path}/lingang.heads, line 1: the signature does not fit" in said) == (
        1,
        True,
    )


def test_a_torn_line_of_the_heads_is_named_while_the_rest_is_proved(park, told, settings, tmp_path):
    """D5: not even a crash is passed over in silence."""
    settings.GAIYUE_HEADS = tmp_path
    while link_events(make.PARK, react=react):
        pass
    publish_head(make.PARK, folder=tmp_path)
    path = tmp_path / "lingang.heads"
    path.write_text(path.read_text() + '{"at": "20')
    code, said = told("verify-log")
    assert code == 1
    assert f"broken: {path}, line 2: the signature does not fit" in said
    assert "1 published heads" in said
    assert "the chain holds" in said


def test_seats_that_do_not_add_up_are_named(park, told):
    """K3: the alarm behind the invariant."""
    block = make.a_block(seats=3)
    make.booked(make.a_company(), block)
    assert told("reconcile")[0] == 0
    Block.objects.filter(pk=block).update(taken=2)
    code, said = told("reconcile")
    assert (code, f"block {block}: counts 2, but 1" in said) == (1, True)


def test_the_emergency_reserve_is_released_when_its_time_has_come(park, told):
    block = make.a_block("2026-11-25 09:00", seats=2)
    Block.objects.filter(pk=block).update(reserve=1, reserve_until=make.at("2026-11-24 09:00"))
    assert "0 blocks" in told("release-reserve")[1]
    park.move_to(make.at("2026-11-24 09:00"))
    assert "1 blocks" in told("release-reserve")[1]
    assert Block.objects.get(pk=block).reserve == 0


def test_a_park_that_nobody_opened_is_said_to_be_none(park, told):
    for command in ("verify-log", "reconcile"):
        code, said = told(command, "--park", "nope")
        assert (code, "there is no open park 'nope'" in said) == (2, True), command


@pytest.mark.parametrize("written", ["{", "[]", "\udcff"])
def test_a_file_of_settings_that_cannot_be_read_is_named(park, told, tmp_path, written):
    change = tmp_path / "change.json"
    change.write_text(written, errors="surrogateescape")
    code, said = told("policy", "--change", str(change))
    assert (code, "change.json" in said) == (2, True)
    assert told("policy", "--change", str(tmp_path / "none.json"))[0] == 2
