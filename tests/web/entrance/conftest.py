"""What the tests of the entrance stand on: counts of their own, the mail that was asked for, a second park."""

import re

import pytest

from gaiyue.notify.models import Message
from tests import make

OTHER = "waigaoqiao"
HOSTS = {"a.example": make.PARK, "b.example": OTHER}
SENT = re.compile(r"\b(\d{6})\b")


@pytest.fixture(autouse=True)
def counts(settings, tmp_path):
    """Rate limits are counted anew for each test, by the product's own cache."""
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": str(tmp_path / "c")}}


@pytest.fixture
def parks(park, settings):
    """Two parks in one database, each with its host name."""
    settings.GAIYUE_PARK_HOSTS = HOSTS
    make.a_park(code=OTHER)
    return park


def mails(to: str, *, park: str = make.PARK) -> list[Message]:
    """The mails that were asked for, oldest first."""
    return list(Message.objects.filter(park=park, recipient=to).order_by("pk"))


def code_in(to: str, *, park: str = make.PARK) -> str:
    """The code in the last mail to that address."""
    found = SENT.search(mails(to, park=park)[-1].text)
    assert found, "no code in the mail"
    return found[1]
