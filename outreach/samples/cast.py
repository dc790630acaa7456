"""Who plays: sixty roles, each a place, a story, and how late the oldest open instalment is."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Role:
    """One borrower to be.

    ``late`` is how many days ago the instalment of the story fell due (negative: days ahead). With ``rings`` it is
    chosen so that the rung of that DPD comes within the next day. ``channel`` is where they write; ``points`` the
    channels they consented to, ``owners`` those whose owner the lender has confirmed (None: as ``points``). ``paid``
    instalments lie before the story's. ``more_loans`` are the currencies of further loans, late by the same days.
    ``waits`` is how many minutes before the end the last scene begins. ``creditor`` is whose debt the last loan is,
    where it is not the lender's own.
    """

    place: str
    story: str
    late: int = 0
    _: KW_ONLY
    rings: int | None = None
    channel: str = "sms"
    points: str = "sms"
    owners: str | None = None
    paid: int = 5
    term: int = 18
    more_loans: tuple[str, ...] = ()
    fee: bool = False
    party: str | None = None
    waits: int = 0
    creditor: str = ""


BOTH: Final = "sms|telegram"
JUNIPER: Final = "juniper"
"""The second creditor, whose loans we look after beside our own."""

CAST: Final[tuple[Role, ...]] = (
    # Nothing late: new loans, a due date near, one about to be passed.
    Role("mx", "quiet", -15, paid=0),
    Role("ru", "quiet", -9, paid=0, party="guarantor"),
    Role("cn", "quiet", -2),
    Role("us", "quiet", rings=-3, points=BOTH),
    Role("us-es", "quiet", rings=1),
    Role("mx", "quiet", rings=1, channel="telegram", points=BOTH),
    Role("cn", "quiet", rings=1, points=BOTH, owners=""),
    Role("ru", "quiet", rings=1),
    # Late and silent so far: the ladder goes on.
    Role("us", "quiet", rings=5, points=BOTH, owners="", more_loans=("USD",)),
    Role("ru", "quiet", rings=10, points=BOTH),
    Role("cn", "quiet", 12, owners="", party="guarantor"),
    Role("ru", "quiet", rings=63, fee=True, party="guarantor"),
    Role("mx", "quiet", 96, more_loans=("MXN",), paid=3, creditor=JUNIPER),
    Role("us", "bounces", 17, points=BOTH),
    # Talking.
    Role("us", "asks_why", 6, creditor=JUNIPER),
    Role("cn", "asks_why", 11, channel="webchat"),
    Role("mx", "asks_why", 34, channel="telegram", points=BOTH),
    Role("us-es", "chooses_english", 9, owners=""),
    # Dates.
    Role("us", "promises", 7),
    Role("mx", "promises_soon", 5, channel="telegram", points=BOTH),
    Role("cn", "promises_soon", 13),
    Role("ru", "handed_back", 32),
    Role("us", "pays_part", 21, more_loans=("USD",)),
    Role("ru", "pays_some", 16),
    Role("us", "breaks_promise", 24, fee=True),
    Role("mx", "breaks_two", 62, creditor=JUNIPER),
    Role("us", "keeps_promise", 18),
    Role("cn", "keeps_promise", 15, channel="webchat"),
    Role("mx", "pays_too_much", 12),
    Role("us", "payment_returns", 23),
    Role("us", "pays_at_night", 10),
    Role("us", "just_paid", 8, waits=22),
    Role("cn", "just_paid_part", 6, waits=16),
    Role("ru", "just_paid_part", 7, waits=11),
    # Parts.
    Role("us", "plans", 20, channel="telegram", points=BOTH),
    Role("cn", "plans", 47, fee=True),
    Role("ru", "plans", 66),
    Role("mx", "plan_ends", 92, paid=4),
    Role("cn", "wants_more_parts", 41, channel="webchat", waits=190),
    Role("us-es", "is_offered_parts", 72, fee=True),
    # Trouble, and what is wrong.
    Role("us", "hardship", 36, channel="telegram", points=BOTH, waits=1560),
    Role("mx", "is_given_a_pause", 58),
    Role("cn", "begins_hardship", 10),
    Role("us", "disputes", 26, fee=True, channel="webchat"),
    Role("mx", "denies_the_loan", 44),
    Role("ru", "is_answered", 29, fee=True),
    Role("cn", "says_paid", 4),
    # Not to be written to.
    Role("mx", "stops", 14),
    Role("cn", "wrong_number", 19, owners=""),
    Role("ru", "is_referred", 124, paid=3, fee=True),
    Role("us", "family_writes", 22, owners=""),
    Role("us", "has_lawyer", 75, party="representative"),
    Role("us", "pays_all", 10, paid=11, term=12),
    # Waiting for a person, or with one.
    Role("us", "wants_person", 15, more_loans=("MXN",), waits=25),
    Role("mx", "wants_person", 31, waits=4300),
    Role("cn", "wants_person", 25, channel="webchat", waits=340),
    Role("ru", "wants_person", 38, channel="webchat", waits=95),
    Role("ru", "cannot_go_on", 52, waits=18),
    Role("us", "fails_identity", 5, owners="", waits=540),
    Role("us", "is_with_person", 28, channel="telegram", points=BOTH, waits=34),
)
