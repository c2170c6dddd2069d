"""What was typed or scanned into the code field, as a reference."""

import re
import unicodedata
from typing import Final

from django.utils.translation import gettext as _

from gaiyue.base.references import LENGTH, ReferenceInvalid, read_reference
from gaiyue.base.telephone import TAIL

ASKED_OR_BELOW: Final = re.compile(r"[?#]")
SEPARATORS: Final = re.compile(r"[\s()+-]")
IDEOGRAPH: Final = re.compile(r"[\u3400-\u9fff]")
LONGEST: Final = 300
"""A whole address fits; a novel does not."""


def read_code(typed: str) -> str:
    """The characters of the code: out of a whole address, without spaces and dashes of any kind, in capitals.

    A scanner types what the QR code says, which is the address of the visit; an input method may make its letters
    full-width.
    """
    plain = unicodedata.normalize("NFKC", typed[:LONGEST]).strip()
    # By hand: urlsplit raises for some of what a broken scanner types.
    path = ASKED_OR_BELOW.split(plain)[0] if "/" in plain else plain
    code = path.rstrip("/").rpartition("/")[2]
    return "".join(letter for letter in code if letter.isalnum()).upper()


def is_reference(code: str) -> bool:
    """Whether the characters are a whole reference without a slip."""
    try:
        return read_reference(code) == code
    except ReferenceInvalid:
        return False


def is_search(typed: str) -> bool:
    """Whether this was never meant as a code: a name in Chinese, an address of mail, a telephone number or its end."""
    plain = unicodedata.normalize("NFKC", typed[:LONGEST]).strip()
    bare = SEPARATORS.sub("", plain)
    is_number = bare.isascii() and bare.isdigit() and len(bare) >= TAIL and len(bare) != LENGTH
    return is_number or "@" in plain or bool(IDEOGRAPH.search(plain))


def say_not_found(code: str) -> str:
    """Why the code led to no visit, and what to do."""
    if len(code) != LENGTH:
        return _(
            "没有这个预约号：预约号是 %(right)s 位，这里有 %(length)s 位。请补齐或删掉多出的，再查一次。"
        ) % {"right": LENGTH, "length": len(code)}
    try:
        read_reference(code)
    except ReferenceInvalid:
        return _("没有这个预约号，多半是输错了一位。请核对一遍：9 位字母和数字，没有 0、O、1、I。")
    return _("没有这个预约号。号码本身没有输错，可能是别的园区的；可以按企业名称查找。")
