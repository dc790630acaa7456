"""How fast messages are read, what that takes, and how much of the unrelated is acted on.

The messages are the examples. The unrelated ones are public sets of questions to assistants and banks, where they lie
in the folder that FORBEAR_PUBLIC_TEXTS names (clinc150_train.csv, banking77_train.csv).
"""

from __future__ import annotations

import csv
import os
import resource
import statistics
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cases.reading import Reading
from scripts.examples import LOCALES, read_examples

TODAY = date(2026, 11, 24)
EVERY = 7
# fmt: off
OURS = frozenset((
    "greeting", "goodbye", "thank_you", "yes", "no", "maybe", "repeat", "are_you_a_bot", "what_is_your_name",
    "who_made_you", "who_do_you_work_for", "where_are_you_from", "change_language", "what_can_i_ask_you", "cancel",
    "oos", "pay_bill", "bill_balance", "bill_due", "balance", "min_payment", "report_fraud", "account_blocked",
    "freeze_account", "interest_rate", "apr", "transactions", "extra_charge_on_statement",
    "card_payment_fee_charged", "transfer_fee_charged", "cash_withdrawal_charge", "exchange_charge",
    "top_up_by_card_charge", "top_up_by_bank_transfer_charge", "balance_not_updated_after_bank_transfer",
    "balance_not_updated_after_cheque_or_cash_deposit", "direct_debit_payment_not_recognised",
    "card_payment_not_recognised", "cash_withdrawal_not_recognised", "transaction_charged_twice",
    "terminate_account", "request_refund", "Refund_not_showing_up",
))
# fmt: on
"""Their intents that a lender hears, too: a greeting, a fee, a payment that nobody knows of."""


def main() -> None:
    """Measure and print."""
    started = time.perf_counter()
    import understanding
    from understanding.scoring import IDLE

    def read(text: str, locale: str, currency: str) -> Reading:
        return understanding.read(text, locale=locale, today=TODAY, currency=currency)

    for language, (locale, currency) in LOCALES.items():
        read(f"first {language}", locale, currency)
    print(f"load, with the first message in each language: {time.perf_counter() - started:.2f} s")
    times = []
    for example in read_examples()[::EVERY]:
        begun = time.perf_counter()
        read(example.text, *LOCALES[example.language])
        times.append((time.perf_counter() - begun) * 1000)
    times.sort()
    print(f"a message: median {statistics.median(times):.2f} ms, 95 % under {times[len(times) * 95 // 100]:.2f} ms")
    print(f"resident: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    for name, texts in public().items():
        acted = sum(read(text, "en-US", "USD").intent not in IDLE for text in texts)
        print(f"{name}: {acted / len(texts):.1%} of {len(texts)} unrelated messages acted on")


def public() -> dict[str, list[str]]:
    """Every few unrelated messages of the public sets that are there."""
    folder = Path(os.environ.get("FORBEAR_PUBLIC_TEXTS", ""))
    files = {name: folder / f"{name}_train.csv" for name in ("clinc150", "banking77")}
    return {name: list(unrelated(path))[::EVERY] for name, path in files.items() if path.is_file()}


def unrelated(path: Path) -> Iterator[str]:
    """The texts of a set whose intents are none of ours."""
    with path.open(encoding="utf-8", newline="") as file:
        for text, intent in list(csv.reader(file))[1:]:
            if intent not in OURS:
                yield text


if __name__ == "__main__":
    main()
