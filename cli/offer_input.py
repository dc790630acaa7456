"""What ``forbear offers`` is given, read into values; a mistake is one line that names its option."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from cases.money import MoneyError, exponent, to_minor
from cases.plans import END_OF_MONTH, Cadence, PlanPolicy
from cases.policy.pack import Calendar
from cli.console import Stop

NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,9})?", re.ASCII)
BAD_INPUT = 2
MONTHS_OF_A_YEAR = 12
PAYMENTS_A_YEAR = {Cadence.MONTHLY: MONTHS_OF_A_YEAR, Cadence.FORTNIGHTLY: 26, Cadence.WEEKLY: 52}


def mistake(what: str) -> Stop:
    """Ends the command: what was given cannot be read."""
    return Stop(what, BAD_INPUT)


@dataclass(frozen=True, slots=True)
class Amounts:
    """Reads amounts in major units of one currency into minor units. Raises Stop."""

    currency: str

    @classmethod
    def of(cls, currency: str) -> Amounts:
        """For a code of ISO 4217 in any case. Raises Stop."""
        code = currency.upper()
        try:
            exponent(code)
        except MoneyError as error:
            raise mistake(f"--currency: {error}") from None
        return cls(code)

    def needed(self, text: str, option: str) -> int:
        """Minor units."""
        if not NUMBER.fullmatch(text):
            raise mistake(f"{option}: {text!r} is not an amount; write it like 1204.50")
        try:
            return to_minor(text, self.currency)
        except MoneyError as error:
            raise mistake(f"{option}: {error}") from None

    def given(self, text: str | None, option: str) -> int | None:
        """Minor units, or None where the option is not there."""
        return None if text is None else self.needed(text, option)


def day_of(text: str | None, option: str) -> date | None:
    """An ISO date. Raises Stop."""
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        raise mistake(f"{option}: {text!r} is not a date; write 2026-11-24") from None


def pay_day_of(text: str | None) -> int | None:
    """A day of the month; ``end`` is the last one of each. Raises Stop."""
    if text is None:
        return None
    if text.casefold() == "end":
        return END_OF_MONTH
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= END_OF_MONTH):
        raise mistake(f"--payday: {text!r} is no day of a month; write 1 to 31, or end")
    return int(text)


def rate_of(text: str) -> Decimal:
    """A yearly rate in percent. Raises Stop."""
    if not NUMBER.fullmatch(text):
        raise mistake(f"--rate: {text!r} is not a rate; write it like 19.9")
    return Decimal(text)


def each_of(monthly_minor: int | None, cadence: Cadence) -> int | None:
    """What can be paid at a time, of what can be paid in a month, rounded down: a year has 12 months and 52 weeks."""
    return None if monthly_minor is None else monthly_minor * MONTHS_OF_A_YEAR // PAYMENTS_A_YEAR[cadence]


def policy_of(path: Path | None) -> PlanPolicy:
    """The plan policy. Raises Stop."""
    from outreach.planpolicy import PlanPolicyError, load_plan_policy

    try:
        return load_plan_policy(path)
    except PlanPolicyError as error:
        raise mistake(str(error)) from None


def calendar_of(policy: PlanPolicy, jurisdiction: str) -> Calendar:
    """The days off that the policy minds there."""
    from outreach.planpolicy import plan_calendar

    return plan_calendar(policy, jurisdiction)
