"""Parameters that several routes take."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from fastapi import Query
from pydantic import BeforeValidator

from outreach.importing import fields
from outreach.importing.problems import FieldError
from outreach.refusals import NotFound

LARGEST_ID: Final = 2**63 - 1


def _day(text: object) -> date | None:
    """The same dates as in a file. Raises ValueError."""
    try:
        return fields.day(text) if isinstance(text, str) else None
    except FieldError as error:
        raise ValueError(str(error)) from None


AsOf = Annotated[
    date | None,
    BeforeValidator(_day),
    Query(description="The day it stands at; today where the borrower is, if it is left out"),
]


def known_form(ref: str) -> str:
    """A ref that could be one. Raises NotFound for what no row can ever have had."""
    try:
        return fields.ref(ref)
    except FieldError:
        raise NotFound("There is no borrower with such a ref.") from None
