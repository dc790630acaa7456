"""What the classifier sees of a message: pieces of words, words and their neighbours, each as a number.

Figures count as one sign whatever they are, so that neither amounts nor dates are learnt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from zlib import crc32

from understanding.text import fold

LONGEST = 2000
"""Characters of a message that are looked at; what it wants is said in fewer."""

_SHORTEST_PIECE, _LONGEST_PIECE = 2, 5
_NEIGHBOURS = 3
_FIGURES = re.compile(r"\d+")
_DRAWN_OUT = re.compile(r"([^\W\d])\1{2,}")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+")
_TOKEN = re.compile("[^\\W\\d_\u3400-\u9fff]+(?:'[^\\W\\d_\u3400-\u9fff]+)?|[\u3400-\u9fff]|\\d+|[^\\w\\s]")
_SYMBOLS = "\u2190"
_HAN = re.compile("[\u3400-\u9fff]")


def tokens(text: str) -> list[str]:
    """The words of a message, folded; a Chinese character, a mark or an emoji is a word."""
    low = _ADDRESS.sub("@", fold(text).low[:LONGEST])
    return _TOKEN.findall(_FIGURES.sub("0", _DRAWN_OUT.sub(r"\1\1", low)))


def features(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers of its pieces of words, and of its words with their neighbours; 32 bits each.

    None where it has neither a word nor an emoji: a bare figure or letter says nothing by itself.
    """
    words = tokens(text)
    if not any((len(word) > 1 and word[0].isalpha()) or word[0] > _SYMBOLS for word in words):
        return frozenset(), frozenset()
    pieces = frozenset(crc32(piece.encode("utf-8", "replace")) for piece in _pieces(words))
    runs = frozenset(crc32(run.encode("utf-8", "replace")) for run in _runs(words))
    return pieces, runs


def _pieces(words: list[str]) -> Iterator[str]:
    for word in set(words):
        if word[0].isalpha() and not _HAN.match(word):
            marked = f"<{word}>"
            for length in range(_SHORTEST_PIECE, _LONGEST_PIECE + 1):
                for start in range(len(marked) - length + 1):
                    yield marked[start : start + length]


def _runs(words: list[str]) -> Iterator[str]:
    """One to three words in a row, and two with any one between; a space before tells them from pieces."""
    marked = ["^", *words, "$"]
    for start in range(len(marked)):
        for length in range(1, _NEIGHBOURS + 1):
            if start + length <= len(marked):
                yield " ".join(["", *marked[start : start + length]])
        if start + 2 < len(marked):
            yield f" {marked[start]}  {marked[start + 2]}"
