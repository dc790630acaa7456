"""Until when the papers of a case are kept: the longest term of the packs that bind."""

from __future__ import annotations

from datetime import date

import pytest

from cases.policy.retention import retention
from outreach.policies import load_packs

LAST, CALL, SETTLED = date(2026, 3, 1), date(2026, 2, 1), date(2031, 5, 5)


def kept(
    names: list[str], actor: str = "third_party", settled: date | None = None, last: date = LAST
) -> dict[str, object]:
    found = retention(load_packs(names), actor=actor, last_activity=last, last_call=CALL, settled_on=settled)
    return {each.what: each.until for each in found}


@pytest.mark.parametrize(
    ("packs", "settled", "expected"),
    [
        (["us-federal"], None, {"records": date(2029, 3, 1), "recordings": date(2029, 2, 1)}),
        (["us-federal", "us-nyc"], None, {"records": date(2029, 3, 1), "recordings": date(2029, 2, 1)}),
        (
            ["cn-consumer-loan"],
            SETTLED,
            {"records": date(2029, 3, 1), "recordings": date(2029, 2, 1), "plan_recordings": SETTLED},
        ),
        (["br-al"], None, {}),
    ],
    ids=["from the last activity and the call", "the longest wins", "the floor of the house", "nothing is asked"],
)
def test_each_kind_is_kept_for_the_longest_term(packs: list[str], settled: date | None, expected: object) -> None:
    assert kept(packs, settled=settled) == expected


def test_recordings_of_a_plan_are_kept_while_the_debt_stands() -> None:
    assert kept(["cn-consumer-loan"])["plan_recordings"] is None


def test_a_pack_that_does_not_bind_the_actor_asks_for_nothing() -> None:
    assert kept(["us-federal"], actor="first_party") == {}


def test_a_term_from_a_leap_day_runs_to_the_day_after_february() -> None:
    assert kept(["us-federal"], last=date(2028, 2, 29))["records"] == date(2031, 3, 1)


def test_who_asks_is_told_with_the_source() -> None:
    (records, _) = retention(
        load_packs(["us-federal"]), actor="third_party", last_activity=LAST, last_call=None, settled_on=None
    )
    assert (records.pack, records.source) == ("us-federal", "12 CFR 1006.100")
