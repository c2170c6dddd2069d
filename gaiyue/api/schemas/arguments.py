"""Arguments of addresses and headers, each with what it means."""

from typing import Annotated, Literal

from django.utils.translation import gettext_noop as _
from ninja import Header, Path, Query

from gaiyue.api.schemas.words import KEY_HEADER, Code, Day, IdInAddress, Key
from gaiyue.booking.states import State

ServiceCode = Annotated[Code, Path(description=_("事项的编码，见全部事项。"))]
Reference = Annotated[Code, Path(description=_("预约号，连字符可有可无。"))]
BlockId = Annotated[IdInAddress, Path(description=_("时段的编号，见空余时段。"))]

NewBlock = Annotated[
    IdInAddress | None, Query(description=_("新时段的编号；不填就只问这个预约能不能改。"))
]
OnlyLocation = Annotated[Code | None, Query(description=_("只看一个地点（编码）。"))]
OnlyService = Annotated[Code | None, Query(description=_("只看一个事项（编码）。"))]
OnlyState = Annotated[State | None, Query(description=_("只看一种状态。"))]
First = Annotated[Day | None, Query(description=_("从哪天起；不填就是今天。"))]
Last = Annotated[Day | None, Query(description=_("到哪天为止（含）；不填就是从第一天起两周。"))]
On = Annotated[Day | None, Query(description=_("哪一天；不填就是今天。"))]
When = Annotated[
    Literal["upcoming", "past"] | None,
    Query(
        description=_(
            "还没办的（upcoming），还是已经结束的（past）；不填时跟着 state，state 也不填就是 upcoming。"
        )
    ),
]
Page = Annotated[
    IdInAddress | None,
    Query(description=_("第几页；不填就是第 1 页，超过最后一页时 items 是空的。")),
]
ForCompany = Annotated[
    Code | None,
    Query(description=_("企业编号；企业的令牌可以不填，园区工作人员的令牌必须填。")),
]
KeyInHeader = Annotated[
    Key,
    Header(
        alias=KEY_HEADER,
        description=_("这件事的幂等键：1 到 128 个可见字符，例如 UUID；同一件事再发时不变。"),
    ),
]
