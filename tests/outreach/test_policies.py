"""Packs are found, read and refused; the house pack only tightens; scenarios that cannot be read say why."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from outreach.packfile import PackError, read_pack
from outreach.policies import SHIPPED, check_tightens, load_calendars, load_pack, load_packs, packs_for
from outreach.scenarios import run_scenarios
from outreach.settings import Settings

NAMES = sorted(path.stem for path in SHIPPED.glob("*.toml"))
MUST_EXIST = {
    "base", "house", "us-federal", "us-ma", "us-wa", "us-nyc", "cn-consumer-loan", "ru-230fz",
    "kz", "in-rbi", "id-ojk", "ph-sec", "mx-condusef", "br-al", "uk-conc", "eu",
}  # fmt: skip

SMALL = """
[pack]
id = "small"
version = "1"
jurisdiction = "XX"
status = "house"
review_by = 2027-01-01
[[hours]]
id = "small.hours"
from = "08:00"
to = "20:00"
[[cap]]
id = "small.cap"
channels = ["sms"]
unit = "sent"
per = ["person"]
max = 2
window = { n = 1, unit = "day", align = "calendar" }
"""

REFUSED = [
    ('to = "20:00"', 'too = "20:00"', "hours[small.hours].too", "did you mean 'to'"),
    ('to = "20:00"', 'to = "25:00"', "hours[small.hours].to", "hour must be"),
    ('to = "20:00"', "", "hours[small.hours].to", "missing"),
    ("[[hours]]", "[[houres]]", "houres", "did you mean 'hours'"),
    ("[[hours]]", "[hours]", "hours", "write it as [[hours]]"),
    ("max = 2", "max = 0", "cap[small.cap].max", "above 0"),
    ("max = 2", 'max = "2"', "cap[small.cap].max", "whole number"),
    ('align = "calendar"', 'align = "calender"', "cap[small.cap].window", "did you mean 'calendar'"),
    ('status = "house"', 'status = "low"', "pack.status", "did you mean 'law'"),
    ('status = "house"', 'status = "law"', "hours[small.hours].status", "may be called law"),
    ("review_by = 2027-01-01", 'review_by = "2027-01-01"', "pack.review_by", "without quotes"),
    ("review_by = 2027-01-01", "", "pack.review_by", "missing"),
    ("[[cap]]", '[time]\nbasis = "fixed"\n[[cap]]', "time.zone", "needed with"),
    ("[[cap]]", '[time]\nbasis = "fixed"\nzone = "Mars/Olympus"\n[[cap]]', "time.zone", "no such zone"),
    ("[[cap]]", '[holidays]\ncalendar = "id-nationl"\n[[cap]]', "holidays.calendar", "did you mean 'id-national'"),
    ("[[cap]]", '[content]\nblock = ["threat_arest"]\n[[cap]]', "content.block", "did you mean 'threat_arrest'"),
    ("[[cap]]", '[stop.minor]\neffect = "deny_al"\n[[cap]]', "stop.minor.effect", "did you mean 'deny_all'"),
    ("[[cap]]", '[[min_gap]]\nid = "g"\nchannels = ["sms"]\ngap = "4h"\n[[cap]]', "min_gap[g].gap", "PT4H"),
    (
        "[[cap]]",
        '[[flag]]\nid = "f"\nfrom = 2027-01-01\nset = { "cap[x].max" = 1 }\n[[cap]]',
        "flag[f].set",
        "nothing at",
    ),
]


def small(**swap: str) -> dict[str, Any]:
    text = SMALL
    for old, new in swap.items():
        text = text.replace(old, new)
    return tomllib.loads(text)


@pytest.mark.parametrize(("old", "new", "key", "reason"), REFUSED, ids=[f"{key}: {why}" for *_, key, why in REFUSED])
def test_a_mistake_is_refused_with_file_key_and_reason(old: str, new: str, key: str, reason: str) -> None:
    with pytest.raises(PackError) as refused:
        read_pack("small.toml", small(**{old: new}))
    assert (refused.value.file, refused.value.key) == ("small.toml", key)
    assert reason in refused.value.reason


def test_every_pack_that_must_exist_loads() -> None:
    assert set(NAMES) == MUST_EXIST
    assert [load_pack(name).id for name in NAMES] == NAMES


def test_a_rule_id_names_one_rule_over_all_packs() -> None:
    owners: dict[str, set[str]] = {}
    for pack in map(load_pack, NAMES):
        for rule in _rules(pack):
            owners.setdefault(rule.id, set()).add(pack.id)
    assert {id_: packs for id_, packs in owners.items() if len(packs) > 1} == {}


def _rules(pack: Any) -> list[Any]:
    sections = ("hours", "caps", "cooldowns", "gaps", "disclosures", "stops", "opt_outs", "consents", "bans", "content")
    return [rule for section in sections for rule in getattr(pack, section)]


@pytest.mark.parametrize("name", NAMES)
def test_only_what_was_read_is_called_law_and_every_rule_names_its_source(name: str) -> None:
    for rule in _rules(load_pack(name)):
        assert rule.source
        assert rule.status != "law" or rule.confidence in ("VP", "VS")


def test_a_pack_brings_what_it_extends_and_base_comes_last() -> None:
    assert [pack.id for pack in load_packs(["us-ma", "house"])] == ["us-ma", "house", "us-federal", "base"]
    assert [pack.id for pack in load_packs([])] == ["base"]


def test_an_unknown_pack_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(PackError, match="did you mean 'us-federal'"):
        load_packs(["us-fedral"])


def test_the_same_file_gives_the_same_object_until_it_changes(tmp_path: Path) -> None:
    assert load_pack("house") is load_pack("house")
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    first = load_pack("small", tmp_path)
    path.write_text(SMALL.replace("max = 2", "max = 5"), encoding="utf-8")
    assert (first.caps[0].max, load_pack("small", tmp_path).caps[0].max) == (2, 5)


def test_a_pack_is_named_like_its_file(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text(SMALL, encoding="utf-8")
    with pytest.raises(PackError, match="must be the file's name"):
        load_pack("other", tmp_path)


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "small.toml").write_text("[pack", encoding="utf-8")
    with pytest.raises(PackError, match=r"small\.toml: file: not TOML"):
        load_pack("small", tmp_path)


def test_a_dated_flag_splits_the_rule_it_changes() -> None:
    opt_outs = load_pack("us-federal").opt_outs
    assert [(rule.scope, rule.starts, rule.ends) for rule in opt_outs] == [
        ("address", date(2021, 11, 30), date(2027, 1, 31)),
        ("person_all_automated", date(2027, 1, 31), date.max),
    ]


def test_the_house_pack_is_always_among_those_of_live_use() -> None:
    settings = Settings()
    assert [pack.id for pack in packs_for("US", settings)] == ["us-federal", "house", "base"]
    assert [pack.id for pack in packs_for(None, settings)] == ["house", "base"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('to = "20:00"', 'to = "20:00"\noverride = ["agreed"]'),
        ('to = "20:00"', 'to = "20:00"\nstatus = "standard"'),
        ("[[cap]]", "[third_party]\nmay_disclose = true\n[[cap]]"),
        ("[[hours]]", 'applies_to = { actor = ["third_party"] }\n[[hours]]'),
    ],
    ids=["lifts hours", "passes for more", "opens to third parties", "leaves actors out"],
)
def test_a_house_pack_that_does_not_only_tighten_is_refused(old: str, new: str) -> None:
    with pytest.raises(PackError):
        check_tightens(read_pack("house.toml", small(**{old: new})))


def test_calendars_know_transferred_days() -> None:
    calendar = load_calendars(load_packs(["ru-230fz"])).by_name["ru-production-calendar"]
    assert date(2026, 3, 9) in calendar.off
    assert date(2027, 2, 20) in calendar.worked


def test_a_scenario_that_cannot_be_judged_says_why_and_the_rest_are_judged(tmp_path: Path) -> None:
    good = {
        "id": "good", "packs": ["base"], "at": "2026-11-24T12:00:00-05:00",
        "message": {"channel": "sms", "kind": "demand"}, "borrower": {"consent": ["sms"]},
        "expect": {"decision": "deny"},
    }  # fmt: skip
    rows = [
        json.dumps({**good, "id": "no-pack", "packs": ["bse"]}),
        json.dumps({**good, "id": "no-offset", "at": "2026-11-24T12:00:00"}),
        json.dumps({**good, "id": "no-kind", "message": {"channel": "sms"}}),
        "{",
        json.dumps(good),
    ]
    path = tmp_path / "scenarios.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    *answers, last = run_scenarios(path)
    assert [answer["id"] for answer in answers] == ["no-pack", "no-offset", "no-kind", None, "good"]
    assert [answer.get("error", "")[:20] for answer in answers[:3]] == [
        "bse: pack: no pack o",
        "at: an instant needs",
        "missing 'kind'",
    ]
    assert answers[4]["decision"] == "allow"
    assert len(last["summary"]["differ"]) == 5


def test_an_answer_has_the_keys_that_programs_read(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    row = {
        "id": "x", "packs": ["house"], "at": "2026-11-24T21:00:00+01:00",
        "message": {"channel": "sms", "kind": "demand"},
        "borrower": {"consent": ["sms"], "zones": ["Europe/Berlin"]},
    }  # fmt: skip
    path.write_text(json.dumps(row), encoding="utf-8")
    assert list(run_scenarios(path)) == [
        {
            "id": "x",
            "decision": "hold",
            "until": "2026-11-25T08:00:00+01:00",
            "rule": "house.hours",
            "status": "house",
            "source": "house: nothing unasked before 08:00 or from 20:00 on",
            "fired": [
                {
                    "rule": "house.hours",
                    "effect": "hold",
                    "until": "2026-11-25T08:00:00+01:00",
                    "status": "house",
                    "source": "house: nothing unasked before 08:00 or from 20:00 on",
                }
            ],
        }
    ]
