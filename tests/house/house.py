"""What the house tests look at: the files of the product, its rooms and their floors."""

import ast
import importlib
import pkgutil
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "gaiyue"


def files(*tops: Path) -> list[Path]:
    """The Python files that people write, below the given folders (default: the product)."""
    return sorted(
        path
        for top in tops or (HOUSE,)
        for path in top.rglob("*.py")
        if "migrations" not in path.parts
    )


def short(path: Path) -> str:
    """A path as it is spoken of: from the root of the repository."""
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def contracts() -> dict[str, dict[str, list[str]]]:
    """The contracts of import-linter in pyproject.toml, by id."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


@cache
def floors() -> dict[str, int]:
    """Room -> floor, 0 at the bottom, as the contract "floors" has it."""
    layers = contracts()["floors"]["layers"]
    return {
        room.strip(" ()"): floor
        for floor, rooms in enumerate(reversed(layers))
        for room in rooms.replace(":", "|").split("|")
    }


def rooms() -> list[str]:
    """The rooms that exist: folders of the product that hold Python files of their own."""
    return sorted(path.parent.name for path in HOUSE.glob("*/__init__.py"))


def import_all(name: str) -> Iterator[ModuleType]:
    """Imports the modules of this name in every room that has some, e.g. events and offer_events."""
    for found in pkgutil.walk_packages([str(HOUSE)], prefix="gaiyue."):
        if f"_{found.name.rpartition('.')[2]}".endswith(f"_{name}"):
            yield importlib.import_module(found.name)
