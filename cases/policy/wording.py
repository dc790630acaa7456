"""The words of a message against what must be in it, what may not, and whether it speaks of a debt at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cases.policy.pack import DisclosureRule

_CURLY = (("\u2019", "'"), ("\u2018", "'"))
_AMOUNT = re.compile(
    r"[$€£¥₽₹₸₱]\s?\d|\b(?:usd|mxn|cny|rub|kzt|inr|idr|php|brl|gbp|eur|rs|rp|r\$)\.?\s?\d"
    r"|\d\s?(?:usd|mxn|cny|rub|kzt|inr|idr|php|brl|gbp|eur|pesos|руб|тенге|元|₽)"
)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_DIGITS = re.compile(r"\d+")
_PHONE = re.compile(r"\+?\d[\d\s().-]{5,}\d")
_SHAPES = {
    "contact_phone": _PHONE,
    "institution_full_name": re.compile(r"【[^】]+】|银行|公司|机构|受委托"),
}
"""How a value looks where the request does not bring it. A placeholder without a shape is then not judged."""


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """Without regard to case, kinds of blank and curly apostrophes."""
    if not text.isascii():
        for curly, plain in _CURLY:
            text = text.replace(curly, plain)
    return " ".join(text.casefold().split())


_WORD = re.compile(r"\w+")
_SPACELESS = re.compile("[\u2e80-\u9fff]")
"""Letters of a script that sets no blanks between words."""
_HEAD = 3
"""Letters of its first word by which a phrase is looked up."""
_HEADS = re.compile(rf"(\w{{1,{_HEAD}}})\w*+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase to look out for, and the places of those who do."""

    bare: str
    whole: re.Pattern[str]
    places: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """Lists of phrases to look out for in one reading, each phrase as whole words.

    ``by_head``: phrases that begin with a word, by its first letters; ``by_letter``: those in a script without blanks,
    by their first letter; ``others``: what begins with neither, or with too short a stem.
    """

    heads: frozenset[str]
    by_head: Mapping[str, tuple[Phrase, ...]]
    by_letter: Mapping[str, tuple[Phrase, ...]]
    others: tuple[Phrase, ...]

    @classmethod
    def of(cls, *lists: Iterable[str]) -> Phrases:
        """Made ready once from phrases in any case; a trailing ``*`` stands for any ending."""
        places: dict[str, set[int]] = defaultdict(set)
        for place, phrases in enumerate(lists):
            for each in phrases:
                places[normal(each)].add(place)
        groups: dict[str, dict[str, list[Phrase]]] = {name: defaultdict(list) for name in ("head", "letter", "other")}
        for folded, at in places.items():
            name, key = _key_of(folded)
            groups[name][key].append(Phrase(folded.rstrip("*"), _whole(folded), frozenset(at)))
        by_head, by_letter, others = ({key: tuple(ready) for key, ready in group.items()} for group in groups.values())
        return cls(frozenset(by_head), by_head, by_letter, others.get("", ()))

    def found_in(self, folded: str) -> set[int]:
        """The places of the lists of which a normal text has a phrase."""
        near = [self.by_head[head] for head in self.heads.intersection(_HEADS.findall(folded))]
        if self.by_letter and _SPACELESS.search(folded):
            near += [self.by_letter[letter] for letter in self.by_letter.keys() & set(folded)]
        found: set[int] = set()
        for phrases in (*near, self.others):
            for phrase in phrases:
                if phrase.bare in folded and phrase.whole.search(folded):
                    found |= phrase.places
        return found


def discloses_debt(text: str, words: Phrases) -> bool:
    """Whether a text speaks of a debt: by a word of it, or by an amount of money."""
    folded = normal(text)
    return _AMOUNT.search(folded) is not None or bool(words.found_in(folded))


def _key_of(folded: str) -> tuple[str, str]:
    """How a phrase is looked up: by the first letters of a word that a text with it has, by a letter, or always."""
    word = _WORD.match(folded)
    if _SPACELESS.search(folded):
        return "letter", folded[0]
    if word is None or (word[0] + "*" == folded and len(word[0]) < _HEAD):
        return "other", ""
    return "head", word[0][:_HEAD]


def _whole(phrase: str) -> re.Pattern[str]:
    bare = phrase.rstrip("*")
    spaceless = _SPACELESS.search(bare)
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
    if rule.match == "first_required":
        return _has(phrases[0], folded, facts)
    found = (_has(phrase, folded, facts) for phrase in phrases)
    return all(found) if rule.match == "all" else any(found)


def _has(phrase: str, folded: str, facts: Mapping[str, object]) -> bool:
    placeholder, bare = _read(phrase)
    if placeholder is None:
        return bare in folded
    value = facts.get(placeholder)
    if isinstance(value, str) and value:
        return _has_value(value, folded)
    shape = _SHAPES.get(placeholder)
    return shape is None or shape.search(folded) is not None


@lru_cache(maxsize=4096)
def _read(phrase: str) -> tuple[str | None, str]:
    """The placeholder that a phrase is, if it is one; and the phrase as a normal text has it."""
    placeholder = _PLACEHOLDER.fullmatch(phrase)
    return (placeholder[1] if placeholder else None), normal(phrase)


def _has_value(value: str, folded: str) -> bool:
    """A phone number is found by its digits, however it is written."""
    if _PHONE.fullmatch(value.strip()):
        return _digits(value) in _digits(folded)
    return normal(value) in folded


@lru_cache(maxsize=4096)
def _digits(text: str) -> str:
    return "".join(_DIGITS.findall(text))
