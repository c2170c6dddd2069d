"""K4: one address says which engine a cell runs on."""

from pathlib import Path

from django.db import connections

from gaiyue.base.engines import engine

ROOT = Path("/srv/gaiyue")


def test_a_file_is_an_embedded_database_below_the_folder_of_the_installation():
    entry = engine("sqlite:park.sqlite3", root=ROOT)
    assert (entry["ENGINE"], entry["NAME"]) == ("gaiyue.base.sqlite", "/srv/gaiyue/park.sqlite3")
    assert engine("sqlite:/data/p.sqlite3", root=ROOT)["NAME"] == "/data/p.sqlite3"
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in entry["OPTIONS"]["init_command"]


def test_an_address_is_a_server():
    entry = engine("postgresql://gaiyue:secret@db.example/parks", root=ROOT)
    assert entry["ENGINE"] == "gaiyue.base.postgresql"
    assert (entry["NAME"], entry["USER"], entry["PASSWORD"]) == ("parks", "gaiyue", "secret")
    assert (entry["HOST"], entry["PORT"]) == ("db.example", "")


def test_several_hosts_are_tried_in_turn_so_that_a_fail_over_needs_no_proxy():
    address = "postgresql://a:5432,b:5433,c:5434/parks?target_session_attrs=read-write"
    entry = engine(address, root=ROOT)
    assert (entry["HOST"], entry["PORT"]) == ("a,b,c", "5432,5433,5434")
    assert entry["OPTIONS"] == {"connect_timeout": 3, "target_session_attrs": "read-write"}


def test_a_conninfo_may_say_how_long_to_wait():
    entry = engine("host=/run/pg dbname=parks connect_timeout=9", root=ROOT)
    assert (entry["HOST"], entry["OPTIONS"]) == ("/run/pg", {"connect_timeout": "9"})


def test_django_knows_the_engine():
    connection = connections.create_connection("default")
    assert connection.vendor == "sqlite"
