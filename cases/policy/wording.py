"""The words of a message against what must be in it, what may not, and whether it speaks of a debt at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cases.policy.pack import DisclosureRule

_CURLY = str.maketrans({"\u2019": "'", "\u2018": "'", "\u00a0": " ", "\u202f": " "})
_AMOUNT = re.compile(
    r"[$€£¥₽₹₸₱]\s?\d|\b(?:usd|mxn|cny|rub|kzt|inr|idr|php|brl|gbp|eur|rs|rp|r\$)\.?\s?\d"
    r"|\d\s?(?:usd|mxn|cny|rub|kzt|inr|idr|php|brl|gbp|eur|pesos|руб|тенге|元|₽)"
)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_PHONE = re.compile(r"\+?\d[\d\s().-]{5,}\d")
_SHAPES = {
    "contact_phone": _PHONE,
    "institution_full_name": re.compile(r"【[^】]+】|银行|公司|机构|受委托"),
}
"""How a value looks where the request does not bring it. A placeholder without a shape is then not judged."""


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """Without regard to case, kinds of blank and curly apostrophes."""
    return " ".join(text.translate(_CURLY).casefold().split())


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases to look out for, each bare and as whole words. A text in ASCII can only have the ASCII ones."""

    ascii: tuple[tuple[str, re.Pattern[str]], ...]
    other: tuple[tuple[str, re.Pattern[str]], ...]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Phrases:
        """Made ready once from phrases in any case; a trailing ``*`` stands for any ending."""
        ready = [(folded.rstrip("*"), _whole(folded)) for folded in map(normal, phrases)]
        return cls(
            tuple(pair for pair in ready if pair[0].isascii()), tuple(pair for pair in ready if not pair[0].isascii())
        )

    def found_in(self, folded: str) -> bool:
        """Whether a normal text has any of them."""
        for bare, whole in self.ascii:
            if bare in folded and whole.search(folded):
                return True
        if folded.isascii():
            return False
        return any(bare in folded and whole.search(folded) for bare, whole in self.other)


def discloses_debt(text: str, words: Phrases) -> bool:
    """Whether a text speaks of a debt: by a word of it, or by an amount of money."""
    folded = normal(text)
    return _AMOUNT.search(folded) is not None or words.found_in(folded)


def _whole(phrase: str) -> re.Pattern[str]:
    bare = phrase.rstrip("*")
    spaceless = any("\u2e80" <= letter <= "\u9fff" for letter in bare)
    before = "" if spaceless or not bare[0].isalnum() else r"(?<!\w)"
    after = "" if spaceless or bare != phrase or not bare[-1].isalnum() else r"(?!\w)"
    return re.compile(before + re.escape(bare) + after)


def disclosed(rule: DisclosureRule, folded: str, facts: Mapping[str, object], language: str | None) -> bool:
    """Whether a normal text has what the rule wants: in its own language, where that is known and the rule speaks it,
    else complete in any one."""
    if language is not None and language in rule.phrases:
        return _complete(rule, rule.phrases[language], folded, facts)
    return any(_complete(rule, phrases, folded, facts) for phrases in rule.phrases.values())


def _complete(rule: DisclosureRule, phrases: tuple[str, ...], folded: str, facts: Mapping[str, object]) -> bool:
    found = (_has(phrase, folded, facts) for phrase in phrases)
    if rule.match == "all":
        return all(found)
    return any(found) if rule.match == "any" else next(found)


def _has(phrase: str, folded: str, facts: Mapping[str, object]) -> bool:
    placeholder = _PLACEHOLDER.fullmatch(phrase)
    if placeholder is None:
        return normal(phrase) in folded
    value = facts.get(placeholder[1])
    if isinstance(value, str) and value:
        return _has_value(value, folded)
    shape = _SHAPES.get(placeholder[1])
    return shape is None or shape.search(folded) is not None


def _has_value(value: str, folded: str) -> bool:
    """A phone number is found by its digits, however it is written."""
    if _PHONE.fullmatch(value.strip()):
        return _digits(value) in _digits(folded)
    return normal(value) in folded


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
