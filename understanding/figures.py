"""What a number is once found, and numbers in figures, whatever separates thousands and decimals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

FIGURES = r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:[.,][0-9]{1,2}(?![0-9]))?|[0-9]+(?:[.,'][0-9]+)*"
_MOST_FIGURES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFound:
    """A number and where it stands.

    ``plain`` where it is written in bare figures without any separator or unit; ``scale`` the multiplier that it ends
    with ("three hundred": 100), which a range shares ("2-3 hundred"); ``money`` the word in it that means money by
    itself ("a tenner", 12块5), empty where there is none.
    """

    start: int
    end: int
    value: Decimal
    plain: bool
    scale: Decimal = Decimal(1)
    money: str = ""


def figures(written: str) -> Decimal | None:
    """A number in figures, whatever separates thousands and decimals; None where that cannot be told.

    The last mark followed by one or two figures is the decimal one; a mark before exactly three figures groups.
    """
    compact = written.replace(" ", "")
    if compact.isdecimal():
        return Decimal(compact) if len(compact) <= _MOST_FIGURES else None
    if sum(sign.isdecimal() for sign in compact) > _MOST_FIGURES:
        return None
    parts = re.split("[.,']", compact)
    marks = re.findall("[.,']", compact)
    decimal = len(parts[-1]) in (1, 2) and marks.count(marks[-1]) == 1
    first, *groups = parts[:-1] if decimal else parts
    if any(len(group) != 3 for group in groups) or (groups and len(first) > 3):
        return None
    return Decimal(first + "".join(groups) + ("." + parts[-1] if decimal else ""))
