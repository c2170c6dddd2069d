"""Who decides, by the names that companies know."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.translation import gettext as _

ROLES: Final[Mapping[str, Callable[[], str]]] = {
    "clerk": lambda: _("窗口经办人员"),
    "specialist": lambda: _("园区服务专员"),
    "supervisor": lambda: _("窗口主管"),
    "manager": lambda: _("园区负责人"),
}


def role_name(code: str) -> str:
    """Who a role is; a role that companies don't know by name is the park's staff."""
    return ROLES[code]() if code in ROLES else _("园区工作人员")


def say_deciders(codes: tuple[str, ...]) -> str:
    """Several roles of which any may decide: 窗口经办人员或窗口主管."""
    names = [role_name(code) for code in codes] or [_("园区工作人员")]
    if len(names) == 1:
        return names[0]
    return _("%(others)s或%(last)s") % {"others": _("、").join(names[:-1]), "last": names[-1]}
