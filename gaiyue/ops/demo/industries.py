"""The industries of the demo park, and what their companies call themselves. Modelled on Lingang."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Industry:
    """An industry: its share among the companies, the last character of their brands, and their trades.

    `is_technical`: its companies can be recognised as high-tech enterprises.
    """

    name: str
    share: int
    endings: str
    trades: tuple[str, ...]
    is_technical: bool = True


INDUSTRIES: Final = (
    Industry(
        "集成电路", 15, "芯微晶硅", ("微电子", "半导体", "集成电路设计", "半导体设备", "半导体材料")
    ),
    Industry(
        "新能源汽车",
        12,
        "驰驭腾骋",
        ("汽车电子", "汽车零部件", "动力电池", "智能驾驶科技", "新能源汽车"),
    ),
    Industry("生物医药", 11, "康瑞和宁", ("生物医药", "医疗器械", "生物技术", "细胞科技", "制药")),
    Industry("民用航空", 8, "翼翔翎航", ("航空科技", "航空材料", "航空零部件", "无人机科技")),
    Industry("人工智能", 12, "智慧悟思", ("智能科技", "数据科技", "机器人", "人工智能科技")),
    Industry("高端装备", 9, "工锐匠恒", ("智能装备", "精密机械", "海洋工程装备", "自动化设备")),
    Industry("新材料", 6, "纳锦新晟", ("新材料", "高分子材料", "复合材料")),
    Industry("氢能与储能", 5, "氢能源炬", ("氢能科技", "储能科技", "新能源科技")),
    Industry("信息技术服务", 7, "云软码联", ("软件", "信息技术", "网络科技")),
    Industry(
        "航运物流",
        7,
        "航港洋达",
        ("国际物流", "船舶管理", "供应链管理", "国际货运代理"),
        is_technical=False,
    ),
    Industry(
        "跨境贸易",
        5,
        "通汇盈贸",
        ("国际贸易", "进出口", "跨境电子商务"),
        is_technical=False,
    ),
    Industry(
        "专业服务",
        3,
        "信诚衡策",
        ("企业管理咨询", "检测技术", "知识产权代理"),
        is_technical=False,
    ),
)
"""Shares add up to 100."""
