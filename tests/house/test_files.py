"""Files: small, named after one thing, each saying which, with rows locked in a way every engine can."""

import ast

import pytest

from tests.house.house import ROOT, files, short, tree

EVERYTHING = files(ROOT / "gaiyue", ROOT / "tests")
LAYER_NAMES = {
    "services.py",
    "utils.py",
    "helpers.py",
    "manager.py",
    "managers.py",
    "common.py",
    "misc.py",
}
LIMITERS = {"first", "last", "earliest", "latest"}


@pytest.mark.parametrize("path", EVERYTHING, ids=short)
def test_a_file_fits_in_one_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", EVERYTHING, ids=short)
def test_a_file_says_in_a_line_what_it_is(path):
    if not tree(path).body:
        return  # an empty __init__.py has nothing to say
    said = ast.get_docstring(tree(path))
    assert said, f"{short(path)} needs a docstring"
    assert said.splitlines()[0].strip(), f"{short(path)}: the first line of the docstring is empty"


def test_no_file_is_named_after_a_layer():
    """One exception: below queries/ and views/, services.py is about the services that the park offers."""
    about_the_business = {("queries", "services.py"), ("views", "services.py")}
    found = [path for path in files() if path.name in LAYER_NAMES]
    assert [
        short(path) for path in found if (path.parent.name, path.name) not in about_the_business
    ] == []


def _called(node: ast.expr) -> set[str]:
    """The methods called in the chain that this expression ends, e.g. {filter, select_for_update}."""
    names: set[str] = set()
    while True:
        match node:
            case ast.Call(func=ast.Attribute(value=value, attr=attr)):
                names.add(attr)
                node = value
            case ast.Attribute(value=value) | ast.Subscript(value=value):
                node = value
            case _:
                return names


def locked_and_limited(module: ast.Module) -> list[int]:
    """Lines on which rows are locked by a query with LIMIT, which not every engine can."""
    return [
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.Subscript | ast.Call)
        and "select_for_update" in _called(node)
        and (
            (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice))
            or (isinstance(node, ast.Call) and _called(node) & LIMITERS)
        )
    ]


def test_no_rows_are_locked_with_a_limit():
    found = [f"{short(path)}:{line}" for path in files() for line in locked_and_limited(tree(path))]
    assert found == []


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("Block.objects.select_for_update().filter(a=1)[:5]", [1]),
        ("Block.objects.filter(a=1).select_for_update().first()", [1]),
        ("Block.objects.select_for_update().get(pk=1)", []),
        ("list(Block.objects.select_for_update().order_by('pk'))[:5]", []),
        ("Block.objects.filter(a=1)[:5]", []),
    ],
)
def test_the_lock_test_sees_what_it_should(code, lines):
    """The control of the test above."""
    assert locked_and_limited(ast.parse(code)) == lines
