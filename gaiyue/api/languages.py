"""In which language an answer speaks: Chinese unless the program asks for English first."""

from typing import Final

from django.utils.translation.trans_real import parse_accept_lang_header

from gaiyue.base.languages import in_english

CHINESE: Final = "zh-hans"
ENGLISH: Final = "en"
LONGEST: Final = 500


def language_of(accepted: str) -> str:
    """The language for an Accept-Language header, whatever it holds."""
    for tag, _weight in parse_accept_lang_header(accepted[:LONGEST].lower()):
        if tag == "en" or tag.startswith("en-"):
            return ENGLISH
        if tag == "zh" or tag.startswith("zh-"):
            return CHINESE
    return CHINESE


def tag_now() -> str:
    """What Content-Language says of the language of the moment."""
    return "en" if in_english() else "zh-CN"
