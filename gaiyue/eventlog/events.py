"""What can happen to the record itself."""

from dataclasses import dataclass

from gaiyue.eventlog.kinds import Code, kind


@kind("text.erased")
@dataclass(frozen=True, slots=True)
class TextErased:
    """Personal text about a subject was erased under a retention rule."""

    texts: int
    rule: Code
