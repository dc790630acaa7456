"""What the text says and fails to say. A request without a text is not judged here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from cases.model import Kind
from cases.policy.pack import ContentRule, DisclosureRule
from cases.policy.question import Findings, Question, objection
from cases.policy.wording import disclosed, normal

_AT_ONCE = frozenset({"initial", "session_start"})
_CALLS = frozenset({"voice", "voice_ai", "voice_notice"})


def content(question: Question) -> Findings:
    """Words that may not leave, then disclosures that are missing.

    A text that discloses nothing to somebody not yet confirmed is an attempt: disclosures wait for the first text
    after identity.
    """
    request = question.request
    if request.text is None:
        return
    folded = normal(request.text)
    view = question.view
    for place in sorted(view.phrases.found_in(folded)):
        yield from _binding(view.blocks[place], request.kind)
    if view.detected:
        yield from _binding((rule for rule in view.detected if _DETECTORS[rule.detects or ""](question)), request.kind)
    if request.kind == Kind.OPT_OUT_CONFIRMATION or not (request.discloses or request.identity == "confirmed"):
        return
    language = request.language if request.live is not None else None
    for wanted in question.view.disclosures:
        if _wanted(wanted, question) and not disclosed(wanted, folded, request.facts, language):
            yield objection(wanted)


def _binding(rules: Iterable[ContentRule], kind: str) -> Findings:
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


def _wanted(rule: DisclosureRule, question: Question) -> bool:
    request = question.request
    if rule.when is not None and not request.facts.get(rule.when):
        return False
    if request.kind == Kind.REPLY and not (rule.replies or rule.position == "reply"):
        return False
    return _in_position(rule.position, request.position, request.channel, request.kind)


def _in_position(wanted: str, position: str, channel: str, kind: str) -> bool:
    if wanted == "session_start":
        return position in _AT_ONCE
    if wanted == "call_start":
        return channel in _CALLS
    if wanted == "reply":
        return kind == Kind.REPLY
    return wanted in ("every", position)
