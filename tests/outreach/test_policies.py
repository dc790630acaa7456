"""Packs are found and read, each with what it extends; what is law says where it was read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from outreach.packchecks import rules_of
from outreach.packerrors import PackError
from outreach.policies import SHIPPED, load_calendars, load_pack, load_packs
from tests.support.packs import SMALL

NAMES = sorted(path.stem for path in SHIPPED.glob("*.toml"))
MUST_EXIST = {
    "base", "house", "us-federal", "us-ma", "us-wa", "us-nyc", "cn-consumer-loan", "ru-230fz",
    "kz", "in-rbi", "id-ojk", "ph-sec", "mx-condusef", "br-al", "uk-conc", "eu",
    "us-ca", "ca", "br", "ke", "ng",
}  # fmt: skip


def test_every_pack_that_must_exist_loads() -> None:
    assert set(NAMES) == MUST_EXIST
    assert [load_pack(name).id for name in NAMES] == NAMES


def test_a_rule_id_names_one_rule_over_all_packs() -> None:
    owners: dict[str, set[str]] = {}
    for pack in map(load_pack, NAMES):
        for rule in rules_of(pack):
            owners.setdefault(rule.id, set()).add(pack.id)
    assert {id_: packs for id_, packs in owners.items() if len(packs) > 1} == {}


@pytest.mark.parametrize("name", NAMES)
def test_only_what_was_read_is_called_law_and_every_rule_names_its_source(name: str) -> None:
    for rule in rules_of(load_pack(name)):
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


def test_calendars_know_transferred_days() -> None:
    calendar = load_calendars(load_packs(["ru-230fz"])).by_name["ru-production-calendar"]
    assert date(2026, 3, 9) in calendar.off
    assert date(2027, 2, 20) in calendar.worked
