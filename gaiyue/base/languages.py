"""Which of two languages the reader wants; names of the park's own things come in both."""

from django.utils.translation import get_language


def in_english() -> bool:
    """Whether the words are being made in English."""
    return (get_language() or "").startswith("en")


def in_language(zh: str, en: str) -> str:
    """The word for the reader; the Chinese one where there is no English one."""
    return en if in_english() and en else zh
