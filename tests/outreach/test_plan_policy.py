"""``plans.toml``: the shipped one, one of the lender's own over it, and what is refused with file, key and reason."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from cases.plans import Cadence, ClosedDays, Growth, PlanPolicy
from outreach.planpolicy import PlanPolicyError, load_plan_policy, plan_calendar
from outreach.runtime import build_runtime
from outreach.settings import DatabaseSettings, PlanSettings, Settings


def own(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_policy_names_every_role_and_the_limit_for_chinese_cards() -> None:
    policy = load_plan_policy()
    assert set(policy.roles) == {"bot", "collector", "supervisor"}
    assert policy.roles["bot"].most_parts[Cadence.MONTHLY] == 6
    limit = policy.term_limit("cn-GD", "信用卡")
    assert limit
    assert (limit.longest_months, limit.source) == (60, "商业银行信用卡业务监督管理办法 第70条")


def test_a_file_of_ones_own_says_only_what_differs(tmp_path: Path) -> None:
    policy, shipped = load_plan_policy(own(tmp_path, FILE)), load_plan_policy()
    assert policy.closed_days is ClosedDays.NEXT
    assert policy.interest is Growth.ACCRUES
    assert policy.least_minor["USD"] == 2550
    assert policy.least_minor["EUR"] == shipped.least_minor["EUR"]
    assert policy.down_payment == {"B2": Fraction(1, 20), "B3": Fraction(1, 10), "B4": Fraction(1, 5)}
    assert policy.roles["bot"].settle == {"B4": Fraction(1, 10)}
    assert policy.roles["bot"].longest_months == shipped.roles["bot"].longest_months
    assert [limit.jurisdiction for limit in policy.limits] == ["CN", "NL"]
    assert policy.promise.within_days == 10


FILE = """
[parts]
least = { USD = "25.50" }
[dates]
closed_days = "next"
[cost]
interest = "accrues"
[down_payment]
B2 = 0.05
[promise]
within_days = 10
[role.bot]
settle = { B4 = 0.1 }
settle_opening = { B4 = "1/20" }
[[limit]]
jurisdiction = "NL"
longest_months = 12
source = "an invented law"
"""


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("parts = 3", "parts", "needs a table"),
        ("[part]\n", "part", "unknown key; did you mean 'parts'?"),
        ("[parts]\nleast_shares = 0.1", "parts.least_shares", "unknown key; did you mean 'least_share'?"),
        ("[parts]\nleast_share = 1.5", "parts.least_share", "1.5 is no share from 0 to 1"),
        ("[parts]\nleast_share = true", "parts.least_share", "needs a share from 0 to 1"),
        ("[parts]\nleast = { USD = '1.005' }", "parts.least", "1.005 has more decimals than USD (2)"),
        ("[parts]\nleast = { USD = '0' }", "parts.least", "0 USD is not more than nought"),
        ("[parts]\nleast = { ABC = '1' }", "parts.least", "'ABC' is not a currency code of ISO 4217"),
        ("[parts]\ncadences = ['daily']", "parts.cadences", "'daily' is none of weekly, fortnightly, monthly"),
        ("[parts]\ncadences = ['weekly', 'weekly']", "parts.cadences", "names a cadence twice"),
        ("[parts]\nfirst_within_days = 5", "parts.first_after_days", "must not be later than first_within_days"),
        ("[parts]\nfirst_within_days = 0", "parts.first_within_days", "needs a whole number, 1 to 10000"),
        ("[dates]\nclosed_days = 'skip'", "dates.closed_days", "'skip' is none of keep, next, previous"),
        ("[dates]\nweekend = ['noday']", "dates.weekend", "'noday' is none of"),
        ("[dates]\ncalendars = { US = 'XQ' }", "dates.calendars", "there are no holidays of 'XQ'"),
        ("[cost]\ninterest = 'stops'", "cost.interest", "'stops' is none of frozen, accrues"),
        ("[down_payment]\nB9 = 0.1", "down_payment", "'B9' is no bucket"),
        ("[promise]\nleast_share = 0", "promise.least_share", "must be more than nought"),
        ("[role.boss]\nlongest_months = 3", "role.boss", "unknown key"),
        ("[role.bot]\nmost_parts = { monthly = 0 }", "role.bot.most_parts", "needs a whole number, 1 to 10000"),
        ("[role.bot]\nsettle_opening = { B4 = 0.1 }", "role.bot.settle_opening.B4", "is more than settle allows"),
        ("[limit]\njurisdiction = 'NL'", "limit", "needs tables, each written [[limit]]"),
        ("[[limit]]\njurisdiction = 'NL'", "limit[1].longest_months", "is missing"),
        ("[[limit]]\nlongest_months = 'a'", "limit[1].longest_months", "needs a whole number"),
        ("x = = 1", "file", "not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_file_key_and_reason(tmp_path: Path, text: str, key: str, reason: str) -> None:
    path = own(tmp_path, text)
    with pytest.raises(PlanPolicyError) as caught:
        load_plan_policy(path)
    assert str(caught.value).startswith(f"{path}: {key}: ")
    assert reason in caught.value.reason


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanPolicyError, match=r"nowhere\.toml: file: cannot be read"):
        load_plan_policy(tmp_path / "nowhere.toml")


def test_holidays_are_minded_only_where_dates_move() -> None:
    policy = PlanPolicy(closed_days=ClosedDays.NEXT, calendars={"US": "US", "BR-AL": "BR-AL"})
    thanksgiving, alagoas = date(2026, 11, 26), date(2026, 9, 16)
    assert thanksgiving in plan_calendar(policy, "us-ny").off
    assert alagoas in plan_calendar(policy, "br-al").off
    assert plan_calendar(policy, "GB").off == plan_calendar(PlanPolicy(calendars={"US": "US"}), "US").off == frozenset()


def test_the_program_begins_with_the_file_that_its_configuration_names(tmp_path: Path) -> None:
    own(tmp_path, "[keeping]\ngrace_days = 5\n[promise]\nwithin_days = 9")
    settings = Settings(
        home=tmp_path, plans=PlanSettings(file="mine.toml"), database=DatabaseSettings(url="sqlite:///a.db")
    )
    runtime = build_runtime(settings, channels={})
    rules = runtime.rules()
    runtime.close()
    assert (rules.plans.grace_days, rules.plans.promise.within_days) == (5, 9)
