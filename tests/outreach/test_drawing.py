"""The picture of a schedule: well-formed, in each language, to scale, and saying in words what it shows."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree.ElementTree import fromstring
from zoneinfo import ZoneInfo

import pytest

from cases.model import Account, Channel, Charge, Instalment, Loan, Payment
from cases.schedule import schedule
from outreach.drawing import Drawn, draw
from outreach.wording import Words

WORDS = Words.shipped()
TODAY = date(2026, 11, 24)


def _account(count: int = 12, currency: str = "USD", paid: int = 7 * 16_502 + 6_000) -> Account:
    first = date(2026, 3, 5)
    dates = [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 5) for n in range(count)]
    return Account(
        loan=Loan(ref="L", currency=currency),
        instalments=tuple(
            Instalment(number=n, due_on=due, principal_minor=15_318, interest_minor=1_184)
            for n, due in enumerate(dates, start=1)
        ),
        payments=(Payment(external_ref="P", amount_minor=paid, paid_on=date(2026, 10, 19)),),
        charges=(
            Charge(external_ref="C1", charged_on=date(2026, 10, 20), amount_minor=1_500, rule="late_fee"),
            Charge(external_ref="C2", charged_on=date(2026, 11, 20), amount_minor=1_500, rule="late_fee"),
        ),
    )


def _drawn(account: Account, locale: str = "en", today: date = TODAY) -> Drawn:
    speaker = WORDS.speaker(locale=locale, channel=Channel.WEBCHAT, today=today, zone=ZoneInfo("UTC"))
    return draw(schedule(account, today), speaker)


def test_the_key_says_every_sum_and_the_head_what_clears_it() -> None:
    drawn = _drawn(_account())
    assert drawn.lead == "$300.04 brings you up to date"
    assert [(line.kind, line.amount) for line in drawn.key] == [
        ("paid", "$1,215.14"),
        ("open", "$270.04"),
        ("charges", "$30.00"),
        ("coming", "$495.06"),
    ]
    assert drawn.key[0].text == "Paid: 7 and part of another"
    assert drawn.key[3].text == "Coming: 3, the next on Sat, Dec 5"


def test_bars_are_to_scale_and_todays_line_stands_between_what_fell_due_and_what_comes() -> None:
    drawn = _drawn(_account())
    october = drawn.bars[7]
    assert (october.kind, drawn.bars[8].kind, drawn.bars[9].kind) == ("partly", "open", "coming")
    assert october.filled / october.height == pytest.approx(6_000 / 16_502, abs=0.01)
    assert drawn.now is not None
    assert drawn.bars[8].x + drawn.bars[8].width < drawn.now < drawn.bars[9].x


@pytest.mark.parametrize("locale", ["en", "es", "ru", "zh-Hans"])
@pytest.mark.parametrize(("count", "currency"), [(1, "USD"), (12, "JPY"), (60, "KWD"), (0, "EUR")])
def test_it_is_well_formed_in_every_language(locale: str, count: int, currency: str) -> None:
    drawn = _drawn(_account(count, currency), locale)
    for text in (drawn.figure("a"), drawn.picture(locale)):
        root = fromstring(text)
        assert not re.search(r"\{\{|None|nan", text)
        ids = [each.get("id") for each in root.iter() if each.get("id")]
        assert len(ids) == len(set(ids))


def test_sixty_late_instalments_all_stand_inside_the_ground() -> None:
    drawn = _drawn(_account(60, paid=0), today=date(2026, 3, 6) + timedelta(days=365 * 6))
    assert len(drawn.bars) == 60
    assert min(bar.x for bar in drawn.bars) >= 0
    assert max(bar.x + bar.width for bar in drawn.bars) <= 344.5
    assert sum(bool(bar.label) for bar in drawn.bars) <= 12


def test_hostile_words_stay_words() -> None:
    drawn = _drawn(_account())
    hostile = Drawn(
        title="<script>",
        lead="a & b",
        subtitle='"',
        description="<x>",
        today="t",
        now=None,
        bars=drawn.bars,
        key=drawn.key,
    )
    assert "<script>" not in hostile.picture("en")
    fromstring(hostile.picture("en"))
