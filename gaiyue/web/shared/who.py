"""Who did something, for staff: colleagues by name, companies and the house itself by what they are."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from django.utils.translation import gettext as _

from gaiyue.people.access import roles_of
from gaiyue.people.queries import staff_list
from gaiyue.policy.wording import role_name


def names_of(park: str, codes: Iterable[str]) -> dict[str, str]:
    """Actor code → what a page for staff prints; two queries however many there are."""
    wanted = set(codes) - {""}
    if not wanted:
        return {}
    staff = {row.actor.code: row.name for row in staff_list(park)}
    roles = roles_of(park, wanted - set(staff))
    return {code: staff.get(code) or _unnamed(code, roles) for code in wanted}


def by_program(via: str, names: Mapping[str, str], who: str) -> str:
    """Whoever acted, and by which program where one did: its name, or only that it was one."""
    if not via:
        return who
    if via in names:
        return _("%(token)s（接口）· %(who)s") % {"token": names[via], "who": who}
    return _("接口 · %(who)s") % {"who": who}


def _unnamed(code: str, roles: Mapping[str, str]) -> str:
    role = roles.get(code, code.partition(":")[0])
    if role == "system":
        part = code.partition(":")[2]
        return SYSTEMS[part]() if part in SYSTEMS else _("系统")
    if role in ("member", "owner"):
        return _("企业经办人")
    return _("持预约链接的人") if role in ("link", "link_holder") else role_name(role)


SYSTEMS: Final[Mapping[str, Callable[[], str]]] = {
    "operator": lambda: _("运维人员（命令行）"),
    "scheduler": lambda: _("系统（定时任务）"),
    "demo": lambda: _("系统（演示数据）"),
}
"""Parts of the house that act on their own account."""
