"""Forms of the borrower's pages: few fields, small, in UTF-8."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import parse_qs

from bot.edges import Refused

MAX_FIELDS: Final = 12


def fields(body: bytes, source: str) -> dict[str, str]:
    """The form, its first value by name. Raises Refused (422)."""
    try:
        found: Mapping[str, Sequence[str]] = parse_qs(body.decode("utf-8", errors="replace"), max_num_fields=MAX_FIELDS)
    except ValueError:
        raise Refused(422, source, "invalid", f"the form has more than {MAX_FIELDS} fields") from None
    return {name: given[0] for name, given in found.items()}
