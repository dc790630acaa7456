"""A transcript for every conversation, every way that leads somewhere, and what no message may ever do."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.events import DisputeOpened, IdentityConfirmed, PlanOffered
from cases.flows import routes
from cases.flows.conversations import FLOWS, step_of
from cases.flows.engine import respond
from cases.flows.menus import CHOICES, OPENINGS, SAFE, choices_for, discloses, opening
from cases.flows.turn import Dialogue, FlowContext, Heard
from cases.machine import TABLE
from cases.model import Account, Custody, CustodyState, Hold, HoldType, Treatment
from cases.reading import AmountRead, DateRead, Intent, Reading
from cases.say import Phrase, Say
from tests.cases.flows.script import CURRENT, NOW, Talk, account, context, identified, late_case
from tests.cases.flows.words import assert_complete, variables_of

TRANSCRIPTS: dict[str, str] = {
    "verify": "hello // greeting => verify_ask",
    "first_contact": "[yes_me] => hello",
    "menu": "[menu] => menu",
    "explain": "[why] => why_short",
    "pay": "[pay] => pay_link",
    "promise": "[promise] => promise_ask",
    "plan": "[parts] => plan_ask",
    "settlement": "can you take less // promise ~settlement => settlement_no",
    "paid": "[paid] => paid_ask ! PaidClaimed",
    "dispute": "[wrong] => dispute_kind",
    "proof": "[proof_other] => to_person ! PersonRequested",
    "callback": "[call_back] => callback_noted ! CallbackAsked",
    "my_data": "[my_data] => data_ready ! DataRequested",
    "reason": "[trouble] => ask_reason",
    "hardship": "i cannot pay // cannot_pay => hardship_start ! HardshipReported",
    "relief": """
        i cannot pay // cannot_pay  => hardship_start ! HardshipReported
        [yes]                       => hardship_question
        1900 // other $1900         => hardship_question ! AffordabilityAnswered
        1090 // other $1090         => hardship_question ! AffordabilityAnswered
        700 // other $700           => hardship_question ! AffordabilityAnswered
        2 // other #2               => hardship_check ! AffordabilityAnswered
        [yes]                       => to_person ! AffordabilityConfirmed PersonRequested
    """,
    "advice": "[advice] => advice",
    "language": "[language] => language_ask",
    "who": "who are you // who_are_you => are_you_a_bot",
    "why_this": "[why_this] => why_this",
    "quiet": "not now // inconvenient => noted ! HoldPlaced",
    "goodbye": "thanks // thanks => goodbye",
    "pause": "[later] => pause_here",
    "handover": "[person] => to_person ! PersonRequested",
    "stop": "stop // stop => stop_unsure",
    "cease": "no contact at all // cease => cease_done ! CeaseRequested",
    "wrong_person": "not me // wrong_person => wrong_person ! WrongPersonReported",
    "third_person": "she is out // third_party +third_party => third_person ! WrongPersonReported",
    "represented": "my lawyer // attorney => represented ! RepresentativeNamed",
    "death": "she died // deceased => death ! DeathReported",
    "distress": "i want to die // distress => distress ! DistressReported PersonRequested",
}


def test_every_conversation_has_a_transcript() -> None:
    assert set(TRANSCRIPTS) == set(FLOWS)


@pytest.mark.parametrize("flow", TRANSCRIPTS)
def test_a_conversation_plays_as_written(flow: str) -> None:
    talk = Talk() if flow == "verify" else identified()
    talk.play(TRANSCRIPTS[flow])


@pytest.mark.parametrize("way", sorted({*routes.INTENTS.values(), *routes.CHOICES.values(), *OPENINGS.values()}))
def test_every_way_leads_to_a_place_that_exists(way: str) -> None:
    flow, _dot, step = way.partition(".")
    assert flow in FLOWS
    assert not step or step_of(flow, step)


@pytest.mark.parametrize(("key", "id_"), [(key, id_) for key in CHOICES for id_ in CHOICES[key]])
def test_every_choice_under_a_message_is_understood_where_its_reply_lands(key: str, id_: str) -> None:
    landing = {"promise_check": "promise.check", "plan_terms": "plan.terms", "promise_limit": "promise.limit"}
    landing |= {"ask_reason": "reason.ask", "hardship_start": "hardship.start", "hardship_check": "hardship.check"}
    landing |= {"ask_reason_again": "reason.ask", "stop_unsure_again": "stop.unsure"}
    landing |= {"hardship_terms": "relief.terms"}
    landing |= {"plan_no": "plan.no", "plan_no_limit": "plan.no"}
    landing |= {"plan_change": "plan.change", "plan_change_check": "plan.change_check"}
    landing |= {"plan_standing": "plan.standing", "promise_standing": "promise.standing"}
    flow, step = landing.get(key, ".").split(".")
    dialogue = Dialogue(flow=flow, step=step, data=SHOWN) if flow else opening(key)
    turn = identified_turn(dialogue, Heard(reading=Reading(text=id_), choice=id_))
    assert "unclear_1" not in [say.key for say in turn]


SHOWN: dict[str, str | int] = {
    "minor": 18640,
    "currency": "USD",
    "on": "2026-12-04",
    "parts": 3,
    "total": 18640,
    "shown": "2026-11-24",
}


def identified_turn(dialogue: Dialogue, heard: Heard) -> tuple[Say, ...]:
    """What is said to somebody known, who stands there and says that."""
    return Talk(context=context(identified=True), dialogue=dialogue).hear(heard).says


@pytest.mark.parametrize("key", sorted(SAFE | set(CHOICES)))
def test_every_listed_message_exists_in_every_language(key: str) -> None:
    variables_of(key)
    assert [choice.id for choice in choices_for(key)] == list(CHOICES.get(key, ()))


def test_messages_that_are_not_listed_as_safe_disclose() -> None:
    assert not discloses("verify_ask")
    for key in ("hello", "why_short", "menu", "unclear_9"):
        assert discloses(key)


def test_no_safe_message_takes_an_amount_or_a_loan() -> None:
    for key in SAFE:
        assert not variables_of(key) & {"amount", "total", "balance", "lines", "summary", "count_loans"}


IDS = sorted(
    {*routes.CHOICES, *(id_ for ids in CHOICES.values() for id_ in ids), "offer_3", "offer_99", "lang_ru", "?"}
)
WORDS = st.sampled_from(["1987", "1990", "50 a month", "in 4 parts", "分3期", "start", "yes", "", "что", "1/3/87"])
AMOUNTS = st.builds(
    AmountRead,
    minor=st.integers(0, 10**7),
    currency=st.sampled_from(["USD", "EUR", "JPY"]),
    text=st.just("x"),
)
DATES = st.builds(DateRead, on=st.dates(date(2026, 1, 1), date(2028, 1, 1)), text=st.just("x"))
READINGS = st.builds(
    Reading,
    text=WORDS,
    intent=st.sampled_from(Intent),
    confidence=st.floats(0, 1),
    rights=st.frozensets(st.sampled_from(Intent), max_size=2),
    amounts=st.lists(AMOUNTS, max_size=2).map(tuple),
    dates=st.lists(DATES, max_size=2).map(tuple),
    shares=st.lists(st.fractions(min_value=Fraction(1, 20), max_value=1), max_size=1).map(tuple),
    language=st.sampled_from([None, "es", "de"]),
)
HEARD = st.builds(
    Heard,
    reading=READINGS,
    choice=st.none() | st.sampled_from(IDS),
    opened=st.booleans(),
    unreadable=st.booleans(),
)
DATA = st.dictionaries(
    st.sampled_from(
        ["minor", "currency", "on", "parts", "pay_day", "total", "shown", "wanted", "back", "number", "kind"]
    ),
    st.sampled_from(["", "USD", "XXX", "2026-12-01", "nowhere.now", "amount", 0, 1, 3, 31, 500]),
)
PLACES = st.sampled_from(
    [(flow, step) for flow in FLOWS for step in FLOWS[flow].steps] + [("gone", "by"), ("menu", "x")]
)
DIALOGUES = st.none() | st.builds(
    lambda place, data, misses: Dialogue(flow=place[0], step=place[1], data=data, misses=misses),
    PLACES,
    DATA,
    st.integers(0, 2),
)
ACCOUNTS: list[tuple[Account, ...]] = [
    (),
    (CURRENT,),
    (account(),),
    (account(minor=1),),
    (account(minor=5), account("L2")),
    (account(), account("L2", "JPY", 900), account("L3", "EUR", 77)),
]
HOLDS = st.sampled_from(HoldType).map(lambda kind: Hold(ref="h", type=kind, from_at=NOW, source="x"))


@st.composite
def contexts(draw: st.DrawFn) -> FlowContext:
    """Any state a conversation may meet."""
    case = late_case(
        treatment=draw(st.sampled_from(Treatment)),
        custody=Custody(state=draw(st.sampled_from(CustodyState))),
        holds=tuple(draw(st.lists(HOLDS, max_size=1))),
    )
    return context(
        case=case,
        accounts=draw(st.sampled_from(ACCOUNTS)),
        identified=draw(st.booleans()),
        tries_left=draw(st.integers(0, 3)),
        desk_open=draw(st.booleans()),
        person_due_by=draw(st.sampled_from([None, NOW])),
    )


@settings(max_examples=400, deadline=None)
@given(known=contexts(), dialogue=DIALOGUES, heard=HEARD)
def test_no_message_in_any_state_raises_or_discloses_before_identity(
    known: FlowContext, dialogue: Dialogue | None, heard: Heard
) -> None:
    turn = respond(known, dialogue, heard)
    told = [say.key for say in turn.says if discloses(say.key)]
    confirmed = any(isinstance(event, IdentityConfirmed) for event in turn.events)
    assert known.identified or confirmed or not told
    assert step_of(turn.dialogue.flow, turn.dialogue.step)
    for say in turn.says:
        assert_complete(say)
    _possible(known, turn.events)


@pytest.mark.parametrize("kind", ["USD", "", 3, "XXX"])
def test_a_kind_of_dispute_that_nobody_knows_is_another_one(kind: str | int) -> None:
    words = Dialogue(flow="dispute", step="words", data={"kind": kind})
    talk = Talk(context=context(identified=True), dialogue=words)
    (say,) = talk.hear(Heard(reading=Reading(text=""), opened=True)).says
    assert say.values["kind"] == Phrase(key="dispute.other")
    (opened,) = talk.hear(Heard(reading=Reading(text="the sum is odd"))).events
    assert isinstance(opened, DisputeOpened)
    assert opened.kind == "other"


def _possible(known: FlowContext, events: tuple[object, ...]) -> None:
    """The strict facts of the treatment table happen only where it has a row for them."""
    for event in events:
        name = type(event).__name__
        if name in ("PromiseMade", "PlanOffered"):
            assert any(name == row and known.case.treatment in sources.split() for row, sources, _ in TABLE)
        if isinstance(event, PlanOffered):
            assert sum(part.amount_minor for part in event.plan.parts) == event.plan.total_minor


@given(minor=st.integers(2, 10**9), parts=st.integers(2, 6), pay_day=st.none() | st.integers(1, 31))
def test_the_parts_that_are_agreed_sum_exactly_to_what_is_late(minor: int, parts: int, pay_day: int | None) -> None:
    known = context(identified=True, accounts=(account(minor=minor),))
    data = {"pay_day": pay_day} if pay_day else {}
    offered = Dialogue(flow="plan", step="offer", data=data, version=FLOWS["plan"].version)
    shown = respond(known, offered, Heard(reading=Reading(text=""), choice=f"offer_{parts}"))
    if minor < parts:
        return
    agreed = respond(known, shown.dialogue, Heard(reading=Reading(text="yes", intent=Intent.YES)))
    (plan,) = [event.plan for event in agreed.events if isinstance(event, PlanOffered)]
    assert sum(part.amount_minor for part in plan.parts) == minor
    assert len(plan.parts) == parts
    assert plan.parts[0].due_on > known.today
