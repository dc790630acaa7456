"""Photos and files: kept as they come, and put with what they speak to; where that is not plain, it is asked."""

from __future__ import annotations

from cases.events import Event, ProofsFiled
from cases.flows.facts import answer_by, live_hold
from cases.flows.flow import HERE, Data, Flow, Go, Step, done, pressed, say
from cases.flows.turn import Dialogue, FlowContext, Heard
from cases.model import Channel, Hold, HoldType
from cases.reading import Intent, Reading
from cases.say import Phrase, Say

CLAIM, DISPUTE = "paid", "dispute"
HOLDS = {CLAIM: HoldType.CLAIMED_PAID, DISPUTE: HoldType.DISPUTE}
"""Kinds of proof, and the hold that each speaks to. They are conversations by their names, too."""
HERE_ITSELF = frozenset({Channel.WEBCHAT, Channel.TELEGRAM, Channel.WHATSAPP, Channel.EMAIL})
"""Channels on which a photo is sent in the conversation; elsewhere the link leads to where it can be."""


def way_to_show(context: FlowContext) -> str:
    """The link under which a photo can be shown; empty where it can be sent right here."""
    return "" if context.channel in HERE_ITSELF else context.chat_link


def filed(context: FlowContext, kind: str, about: str | None) -> tuple[Event, ...]:
    """The fact that what came and was not sorted yet shows this; none where nothing came."""
    if not context.unsorted:
        return ()
    names, digests = zip(*((each.name, each.sha256) for each in context.unsorted), strict=True)
    return (ProofsFiled(kind=kind, about=about, names=names, sha256=digests),)


def came(context: FlowContext, here: Dialogue, heard: Heard) -> Go | None:
    """A photo or file came in: put it with what it speaks to. None where none came, or words beside it are read first.

    Before identity nothing is said but that it is kept.
    """
    if not heard.files:
        return Go(says=(_refused(heard),)) if heard.refused else None
    kind = _meant(here, heard) or _only_open(context)
    hold = live_hold(context, HOLDS[kind]) if kind else None
    if not context.identified:
        kept = say("file_kept")
        if kind and hold:
            return Go(says=(kept,), events=filed(context, kind, hold.ref))
        return Go(to="proof", says=(kept,))
    if here.flow == kind and (heard.reading.text.strip() or here.step == "evidence"):
        return None
    if kind and hold:
        return _added(context, kind, hold)
    if here.flow == kind == DISPUTE:
        return Go(to=f"{here.flow}.{here.step}", data=here.data, says=(say("file_kept"),))
    return Go(to=kind or "proof")


def _refused(heard: Heard) -> Say:
    return say("file_refused", why=Phrase(key=f"file.{heard.refused}"))


def _meant(here: Dialogue, heard: Heard) -> str | None:
    """What it is about by the words that came with it, or by the conversation that it came into."""
    if heard.reading.intent is Intent.ALREADY_PAID:
        return CLAIM
    return here.flow if here.flow in HOLDS else None


def _only_open(context: FlowContext) -> str | None:
    """The one matter that is being looked into."""
    open_ = [kind for kind, type_ in HOLDS.items() if live_hold(context, type_)]
    return open_[0] if len(open_) == 1 else None


def _added(context: FlowContext, kind: str, hold: Hold) -> Go:
    return Go(to=HERE, says=(thanks(context, kind, hold),), events=filed(context, kind, hold.ref))


def thanks(context: FlowContext, kind: str, hold: Hold) -> Say:
    """It is there, and by when the matter is answered, or who looks into it."""
    if kind == DISPUTE:
        return say("dispute_noted", rest_line="")
    return say("proof_kept", date=answer_by(context, hold))


def _enter(context: FlowContext, _heard: Heard) -> Go:
    kind = _only_open(context)
    hold = live_hold(context, HOLDS[kind]) if kind else None
    if kind and hold:
        return done(thanks(context, kind, hold), events=filed(context, kind, hold.ref))
    return Go(to="proof.what")


def _ask_what(_context: FlowContext, _data: Data) -> tuple[Say, ...]:
    return (say("proof_what"),)


def _hear_what(context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    if pressed(heard, "proof_other") or (pressed(heard, "proof_paid") and not context.position.late):
        return done(say("proof_other"), events=filed(context, "other", None))
    if pressed(heard, "proof_paid"):
        return Go(to=CLAIM, heard=Heard(reading=Reading(text=""), choice="paid"))
    if pressed(heard, "proof_dispute"):
        return Go(to=DISPUTE, heard=Heard(reading=Reading(text=""), choice="wrong"))
    return None


FLOW = Flow(enter=_enter, steps={"what": Step(ask=_ask_what, hear=_hear_what)})
