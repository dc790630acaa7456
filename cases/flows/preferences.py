"""When and where to write: noted at once, also for what waits; the question that was asked still stands."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases.events import Event, HoldPlaced, OptedOut, PreferredChannelTold, PreferredHoursTold
from cases.flows.flow import HERE, Flow, Go, say
from cases.flows.turn import FlowContext, Heard
from cases.flows.wishes import day_named
from cases.model import Blocks, Channel, Hold, HoldType
from cases.reading import Intent
from cases.say import Phrase, Say, Value

BORROWER = "borrower"
LONGEST_QUIET = timedelta(days=14)
"""The longest rest the bot grants by itself."""

WHOLE_DAY = "08:00-20:00"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMED = {(0, 1, 2, 3, 4): "weekdays", (5, 6): "weekend"}


def about_places(context: FlowContext, heard: Heard) -> bool:
    """Whether a text speaks of where to write, and not of this place alone: that would be to stop here."""
    if heard.choice is not None or heard.reading.intent in (Intent.HUMAN, Intent.CEASE):
        return False
    here = context.channel.value
    only_here = heard.reading.unwanted == {here} and heard.reading.channel is None
    return bool(heard.reading.channel or heard.reading.unwanted) and not only_here


def _enter(context: FlowContext, heard: Heard) -> Go:
    if about_places(context, heard):
        return _places(context, heard)
    if heard.reading.hours or heard.reading.days:
        return _hours(context, heard)
    return _rest(context, heard)


def _noted(key: str, **values: str) -> Say:
    return say("noted", preference=Phrase(key=f"preference.{key}", values=values))


def _places(context: FlowContext, heard: Heard) -> Go:
    """The only channel they want, if we know them there; the channels they do not want, off at once."""
    events: list[Event] = []
    for name in sorted(heard.reading.unwanted):
        events += _off(context, Channel(name), heard)
    named = heard.reading.channel
    if named is None:
        refused = min(heard.reading.unwanted)
        preference = Phrase(key="preference.not_channel", values={"channel": Phrase(key=f"channel.{refused}")})
        return Go(to=HERE, says=(say("noted", preference=preference),), events=tuple(events))
    known = any(_open(context, point.id) for point in context.points if point.channel == named)
    key = "preference.channel" if known else "preference.channel_unknown"
    told = PreferredChannelTold(channel=named, words=heard.reading.text)
    noted = say("noted", preference=Phrase(key=key, values={"channel": Phrase(key=f"channel.{named}")}))
    return Go(to=HERE, says=(noted,), events=(*events, told))


def _open(context: FlowContext, contact_point_id: int) -> bool:
    point = next(each for each in context.points if each.id == contact_point_id)
    return point.opted_out_at is None and point.bad_at is None


def _off(context: FlowContext, channel: Channel, heard: Heard) -> list[Event]:
    """Nothing more on this channel: its contact points are opted out; calls are held off."""
    if channel is Channel.VOICE:
        calls = Hold(
            ref=context.new_ref,
            type=HoldType.MANUAL,
            blocks=Blocks.VOICE,
            from_at=context.now,
            source=heard.reading.text,
            placed_by="borrower",
        )
        return [HoldPlaced(hold=calls)]
    open_ones = [point for point in context.points if point.channel is channel and point.opted_out_at is None]
    return [OptedOut(contact_point_id=point.id, channel=channel.value, how="words") for point in open_ones]


def _hours(context: FlowContext, heard: Heard) -> Go:
    """Hours and weekdays for this contact point; what waits is asked about again before it leaves."""
    hours, days = heard.reading.hours, heard.reading.days
    words = heard.reading.text
    told = PreferredHoursTold(contact_point_id=context.contact.id, hours=hours, days=days, words=words)
    start, _, end = (hours[0] if hours else WHOLE_DAY).partition("-")
    if not days:
        return Go(to=HERE, says=(_noted("hours", start=start, end=end),), events=(told,))
    names = NAMED.get(days)
    listed = (Phrase(key=f"weekdays.{names}"),) if names else tuple(Phrase(key=f"weekdays.{WEEKDAYS[d]}") for d in days)
    values: dict[str, Value] = {"days": listed, "start": start, "end": end}
    return Go(to=HERE, says=(say("noted", preference=Phrase(key="preference.days", values=values)),), events=(told,))


def quiet_hold(ref: str, now: datetime, span: timedelta, words: str) -> Hold:
    """No demand for this long, as the borrower asked."""
    return Hold(
        ref=ref,
        type=HoldType.MANUAL,
        from_at=now,
        until=now + span,
        source=words or "asked for a quiet time",
        placed_by=BORROWER,
    )


def _rest(context: FlowContext, heard: Heard) -> Go:
    """A bad moment: no demand before the day they name, or tomorrow."""
    named = day_named(heard) or context.today
    day = min(max(named, context.today + timedelta(days=1)), context.today + LONGEST_QUIET)
    rest = quiet_hold(context.new_ref, context.now, day - context.today, heard.reading.text)
    noted = say("noted", preference=Phrase(key="preference.quiet_until", values={"date": day}))
    return Go(to=HERE, says=(noted,), events=(HoldPlaced(hold=rest),))


FLOW = Flow(enter=_enter, safe=True)
