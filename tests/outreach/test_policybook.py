"""Which packs judge whom: a place's own, else the wider one's, else the house's alone; ``doctor`` tells of the last."""

from __future__ import annotations

from datetime import date

import pytest

from cli.check_policy import policy
from outreach.policies import known_packs
from outreach.policybook import PolicyBook, place_of
from outreach.settings import DatabaseSettings, LenderSettings, PolicySettings, Settings
from tests.support.stage import Stage

HOUSE = ["house", "base"]
JUDGES = [
    ("US", ["us-federal", *HOUSE]),
    ("US-TX", ["us-federal", *HOUSE]),
    ("US-MA", ["us-ma", "house", "us-federal", "base"]),
    ("US-NY", ["us-federal", *HOUSE]),
    ("US-NY-NYC", ["us-nyc", "house", "us-federal", "base"]),
    ("US-NY-BUF", ["us-federal", *HOUSE]),
    ("CA", ["ca", *HOUSE]),
    ("CA-QC", ["ca", *HOUSE]),
    ("BR", ["br", *HOUSE]),
    ("BR-SP", ["br", *HOUSE]),
    ("BR-AL", ["br-al", "house", "br", "base"]),
    ("DE", ["eu", *HOUSE]),
    ("ES-CT", ["eu", *HOUSE]),
    ("GB", ["uk-conc", *HOUSE]),
    ("CH", HOUSE),
    ("AR-C", HOUSE),
]


@pytest.mark.parametrize(("place", "packs"), JUDGES)
def test_a_place_is_judged_by(place: str, packs: list[str]) -> None:
    assert [pack.id for pack in PolicyBook.load(Settings()).packs(place)[0]] == packs


def test_every_shipped_pack_judges_somewhere_as_configured() -> None:
    named = {pack for packs in Settings().policy.packs.values() for pack in packs}
    assert named == set(known_packs()) - {"base", "house"}


def test_an_unknown_place_is_the_lenders() -> None:
    book = PolicyBook.load(Settings(lender=LenderSettings(jurisdiction="KZ")))
    assert [pack.id for pack in book.packs(None)[0]] == ["kz", *HOUSE]


def test_a_line_of_ones_own_goes_before_the_union() -> None:
    assert place_of("DE-BY", {"EU", "DE"}) == "DE"


def seen(settings: Settings, on: date = date(2026, 11, 24)) -> list[tuple[str, str]]:
    return [(each.level, each.state) for each in policy(settings, on)]


def test_doctor_says_where_the_house_pack_judges_alone(stage: Stage) -> None:
    settings = stage.runtime.settings.model_copy(update={"policy": PolicySettings(packs={"KZ": ["kz"]})})
    assert ("off", "US has no packs: base and house alone judge there") in seen(settings)


def test_doctor_warns_of_a_pack_past_its_review() -> None:
    found = seen(Settings(database=DatabaseSettings(url="sqlite:///nowhere/at/all.db")), date(2027, 3, 2))
    assert ("off", "us-federal is past its review date, 2027-01-31; it judges on") in found
    assert ("off", "in-rbi is past its review date, 2027-02-28; it judges on") in found
    assert not [state for level, state in found if level == "bad"]


def test_doctor_shows_a_pack_that_cannot_be_used() -> None:
    assert [level for level, _ in seen(Settings(policy=PolicySettings(packs={"US": ["us-fedral"]})))] == ["bad"]
