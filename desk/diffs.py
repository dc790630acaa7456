"""Two texts beside each other, word by word: what went, what came, what stayed."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final, Literal

Side = list[tuple[Literal["same", "changed"], str]]
_WORDS: Final = re.compile(r"\{\{[^}]*\}\}|\{%[^%]*%\}|\s+|\w+|[^\w\s]")


def word_diff(before: str, after: str) -> tuple[Side, Side]:
    """The old side and the new side, each in pieces that are the same on both or not."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    left: Side = []
    right: Side = []
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        mark: Literal["same", "changed"] = "same" if kind == "equal" else "changed"
        if a < b:
            left.append((mark, "".join(old[a:b])))
        if c < d:
            right.append((mark, "".join(new[c:d])))
    return left, right
