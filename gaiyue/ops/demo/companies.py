"""The companies of the demo park: invented, believable, and the same ones for the same seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from stdnum.cn import uscc

from gaiyue.ops.demo.industries import INDUSTRIES, Industry
from gaiyue.ops.demo.names import person_name, phone_number
from gaiyue.people.accounts import NewPerson
from gaiyue.people.register_enterprise import NewEnterprise

FAMOUS: Final = "E00001"
"""The one company that is worth trying first; story.py tells what it has."""

FAMOUS_NAME: Final = "上海云启澜科技有限公司"

STILL_REGISTERING: Final = 25
"""One in so many has no credit code yet."""

_BRAND_FIRST: Final = "澜衡昱岚珩沐峤泓笙霁隽骁翊朔澄祺弘璟曜屿沅葳栩琮劭"
_BRAND_MIDDLE: Final = "拓启川禾屹凌渡望辰行溯知向承与柏原野舟序"
_CREDIT_LETTERS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True, slots=True)
class Company:
    """A company and the people who act for it, the one in charge first."""

    enterprise: NewEnterprise
    people: tuple[NewPerson, ...]


def companies(count: int, *, seed: int) -> Iterator[Company]:
    """`count` companies, the famous one first, coded E00001 and on; no two share a name or a credit code."""
    rng = Random(seed)
    brands = _brands(rng)
    for number in range(1, count + 1):
        code = f"E{number:05d}"
        people = tuple(_people(rng, code, number))
        if code == FAMOUS:
            yield Company(_famous(rng), people)
        else:
            yield Company(_company(rng, number, next(brands)), people)


def _brands(rng: Random) -> Iterator[str]:
    """Pairs of characters, each once, in a random order."""
    pairs = [first + middle for first in _BRAND_FIRST for middle in _BRAND_MIDDLE]
    rng.shuffle(pairs)
    yield from pairs


def _famous(rng: Random) -> NewEnterprise:
    return NewEnterprise(
        code=FAMOUS,
        name=FAMOUS_NAME,
        industry="人工智能",
        size="small",
        tier="high_tech",
        credit_code=_credit_code(rng, 1),
    )


def _company(rng: Random, number: int, brand: str) -> NewEnterprise:
    industry = rng.choices(INDUSTRIES, [one.share for one in INDUSTRIES])[0]
    size = rng.choices(("micro", "small", "medium", "large"), (38, 36, 19, 7))[0]
    is_new = number % STILL_REGISTERING == 0
    return NewEnterprise(
        code=f"E{number:05d}",
        name=_name(rng, brand, industry, size),
        industry=industry.name,
        size="micro" if is_new else size,
        tier="normal" if is_new else _tier(rng, industry, size),
        credit_code=None if is_new else _credit_code(rng, number),
    )


def _name(rng: Random, brand: str, industry: Industry, size: str) -> str:
    full = brand + rng.choice(industry.endings)
    trade = rng.choice(industry.trades)
    kind = "股份有限公司" if size == "large" and rng.random() < 0.5 else "有限公司"
    pattern = rng.choices(
        ("上海{full}{trade}{kind}", "{full}（上海）{trade}{kind}", "{full}{trade}（上海）{kind}"),
        (7, 2, 1),
    )[0]
    return pattern.format(full=full, trade=trade, kind=kind)


def _tier(rng: Random, industry: Industry, size: str) -> str:
    if size in {"medium", "large"} and rng.random() < 0.2:
        return "key_project"
    return "high_tech" if industry.is_technical and rng.random() < 0.3 else "normal"


def _credit_code(rng: Random, number: int) -> str:
    """A code that is valid and nobody's: no organisation has ever been given a number that begins with YY."""
    own = "".join(rng.choice(_CREDIT_LETTERS) for _ in range(3))
    stem = f"91310115YY{number:04d}{own}"
    return stem + str(uscc.calc_check_digit(stem))


def _people(rng: Random, code: str, number: int) -> Iterator[NewPerson]:
    """The person in charge and, in every eighth company, a second one who runs the errands."""
    for nth in range(2 if number % 8 == 1 else 1):
        login = f"{code.lower()}{'' if nth == 0 else '-2'}@example.com"
        yield NewPerson(
            login=login,
            name=person_name(rng),
            email=login,
            phone=phone_number(number + 3000 * nth),
        )
