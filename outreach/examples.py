"""An invented example of every message, for the editor's preview and for the lint that counts segments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from cases.flows.menus import choices_for
from cases.say import Choice, Phrase, Say, Value, choice
from outreach.example_settings import DUE, LATER, NOW, OPENS, PAY_DAY, SETTINGS, TODAY, Setting

__all__ = ["SETTINGS", "TODAY", "example"]


def example(key: str, locale: str) -> Say:
    """A Say for this message as a flow would make it. A key nobody gave values yet has those of its usual names."""
    setting = SETTINGS[locale]
    makers = {**COMMON, **OWN.get(key, {})}
    return Say(key=key, values={name: make(setting) for name, make in makers.items()}, choices=_choices(key))


def _choices(key: str) -> tuple[Choice, ...]:
    return CHOICES.get(key) or choices_for(key)


Maker = Callable[[Setting], Value]


def _phrase(key: str, **values: Value) -> Maker:
    return lambda _: Phrase(key=key, values=values)


def _due(key: str, **values: Value) -> Maker:
    """A phrase about the usual instalment."""
    return lambda setting: Phrase(key=key, values={"amount": setting.money(setting.due), **values})


def _share(of_due: int, hundredths: int) -> Maker:
    """A part of the usual instalment: ``of_due`` times it, in hundredths."""
    return lambda setting: setting.money(setting.due * of_due * hundredths // 100)


def _given(value: Value) -> Maker:
    return lambda _: value


ANSWERED = _given(datetime(2026, 11, 24, 17, 0, tzinfo=UTC))


def _lines(setting: Setting) -> tuple[Phrase, ...]:
    interest = setting.due * 24 // 100
    parts = (("line.principal", setting.due - interest), ("line.interest", interest))
    return tuple(Phrase(key=key, values={"amount": setting.money(minor)}) for key, minor in parts)


def _now(setting: Setting) -> dict[str, Value]:
    amount = setting.money(setting.due * 2)
    return {"total": amount, "lines": (Phrase(key="line.instalments", values={"n": 2, "amount": amount}),)}


def _offers(setting: Setting) -> tuple[Phrase, ...]:
    return tuple(
        Phrase(key="offer.equal", values={"n": n, "amount": setting.money(setting.due * 2 // n), "date": LATER})
        for n in (3, 6)
    )


def _parts(setting: Setting) -> tuple[Phrase, ...]:
    days = (date(2026, 12, 15), date(2027, 1, 15), date(2027, 2, 15))
    third = setting.due // 3
    amounts = (third, third, setting.due - 2 * third)
    return tuple(
        Phrase(key="part.line", values={"date": day, "amount": setting.money(minor)})
        for day, minor in zip(days, amounts, strict=True)
    )


def _nine_parts(setting: Setting) -> Phrase:
    asked = Phrase(key="asked.monthly", values={"amount": setting.money(setting.due // 4)})
    return Phrase(key="asked.with_parts", values={"asked": asked, "needed": Phrase(key="count.parts", values={"n": 9})})


def _options(setting: Setting) -> tuple[Phrase, ...]:
    pause = Phrase(key="option.pause", values={"date": date(2027, 1, 23)})
    return pause, _reduced(setting)


def _reduced(setting: Setting) -> Phrase:
    amount = setting.due // 5
    days = (date(2026, 12, 15), date(2027, 1, 15), date(2027, 2, 15))
    sums = {"amount": amount, "total": 3 * amount, "rest": setting.due * 2 - 3 * amount, "owed": setting.due * 2}
    return Phrase(
        key="option.reduced",
        values={
            "n": 3,
            "dates": tuple(Phrase(key="option.day", values={"date": day}) for day in days),
            **{name: setting.money(minor) for name, minor in sums.items()},
        },
    )


ADVICE = {"US": "CFPB, consumerfinance.gov", "MX": "CONDUSEF, 55 5340 0999", "CN": "12378", "RU": "finombudsman.ru"}
CRISIS = {"US": "988", "MX": "Línea de la Vida, 800 911 2000", "CN": "12356", "RU": "112"}


COMMON: Mapping[str, Maker] = {
    "name": lambda setting: setting.name,
    "amount": _share(1, 100),
    "total": _share(1, 100),
    "date": _given(DUE),
    "as_of": _given(NOW),
    "at": _given(NOW),
    "link": lambda setting: setting.link,
    "question": _phrase("question.birth_year"),
    "next_line": _due("next.due", date=date(2026, 12, 20)),
    "meanwhile": _phrase("meanwhile.quiet_no_fee"),
    "person_line": _phrase("person.joining_named", n=6),
    "advice_line": lambda setting: Phrase(key="advice.line", values={"where": ADVICE[setting.country]}),
}
"""What a name stands for in most messages."""

SEVERAL: Mapping[str, Maker] = {
    "count_loans": _phrase("count.loans", n=2),
    "amounts": lambda setting: (setting.money(setting.due), setting.money(9500)),
}

OWN: Mapping[str, Mapping[str, Maker]] = {
    "officer_writes": {"text": lambda setting: setting.note},
    "verify_retry": {"tries_left": _phrase("tries.left", n=2)},
    "verify_retry_again": {"tries_left": _phrase("tries.left", n=1)},
    "hello": {"summary": _due("summary.late", date=DUE)},
    "due_soon": {"date": _given(date(2026, 11, 27))},
    **{key: {"date": _given(date(2026, 11, 6))} for key in ("overdue_2", "overdue_2_again", "overdue_2_third")},
    **{key: {"date": _given(date(2026, 10, 10))} for key in ("overdue_3", "overdue_3_again")},
    **dict.fromkeys(("overdue_several", "overdue_several_again"), SEVERAL),
    "why_short": {
        "breakdown": lambda setting: Phrase(key="breakdown.lines", values={"lines": _lines(setting)}),
        "later_line": lambda setting: Phrase(
            key="later.charge",
            values={
                "amount": setting.money(1500),
                "date": date(2026, 12, 1),
                "total": setting.money(setting.due + 1500),
            },
        ),
        "back_line": _due("back.bank", date=DUE),
    },
    "why_charge": {
        "line": lambda setting: Phrase(key="line.late_fee", values={"amount": setting.money(1500), "date": DUE}),
        "cause": _due("cause.open", n=10),
    },
    "plan_ask": {"now_line": lambda setting: Phrase(key="now.total", values=_now(setting))},
    "why_detail": {
        "lines": _lines,
        "went": lambda setting: Phrase(
            key="went.whole",
            values={
                "amount": setting.money(6000),
                "date": DUE,
                "item": Phrase(key="went.instalment", values={"number": 8}),
            },
        ),
        "later_line": _phrase("later.same", date=date(2026, 12, 1)),
    },
    "pay_link": {"time_to_post": _phrase("post.days", n=2), "rest_line": _due("rest.left_out")},
    "callback_noted": {"moved_line": _given(""), "when_line": _phrase("callback.at", time=OPENS)},
    "awaiting_person_again": {"person_line": _phrase("person.closed", at=OPENS)},
    "promise_limit": {
        "asked": _due("asked.promise", date=date(2026, 12, 24)),
        "limit": _phrase("limit.promise_date", date=LATER),
        "nearest": _due("asked.promise", date=LATER),
    },
    "promise_check": {"date": _given(PAY_DAY)},
    "promise_made": {"now_agreed": _due("agreed.promise", date=PAY_DAY)},
    "promise_standing": {"date": _given(PAY_DAY)},
    "promise_officer": {"date": _given(PAY_DAY)},
    "promise_eve": {"date": _given(date(2026, 11, 25))},
    "promise_part": {"paid": _share(1, 60), "left": _share(1, 40)},
    "promise_missed": {"date": _given(date(2026, 11, 23))},
    "plan_day_ask": {"amount": _share(1, 33)},
    "plan_offer": {"offers": _offers},
    "plan_no": {
        "asked": lambda setting: Phrase(key="asked.monthly", values={"amount": setting.money(setting.due // 9)}),
        "needed": _phrase("count.parts", n=17),
        "limit": _phrase("count.parts", n=6),
        "nearest": lambda setting: _offers(setting)[1],
    },
    "plan_no_limit": {
        "asked": _phrase("asked.parts", n=12),
        "limit": _phrase("limit.plan_parts", n=6),
        "nearest": lambda setting: _offers(setting)[1],
    },
    "plan_to_person": {"asked": _nine_parts, "who": _phrase("decides.officer"), "time": ANSWERED},
    "plan_waits": {"asked": _nine_parts, "time": ANSWERED},
    "plan_declined": {"asked": _nine_parts, "reason": _given(""), "nearest": lambda setting: _offers(setting)[1]},
    "plan_which": {"amounts": SEVERAL["amounts"]},
    "plan_change": {"date": _given(date(2026, 12, 15)), "latest": _given(date(2027, 1, 14))},
    "plan_change_limit": {
        "asked": _phrase("asked.date", date=date(2027, 1, 20)),
        "limit": _phrase("limit.part_days", first=date(2026, 11, 25), last=date(2027, 1, 14)),
    },
    "plan_change_check": {
        "what": lambda setting: Phrase(
            key="change.move",
            values={"amount": setting.money(setting.due // 3), "date": date(2026, 12, 15), "new": date(2026, 12, 20)},
        )
    },
    "plan_changed": {"date": _given(date(2026, 12, 20))},
    "plan_terms": {
        "approved_line": _given(""),
        "parts": _parts,
        "difference": _phrase("difference.same"),
        "meanwhile": _phrase("meanwhile.plan_no_fee"),
        "grace_line": _phrase("grace.days", n=3),
    },
    "plan_started": {"date": _given(date(2026, 12, 15))},
    "plan_standing": {"date": _given(date(2026, 12, 15))},
    "plan_eve": {"part_of": _phrase("part.of", number=2, total=6), "date": _given(date(2026, 11, 25))},
    "plan_part_missed": {"grace_date": _given(date(2026, 11, 27))},
    "settlement_offer": {
        "total": _share(3, 80),
        "balance": _share(4, 100),
        "date": _given(PAY_DAY),
        "effect": _phrase("effect.closes"),
    },
    "settlement_no": {"balance": _share(4, 100)},
    "settlement_person": {"balance": _share(4, 100), "who": _phrase("decides.officer"), "time": ANSWERED},
    "settlement_on": {"date": _given(PAY_DAY)},
    "settlement_eve": {"date": _given(date(2026, 11, 25))},
    "settlement_ended": {"total": _share(1, 80), "date": _given(date(2026, 11, 23))},
    "paid_checking": {
        "details": _due("paid.details", date=DUE, bank="", proof=Phrase(key="paid.proof")),
        "date": _given(date(2026, 11, 27)),
    },
    "checking": {"date": _given(date(2026, 11, 27))},
    "paid_found": {"state_line": _phrase("state.settled"), "sorry_line": _phrase("sorry.reminder")},
    "dispute_ask": {"kind": _phrase("dispute.amount")},
    "dispute_open": {
        "words": _due("dispute.charge"),
        "date": _given(date(2026, 12, 8)),
        "rests_line": _phrase("rest.frozen"),
    },
    "paid_more": {"date": _given(DUE), "until": _given(date(2026, 11, 27))},
    "proof_kept": {"date": _given(date(2026, 11, 27))},
    "file_refused": {"why": _phrase("file.many")},
    "dispute_noted": {"rest_line": _due("rest.payable")},
    "dispute_result": {
        "outcome": lambda setting: Phrase(key="result.upheld", values={"why": setting.note}),
        "changes": _due("due_now.amount"),
    },
    "hardship_start": {
        "sorry_line": _phrase("hard.illness"),
        "count_questions": _phrase("count.questions", n=4),
    },
    "hardship_question": {
        "step_of": _phrase("step.of", number=1, total=4),
        "question": _phrase("question.income"),
    },
    "hardship_check": {"income": _share(4, 100), "outgoings": _share(4, 90), "left": _share(4, 10)},
    "hardship_options": {"options": _options, "cost_line": _phrase("cost.frozen")},
    "hardship_terms": {
        "terms": _reduced,
        "balance_line": _phrase("cost.frozen"),
        "review_date": _given(date(2027, 1, 25)),
    },
    "relief_eve": {"part_of": _phrase("part.of", number=2, total=3), "date": _given(date(2026, 12, 15))},
    "review_noted": {"date": _given(date(2027, 1, 25))},
    "hardship_set": {"terms": _phrase("option.pause", date=date(2027, 1, 23))},
    "hardship_review": {"date": _given(date(2027, 1, 25))},
    "distress": {"crisis_line": lambda setting: Phrase(key="crisis.always", values={"where": CRISIS[setting.country]})},
    "stop_done": {"undo": _phrase("undo.sms")},
    "cease_done": {"undo": _phrase("undo.sms")},
    "noted": {"preference": _phrase("preference.hours", start="18:00", end="20:00")},
    "why_this": {
        "reason": _due("because.overdue", date=DUE),
        "ground": _phrase("ground.agreed", date=date(2026, 3, 2)),
    },
    "data_ready": {"date": _given(PAY_DAY)},
    "to_person_closed": {"person_line": _phrase("person.closed", at=OPENS)},
    "hand_back": {"agreed": _due("agreed.promise", date=PAY_DAY), "meanwhile": _phrase("meanwhile.quiet_now")},
    "unclear_2": {"person_line": _phrase("person.joining", n=6)},
    "pause_here": {"step": _phrase("step.hardship")},
}
"""Where a message needs other values than its names' usual ones."""

CHOICES: Mapping[str, tuple[Choice, ...]] = {
    "plan_offer": (choice("offer_3", "choice.offer", n=3), choice("offer_6", "choice.offer", n=6), choice("person")),
    "plan_which": (
        Choice(id="currency_usd", label=Phrase(key="choice.currency", values={"code": "USD"})),
        Choice(id="currency_eur", label=Phrase(key="choice.currency", values={"code": "EUR"})),
        choice("person"),
    ),
    "hardship_options": (choice("relief_pause"), choice("relief_reduced"), choice("officer")),
    "hardship_change": tuple(
        choice(f"mend_{each}", f"item.{each}") for each in ("income", "housing", "living", "dependants")
    ),
    "language_ask_again": (choice("lang_en"), choice("lang_zh"), choice("lang_es"), choice("lang_ru")),
    "language_ask": (choice("lang_en"), choice("lang_zh"), choice("lang_es"), choice("lang_ru")),
}
"""For messages whose flow makes the choices from the case."""
