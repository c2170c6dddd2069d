"""The industries that a company chooses from: kept is the Chinese word, shown the reader's."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

INDUSTRIES: Final[tuple[tuple[str, Promise], ...]] = (
    ("集成电路", _("集成电路")),
    ("新能源汽车", _("新能源汽车")),
    ("生物医药", _("生物医药")),
    ("民用航空", _("民用航空")),
    ("人工智能", _("人工智能")),
    ("高端装备", _("高端装备")),
    ("新材料", _("新材料")),
    ("氢能与储能", _("氢能与储能")),
    ("信息技术服务", _("信息技术服务")),
    ("航运物流", _("航运物流")),
    ("跨境贸易", _("跨境贸易")),
    ("专业服务", _("专业服务")),
    ("商贸餐饮", _("商贸餐饮")),
    ("文化教育", _("文化教育")),
    ("其他", _("其他")),
)


def say_industry(kept: str) -> str:
    """The industry in the reader's language; a word from elsewhere as it was written."""
    return str(dict(INDUSTRIES).get(kept, kept))


def industry_choices(kept: str) -> list[tuple[str, "str | Promise"]]:
    """What may be chosen: the list, and whatever is kept already, from an import or an older form."""
    other = [] if not kept or kept in dict(INDUSTRIES) else [(kept, kept)]
    return [("", _("请选择")), *other, *INDUSTRIES]
