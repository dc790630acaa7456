"""Answers of Apache Fineract's REST interface (``GET /loans``, ``GET /loans/{id}``) as rows.

What its fields mean is told in its interface documentation under "Loans". Dates are arrays ``[year, month, day]``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from cases.money import MoneyError, exponent
from cases.months import add_months
from outreach.importing.jsonfile import objects
from outreach.importing.problems import ImportFileError, Reject
from outreach.importing.rows import ImportKind, RawRow, Skipped, Source

Answer = Mapping[str, Any]
_Reader = Callable[[Answer, date | None], Iterator[dict[str, str]]]
_MONTHS, _EQUAL_INSTALMENTS, _DECLINING_BALANCE = 2, 1, 0
_PAYMENTS = ("repayment", "recoveryRepayment", "downPayment", "merchantIssuedRefund", "payoutRefund", "goodwillCredit")
_ORPHAN = "is a schedule that does not say whose it is; ask for the loan with associations=repaymentSchedule"


def read_fineract(path: Path, kind: ImportKind, as_of: date | None, *, with_loans: bool = False) -> Source:
    """Rows of one kind from a file of answers, single ones, lists and pages; ``line`` counts the answers from 1.

    Where a loan is answered more than once the last answer counts. ``as_of`` is the day of the answers: with it the
    days overdue are taken over. ``with_loans``: pieces that belong to no loan are passed over. Raises ImportFileError
    where the file is no JSON or the kind is not held by answers.
    """
    reader = _READERS.get(kind)
    if reader is None:
        raise ImportFileError(f"answers of Fineract hold {', '.join(_READERS)}, not {kind}")
    last = {_ref(answer): number for number, answer in _answers(path) if _is_loan(answer)}
    for number, answer in _answers(path):
        if not _is_loan(answer):
            if kind is ImportKind.INSTALMENTS and not with_loans:
                yield Reject(line=number, field=None, reason=_ORPHAN)
        elif last[_ref(answer)] != number:
            yield Skipped(line=number)
        else:
            yield from _rows(number, answer, reader, as_of)


def _rows(number: int, answer: Answer, reader: _Reader, as_of: date | None) -> Source:
    try:
        rows = [RawRow(line=number, cells=cells) for cells in reader(answer, as_of)] if _disbursed(answer) else []
    except (LookupError, TypeError, AttributeError, ValueError, ArithmeticError) as error:
        yield Reject(line=number, field=None, reason=f"is no loan as Fineract answers it ({error!r})")
        return
    if rows:
        yield from rows
    else:
        yield Skipped(line=number)


def _answers(path: Path) -> Iterator[tuple[int, Answer]]:
    number = 0
    for answer in objects(path):
        for each in answer.get("pageItems") or [answer]:
            number += 1
            yield number, each if isinstance(each, dict) else {}


def _is_loan(answer: Answer) -> bool:
    return "accountNo" in answer and "currency" in answer and "principal" in answer


def _ref(answer: Answer) -> str:
    return str(answer["accountNo"])


def _disbursed(answer: Answer) -> bool:
    """Whether anything is owed yet; a loan that is only applied for is none."""
    return "actualDisbursementDate" in answer.get("timeline", {})


def _loan(answer: Answer, as_of: date | None) -> Iterator[dict[str, str]]:
    summary = answer.get("summary", {})
    opened = _day(answer["timeline"]["actualDisbursementDate"])
    cells = {
        "borrower_ref": answer.get("clientId", f"group-{answer.get('groupId')}"),
        "name": answer.get("clientName", answer.get("groupName")),
        "loan_ref": _ref(answer),
        "currency": answer["currency"].get("code"),
        "officer": answer.get("loanOfficerName"),
        "product": answer.get("loanProductName"),
        "principal": _amount(answer, answer["principal"]),
        "annual_rate": answer.get("annualInterestRate"),
        "opened_on": opened.isoformat(),
        "reported_arrears": _amount(answer, summary.get("totalOverdue")),
        "reported_dpd": _days_overdue(summary, as_of),
    }
    if _is_annuity(answer):
        stated = answer["timeline"].get("expectedFirstRepaymentOnDate") or answer.get("expectedFirstRepaymentOnDate")
        cells["term_months"] = answer.get("numberOfRepayments")
        cells["first_due_on"] = (_day(stated) if stated else add_months(opened, 1)).isoformat()
    yield _cells(cells)


def _is_annuity(answer: Answer) -> bool:
    """Equal monthly instalments with interest on what is left: the only schedule that may be derived."""
    wanted = {
        "repaymentFrequencyType": _MONTHS,
        "amortizationType": _EQUAL_INSTALMENTS,
        "interestType": _DECLINING_BALANCE,
    }
    return answer.get("repaymentEvery") == 1 and all(
        answer.get(name, {}).get("id") == number for name, number in wanted.items()
    )


def _days_overdue(summary: Answer, as_of: date | None) -> int | None:
    if as_of is None or "totalOverdue" not in summary:
        return None
    since = summary.get("overdueSinceDate")
    return max(0, (as_of - _day(since)).days) if since else 0


def _instalments(answer: Answer, _as_of: date | None) -> Iterator[dict[str, str]]:
    for period in answer.get("repaymentSchedule", {}).get("periods", []):
        if "period" not in period or "principalDisbursed" in period:
            continue
        fees = sum(Decimal(str(period.get(name, 0))) for name in ("feeChargesDue", "penaltyChargesDue"))
        yield _cells(
            {
                "loan_ref": _ref(answer),
                "number": period["period"],
                "due_on": _day(period["dueDate"]).isoformat(),
                "principal": _amount(answer, period.get("principalDue", 0)),
                "interest": _amount(answer, period.get("interestDue", 0)),
                "fees": _amount(answer, fees),
            }
        )


def _payments(answer: Answer, _as_of: date | None) -> Iterator[dict[str, str]]:
    """Its transactions; where the answer has none, the sum repaid so far as one opening payment."""
    loan_ref, summary = _ref(answer), answer.get("summary", {})
    if "transactions" not in answer and Decimal(str(summary.get("totalRepayment", 0))) > 0:
        on = summary.get("overdueSinceDate") or answer["timeline"]["actualDisbursementDate"]
        paid = {"amount": _amount(answer, summary["totalRepayment"]), "paid_at": _day(on).isoformat()}
        yield _cells({"external_ref": f"{loan_ref}:opening", "loan_ref": loan_ref, **paid})
    for transaction in answer.get("transactions", []):
        if any(transaction.get("type", {}).get(name) for name in _PAYMENTS):
            ref = f"{loan_ref}:{transaction['id']}"
            cells = {"loan_ref": loan_ref, "amount": _amount(answer, transaction["amount"])}
            on = _day(transaction["date"])
            yield _cells({**cells, "external_ref": ref, "paid_at": on.isoformat()})
            if transaction.get("manuallyReversed"):
                back = _day(transaction["reversedOnDate"]) if transaction.get("reversedOnDate") else on
                yield _cells({**cells, "external_ref": f"{ref}:reversed", "paid_at": back.isoformat(), "reverses": ref})


_READERS: Mapping[ImportKind, _Reader] = {
    ImportKind.LOANS: _loan,
    ImportKind.INSTALMENTS: _instalments,
    ImportKind.PAYMENTS: _payments,
}


def _day(value: object) -> date:
    """``[2012, 4, 10]``, and ``"2012-04-10"`` as newer versions can be set to answer."""
    match value:
        case [int(year), int(month), int(day)]:
            return date(year, month, day)
        case str(text):
            return date.fromisoformat(text)
    raise ValueError(f"{value!r} is not a date; Fineract writes it like [2012, 4, 10]")


def _amount(answer: Answer, value: Any) -> str | None:
    """In the decimals of ISO 4217: Fineract can keep two where the currency has none."""
    if value is None:
        return None
    try:
        places = exponent(str(answer["currency"].get("code")))
    except MoneyError:
        return f"{Decimal(str(value)):f}"
    return f"{Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):f}"


def _cells(values: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if value is not None}
