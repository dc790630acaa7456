"""``offers``: what may be agreed on a debt, by the plan policy."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cases.buckets import Buckets
from cases.money import Money, plain
from cases.plans import Ask, AskError, Cadence, Circumstances, Debt, Offer, PlanPolicy, Solution, solve
from cases.plans.telling import asked, reason, why
from cli.console import guarded, out, print_json, say
from cli.offer_input import Amounts, calendar_of, day_of, each_of, mistake, pay_day_of, policy_of, rate_of
from cli.options import Json


def register(app: typer.Typer) -> None:
    """Hang the command up."""
    app.command()(offers)


@guarded
def offers(
    balance: Annotated[str, typer.Option("--balance", help="What is to be paid, in major units: 1204.50.")],
    currency: Annotated[str, typer.Option("--currency", help="Its code of ISO 4217.")],
    as_of: Annotated[str | None, typer.Option("--as-of", help="The day of the agreement. Default: today, UTC.")] = None,
    monthly: Annotated[str | None, typer.Option("--monthly", help="The most that can be paid in a month.")] = None,
    parts: Annotated[int | None, typer.Option("--parts", help="In just so many parts.")] = None,
    down_payment: Annotated[str | None, typer.Option("--down-payment", help="A first part of just so much.")] = None,
    first: Annotated[str | None, typer.Option("--first", help="The day of the first part.")] = None,
    payday: Annotated[str | None, typer.Option("--payday", help="Day of the month, 1 to 31, or end.")] = None,
    cadence: Annotated[
        Cadence | None, typer.Option("--cadence", help="How often. Default: the policy's first.")
    ] = None,
    settle: Annotated[str | None, typer.Option("--settle", help="So much in one payment to settle all of it.")] = None,
    waive: Annotated[str | None, typer.Option("--waive", help="So much of interest and fees to be waived.")] = None,
    interest: Annotated[str, typer.Option("--interest", help="Late interest that is in the balance.")] = "0",
    fees: Annotated[str, typer.Option("--fees", help="Late fees that are in the balance.")] = "0",
    rate: Annotated[str, typer.Option("--rate", help="Yearly rate in percent, where interest accrues.")] = "0",
    jurisdiction: Annotated[str, typer.Option("--jurisdiction", help="Where the borrower lives: us, CN, US-NY.")] = "",
    product: Annotated[str, typer.Option("--product", help="What the lender calls the loan.")] = "",
    bucket: Annotated[str, typer.Option("--bucket", help="How late it is: CURRENT, GRACE, B1 to B4.")] = "",
    dpd: Annotated[int | None, typer.Option("--dpd", min=0, help="Days past due, instead of --bucket.")] = None,
    role: Annotated[str, typer.Option("--role", help="Who offers: bot, collector or supervisor.")] = "bot",
    plans_before: Annotated[int, typer.Option("--plans-before", min=0, help="Plans agreed before in this case.")] = 0,
    policy: Annotated[Path | None, typer.Option("--policy", help="A plan policy over the one shipped.")] = None,
    json: Json = False,
) -> None:
    """Say which plans, settlements or single payments may be offered. Needs neither config nor database."""
    rules, read = policy_of(policy), Amounts.of(currency)
    debt = Debt(
        currency=read.currency,
        balance_minor=read.needed(balance, "--balance"),
        interest_minor=read.needed(interest, "--interest"),
        fees_minor=read.needed(fees, "--fees"),
        annual_rate=rate_of(rate),
    )
    ask = Ask(
        each_minor=each_of(read.given(monthly, "--monthly"), cadence or rules.cadences[0]),
        parts=parts,
        down_minor=read.given(down_payment, "--down-payment"),
        first_on=day_of(first, "--first"),
        pay_day=pay_day_of(payday),
        cadence=cadence,
        settle_minor=read.given(settle, "--settle"),
        waive_minor=read.given(waive, "--waive"),
    )
    at = Circumstances(
        as_of=day_of(as_of, "--as-of") or datetime.now(UTC).date(),
        jurisdiction=jurisdiction,
        product=product,
        bucket=bucket if dpd is None else Buckets().of(dpd),
        role=role,
        plans_in_case=plans_before,
        plans_in_year=plans_before,
        calendar=calendar_of(rules, jurisdiction),
    )
    _tell(debt, ask, at, rules, json=json)


def _tell(debt: Debt, ask: Ask, at: Circumstances, policy: PlanPolicy, *, json: bool) -> None:
    try:
        answer = _answer(solve(debt, ask, at, policy), debt, policy)
    except AskError as error:
        raise mistake(str(error)) from None
    if json:
        print_json(answer)
    else:
        _show(answer, debt.currency)


def _answer(solution: Solution, debt: Debt, policy: PlanPolicy) -> dict[str, Any]:
    """The solution as JSON: amounts are texts in major units with the decimals of the currency, dates ISO."""
    return {
        "offers": [_offer(offer, debt, policy) for offer in solution.offers],
        "refused": [
            {
                "ask": asked(refusal.ask, debt.currency),
                "reason": reason(refusal),
                "nearest": _offer(refusal.nearest, debt, policy),
            }
            for refusal in solution.refused
        ],
    }


def _offer(offer: Offer, debt: Debt, policy: PlanPolicy) -> dict[str, Any]:
    def major(minor: int) -> str:
        return plain(Money(currency=offer.currency, minor=minor))

    return {
        "kind": offer.kind.value,
        "parts": [{"due_on": part.due_on.isoformat(), "amount": major(part.amount_minor)} for part in offer.parts],
        "total": major(offer.total_minor),
        "down_payment": major(offer.down_minor) if offer.down_minor else None,
        "last_due": offer.last_on.isoformat(),
        "why": why(offer, debt.balance_minor, policy),
    }


def _show(answer: dict[str, Any], currency: str) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table("kind", "parts", "total", "why", box=None, pad_edge=False)
    for offer in answer["offers"]:
        parts = "\n".join(f"{part['due_on']}  {part['amount']}" for part in offer["parts"])
        table.add_row(*(Text(each) for each in (offer["kind"], parts, f"{offer['total']} {currency}", offer["why"])))
    out.print(table)
    for refusal in answer["refused"]:
        nearest = refusal["nearest"]
        say(f"Not possible: {refusal['ask']}: {refusal['reason']}. Nearest: {nearest['why']}")
