"""The operator's own pack is in every stack of live use, and it may only tighten."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.packerrors import PackError
from outreach.packfile import read_pack
from outreach.policies import load_pack, packs_for
from outreach.policybook import PolicyBook
from outreach.settings import PolicySettings, Settings
from tests.support.packs import SMALL, changed, with_more

HOUSE = ('id = "small"', 'id = "house"')
HEAD, TO, CAP = "review_by = 2027-01-01", 'to = "20:00"', "max = 2"

LOOSE = [
    (HOUSE, (TO, f'{TO}\noverride = ["debtor_agreed_time"]'), "hours.override"),
    (HOUSE, (TO, f'{TO}\nstatus = "standard"'), "small.hours.status"),
    (HOUSE, (TO, f'{TO}\nactors = ["third_party"]'), "actors"),
    (HOUSE, (TO, f'{TO}\nlenders = ["bank"]'), "lenders"),
    (HOUSE, (CAP, f'{CAP}\nexclude = ["call_placed"]'), "cap.exclude"),
    (HOUSE, ('status = "house"', 'status = "draft"'), "pack.status"),
    (HOUSE, (HEAD, f'{HEAD}\napplies_to = {{ actor = ["third_party"] }}'), "pack.applies_to"),
    (HOUSE, (HEAD, f'{HEAD}\non_missing_fact = "hold"'), "pack.on_missing_fact"),
    (HOUSE, (HEAD, f'{HEAD}\nextends = ["us-federal"]'), "pack.extends"),
]
LOOSE_TABLES = [
    ('[time]\nbasis = "fixed"\nzone = "Asia/Tokyo"', "time.basis"),
    ('[[consent]]\nid = "c"\nexcept = ["sms"]', "consent.except"),
    ('[opt_out]\nscope = "address"\nopt_in = ["ok"]', "opt_out.opt_in"),
    ('[third_party]\nallowed = ["reference"]', "third_party.allowed"),
    ('[third_party]\nallowed = ["*"]', "third_party.allowed"),
    ('[third_party]\nonly_if = "lost_contact"', "third_party.only_if"),
    ("[third_party]\nautomated = true", "third_party.automated"),
    ("[third_party]\nmay_disclose = true", "third_party.may_disclose"),
    ('[[channel]]\nid = "c"\nstatus = "self_regulation"', "c.status"),
]


@pytest.mark.parametrize(("house", "swap", "key"), LOOSE, ids=[key for *_, key in LOOSE])
def test_a_house_pack_that_does_not_only_tighten_is_refused(
    house: tuple[str, str], swap: tuple[str, str], key: str
) -> None:
    with pytest.raises(PackError) as error:
        read_pack("house.toml", changed(house, swap))
    assert error.value.key == key


@pytest.mark.parametrize(("more", "key"), LOOSE_TABLES, ids=[repr(more) for more, _ in LOOSE_TABLES])
def test_so_is_one_that_opens_something_by_itself(more: str, key: str) -> None:
    with pytest.raises(PackError) as error:
        read_pack("house.toml", with_more(more, HOUSE))
    assert error.value.key == key


def test_a_stricter_house_pack_is_good() -> None:
    more = '[time]\non_conflict = "deny"\n[[consent]]\nid = "house.c"\n[opt_out]\nscope = "person_all"'
    assert read_pack("house.toml", with_more(more, HOUSE)).opt_outs[0].scope == "person_all"


def test_a_loose_house_pack_is_refused_however_it_is_loaded(tmp_path: Path) -> None:
    loose = SMALL.replace(*HOUSE).replace(TO, f'{TO}\noverride = ["debtor_agreed_time"]')
    (tmp_path / "house.toml").write_text(loose, encoding="utf-8")
    with pytest.raises(PackError, match="may only tighten"):
        load_pack("house", tmp_path)
    with pytest.raises(PackError, match="may only tighten"):
        PolicyBook.load(Settings(policy=PolicySettings(packs_dir=str(tmp_path))))


def test_the_house_pack_is_always_among_those_of_live_use() -> None:
    settings = Settings()
    assert [pack.id for pack in packs_for("US", settings)] == ["us-federal", "house", "base"]
    assert [pack.id for pack in packs_for(None, settings)] == ["house", "base"]
