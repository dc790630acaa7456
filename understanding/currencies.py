"""Which currency a sign or a word means beside a loan in a given one, and how many decimals it has."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from understanding.words import LANGUAGES, values

_USUAL_DECIMALS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Currencies:
    """Signs and words to families; families to codes; codes to decimals."""

    families: Mapping[str, tuple[str, ...]]
    signs: Mapping[str, str]
    codes: frozenset[str]
    decimals: Mapping[str, int]
    before: re.Pattern[str]
    after: re.Pattern[str]

    def meant(self, written: str, loan_currency: str) -> str:
        """The code for a sign, code or word as matched by ``before`` or ``after``."""
        if written.upper() in self.codes:
            return written.upper()
        family = self.families[self.signs[written]]
        return loan_currency if loan_currency in family else family[0]


def decimals(currency: str) -> int:
    """Decimals of a currency: USD 2, JPY 0, KWD 3. As ``cases.money`` has them; a test holds them together."""
    return currencies().decimals.get(currency, _USUAL_DECIMALS)


@cache
def currencies() -> Currencies:
    """The shipped table, with the money words of every language."""
    with (Path(__file__).parent / "lexicon" / "currencies.toml").open("rb") as file:
        table = tomllib.load(file)
    words = {word: family for language in LANGUAGES for word, family in values(language).money.items()}
    codes = [code.lower() for code in table["codes"]["known"]]
    signs = dict(table["signs"])
    spaced = [word for word in [*words, *codes] if word[0] < "\u3000"]
    unspaced = [word for word in [*words, *signs] if word not in spaced]
    inverted = "|".join(word for language in LANGUAGES for word in values(language).inverted & words.keys()) or "(?!)"
    alone = "|".join(re.escape(word) for word in sorted(spaced, key=len, reverse=True))
    glued = "|".join(re.escape(word) for word in sorted(unspaced, key=len, reverse=True))
    return Currencies(
        families={family: tuple(members) for family, members in table["families"].items()},
        signs=signs | words,
        codes=frozenset(table["codes"]["known"]),
        decimals={code: int(places) for places, members in table["decimals"].items() for code in members},
        before=re.compile(
            rf"(?:(?<![a-zа-я])(?P<code>{'|'.join(codes)})|(?P<sign>{glued})"
            rf"|(?<![0-9] )(?<!\w)(?P<word>{inverted}))\s?$"
        ),
        after=re.compile(rf"[\s\-]?(?:(?P<word>{alone})(?![a-zа-я])\.?|(?P<sign>{glued}))"),
    )
