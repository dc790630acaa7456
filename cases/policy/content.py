"""What the text says and fails to say. A request without a text is not judged here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from cases.model import Kind
from cases.policy.decision import Fired
from cases.policy.disclosures import Disclosure
from cases.policy.pack import ContentRule, DisclosureRule
from cases.policy.question import Findings, Question, objection
from cases.policy.stack import View
from cases.policy.wording import normal

_AT_ONCE = frozenset({"initial", "session_start"})
_CALLS = frozenset({"voice", "voice_ai", "voice_notice"})
_REPLY, _CONFIRMATION = Kind.REPLY.value, Kind.OPT_OUT_CONFIRMATION.value


def content(question: Question) -> Findings:
    """Words that may not leave, then disclosures that are missing.

    A text that discloses nothing to somebody not yet confirmed is an attempt: disclosures wait for the first text
    after identity.
    """
    request, view = question.request, question.view
    if request.text is None:
        return ()
    folded = normal(request.text)
    said: list[Fired] = []
    if places := view.phrases.found_in(folded):
        for place in sorted(places):
            said += _binding(view.blocks[place], request.kind)
    for rule in view.detected:
        if _DETECTORS[rule.detects or ""](question):
            said += _binding((rule,), request.kind)
    if request.discloses or request.identity == "confirmed":
        language = request.language if request.live is not None else None
        for wanted in _wanted(view, request.position, request.channel, request.kind):
            when = wanted.rule.when
            if (when is None or request.facts.get(when)) and not wanted.is_in(folded, request.facts, language):
                said.append(objection(wanted.rule))
    return said


def _binding(rules: Iterable[ContentRule], kind: str) -> Iterator[Fired]:
    return (objection(rule) for rule in rules if "*" in rule.kinds or kind in rule.kinds)


def _unknown_amount(question: Question) -> bool:
    live = question.request.live
    return live is not None and bool(live.unknown_amounts) and not question.answers


def _debt_detail(question: Question) -> bool:
    return question.request.discloses


_DETECTORS: Mapping[str, Callable[[Question], bool]] = {
    "amount_not_from_ledger": _unknown_amount,
    "debt_detail": _debt_detail,
}


@lru_cache(maxsize=4096)
def _wanted(view: View, position: str, channel: str, kind: str) -> tuple[Disclosure, ...]:
    """The disclosures of a view that such a message must have, some of them only where a fact says so."""
    if kind == _CONFIRMATION:
        return ()
    return tuple(each for each in view.disclosures if _binds(each.rule, position, channel, kind))


def _binds(rule: DisclosureRule, position: str, channel: str, kind: str) -> bool:
    if kind == _REPLY and not (rule.replies or rule.position == "reply"):
        return False
    return _in_position(rule.position, position, channel, kind)


def _in_position(wanted: str, position: str, channel: str, kind: str) -> bool:
    if wanted == "session_start":
        return position in _AT_ONCE
    if wanted == "call_start":
        return channel in _CALLS
    if wanted == "reply":
        return kind == _REPLY
    return wanted in ("every", position)
