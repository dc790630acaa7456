"""What a message must say: the phrases of a disclosure made ready, and whether a text has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cases.policy.pack import DisclosureRule
from cases.policy.wording import normal

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_DIGIT = re.compile(r"\d")
_PHONE = re.compile(r"\+?\d[\d\s().-]{5,}\d")
_SHAPES = {
    "contact_phone": _PHONE,
    "institution_full_name": re.compile(r"【[^】]+】|银行|公司|机构|受委托"),
}
"""How a value looks where the request does not bring it. A placeholder without a shape is then not judged."""


class Wanted(NamedTuple):
    """A phrase as a normal text has it, or the name of the value that stands for it."""

    placeholder: str | None
    bare: str


@dataclass(frozen=True, slots=True, eq=False)
class Disclosure:
    """A rule with its phrases by language, made ready once. ``every``: all of a language's are wanted, else any one."""

    rule: DisclosureRule
    by_language: Mapping[str, tuple[Wanted, ...]]
    every: bool

    @classmethod
    def of(cls, rule: DisclosureRule) -> Disclosure:
        """Make a rule ready."""
        first_alone = rule.match == "first_required"
        ready = {
            language: tuple(map(_wanted, phrases[:1] if first_alone else phrases))
            for language, phrases in rule.phrases.items()
        }
        return cls(rule, ready, rule.match != "any")

    def is_in(self, folded: str, facts: Mapping[str, object], language: str | None) -> bool:
        """Whether a normal text has what the rule wants: in its own language, where that is known and the rule speaks
        it, else complete in any one."""
        own = self.by_language.get(language) if language is not None else None
        if own is not None:
            return self._complete(own, folded, facts)
        return any(self._complete(wanted, folded, facts) for wanted in self.by_language.values())

    def _complete(self, wanted: tuple[Wanted, ...], folded: str, facts: Mapping[str, object]) -> bool:
        every = self.every
        for placeholder, bare in wanted:
            found = bare in folded if placeholder is None else _has_value_of(placeholder, folded, facts)
            if found is not every:
                return found
        return every


def _wanted(phrase: str) -> Wanted:
    placeholder = _PLACEHOLDER.fullmatch(phrase)
    return Wanted(placeholder[1] if placeholder else None, normal(phrase))


def _has_value_of(placeholder: str, folded: str, facts: Mapping[str, object]) -> bool:
    value = facts.get(placeholder)
    if isinstance(value, str) and value:
        phone, bare = _read(value)
        return bare in folded or (phone is not None and phone.search(folded) is not None)
    shape = _SHAPES.get(placeholder)
    return shape is None or shape.search(folded) is not None


@lru_cache(maxsize=4096)
def _read(value: str) -> tuple[re.Pattern[str] | None, str]:
    """A value as a normal text has it. A phone number is found by its digits, however it is written."""
    phone = _PHONE.fullmatch(value.strip())
    return re.compile(r"\D*".join(_DIGIT.findall(value))) if phone else None, normal(value)
