"""docs/who-may-see-what.md says what the tables of permissions and masking say."""

from pathlib import Path

from gaiyue.people.masking import SEEN, Field, Seen
from gaiyue.people.permissions import TABLE, May, Whose

PAGE = Path(__file__).parents[2] / "docs/who-may-see-what.md"
OF = {Whose.OWN: "own", Whose.ANY: "any"}
AS = {Seen.FULL: "all", Seen.PARTIAL: "part", Seen.NOTHING: "–"}
PEOPLE = [role for role in TABLE if role != "system"]

Table = dict[str, dict[str, str]]


def written() -> list[Table]:
    """Each table of the page: row → role → cell."""
    found: list[Table] = []
    roles: list[str] = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            roles = []
        elif not roles:
            roles = [cell.replace(" ", "_") for cell in cells[1:]]
            found.append({})
        elif not cells[0].startswith("-"):
            found[-1][cells[0]] = dict(zip(roles, cells[1:], strict=True))
    return found


def test_the_page_says_who_may_do_what():
    rows = {role: TABLE[role] for role in PEOPLE}
    assert written()[0] == {
        str(what): {
            role: OF[whose] if what in allowed else "–" for role, (whose, allowed) in rows.items()
        }
        for what in May
    }


def test_the_page_says_who_sees_how_much():
    assert written()[1] == {
        str(field): {role: AS[SEEN[role][field]] for role in PEOPLE} for field in Field
    }
    assert set(SEEN) == set(TABLE)
