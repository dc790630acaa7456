"""The words of a message: as they are compared, whether they hold a phrase of a list, whether they speak of a debt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

_CURLY = (("\u2019", "'"), ("\u2018", "'"))
_AMOUNT = re.compile(
    r"[$€£¥₽₹₸₱]\s?\d|\b(?:usd|mxn|cny|rub|kzt|inr|idr|php|brl|gbp|eur|rs|rp|r\$)\.?\s?\d"
    r"|\d\s?(?:usd|mxn|cny|rub|kzt|inr|idr|php|brl|gbp|eur|pesos|руб|тенге|元|₽)"
)


def normal(text: str) -> str:
    """Without regard to case, kinds of blank and curly apostrophes."""
    if not text.isascii():
        for curly, plain in _CURLY:
            text = text.replace(curly, plain)
    return " ".join(text.casefold().split())


_SPACELESS = re.compile("[\u2e80-\u9fff]")
"""Letters of a script that sets no blanks between words."""
_AFTER_BLANK = " "
_AFTER_MARK = r"[^ 0-9_a-zа-яё\u4e00-\u9fff](?<!\w)"
"""Before a word that stands behind a mark and no blank: anything but a letter. Those named are only quicker to pass."""
_WHOLE_END = r"(?!\w)"
_NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase to look out for, and the places of those who do."""

    bare: str
    whole: re.Pattern[str]
    places: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """Lists of phrases to look out for in one reading, each phrase as whole words.

    ``quick`` finds whether there is any at all, in a text of ASCII and in any other; most texts have none.
    """

    phrases: tuple[Phrase, ...]
    quick: tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]

    @classmethod
    def of(cls, *lists: Iterable[str]) -> Phrases:
        """Made ready from phrases in any case; a trailing ``*`` stands for any ending."""
        return _made_ready(tuple(map(tuple, lists)))

    def any_in(self, folded: str) -> bool:
        """Whether a normal text has a phrase of any list."""
        behind_blank = " " + folded
        for pattern in self.quick[0] if folded.isascii() else self.quick[1]:
            if pattern.search(behind_blank) is not None:
                return True
        return False

    def found_in(self, folded: str) -> frozenset[int]:
        """The places of the lists of which a normal text has a phrase."""
        if not self.any_in(folded):
            return _NOTHING
        near = (phrase for phrase in self.phrases if phrase.bare in folded)
        return _NOTHING.union(*(phrase.places for phrase in near if phrase.whole.search(folded)))


def discloses_debt(text: str, words: Phrases) -> bool:
    """Whether a text speaks of a debt: by a word of it, or by an amount of money."""
    folded = normal(text)
    return _AMOUNT.search(folded) is not None or words.any_in(folded)


@lru_cache(maxsize=256)
def _made_ready(lists: tuple[tuple[str, ...], ...]) -> Phrases:
    places: dict[str, set[int]] = defaultdict(set)
    for place, phrases in enumerate(lists):
        for each in phrases:
            places[normal(each)].add(place)
    ready = tuple(Phrase(folded.rstrip("*"), _whole(folded), frozenset(at)) for folded, at in places.items())
    return Phrases(ready, (_quick([folded for folded in places if folded.isascii()]), _quick(places)))


@lru_cache(maxsize=4096)
def _whole(phrase: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if _begins_word(phrase) else ""
    return re.compile(before + re.escape(phrase.rstrip("*")) + _end_of(phrase))


def _begins_word(phrase: str) -> bool:
    return phrase[0].isalnum() and _SPACELESS.search(phrase) is None


def _end_of(phrase: str) -> str:
    open_ended = phrase.endswith("*") or not phrase[-1].isalnum() or _SPACELESS.search(phrase) is not None
    return "" if open_ended else _WHOLE_END


def _quick(phrases: Collection[str]) -> tuple[re.Pattern[str], ...]:
    """Patterns of which one is found, in a text with a blank set before it, if any phrase is in that text."""
    rests = [(phrase.rstrip("*"), _end_of(phrase)) for phrase in phrases if _begins_word(phrase)]
    found = [re.compile(before + _any_of(rests)) for before in (_AFTER_BLANK, _AFTER_MARK) if rests]
    others = [(phrase.rstrip("*"), _end_of(phrase)) for phrase in phrases if not _begins_word(phrase)]
    return (*found, re.compile(_any_of(others))) if others else tuple(found)


def _any_of(rests: Collection[tuple[str, str]]) -> str:
    """A pattern for any of these: letters that are still to come, and what holds behind them. No letter is read twice.

    What holds behind the last letter of one comes after the longer ones that go on from there.
    """
    if len(rests) == 1:
        return "".join(re.escape(letters) + end for letters, end in rests)
    ends = {end for letters, end in rests if not letters}
    if "" in ends:
        return ""
    by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for letters, end in rests:
        if letters:
            by_first[letters[0]].append((letters[1:], end))
    branches = [re.escape(first) + _any_of(group) for first, group in by_first.items()]
    return "(?:" + "|".join([*branches, *ends]) + ")"
