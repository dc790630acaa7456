"""Ordinary candidates for the gate: a text of its own and 30 contacts of history each, under three stacks of packs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from cases.model import Channel, ContactPoint, Treatment
from cases.policy.pack import Calendars, Pack
from cases.policy.request import Contact, GateRequest, LiveFacts
from outreach.policies import load_calendars, load_packs

CONTACTS = 30
PEOPLE = 50
"""Borrowers, few enough for their histories to be as near at hand as rows that were just read."""
DIFFERENT = 5000
"""Candidates with texts of their own, so that no reading of a text is ever met again soon."""

NOON = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Packs as they judge in live use, with a message they let pass."""

    name: str
    packs: tuple[str, ...]
    zones: tuple[str, ...]
    at: datetime
    asleep: datetime
    actor: str
    lender: str
    channel: str
    language: str
    text: str
    facts: dict[str, object]

    def loaded(self) -> tuple[tuple[Pack, ...], Calendars]:
        """The packs, ready."""
        packs = load_packs(self.packs)
        return packs, load_calendars(packs)

    def candidates(self, at: datetime) -> list[GateRequest]:
        """Different borrowers with a demand each, at this instant."""
        return list(self._requests(at))

    def _requests(self, at: datetime) -> Iterator[GateRequest]:
        people = [self._person(number, at) for number in range(PEOPLE)]
        for number in range(DIFFERENT):
            point, history = people[number % PEOPLE]
            yield GateRequest(
                at=at,
                channel=self.channel,
                kind="demand",
                actor=self.actor,
                lender=self.lender,
                loan=history[0].loan,
                creditor="own",
                text=self.text.format(number=number, amount=100 + number),
                discloses=True,
                address=point.address,
                provider="smpp",
                zones=self.zones,
                language=self.language,
                identity="confirmed",
                consent=frozenset({self.channel}),
                days_past_due=12,
                facts=self.facts,
                history=history,
                live=LiveFacts(contact_point=point, treatment=Treatment.OUTREACH),
            )

    def _person(self, number: int, at: datetime) -> tuple[ContactPoint, tuple[Contact, ...]]:
        address = f"+1212555{number:04}"
        point = ContactPoint(
            id=number, channel=Channel(self.channel), address=address, consented_at=at, confirmed_at=at
        )
        return point, _history(number, point, at)


def _history(number: int, point: ContactPoint, at: datetime) -> tuple[Contact, ...]:
    """Thirty contacts of two months, the newest two days old: texts, answers and a few calls."""
    kinds = (("sent", point.channel.value), ("reply", point.channel.value), ("call_placed", "voice"))
    rows = []
    for back in range(CONTACTS):
        unit, channel = kinds[back % 3]
        rows.append(
            Contact(
                at=at - timedelta(days=2 + 2 * back, minutes=number % 50),
                channel=channel,
                units=frozenset({unit}),
                loan=f"L-{number}",
                address=point.address,
                creditor="own",
            )
        )
    return tuple(reversed(rows))


US = Stack(
    name="us-nyc us-federal house base",
    packs=("us-nyc", "us-federal", "house"),
    zones=("America/New_York",),
    at=NOON,
    asleep=NOON + timedelta(hours=10),
    actor="third_party",
    lender="nonbank",
    channel="sms",
    language="en",
    text="Hello Ana, account {number} has an instalment of ${amount}.00 that is late. You can pay it or tell us what "
    "happened, and a person is one word away. This is from a debt collector. Reply STOP to opt out.",
    facts={"institution_full_name": "Harbour Lending", "contact_phone": "+1 212 555 0100"},
)
RU = Stack(
    name="ru-230fz house base",
    packs=("ru-230fz", "house"),
    zones=("Europe/Moscow",),
    at=NOON - timedelta(hours=8),
    asleep=NOON + timedelta(hours=5),
    actor="first_party",
    lender="bank",
    channel="sms",
    language="ru",
    text="Здравствуйте, Анна. Платёж {amount} руб. по договору {number} просрочен. Можно оплатить или написать, что "
    "случилось. Ответит и человек. Банк «Гавань», +7 495 555-01-00.",
    facts={"creditor_or_agent_name": "Гавань", "contact_phone": "+7 495 555 01 00"},
)
CN = Stack(
    name="cn-consumer-loan house base",
    packs=("cn-consumer-loan", "house"),
    zones=("Asia/Shanghai",),
    at=NOON - timedelta(hours=13),
    asleep=NOON,
    actor="first_party",
    lender="bank",
    channel="sms",
    language="zh-Hans",
    text="【港湾消费金融公司】您好，合同{number}有一期{amount}元已逾期。您可以还款，也可以告诉我们发生了什么，需要人工请直接说。拒收请回复R",
    facts={"institution_full_name": "港湾消费金融公司", "contact_phone": "400 555 0100"},
)
STACKS = (US, RU, CN)


def recently(requests: list[GateRequest]) -> list[GateRequest]:
    """The same, each with a text sent this very day: the caps of a day hold it."""
    return [
        replace(
            request,
            history=(
                *request.history[1:],
                replace(request.history[-1], at=request.at - timedelta(hours=1), units=frozenset({"sent"})),
            ),
        )
        for request in requests
    ]
