"""The words of the room, in the active language: decisions, limits, refusals. Every face uses these."""

from gaiyue.policy.wording.compare import Compared, Comparison, compare_limits
from gaiyue.policy.wording.decisions import (
    SENTENCES,
    STEPS,
    Explained,
    cancel_sentence,
    deadline_sentence,
    explain,
    say_edition,
    say_reason,
    say_step,
)
from gaiyue.policy.wording.limits import (
    DescribedCircumstance,
    describe_circumstance,
    describe_limits,
)
from gaiyue.policy.wording.refusals import REFUSALS, say_problem, say_refusal
from gaiyue.policy.wording.roles import role_name, say_deciders
from gaiyue.policy.wording.settings import DescribedSetting, describe_setting, say_setting

__all__ = [
    "REFUSALS",
    "SENTENCES",
    "STEPS",
    "Compared",
    "Comparison",
    "DescribedCircumstance",
    "DescribedSetting",
    "Explained",
    "cancel_sentence",
    "compare_limits",
    "deadline_sentence",
    "describe_circumstance",
    "describe_limits",
    "describe_setting",
    "explain",
    "role_name",
    "say_deciders",
    "say_edition",
    "say_problem",
    "say_reason",
    "say_refusal",
    "say_setting",
    "say_step",
]
