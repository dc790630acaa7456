"""A pack that cannot be used is refused with its file, the key and the reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from outreach.packerrors import PackError
from outreach.packfile import read_pack
from outreach.policies import load_packs
from tests.support.packs import SMALL, changed, with_more

TO, FROM, MAX, HEAD = 'to = "20:00"', 'from = "08:00"', "max = 2", "review_by = 2027-01-01"
GAP = '[[min_gap]]\nid = "g"\nchannels = ["sms"]\n'
SAY = '[[disclosure]]\nid = "d"\nposition = "every"\nmatch = "any"\n[disclosure.phrases]\n'
FLAG = '[[flag]]\nid = "f"\nfrom = 2027-01-01\nsource = "s"\n'

CHANGED = [
    (TO, 'too = "20:00"', "hours[small.hours].too", "unknown key; did you mean 'to'"),
    (TO, "", "hours[small.hours].to", "missing"),
    (TO, 'to = "25:00"', "hours[small.hours].to", "hour must be"),
    (TO, 'to = "20"', "hours[small.hours].to", "such as 08:00"),
    (TO, "to = 20", "hours[small.hours].to", "needs a text"),
    (TO, 'to = "08:00+02:00"', "hours[small.hours].to", "such as 08:00"),
    (FROM, 'from = "21:00"', "hours[small.hours].from", "is not before to"),
    (FROM, 'from = "20:00"', "hours[small.hours].from", "is not before to"),
    (FROM, f'{FROM}\ndays = ["mon", "tues"]', "hours[small.hours].days", "did you mean 'tue'"),
    (FROM, f'{FROM}\nchannels = ["smss"]', "hours[small.hours].channels", "did you mean 'sms'"),
    (FROM, f'{FROM}\nchannels = "sms"', "hours[small.hours].channels", "needs a list"),
    (FROM, f'{FROM}\nactors = ["thirdparty"]', "hours[small.hours].actors", "did you mean 'third_party'"),
    (FROM, f'{FROM}\nlenders = ["shop"]', "hours[small.hours].lenders", "none of bank"),
    (FROM, f'{FROM}\noverride = ["dpd_over_x"]', "hours[small.hours].override", "number of days"),
    (FROM, f'{FROM}\nconfidence = "XX"', "hours[small.hours].confidence", "none of VP, VS, M"),
    (FROM, f'{FROM}\nstatus = "law"', "hours[small.hours].status", "may be called law"),
    (FROM, f'{FROM}\nstatus = "law"\nconfidence = "M"', "hours[small.hours].status", "may be called law"),
    (
        FROM,
        f"{FROM}\neffective_from = 2027-01-01\neffective_to = 2026-01-01",
        "hours[small.hours].effective_to",
        "not after effective_from",
    ),
    ('id = "small.hours"', 'id = "small.cap"', "small.cap", "2 rules have this id"),
    ("[[hours]]", "[[houres]]", "houres", "did you mean 'hours'"),
    ("[[hours]]", "[hours]", "hours", "write it as [[hours]]"),
    (MAX, "max = 0", "cap[small.cap].max", "above 0"),
    (MAX, "max = -1", "cap[small.cap].max", "above 0"),
    (MAX, "max = 2.5", "cap[small.cap].max", "whole number"),
    (MAX, 'max = "2"', "cap[small.cap].max", "whole number"),
    ('unit = "sent"', 'unit = "send"', "cap[small.cap].unit", "did you mean 'sent'"),
    ('per = ["person"]', 'per = ["persons"]', "cap[small.cap].per", "did you mean 'person'"),
    ('align = "calendar"', 'align = "calender"', "cap[small.cap].window", "did you mean 'calendar'"),
    ("n = 1", "n = 0", "cap[small.cap].window", "above 0"),
    (MAX, f'{MAX}\nkinds = ["demands"]', "cap[small.cap].kinds", "did you mean 'demand'"),
    (MAX, f'{MAX}\nexclude = ["answered"]', "cap[small.cap].exclude", "none of"),
    ('status = "house"', 'status = "low"', "pack.status", "did you mean 'law'"),
    ('status = "house"', 'status = "law"', "hours[small.hours].status", "may be called law"),
    (HEAD, 'review_by = "2027-01-01"', "pack.review_by", "without quotes"),
    (HEAD, "review_by = 2027-01-01T08:00:00", "pack.review_by", "needs a date"),
    (HEAD, "", "pack.review_by", "missing"),
    (HEAD, f"{HEAD}\neffective_from = 2027-01-01\neffective_to = 2027-01-01", "pack.effective_to", "not after"),
    (HEAD, f"{HEAD}\nsource = 7", "pack.source", "needs a text"),
    (HEAD, f'{HEAD}\napplies_to = "all"', "pack.applies_to", "write it as"),
    (HEAD, f'{HEAD}\napplies_to = {{ actor = ["bank"] }}', "pack.applies_to.actor", "none of first_party"),
    (HEAD, f'{HEAD}\napplies_to = {{ debt = ["card"] }}', "pack.applies_to.debt", "unknown key"),
    ("[pack]", "[pak]", "pak", "did you mean 'pack'"),
]

ADDED = [
    ('[time]\nbasis = "fixed"', "time.zone", "needed with"),
    ('[time]\nzone = "Europe/Paris"', "time.zone", "only then"),
    ('[time]\nbasis = "fixed"\nzone = "Mars/Olympus"', "time.zone", "no such zone"),
    ('[time]\nsend_margin = "PT12H"', "hours[small.hours]", "never opens"),
    ('[time]\nmeasured_at = "send"', "time.measured_at", "unknown key"),
    ('[holidays]\ncalendar = "id-nationl"', "holidays.calendar", "did you mean 'id-national'"),
    ('[inbound_reply]\noutside_hours = "alow"', "inbound_reply.outside_hours", "did you mean 'allow'"),
    ('[content]\nblock = ["threat_arest"]', "content.block", "did you mean 'threat_arrest'"),
    ('[content]\nsource = "s"', "content.block", "missing"),
    ('[stop.minor]\neffect = "deny_al"', "stop.minor.effect", "did you mean 'deny_all'"),
    ("[stop]\nminor = true", "stop.minor", "write it as [stop.minor]"),
    ('[stop."Is minor"]\neffect = "deny_all"', "stop.Is minor", "is no fact"),
    (f'{GAP}gap = "4h"', "min_gap[g].gap", "PT4H"),
    (f'{GAP}gap = "PT0M"', "min_gap[g].gap", "above nought"),
    (f'{SAY}xx = ["a"]', "disclosure[d].phrases", "is not a language"),
    (f'{SAY}en = ["call {{contact_phone}}"]', "disclosure[d].phrases", "stands alone"),
    (f'{SAY}en = ["{{phone}}"]', "disclosure[d].phrases", "is no placeholder"),
    (f'{SAY}en = ["a b"]\n[disclosure.say]\nen = "A c."', "disclosure[d].say.en", "lacks the phrases"),
    (f'{SAY}en = ["a b"]\n[disclosure.say]\nes = "A b."', "disclosure[d].say.es", "lacks the phrases"),
    (f'{SAY}en = ["a b"]\n[disclosure.say]\nen = ["A b."]', "disclosure[d].say", "needs a text"),
    ('[third_party]\nallowed = ["neighbour"]', "third_party.allowed", "none of borrower"),
    (f'{FLAG}set = {{ "cap[x].max" = 1 }}', "flag[f].set", "nothing at"),
    (f'{FLAG}set = {{ "stop.minor.effect" = "deny_all" }}', "flag[f].set", "nothing at"),
    (f'{FLAG}set = {{ "pack.status" = "law" }}', "flag[f].set", "is no rule"),
    (f'{FLAG}set = {{ "cap[small.cap].mx" = 1 }}', "cap[small.cap].mx", "did you mean 'max'"),
    (f"{FLAG}set = {{}}", "flag[f].set", "changes nothing"),
    ('[[flag]]\nid = "f"\nsource = "s"', "flag[f].from", "missing"),
    ("[flag]\nid = 1", "flag", "write it as [[flag]]"),
    (
        '[[hours]]\nid = "late"\nfrom = "19:00"\nto = "22:00"',
        "hours[late]",
        "overlaps with small.hours",
    ),
    ("retention = 3", "retention", "write it as [retention]"),
]


def refused(document: dict[str, Any]) -> PackError:
    with pytest.raises(PackError) as error:
        read_pack("small.toml", document)
    return error.value


@pytest.mark.parametrize(("old", "new", "key", "reason"), CHANGED, ids=[f"{row[2]}: {row[1]!r}" for row in CHANGED])
def test_a_mistake_is_refused_with_file_key_and_reason(old: str, new: str, key: str, reason: str) -> None:
    error = refused(changed((old, new)))
    assert (error.file, error.key) == ("small.toml", key)
    assert reason in error.reason


@pytest.mark.parametrize(("more", "key", "reason"), ADDED, ids=[f"{row[1]}: {row[0]!r}" for row in ADDED])
def test_so_is_a_table_that_is_wrong(more: str, key: str, reason: str) -> None:
    error = refused(with_more(more))
    assert (error.file, error.key) == ("small.toml", key)
    assert reason in error.reason


def test_the_small_pack_itself_is_good() -> None:
    assert read_pack("small.toml", changed()).id == "small"


def written(folder: Path, **extends: str) -> Path:
    for name, above in extends.items():
        head = f'id = "{name}"\nextends = ["{above}"]'
        (folder / f"{name}.toml").write_text(SMALL.replace('id = "small"', head), encoding="utf-8")
    return folder


def test_a_pack_that_extends_one_that_is_not_there_says_which_file_does(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"one\.toml: pack\.extends: no pack of this name: 'us-fedral'; did you mean"):
        load_packs(["one"], written(tmp_path, one="us-fedral"))


def test_packs_that_extend_one_another_in_a_ring_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"two\.toml: pack\.extends: goes round: one > two > one"):
        load_packs(["one"], written(tmp_path, one="two", two="one"))


def test_what_is_true_everywhere_cannot_be_replaced(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="base holds what is true everywhere"):
        load_packs(["house"], written(tmp_path, base="us-federal"))
