"""What is to be said, as a key and values; the words themselves are made by ``outreach.wording``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from cases.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A piece of a sentence kept per locale in ``templates/phrases``; ``key`` like ``"line.interest"``."""

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)


Value = str | int | date | datetime | Money | Phrase | tuple[Phrase, ...] | tuple[Money, ...]
"""A typed value of a template variable; it becomes text for a locale before the template is rendered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An answer on offer: a button where the channel has buttons, a digit elsewhere."""

    id: str
    label: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """One message: its template ``key``, the values of its variables and the choices under it.

    ``picture`` is the ref of the loan whose drawn schedule goes along where the channel shows pictures.
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    picture: str | None = None


def choice(id_: str, phrase: str | None = None, **values: Value) -> Choice:
    """A choice whose label is the phrase ``choice.<id>`` unless another is named."""
    return Choice(id=id_, label=Phrase(key=phrase or f"choice.{id_}", values=values))
