"""The choices under each message, where a reply to it lands, and which messages name a debt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from cases.flows.turn import Dialogue
from cases.say import Choice, choice

MENU = ("why", "pay", "promise", "parts", "paid", "wrong", "language", "stop", "person")
REASONS = ("forgot", "payment_failed", "salary_late", "lost_job", "illness", "dispute", "other")
LANGUAGES = {"en": "lang_en", "zh-Hans": "lang_zh", "es": "lang_es", "ru": "lang_ru"}

CHOICES: dict[str, tuple[str, ...]] = {
    "first_contact": ("yes_me", "not_me"),
    "first_contact_again": ("yes_me", "wrong_number"),
    "hello": ("pay", "promise", "why", "person"),
    **dict.fromkeys(("menu", "menu_again"), MENU),
    **dict.fromkeys(("overdue_1", "overdue_1_again"), ("pay", "paid", "promise", "trouble")),
    **dict.fromkeys(("overdue_2", "overdue_2_again", "overdue_2_third"), ("pay", "promise", "parts", "person")),
    **dict.fromkeys(("overdue_3", "overdue_3_again"), ("options", "person")),
    **dict.fromkeys(("overdue_4", "overdue_4_again", "overdue_4_third"), ("options", "advice", "person")),
    **dict.fromkeys(("overdue_several", "overdue_several_again"), ("details", "options", "person")),
    "payment_failed": ("retry", "promise", "why"),
    "why_this": ("stop", "person"),
    "why_short": ("details", "pay", "promise", "person"),
    "why_charge": ("question_charge", "parts", "person"),
    **dict.fromkeys(("ask_reason", "ask_reason_again"), tuple(f"reason_{reason}" for reason in REASONS)),
    "promise_limit": ("nearest", "change", "person"),
    "promise_check": ("yes", "change"),
    "promise_standing": ("pay", "change_date", "cancel", "person"),
    "promise_eve": ("change_date",),
    "promise_missed": ("paid", "new_date", "parts"),
    "plan_ask": ("options", "person"),
    **dict.fromkeys(("plan_no", "plan_no_limit"), ("nearest", "other_amount", "officer")),
    "plan_declined": ("other_amount", "person"),
    "plan_waits": ("other_amount", "person"),
    "plan_left": ("parts", "promise", "person"),
    "plan_change": ("skip_part", "person"),
    "plan_change_limit": ("pay", "person"),
    "plan_change_check": ("yes", "change"),
    "plan_terms": ("agree", "change", "person"),
    "plan_standing": ("pay", "change", "help", "person"),
    "plan_eve": ("change",),
    "plan_part_missed": ("pay", "help"),
    "plan_ended": ("why", "new_plan", "person"),
    "settlement_offer": ("agree", "no", "person"),
    "settlement_ended": ("parts", "person"),
    "settlement_no": ("parts", "trouble", "person"),
    "paid_not_found": ("person",),
    "payment_reversed": ("pay", "promise", "why"),
    "proof_what": ("proof_paid", "proof_dispute", "proof_other"),
    "dispute_kind": ("not_mine", "amount_wrong", "paid", "fraud"),
    "hardship_start": ("yes", "later", "person"),
    "hardship_check": ("yes", "change"),
    "hardship_terms": ("agree", "change", "officer"),
    "relief_eve": ("trouble",),
    "hardship_review": ("same", "better", "harder", "person"),
    **dict.fromkeys(("stop_unsure", "stop_unsure_again"), ("yes", "no")),
    "to_person_closed": ("why", "pay", "promise", "parts", "call_back"),
    **dict.fromkeys(("awaiting_person", "awaiting_person_again"), ("call_back",)),
    "advice": ("options", "person"),
    "unclear_1": ("pay", "wrong", "other", "person"),
}
"""What the borrower may answer, in the order of the digits. Choices that depend on the case are made by their flow."""

OPENS = {"data_ready": "open_data"}
"""Messages that end in a page, with the words on the button that opens the address in their value ``link``."""

LABELS = {f"reason_{reason}": f"reason.{reason}" for reason in REASONS}

OPENINGS: dict[str, str] = {
    "first_contact": "first_contact.who",
    "first_contact_again": "first_contact.who",
    "voicemail": "first_contact.who",
    "overdue_2": "reason.ask",
    "overdue_2_again": "reason.ask",
    "overdue_2_third": "reason.ask",
    "promise_eve": "promise.standing",
    "promise_missed": "reason.ask",
    "promise_part": "promise.ask",
    **dict.fromkeys(("plan_terms", "settlement_offer"), "plan.offered"),
    "plan_declined": "plan.declined",
    "plan_eve": "plan.standing",
    "plan_part_missed": "plan.standing",
    "paid_not_found": "paid.details",
    "hardship_review": "relief.review",
    "stop_unsure": "stop.unsure",
    "represented": "represented.who",
}
"""The place that hears the reply to an unasked message; all others are heard by the menu."""

SAFE = frozenset(
    {
        "first_contact",
        "first_contact_again",
        "voicemail",
        "verify_ask",
        "verify_first",
        "verify_wish",
        "verify_kept",
        "verify_next",
        "verify_retry",
        "verify_retry_again",
        "verify_unread",
        "verify_unread_again",
        "verify_why",
        "verify_locked",
        "are_you_a_bot",
        "are_you_a_bot_again",
        "goodbye",
        "noted",
        "distress",
        "wrong_person",
        "third_person",
        "death",
        "represented",
        "stop_done",
        "stop_unsure",
        "stop_unsure_again",
        "cease_done",
        "to_person",
        "to_person_closed",
        "callback_noted",
        "callback_number",
        "awaiting_person",
        "awaiting_person_again",
        "unclear_1",
        "unclear_2",
        "cannot_open",
        "file_kept",
        "file_refused",
        "cannot_open_again",
        "our_mistake",
        "chat_hello",
        "telegram_start",
        "unknown_sender",
        "link_renewed",
        "language_ask",
        "language_ask_again",
        "language_set",
    }
)
"""Messages that may go to a contact point whose owner is not confirmed: none of them says that anything is owed."""

_LOOSE = re.compile(r"[^\w ]|_")


def choices_for(key: str) -> tuple[Choice, ...]:
    """The choices that stand under a message; none where its flow makes them from the case, or it has none."""
    return tuple(choice(id_, LABELS.get(id_)) for id_ in CHOICES.get(key, ()))


def discloses(key: str) -> bool:
    """Whether a message says that something is owed. A key nobody listed as safe does."""
    return key not in SAFE


def opening(key: str) -> Dialogue:
    """Where a reply to this unasked message lands, with its choices on offer."""
    flow, step = OPENINGS.get(key, "menu.start").split(".")
    return Dialogue(flow=flow, step=step, offered=choices_for(key))


def match_choice(offered: Sequence[tuple[str, str]], text: str) -> str | None:
    """The id of the choice that a typed answer takes, or None.

    ``offered`` are (id, label as the borrower saw it) in their order. An answer is the digit ("1", "1.", "１"), the
    whole label, digit and label, or the label's first word where no other label begins with it.
    """
    said = _plain(text)
    if not said:
        return None
    labels = [(id_, _plain(label)) for id_, label in offered]
    firsts = [label.split(" ")[0] for _, label in labels]
    for number, (id_, label) in enumerate(labels, start=1):
        first = firsts[number - 1]
        if said in {str(number), label, f"{number} {label}"} or (said == first and firsts.count(first) == 1):
            return id_
    return None


def _plain(text: str) -> str:
    """Lower case, one width, words only."""
    return " ".join(_LOOSE.sub(" ", unicodedata.normalize("NFKC", text).casefold()).split())
