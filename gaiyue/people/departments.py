"""What a department may be called: what adding and correcting one share."""

from typing import Final

from gaiyue.base.errors import Refusal
from gaiyue.people.open_park import NewDepartment

LENGTHS: Final = {"name_zh": 64, "name_en": 96, "phone": 32}


def checked(department: NewDepartment) -> dict[str, str]:
    """The names and the number without blanks around them. Refusals: `department.nameless`, `department.too_long`."""
    fields = {name: getattr(department, name).strip() for name in LENGTHS}
    if not fields["name_zh"] or not fields["name_en"]:
        raise Refusal("department.nameless")
    for name, most in LENGTHS.items():
        if len(fields[name]) > most:
            raise Refusal("department.too_long", {"typed": fields[name], "most": most})
    return fields
