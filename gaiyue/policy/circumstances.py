"""The catalogue of special circumstances (特殊情况): who decides, the evidence, may papers follow. Pure.

The catalogue is data of an edition: a park may change names, evidence and deciders. The codes are stable, since
the record keeps them.
"""

from dataclasses import dataclass
from typing import Final

DECIDERS: Final = ("clerk", "specialist", "supervisor", "manager")
"""Role codes of those who may be named to decide, from the desk upwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance:
    """One kind of special circumstance.

    `decided_by` is a role code. `evidence_zh` and `evidence_en` say which paper shows it, empty when none is
    wanted. `follows_within_days` is how many working days that paper may follow after the change; 0 means that
    it is shown at once.
    """

    code: str
    zh: str
    en: str
    decided_by: str
    evidence_zh: str
    evidence_en: str
    follows_within_days: int

    @property
    def may_follow(self) -> bool:
        """Whether the evidence may come after the change (先调整再补手续)."""
        return self.follows_within_days > 0

    @property
    def wants_evidence(self) -> bool:
        """Whether any paper is wanted at all."""
        return bool(self.evidence_zh)


def default_circumstances() -> tuple[Circumstance, ...]:
    """The catalogue that a new park starts with."""
    return _DEFAULT


_DEFAULT: Final = (
    Circumstance(
        code="customs_inspection",
        zh="海关查验",
        en="Customs inspection",
        decided_by="clerk",
        evidence_zh="海关查验通知书或查验指令截图",
        evidence_en="the customs inspection notice, or a screenshot of the order",
        follows_within_days=3,
    ),
    Circumstance(
        code="urgent_government_task",
        zh="政府紧急任务",
        en="Urgent government task",
        decided_by="clerk",
        evidence_zh="相关部门的通知、函件或会议通知",
        evidence_en="the notice, letter or invitation from the authority",
        follows_within_days=3,
    ),
    Circumstance(
        code="sudden_illness",
        zh="突发疾病",
        en="Sudden illness",
        decided_by="clerk",
        evidence_zh="就诊记录、病假单或急诊挂号凭证",
        evidence_en="a medical record, a sick note or the emergency registration",
        follows_within_days=5,
    ),
    Circumstance(
        code="family_emergency",
        zh="家庭突发情况",
        en="Family emergency",
        decided_by="clerk",
        evidence_zh="本人签字的情况说明",
        evidence_en="a signed statement",
        follows_within_days=5,
    ),
    Circumstance(
        code="key_client_visit",
        zh="重要客户来访",
        en="Key client visit",
        decided_by="supervisor",
        evidence_zh="客户来访函、行程单或会议邀请",
        evidence_en="the client's letter, itinerary or meeting invitation",
        follows_within_days=3,
    ),
    Circumstance(
        code="production_surge",
        zh="生产突发高峰",
        en="Production surge",
        decided_by="supervisor",
        evidence_zh="加盖公章的情况说明",
        evidence_en="a statement with the company's seal",
        follows_within_days=3,
    ),
    Circumstance(
        code="travel",
        zh="临时出差",
        en="Business trip",
        decided_by="supervisor",
        evidence_zh="行程单或车票、机票订单",
        evidence_en="the itinerary, or the train or flight booking",
        follows_within_days=3,
    ),
    Circumstance(
        code="force_majeure",
        zh="不可抗力（台风、停电、交通管制等）",
        en="Force majeure (typhoon, power cut, closed roads and the like)",
        decided_by="clerk",
        evidence_zh="",
        evidence_en="",
        follows_within_days=0,
    ),
    Circumstance(
        code="other",
        zh="其他情况",
        en="Other",
        decided_by="supervisor",
        evidence_zh="加盖公章的情况说明",
        evidence_en="a statement with the company's seal",
        follows_within_days=3,
    ),
)
