"""J4, D4: staff read every mail of the house as it goes out, in both languages; nobody else does."""

import pytest
from django.test import Client
from django.urls import reverse
from ical.calendar_stream import IcsCalendarStream

from gaiyue.base.errors import NotThere
from gaiyue.notify.samples import GROUPS, LANGUAGES, sample_mail, samples
from gaiyue.notify.visit_mail import WITH_CALENDAR
from gaiyue.people.sign_in import account_of
from tests import make

KINDS = [kind for kinds in GROUPS.values() for kind in kinds]


@pytest.fixture
def clerk(park):
    return make.staff()


@pytest.fixture
def client(clerk) -> Client:
    client, account = Client(), account_of(make.PARK, int(clerk.code.partition(":")[2]))
    assert account is not None
    client.force_login(account)
    return client


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_is_shown_as_it_goes_out(clerk, kind, language):
    mail = sample_mail(kind, language=language, actor=clerk)
    assert mail.kind == kind
    assert mail.language == language
    assert "%(" not in mail.subject + mail.text
    assert "None" not in mail.text
    assert mail.html.rstrip().endswith("</html>")
    assert bool(mail.calendar) == (kind in WITH_CALENDAR)
    if mail.calendar:
        IcsCalendarStream.calendar_from_ics(mail.calendar)


def test_every_mail_that_the_house_sends_is_among_them(clerk):
    """A new letter, or a new kind of news about visits, is shown too."""
    from gaiyue.notify.sign_in import LETTERS
    from gaiyue.notify.visit_words import LEADS

    assert {*LEADS, *(f"sign_in.{one}" for one in LETTERS)} <= set(KINDS)
    shown = [one.kind for kinds in samples(actor=clerk).values() for one in kinds]
    assert shown == KINDS


def test_the_rule_in_it_is_the_parks_own(client, park):
    """B6: a park that lets visits be moved until the day before reads that in its mails."""
    before = client.get(reverse("console_samples")).content.decode()
    make.limits(notice_days=1)
    after = client.get(reverse("console_samples")).content.decode()
    found = [page.split("前可以自己改")[0][-20:] for page in (before, after)]
    assert found[0] != found[1]


def test_the_frame_shows_the_picture_and_can_do_nothing(client):
    answer = client.get(reverse("console_sample_html"), {"kind": "appointment.booked"})
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    page = answer.content.decode()
    assert 'src="data:image/png;base64,' in page
    assert "cid:" not in page


def test_the_invitation_can_be_saved(client):
    answer = client.get(reverse("console_sample_calendar"), {"kind": "appointment.cancelled"})
    assert "METHOD:CANCEL" in answer.content.decode()
    assert answer.headers["Content-Disposition"].endswith('.ics"')
    none = client.get(reverse("console_sample_calendar"), {"kind": "reminder.visit"})
    assert none.status_code == 404


@pytest.mark.parametrize("query", [{"kind": "no.such"}, {"language": "fr"}, {"kind": ""}])
def test_a_mail_that_there_is_none_of_is_not_found(client, query):
    for name in ("console_samples", "console_sample_html", "console_sample_calendar"):
        assert client.get(reverse(name), query).status_code == 404


def test_only_staff_may_read_them(park):
    for actor in (make.a_company().actor, make.link_holder("X")):
        with pytest.raises(NotThere):
            samples(actor=actor)
        with pytest.raises(NotThere):
            sample_mail(KINDS[0], language="en", actor=actor)
