"""`gaiyue serve` and `gaiyue work`: which parks they are for, and when the demo's door is open."""

import pytest

from gaiyue.ops.cli import main
from gaiyue.ops.commands.parks import known_parks
from gaiyue.ops.commands.serve import own_address, web_environment
from gaiyue.ops.demo.set_up import Scale, set_up_demo
from tests import make


def door(*, wants_demo=True, **environment):
    return web_environment(environment, wants_demo=wants_demo)["GAIYUE_DEMO"]


@pytest.fixture
def demo(db, monday):
    set_up_demo(make.PARK, scale=Scale(companies=1, days_back=0))


@pytest.mark.usefixtures("demo")
def test_in_a_demo_park_people_sign_in_by_one_click():
    assert door() == "1"
    assert door(PORT="1") == "1"
    assert web_environment({"PORT": "1"}, wants_demo=True)["PORT"] == "1"


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("environment", [{}, {"GAIYUE_DEMO": "1"}])
def test_without_demo_the_door_is_never_open(environment):
    assert door(wants_demo=False, **environment) == "0"


@pytest.mark.usefixtures("demo")
def test_whoever_says_no_to_the_door_is_heard():
    assert door(GAIYUE_DEMO="0") == "0"


@pytest.mark.usefixtures("park")
def test_in_a_real_park_the_door_stays_shut_and_serve_says_so(capsys):
    assert door(GAIYUE_DEMO="1") == "0"
    assert "not a demo park: lingang" in capsys.readouterr().out


@pytest.mark.usefixtures("demo")
def test_one_real_park_among_demos_keeps_the_door_shut(settings, capsys):
    settings.GAIYUE_PARK_HOSTS = {"real.example": "real"}
    assert door() == "0"
    assert "not a demo park: real" in capsys.readouterr().out


def test_an_abbreviated_option_is_not_understood(capsys):
    """`--no-dem` must not mean something to one reader and nothing to another."""
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--no-dem"])
    assert ended.value.code == 2
    assert "--no-dem" in capsys.readouterr().err


def test_a_worker_works_for_every_park_that_the_settings_name(settings):
    settings.GAIYUE_PARK_CELLS = {"far": "other"}
    settings.GAIYUE_PARK_HOSTS = {"book.example": "near", "www.example": make.PARK}
    assert known_parks() == ["far", make.PARK, "near"]


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104 - read, not bound
        ("::1", "http://[::1]:8000"),
        ("park.lan", "http://park.lan:8000"),
    ],
)
def test_links_in_mails_lead_to_where_the_product_listens(host, address):
    assert own_address(host, "8000") == address
