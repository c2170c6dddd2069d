"""Who decides, by the names that the page of the staff has for them."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.translation import gettext as _

ROLES: Final[Mapping[str, Callable[[], str]]] = {
    "clerk": lambda: _("窗口人员"),
    "specialist": lambda: _("服务专员"),
    "supervisor": lambda: _("科室负责人"),
    "manager": lambda: _("园区管理者"),
}


def role_name(code: str) -> str:
    """Who a role is; a role that companies don't know by name is the park's staff."""
    return ROLES[code]() if code in ROLES else _("园区工作人员")


def say_deciders(codes: tuple[str, ...]) -> str:
    """Several roles of which any may decide: 窗口人员或科室负责人."""
    names = [role_name(code) for code in codes] or [_("园区工作人员")]
    if len(names) == 1:
        return names[0]
    return _("%(others)s或%(last)s") % {"others": _("、").join(names[:-1]), "last": names[-1]}
