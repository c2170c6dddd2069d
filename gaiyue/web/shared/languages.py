"""Which of two languages the reader wants: as all faces ask for it."""

from gaiyue.base.languages import in_english, in_language

__all__ = ["in_english", "in_language"]
