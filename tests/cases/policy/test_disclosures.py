"""Disclosures made ready say what a slow reading of the pack's rule says, in whatever language and way of writing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.policy.disclosures import Disclosure
from cases.policy.pack import DisclosureRule
from cases.policy.wording import normal

PHONE = "{contact_phone}"
WRITTEN = [
    "+7 (495) 555-01-00",
    "7495 555 0100",
    "8 495 555 01 00",
    "Reply STOP",
    "opt out",
    "受委托",
    "Ana",
    "1",
    " ",
    ".",
]
NUMBERS = ["+7 495 555 01 00", "74955550100", "555-01-00"]

texts = st.lists(st.sampled_from(WRITTEN), max_size=6).map("".join)
wanted = st.lists(st.sampled_from(["reply stop", "OPT OUT", "受委托", PHONE]), min_size=1, max_size=3).map(tuple)
rules = st.builds(
    DisclosureRule,
    id=st.just("d"),
    status=st.just("house"),
    source=st.just("test"),
    position=st.just("every"),
    phrases=st.dictionaries(st.sampled_from(["en", "es", "ru"]), wanted, min_size=1),
    match=st.sampled_from(["any", "all", "first_required"]),
)


def slowly(rule: DisclosureRule, text: str, number: str, language: str | None) -> bool:
    """Each phrase looked for by itself; a number by all its digits among all digits of the text."""
    spoken = [each for tag, each in rule.phrases.items() if tag == language or language not in rule.phrases]
    return any(_complete(rule, phrases, text, number) for phrases in spoken)


def _complete(rule: DisclosureRule, phrases: tuple[str, ...], text: str, number: str) -> bool:
    digits = re.sub(r"\D", "", number), re.sub(r"\D", "", text)
    found = [digits[0] in digits[1] if each == PHONE else each.casefold() in text.casefold() for each in phrases]
    return {"any": any(found), "all": all(found), "first_required": found[0]}[rule.match]


@given(rule=rules, text=texts, number=st.sampled_from(NUMBERS), language=st.sampled_from(["en", "ru", "kk", None]))
def test_a_disclosure_is_found_as_a_slow_reading_finds_it(
    rule: DisclosureRule, text: str, number: str, language: str | None
) -> None:
    found = Disclosure.of(rule).is_in(normal(text), {"contact_phone": number}, language)
    assert found is slowly(rule, normal(text), number, language)


@pytest.mark.parametrize(
    ("text", "facts", "found"),
    [
        ("call +1 212 555 0100", {}, True),
        ("call us", {}, False),
        ("call us", {"contact_phone": ""}, False),
        ("call the Desk", {"contact_phone": "the desk"}, True),
        ("call 212", {"contact_phone": "the desk"}, False),
    ],
    ids=["shape", "no shape", "empty value", "value in words", "another value"],
)
def test_a_value_stands_for_its_placeholder_else_its_shape(text: str, facts: dict[str, object], found: bool) -> None:
    rule = DisclosureRule(
        id="d", status="house", source="test", position="every", phrases={"en": (PHONE,)}, match="all"
    )
    assert Disclosure.of(rule).is_in(normal(text), facts, "en") is found
