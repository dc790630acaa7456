"""What a message wants, by phrases: a score for every intent with a sign of it.

``score`` is all that the rest knows of this file, so that another classifier can stand in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cases.reading import PROTECTED, Intent
from understanding.words import Phrases, keywords, phrases

CERTAIN = 1.0
DENIED = -1.0
"""What stands for an intent whose only sign is known to mean something else: "my phone died". In a long text the words
around it may mean it all the same, so that this counts for a quarter there."""

_HIGHEST_BY_PHRASE = 0.97
_SUPPORTED: Mapping[Intent, tuple[float, float]] = {
    Intent.PROMISE: (0.25, 0.1),
    Intent.ALREADY_PAID: (0.0, 0.05),
    Intent.ASK_PLAN: (0.05, 0.1),
}
"""How much a date ahead, and an amount or share, add to an intent that has a sign already."""

_SHORT, _PLAIN = 5, 0.94
"""A strong sign in no more words than these is nearly all there is."""

_BESIDE_A_PLAN = 0.55
"""The day named in a plain wish for parts is the plan's."""

_LONG, _STRONG, _RAMBLING = 10, 0.9, 0.8
"""In more words than these a sign that is not strong counts for less: the words around it were about something else."""
_BARE_DATE = ((3, 0.75), (8, 0.55))
_MOST_WORDS_OF_A_DAY_ASKED = 2
_LONG_WITH_DATE = 0.4
_DATE_WITH_AMOUNT = 0.15
_BARE_AMOUNT = 0.35
_CLEAR = 0.5
"""A message whose clearest sign is below this is still a promise if it is little more than a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A message made ready for looking up intents.

    ``slotted`` is the folded text with values as letters: D a date ahead, P one gone by, W now, M an amount, S a
    share. ``words`` counts what is left besides them. ``dated``: a date lies ahead; ``valued``: an amount or a share
    was named.
    """

    whole: str
    bare: str
    slotted: str
    languages: tuple[str, ...]
    own: str | None
    words: int
    dated: bool
    valued: bool
    asking: bool


def score(heard: Heard) -> Mapping[Intent, float]:
    """Every intent with a sign of it, from 0 to 1; DENIED for one of which there is only a sign that misleads."""
    keyword = _keyword(heard)
    scores = {keyword: CERTAIN} if keyword else {}
    for language in heard.languages:
        for intent, strength in _by_phrase(heard, phrases(language)).items():
            scores[intent] = max(scores.get(intent, 0.0), strength)
    for intent, (by_date, by_value) in _SUPPORTED.items():
        if 0 < scores.get(intent, 0) < CERTAIN:
            support = by_date * heard.dated + by_value * heard.valued
            scores[intent] = min(_HIGHEST_BY_PHRASE, scores[intent] + support)
    if scores.get(Intent.ASK_PLAN, 0.0) >= _STRONG and Intent.PROMISE in scores:
        scores[Intent.PROMISE] = min(scores[Intent.PROMISE], _BESIDE_A_PLAN)
    if max(scores.values(), default=0.0) < _CLEAR:
        scores[Intent.PROMISE] = max(scores.get(Intent.PROMISE, 0.0), _bare_values(heard))
    found = {intent: strength for intent, strength in scores.items() if strength > 0}
    denied = DENIED if heard.words <= _SHORT else DENIED / 4
    return {**{intent: denied for intent in _misleading(heard) if not keyword}, **found}


def _misleading(heard: Heard) -> Iterator[Intent]:
    """The intents whose lexicon knows of words in the text that do not mean them."""
    for language in heard.languages:
        for intent, pattern in phrases(language).unless.items():
            if pattern.search(heard.slotted):
                yield intent


def _keyword(heard: Heard) -> Intent | None:
    """What the whole message means where it is one of the known words. Single letters only in their own language."""
    for word in (heard.whole, heard.bare):
        found = keywords().get(word)
        if found is None and heard.own:
            found = phrases(heard.own).letters.get(word)
        if found:
            return found
    return None


def _by_phrase(heard: Heard, said: Phrases) -> Mapping[Intent, float]:
    found: dict[Intent, float] = {}
    for intent, tiers in said.tiers.items():
        text = heard.slotted
        if intent in said.unless:
            text = said.unless[intent].sub(" ", text)
        strength = next((strength for strength, pattern in tiers if pattern.search(text)), None)
        if strength:
            rambling = heard.words > _LONG and intent not in PROTECTED and strength < _STRONG
            plain = heard.words <= _SHORT and strength >= _STRONG
            found[intent] = strength * _RAMBLING if rambling else _PLAIN if plain else strength
    return found


def _bare_values(heard: Heard) -> float:
    """A promise by nothing but a date or an amount, as an answer to "which day, and how much?" is."""
    if not heard.dated:
        return _BARE_AMOUNT if heard.valued else 0.0
    base = next((value for words, value in _BARE_DATE if heard.words <= words), _LONG_WITH_DATE)
    if heard.asking and heard.words > _MOST_WORDS_OF_A_DAY_ASKED:
        base = _LONG_WITH_DATE
    return base + (_DATE_WITH_AMOUNT if heard.valued else 0.0)
