"""Every fact that the packs were made from is in a rule, or on the list of what was left out, with its reason."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from cases.policy.pack import Pack
from outreach.packchecks import rules_of
from outreach.packerrors import PackError
from outreach.policies import known_packs, load_pack
from outreach.policyfacts import Fact, left_out, load_facts, provisions, terms_of
from tests.support.tree import ROOT

ROWS = {"0": 7, "1.1": 27, "1.2": 4, "1.3": 19, "1.4": 15, "1.5": 11, "1.6": 13, "1.7": 16, "4": 7}
DESIGN = ROOT.parent / "shared" / "policy" / "facts.md"
PACKS = [load_pack(name) for name in known_packs()]
FACTS = load_facts()
NAMED = {name for fact in FACTS for name in fact.rules}


def named(fact: Fact) -> str:
    return f"{fact.section} {fact.row}: {fact.rule}"


def test_there_is_an_entry_for_every_row() -> None:
    assert Counter(fact.section for fact in FACTS) == ROWS


def sections(text: str) -> dict[str, list[str]]:
    """What the design lists: the first cell of each row of its tables, and a number for each item of its lists."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in text.splitlines():
        if heading := re.match(r"#+ (\d+(?:\.\d+)?)\.? ", line):
            section = heading[1]
        elif line.startswith("|") and not line.startswith("|---"):
            found.setdefault(section, []).append(line.split("|")[1].strip())
        elif re.match(r"(\d+\.|-) ", line) and section in ("0", "4"):
            found.setdefault(section, []).append(str(len(found.get(section, ())) + 1))
    return {name: rows[1:] if name.startswith("1.") else rows for name, rows in found.items() if name in ROWS}


def test_the_entries_are_the_rows_of_the_design_one_by_one() -> None:
    if not DESIGN.is_file():
        pytest.skip("the design's facts are not beside this checkout")
    ours = {section: [fact.row for fact in FACTS if fact.section == section] for section in ROWS}
    assert ours == sections(DESIGN.read_text(encoding="utf-8"))


def test_what_a_fact_names_is_in_a_pack() -> None:
    known = provisions(PACKS)
    assert {named(fact): name for fact in FACTS for name in fact.rules if name not in known} == {}


def test_what_was_not_read_is_never_called_law() -> None:
    status = provisions(PACKS)
    unread = [fact for fact in FACTS if fact.confidence.isdisjoint({"VP", "VS"})]
    assert len(unread) >= 10
    assert [(named(fact), name) for fact in unread for name in fact.rules if status[name] == "law"] == []


def test_a_rule_is_known_no_better_than_a_fact_that_names_it() -> None:
    for rule in (rule for pack in PACKS for rule in rules_of(pack) if rule.status in ("law", "standard", "draft")):
        behind = frozenset[str]().union(*(fact.confidence for fact in FACTS if rule.id in fact.rules))
        assert rule.confidence in behind, rule.id


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_rule_that_is_not_the_houses_own_stands_on_a_fact(pack: Pack) -> None:
    claimed = {rule.id for rule in rules_of(pack) if rule.status != "house"} | terms_of(pack).keys()
    assert claimed - NAMED <= {"cn-consumer-loan.retention.recordings", "cn-consumer-loan.retention.house_floor"}


def test_the_docs_list_what_was_left_out_as_the_table_has_it() -> None:
    text = (ROOT / "docs/policy.md").read_text(encoding="utf-8")
    assert left_out() in text, f"docs/policy.md, Left out, and why:\n{left_out()}"


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ('rule = "x"', "missing"),
        ('omitted = "y"\nrules = ["us.hours"]', "not both"),
        ("", "needs rules, or omitted"),
        ('omitted = "y"\nnote = "z"', "unknown key"),
    ],
)
def test_an_entry_that_is_not_whole_is_refused(tmp_path: Path, entry: str, reason: str) -> None:
    whole = 'section = "1.1"\nrow = "Hours"\nplace = "US"\nrule = "hours"\nconfidence = ["VP"]\nsource = "s"\n'
    path = tmp_path / "facts.toml"
    text = f"[[fact]]\n{entry}" if entry.startswith("rule =") else f"[[fact]]\n{whole}{entry}"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=reason):
        load_facts(path)
