"""What happens to whom: stories as beats, each with its day and hour of the borrower's own time.

Day 0 is the first day late, or the day of the import for who was late before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cases.model import ClosedReason
from outreach.samples.acts import (
    Act,
    Answers,
    Beat,
    Bounces,
    Chooses,
    Claims,
    Closes,
    Grants,
    HandsBack,
    Notes,
    Offers,
    Opens,
    Pays,
    Proves,
    Refers,
    Replies,
    Returns,
    Says,
)


def on(day: int, at: str, *acts: Act) -> tuple[Beat, ...]:
    """Acts a few minutes apart."""
    return tuple(Beat(day=day, at=at, later=2 * n, act=act) for n, act in enumerate(acts))


def at_last(*acts: Act, after: int = 0) -> tuple[Beat, ...]:
    """Acts two minutes apart, from the role's ``waits`` before the end and so many minutes after that."""
    return tuple(Beat(at_last=True, later=after + 2 * n, act=act) for n, act in enumerate(acts))


PROMISES: Final = (Chooses("promise"), Says("on_day"), Chooses("yes"))
PLANS: Final = (Says("parts"), Says("in_three"), Chooses("agree"), Says("thanks"))

STORIES: Final[Mapping[str, tuple[Beat, ...]]] = {
    "quiet": (),
    "bounces": on(0, "10:05", Bounces()),
    "asks_why": (*on(1, "12:10", Opens(), Says("why"), Proves(), Chooses("details")), *on(1, "18:20", Says("thanks"))),
    "chooses_english": on(1, "13:05", Chooses("yes_me"), Says("language"), Proves(), Says("how_much")),
    "promises": on(1, "12:40", *PROMISES),
    "promises_soon": on(2, "12:40", Says("on_day", days=None), Chooses("yes")),
    "pays_part": (
        *on(1, "15:15", Says("some_on_day", days=4), Chooses("yes")),
        *on(5, "11:30", Pays(share=0.2)),
        *on(5, "14:00", Says("on_day", days=21), Chooses("yes")),
    ),
    "pays_some": (*on(1, "15:15", Says("on_day", days=18), Chooses("yes")), *on(5, "11:30", Pays(share=0.3))),
    "breaks_promise": on(1, "12:20", Chooses("promise"), Says("on_day", days=4), Chooses("yes")),
    "breaks_two": (
        *on(1, "12:20", Says("on_day", days=4), Chooses("yes")),
        *on(7, "13:30", Says("on_day", days=5), Chooses("yes")),
    ),
    "keeps_promise": (
        *on(1, "19:10", Opens(), Says("on_day", days=4), Proves(), Chooses("yes")),
        *on(5, "09:40", Pays()),
    ),
    "pays_too_much": on(2, "11:00", Pays(share=1.3)),
    "pays_at_night": (*on(2, "02:30", Pays(share=0.5)), *on(2, "06:00", Pays())),
    "just_paid": at_last(Pays()),
    "just_paid_part": at_last(Pays(share=0.4)),
    "payment_returns": (*on(2, "10:50", Pays()), *on(6, "15:00", Returns()), *on(6, "16:40", Chooses("why"))),
    "plans": (*on(1, "13:00", *PLANS), *on(8, "11:20", Pays(share=0.34))),
    "plan_ends": on(1, "13:00", *PLANS),
    "wants_more_parts": (
        *on(3, "16:10", Opens(), Says("parts"), Proves()),
        *at_last(Says("in_twelve"), Chooses("officer")),
    ),
    "is_offered_parts": (
        *on(4, "12:00", Says("person")),
        *on(20, "12:00", Claims(), Notes("Called back twice. Wants to pay in parts."), Offers(parts=4)),
        *on(20, "12:06", HandsBack(outcome="information")),
    ),
    "hardship": (
        *on(2, "18:30", Says("lost_job"), Chooses("yes"), Says("income"), Says("housing"), Says("living")),
        *on(2, "18:50", Says("dependants"), Chooses("yes")),
        *at_last(Says("lost_job"), Chooses("officer")),
    ),
    "is_given_a_pause": (
        *on(5, "18:30", Says("ill"), Chooses("person")),
        *on(6, "12:30", Claims(), Replies("hello"), Grants(days=45), Replies("pause"), HandsBack(outcome="hardship")),
    ),
    "begins_hardship": on(2, "20:10", Says("lost_job"), Chooses("yes"), Says("income")),
    "disputes": on(12, "17:45", Opens(), Says("charge_wrong"), Proves()),
    "denies_the_loan": on(3, "17:45", Says("fraud")),
    "is_answered": (
        *on(10, "17:45", Says("charge_wrong")),
        *on(
            11,
            "15:00",
            Claims(),
            Replies("answer"),
            Answers("The fee follows the contract."),
            HandsBack(outcome="dispute"),
        ),
    ),
    "says_paid": on(1, "12:15", Says("paid"), Says("paid_details")),
    "stops": on(2, "10:30", Says("stop")),
    "wrong_number": on(0, "19:00", Says("wrong_number")),
    "is_referred": on(5, "15:00", Claims(), Notes("No answer in four months."), Refers("counsel"), HandsBack()),
    "family_writes": (
        *on(0, "18:00", Says("death")),
        *on(2, "12:00", Claims(), Notes("The estate is with a notary."), Closes(ClosedReason.DECEASED), HandsBack()),
    ),
    "has_lawyer": on(4, "14:00", Says("lawyer"), Says("lawyer_name")),
    "pays_all": (*on(1, "12:00", Chooses("pay")), *on(1, "13:30", Pays(share=None))),
    "handed_back": (
        *on(20, "15:00", Says("person")),
        *on(21, "12:10", Claims(), Replies("hello"), Replies("offer_day", days=14), Says("set", days=14)),
        *on(21, "12:20", HandsBack(outcome="promise", promise_in=14)),
    ),
    "wants_person": (*on(2, "12:30", Opens(), Says("why"), Proves()), *at_last(Says("question"), Says("person"))),
    "cannot_go_on": at_last(Says("distress")),
    "fails_identity": at_last(Chooses("yes_me"), Says("wrong_year"), Says("wrong_year"), Says("wrong_year")),
    "is_with_person": (
        *on(3, "12:00", Says("how_much")),
        *at_last(Says("complaint")),
        *at_last(Claims(), Replies("hello"), Says("question"), after=24),
    ),
}
