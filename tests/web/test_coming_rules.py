"""B3: rules that are published for later are announced where the rules of now are read."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from gaiyue.policy.limits import Limits
from gaiyue.policy.publish import publish_edition
from tests import make

PAGES = ("/guide/", "/services/tax-registration/")
NEWS = "起规则有变化"


def publish(service: str = "*", **changed: Any) -> None:
    limits = replace(Limits(), **changed)
    at = make.at("2026-12-01 00:00")
    publish_edition(make.PARK, service, limits=limits, actor=make.HOUSE, effective_from=at)


def read(page: str) -> str:
    return Client().get(page).content.decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("service", ["*", "tax-registration"])
def test_a_coming_edition_is_announced_with_what_it_changes(park, page, service):
    assert NEWS not in read(page)
    publish(service, notice_days=5)
    text = read(page)
    assert text.count(NEWS) == 1
    assert "12月1日" in text
    assert "5个工作日" in text.replace(" ", "")


@pytest.mark.parametrize("page", PAGES)
def test_one_that_changes_nothing_is_no_news(park, page):
    publish()
    assert NEWS not in read(page)


def test_one_for_another_service_is_none_of_this(park):
    publish("qualification", notice_days=5)
    assert NEWS not in read(PAGES[1])
    assert NEWS in read(PAGES[0])
