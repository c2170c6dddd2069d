"""`gaiyue open-park`: from an empty database to a park whose administrator signs in; and what is shown before."""

import pytest
from django.test import Client

from gaiyue.base import clock
from gaiyue.calendars.queries import working_calendar
from gaiyue.ops.cli import main
from gaiyue.people.models import Account, Department, Park
from gaiyue.policy.queries import limits_in_force
from tests import make

NEW = "harbour-park"
ASKED = {
    "--park": NEW,
    "--name": "海港园区",
    "--name-en": "Harbour Park",
    "--address": "港城路 1 号",
    "--address-en": "1 Gangcheng Road",
    "--phone": "021-5555 9000",
    "--department": "office=办公室=General Office=021-5555 9100",
    "--admin": "白予安",
    "--admin-email": "Bai@example.com",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(capsys, monday):
    """Run the command with what is changed or left out (None); its exit code and what it said."""

    def run(**changed: str | None) -> tuple[int, str]:
        asked = ASKED | {f"--{name.replace('_', '-')}": value for name, value in changed.items()}
        arguments = [part for name, it in asked.items() if it is not None for part in (name, it)]
        try:
            code = main(["open-park", *arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


@pytest.fixture
def at_the_park(settings):
    settings.GAIYUE_DEFAULT_PARK = NEW
    return Client()


def test_a_park_that_nobody_has_opened_says_so_on_every_page(at_the_park):
    """A10: no half page, no 500: companies read what to do, and whoever runs it reads how to open it."""
    for address in ("/", "/services/", "/guide/", "/console/", "/sign-in/"):
        answer = at_the_park.get(address)
        page = answer.content.decode()
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3600"), address
        assert "这个园区还没有开通" in page
        assert f"open-park --park {NEW}" in page


def test_a_real_park_is_opened_with_calendar_rules_and_an_administrator(told, at_the_park):
    """A10: one command, and companies can read the rules."""
    code, said = told()
    assert (code, "is open" in said, "/password/" in said) == (0, True, True)
    assert Park.objects.get(park=NEW).name_en == "Harbour Park"
    assert [one.phone for one in Department.objects.filter(park=NEW)] == ["021-5555 9100"]
    limits, edition = limits_in_force(NEW, "registration", clock.now())
    assert (limits.notice_days, edition.number) == (3, 1)
    assert working_calendar(NEW).hours_on(make.at("2026-11-25 09:00").date()).opens.hour == 9
    assert at_the_park.get("/guide/").status_code == 200


def test_the_administrator_sets_a_password_by_mail(told, at_the_park):
    """A10: the address given at the opening is the login, in small letters; nobody hands a password around."""
    told()
    account = Account.objects.get(park=NEW)
    assert (account.login, account.has_usable_password()) == ("bai@example.com", False)
    answer = at_the_park.post("/password/", {"email": "bai@example.com"})
    assert answer.status_code == 302
    at_the_park.force_login(account)
    assert at_the_park.get("/console/rules/").status_code == 200


def test_opening_again_changes_nothing(told):
    assert told()[0] == 0
    code, said = told(name="另一个名字", admin_email="other@example.com")
    assert (code, "open already: nothing was changed" in said) == (0, True)
    assert (Park.objects.get(park=NEW).name_zh, Account.objects.count()) == ("海港园区", 1)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"admin_email": "nobody"}, "is no e-mail address"),
        ({"department": "office"}, "a department is CODE"),
        ({"hours": "1-5=nine"}, "hours look like"),
        ({"hours": "5-1=09:00-17:00"}, "the first day comes after the last one"),
        ({"hours": "1-5=17:00-09:00"}, "end before they begin"),
        ({"hours": "1-5=09:00-25:00"}, "hour must be in 0..23"),
        ({"years": "2101"}, "years look like"),
        ({"name": None}, "--name"),
    ],
)
def test_what_was_asked_wrongly_is_named_and_nothing_is_opened(told, changed, named):
    code, said = told(**changed)
    assert (code, named in said) == (2, True), said
    assert not Park.objects.exists()


@pytest.mark.parametrize("changed", [{"department": "Büro=办公室=Office"}, {"admin": " "}])
def test_what_a_deed_refuses_opens_nothing_either(told, changed):
    """All or nothing: a park without an administrator would let nobody in."""
    code, _said = told(**changed)
    assert code == 1
    assert not Park.objects.exists()


def test_hours_and_years_can_be_given(told):
    assert told(hours="1-6=08:30-16:30/11:30-13:00", years="2026-2027")[0] == 0
    calendar = working_calendar(NEW)
    assert sorted(calendar.hours) == [0, 1, 2, 3, 4, 5]
    assert f"{calendar.hours[5].opens:%H:%M}" == "08:30"
