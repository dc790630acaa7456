"""The words of a message against what must be in it, what may not, and whether it speaks of a debt at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from cases.policy.pack import ContentRule, DisclosureRule

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


def discloses_debt(text: str, words: Iterable[str]) -> bool:
    """Whether a text speaks of a debt: by a word of it, or by an amount of money."""
    folded = normal(text)
    return _AMOUNT.search(folded) is not None or any(has_phrase(folded, word) for word in words)


def has_phrase(folded: str, phrase: str) -> bool:
    """Whether a normal text has the phrase as whole words; a trailing ``*`` stands for any ending."""
    bare = phrase.rstrip("*")
    return bare in folded and _whole(phrase).search(folded) is not None


@lru_cache(maxsize=4096)
def _whole(phrase: str) -> re.Pattern[str]:
    bare = phrase.rstrip("*")
    spaceless = any("\u2e80" <= letter <= "\u9fff" for letter in bare)
    before = "" if spaceless or not bare[0].isalnum() else r"(?<!\w)"
    after = "" if spaceless or bare != phrase or not bare[-1].isalnum() else r"(?!\w)"
    return re.compile(before + re.escape(bare) + after)


def forbidden(rule: ContentRule, folded: str) -> bool:
    """Whether a normal text has any of the rule's phrases, in any language."""
    return any(has_phrase(folded, phrase) for phrases in rule.phrases.values() for phrase in phrases)


def disclosed(rule: DisclosureRule, folded: str, facts: Mapping[str, object]) -> bool:
    """Whether a normal text has what the rule wants, complete in one language."""
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
