"""The one way in: a message read step by step, dates first, so that the 15th is no amount."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cases.reading import AmountRead, DateRead, Intent, Reading
from understanding import language, rights
from understanding.amounts import AmountFound, find_amounts
from understanding.classifier import classifier, weighing
from understanding.dates import DateFound, find_dates
from understanding.fusion import combine
from understanding.hours import find_hours
from understanding.intents import Heard, score
from understanding.matters import find_bank, find_dispute, find_reference, find_topics
from understanding.places import find_days, find_places
from understanding.reasons import find_people, find_reason, find_relief
from understanding.shares import ShareFound, find_shares
from understanding.tense import tenses
from understanding.text import Folded, bare, fold, trim

_ADDRESSES = re.compile(
    r"https?://\S+|www\.\S+|[^\s@]{1,64}@[^\s@]{1,128}\.[^\s@]+|(?<![a-z0-9-])[a-z0-9-]{1,63}(?:\.[a-z]{2,24}){1,4}/\S*"
)
_WORDS = re.compile("[^\\W\\dA-Z_\u3400-\u9fff]+|[\u3400-\u9fff]{1,2}")
_ASKING = re.compile(r"\?|吗|呢|怎么|什么|哪|多少")
_PAYING = frozenset({Intent.PROMISE, Intent.PAY_NOW})
_WORTH_A_MENTION = 0.3
_TELLING = 3
"""From so many figures on a number without a currency is taken for an amount in what we write ourselves."""
_DOING_FIRST = (Intent.ASK_PLAN, Intent.PROMISE, Intent.PAY_NOW, Intent.ALREADY_PAID)
"""Of equal signs, what moves a case forward goes before what explains it: "can't pay at once, can I split it?" asks."""
_PLACES = {intent: place for place, intent in enumerate(dict.fromkeys([*_DOING_FIRST, *Intent]))}

Found = DateFound | AmountFound | ShareFound


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A message with its values found. ``left`` is ``low`` without dates and the number of a payment, at ``number``."""

    folded: Folded
    low: str
    left: str
    weights: Mapping[str, float]
    languages: tuple[str, ...]
    number: tuple[int, int] | None
    dates: tuple[DateFound, ...]
    amounts: tuple[AmountFound, ...]
    shares: tuple[ShareFound, ...]


def read(text: str, *, locale: str, today: date, currency: str, offered: tuple[tuple[str, str], ...] = ()) -> Reading:
    """What a borrower meant by ``text``.

    ``locale`` is the borrower's (its language and region decide ties and 04/12), ``today`` is in their zone,
    ``currency`` is the loan's ISO code. ``offered`` are (id, label) of the choices last shown: a lone figure is then
    one of them.
    """
    seen = _see(text, locale=locale, today=today, currency=currency, choosing=bool(offered))
    folded, low, left, languages = seen.folded, seen.low, seen.left, seen.languages
    dates, amounts, shares, number = seen.dates, seen.amounts, seen.shares, seen.number
    by_rule = score(_heard(low, [*dates, *amounts, *shares], locale))
    how = weighing()
    scores = combine(classifier().margins(text), by_rule, how)
    claimed = rights.claimed(scores, by_rule)
    intent, runner_up = _choose(scores, rights.gravest(claimed), by_rule, how.act)
    channel, unwanted = find_places(low)
    asking = bool(_ASKING.search(low))
    paying = intent in _PAYING or (intent is Intent.ASK_PLAN and bool(amounts or shares))
    return Reading(
        text=text,
        intent=intent,
        confidence=round(scores.get(intent, 0.0), 2),
        runner_up=runner_up,
        rights=claimed,
        doubts=rights.doubted(scores, how.heed) - claimed,
        amounts=tuple(_amount_read(found, folded) for found in amounts),
        dates=_once(
            _date_read(found, folded)
            for found in dates
            if not found.vague or paying or (not asking and _beside(found, amounts))
        ),
        shares=tuple(found.share for found in shares),
        days=find_days(low) if intent not in _PAYING else (),
        channel=channel,
        unwanted=unwanted,
        hours=find_hours(left) if Intent.INCONVENIENT in (intent, runner_up) else (),
        bank=find_bank(folded, listed=bool(dates or amounts)),
        reference=folded.clean[number[0] : number[1]] if number else "",
        dispute=find_dispute(low, languages),
        topics=find_topics(low, languages),
        reason=find_reason(low, languages),
        people=find_people(left, languages),
        relief=find_relief(low, languages),
        language=language.tell(seen.weights, low, locale),
    )


def by_rule(text: str, *, locale: str, today: date, currency: str) -> Mapping[Intent, float]:
    """What the rules alone make of a text: the strength of every intent with a sign of it."""
    seen = _see(text, locale=locale, today=today, currency=currency, choosing=False)
    return score(_heard(seen.low, [*seen.dates, *seen.amounts, *seen.shares], locale))


