"""Where a wish leads from anywhere: intents and choices to conversations."""

from __future__ import annotations

from cases.flows.menus import LANGUAGES
from cases.flows.turn import Heard
from cases.reading import Intent

INTENTS: dict[Intent, str] = {
    Intent.PROMISE: "promise",
    Intent.PAY_NOW: "pay",
    Intent.ALREADY_PAID: "paid",
    Intent.CANNOT_PAY: "hardship",
    Intent.ASK_PLAN: "plan",
    Intent.ASK_BALANCE: "explain",
    Intent.ASK_WHY: "explain",
    Intent.ASK_WHY_THIS: "why_this",
    Intent.DISPUTE: "dispute",
    Intent.STOP: "stop",
    Intent.REFUSE: "reason",
    Intent.INCONVENIENT: "quiet",
    Intent.LANGUAGE: "language",
    Intent.MY_DATA: "my_data",
    Intent.WHO_ARE_YOU: "who",
    Intent.GREETING: "menu",
    Intent.THANKS: "goodbye",
    Intent.GOODBYE: "goodbye",
}

CHOICES: dict[str, str] = {
    "pay": "pay",
    "retry": "pay",
    "paid": "paid",
    "promise": "promise",
    "new_date": "promise",
    "change_date": "promise",
    "keep": "promise",
    "cancel": "promise",
    "trouble": "reason",
    "help": "reason",
    "why": "explain",
    "details": "explain.detail",
    "question_charge": "dispute",
    "amount_wrong": "dispute",
    "not_mine": "dispute",
    "fraud": "dispute",
    "wrong": "dispute",
    "proof_paid": "paid",
    "proof_dispute": "dispute",
    "proof_other": "handover",
    "my_data": "my_data",
    "parts": "plan",
    "new_plan": "plan",
    "other_amount": "plan.ask",
    "options": "menu.options",
    "advice": "advice",
    "pause": "hardship",
    "resume": "hardship",
    "harder": "hardship",
    "same": "handover",
    "better": "handover",
    "agree": "handover",
    "officer": "handover",
    "person": "handover",
    "call_back": "callback",
    "stop": "stop",
    "language": "language",
    **dict.fromkeys(LANGUAGES.values(), "language"),
    "other": "menu",
    "menu": "menu",
    "change": "menu",
    "no": "menu",
    "later": "pause",
    "yes_me": "menu.hello",
    "not_me": "wrong_person",
    "wrong_number": "wrong_person",
    "why_this": "why_this",
}

ASIDES = frozenset({"who", "goodbye", "language", "quiet"})
"""Conversations that are answered in passing: what was asked before still stands."""


MENU_WORDS = frozenset(
    {"menu", "menú", "меню", "菜单", "help", "ayuda", "помощь", "帮助", "options", "opciones", "варианты", "选项"}
)
"""Whole messages that ask what can be done here."""


BY_REASON = frozenset(
    {
        ("hardship", "forgot"),
        ("hardship", "payment_failed"),
        ("hardship", "salary_late"),
        ("paid", "payment_failed"),
        ("reason", "forgot"),
        ("reason", "payment_failed"),
        ("reason", "salary_late"),
    }
)
"""Where the reason that was given leads elsewhere than the intent: pay that is late wants a date, no questions."""


LESS = "settlement"
"""The topic of a text that asks to be done for less than all, and the conversation about it."""
NOT_ABOUT_LESS = frozenset({Intent.ALREADY_PAID, Intent.DISPUTE, Intent.STOP, Intent.ASK_WHY_THIS})
"""What such words may stand in without asking for it."""


SURE = 0.75
"""From this confidence on they do."""


def wants_less(heard: Heard) -> bool:
    """Whether a text asks to settle it for less."""
    if heard.choice is not None or LESS not in heard.reading.topics:
        return False
    return heard.reading.intent not in NOT_ABOUT_LESS or heard.reading.confidence < SURE


def by_text(heard: Heard) -> str | None:
    """The way a text leads by what it means; a date alone is the offer of a promise."""
    if heard.reading.text.casefold().strip(" .?") in MENU_WORDS:
        return "menu.start"
    if wants_less(heard):
        return LESS
    way = INTENTS.get(heard.reading.intent)
    if heard.reading.reference and heard.reading.intent in (Intent.PROMISE, Intent.OTHER):
        return "paid"
    if way is None and heard.reading.days:
        return "quiet"
    if heard.reading.reason and (way is None or (way, heard.reading.reason) in BY_REASON):
        return "reason"
    if way is None and heard.reading.intent is Intent.OTHER and heard.reading.dates:
        return "promise"
    return way


def way_of(heard: Heard) -> str | None:
    """The way a choice or a text leads."""
    return CHOICES.get(heard.choice) if heard.choice else by_text(heard)
