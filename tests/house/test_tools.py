"""Tools: the locks agree and name no host, the vendored pip is unchanged, the contracts know every room."""

import hashlib
import re
import subprocess

import pytest

from tests.house.house import HOUSE, ROOT, contracts, floors, rooms

PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
LOCKS = ["run", "dev"]


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")


def test_the_tests_run_what_the_product_runs():
    """dev.lock holds every package of run.lock at the same version."""
    run, dev = PIN.findall(lock("run")), PIN.findall(lock("dev"))
    assert set(run) <= set(dev)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_packages_and_digests_and_nothing_else(name):
    """An address or a path in a lock would tie every installation to one machine."""
    text = lock(name)
    assert not re.search(r"://|@ |--(index|extra-index|find-links|trusted)", text)
    assert len(PIN.findall(text)) == len(re.findall(r"^\S+==", text, re.MULTILINE))
    for block in re.split(r"\n(?=[a-z])", text.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_the_vendored_pip_is_the_one_that_was_published():
    folder = ROOT / "script" / "vendor"
    digest, name = (folder / "SHA256SUMS").read_text(encoding="utf-8").split()
    assert [path.name for path in folder.glob("*.whl")] == [name]
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_every_script_says_what_it_does():
    listed = subprocess.run(
        [ROOT / "script" / "help"], capture_output=True, text=True, check=True
    ).stdout
    for line in listed.splitlines():
        script, _, purpose = line.partition(" ")
        assert purpose.strip(), f"{script}: its second line should be a comment saying what it does"


def test_every_room_has_a_floor():
    assert [room for room in rooms() if room not in floors()] == []


def test_the_tables_of_every_room_are_private():
    with_tables = {
        room
        for room in rooms()
        if (HOUSE / room / "models").is_dir() or (HOUSE / room / "models.py").is_file()
    }
    guarded = {
        name.removeprefix("tables-of-") for name in contracts() if name.startswith("tables-of-")
    }
    assert with_tables - guarded == set()


def test_no_room_may_have_circles():
    """base is a closed list of single files; every other room is watched."""
    watched = {name.removeprefix("gaiyue.") for name in contracts()["no-circles"]["ancestors"]}
    assert set(rooms()) - watched - {"base"} == set()


def test_the_exchange_is_pure_from_its_first_day():
    """The modules that the architecture calls pure are in the contract as soon as they exist."""
    promised = [
        "policy/decision",
        "policy/limits",
        "policy/rules",
        "calendars/days",
        "booking/exchange",
    ]
    here = {f"gaiyue.{path.replace('/', '.')}" for path in promised if any(HOUSE.glob(f"{path}*"))}
    assert here <= set(contracts()["purity"]["source_modules"])