def _see(text: str, *, locale: str, today: date, currency: str, choosing: bool) -> _Seen:
    folded = fold(text)
    low = _ADDRESSES.sub(_blank, folded.low)
    weights = language.weigh(folded.clean, low)
    languages = language.to_read(weights, locale)
    days = find_dates(low, languages, locale=locale, today=today, tenses=tenses(low, languages))
    left = days.left
    number = find_reference(left, languages)
    left = left[: number[0]] + " " * (number[1] - number[0]) + left[number[1] :] if number else left
    shares = find_shares(left, languages)
    dated = bool(days.found)
    amounts = find_amounts(_without(left, shares), languages, currency=currency, dated=dated, choosing=choosing)
    return _Seen(
        folded=folded,
        low=low,
        left=left,
        weights=weights,
        languages=languages,
        number=number,
        dates=days.found,
        amounts=amounts,
        shares=shares,
    )


def written_amounts(text: str, *, locale: str, today: date, currency: str) -> tuple[AmountRead, ...]:
    """The amounts that a text of ours states in figures, read as strictly as a claim must be.

    A sign or a word named the currency, or the number has so many figures that it is no choice, count or day.
    """
    folded = fold(text)
    low = _ADDRESSES.sub(_blank, folded.low)
    languages = (language.language_of(locale) or "en",)
    days = find_dates(low, languages, locale=locale, today=today, tenses=tenses(low, languages))
    found = find_amounts(days.left, languages, currency=currency, dated=bool(days.found), choosing=False)
    read = ((amount.sure, _amount_read(amount, folded)) for amount in found)
    return tuple(each for sure, each in read if _figures(each.text) >= (1 if sure else _TELLING))


def _once(dates: Iterable[DateRead]) -> tuple[DateRead, ...]:
    """Each date where it was said first: who names a day twice means one."""
    by_day: dict[date, DateRead] = {}
    for read_ in dates:
        by_day.setdefault(read_.on, read_)
    return tuple(by_day.values())


def _beside(found: DateFound, amounts: Iterable[AmountFound]) -> bool:
    """Whether an amount stands right beside a date, as in "20 now"."""
    return any(0 <= max(found.start - amount.end, amount.start - found.end) <= 1 for amount in amounts)


def _figures(text: str) -> int:
    return sum(letter.isdigit() for letter in text)


def _choose(
    scores: Mapping[Intent, float], right: Intent | None, by_rule: Mapping[Intent, float], act: float
) -> tuple[Intent, Intent | None]:
    """The intent and its runner-up. A right goes first; of equals the one that does something.

    A message that is nothing clearly enough, and has no plain sign of anything either, is something else.
    """
    ranked = sorted(scores, key=lambda intent: (-scores[intent], _PLACES[intent]))
    signs = [intent for intent in ranked if by_rule.get(intent, 0.0) >= rights.HEARD]
    if right:
        first = right
    elif ranked and (scores[ranked[0]] >= act or by_rule is scores):
        first = ranked[0]
    else:
        first = signs[0] if signs else Intent.OTHER
    second = next((each for each in ranked if each is not first and scores[each] >= _WORTH_A_MENTION), None)
    return first, second or _sign_beside(by_rule, first)


def _sign_beside(by_rule: Mapping[Intent, float], first: Intent) -> Intent | None:
    """The strongest sign of anything else."""
    others = sorted((each for each in by_rule if each is not first), key=lambda each: (-by_rule[each], _PLACES[each]))
    return others[0] if others and by_rule[others[0]] >= _WORTH_A_MENTION else None


def _heard(low: str, found: Sequence[Found], locale: str) -> Heard:
    whole = trim(low)
    slotted = trim(_slotted(low, found))
    return Heard(
        whole=whole,
        bare=bare(low),
        slotted=slotted,
        languages=language.by_script(low, locale),
        own=language.language_of(locale),
        words=len(_WORDS.findall(slotted)),
        dated=any(isinstance(value, DateFound) and not value.past and not value.vague for value in found),
        valued=any(not isinstance(value, DateFound) for value in found),
        asking=bool(_ASKING.search(low)),
    )


def _slotted(low: str, found: Iterable[Found]) -> str:
    """The text with each value as one letter, as the lexicons write them."""
    text = low
    for value in sorted(found, key=lambda value: -value.start):
        text = text[: value.start] + _letter(value) + text[value.end :]
    return text


def _letter(value: Found) -> str:
    if isinstance(value, DateFound):
        return "W" if value.vague else "P" if value.past else "D"
    return "M" if isinstance(value, AmountFound) else "S"


def _without(low: str, found: Iterable[Found]) -> str:
    for value in found:
        low = low[: value.start] + " " * (value.end - value.start) + low[value.end :]
    return low


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _amount_read(found: AmountFound, folded: Folded) -> AmountRead:
    return AmountRead(minor=found.minor, currency=found.currency, text=folded.clean[found.start : found.end].strip())


def _date_read(found: DateFound, folded: Folded) -> DateRead:
    return DateRead(on=found.on, text=folded.clean[found.start : found.end].strip())
