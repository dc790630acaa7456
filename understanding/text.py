"""Texts made comparable: marks nobody sees dropped, widths, accents and case folded, character by character."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST_READ = 8000
"""Characters of a message that are read at all; nothing a borrower types by hand is longer."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff]"
)
_SPACES = re.compile(r"\s+")
_EDGES = re.compile(r"^[\s.,!?;:。、…~*_\"'()\-]+|[\s.,!?;:。、…~*_\"'()\-]+$")
_NOT_WORDS = re.compile(r"[\W_]+")
_DRAWN_OUT = re.compile(r"([^\W\d])\1{2,}")
_MATHS_LETTERS = re.compile("[\u2460-\u24ff\U0001d400-\U0001d7ff]")

_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_MARKS = str.maketrans(
    "\u2018\u2019\u02bc\u00b4`\u201c\u201d\u2010\u2011\u2012\u2013\u2014\u2212\u00bf\u00a1", "'''''\"\"------  "
)
_ACCENTS = str.maketrans("áàâäãéèêëíìîïóòôöõúùûüñçё", "aaaaaeeeeiiiiooooouuuunc" + "е")
_TRADITIONAL = str.maketrans(
    "還錢號週後兩萬個請問繳沒這別認識誰們話訊為麼錯訂債務媽說員實費點現轉帳給聯繫嗎過時間電發應該無銀幫",
    "还钱号周后两万个请问缴没这别认识谁们话讯为么错订债务妈说员实费点现转账给联系吗过时间电发应该无银帮",
)
_FOLD: dict[int, str | int | None] = {**_WIDE, **_MARKS, **_ACCENTS, **_TRADITIONAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A message twice, both of one length: ``clean`` as written, ``low`` for looking things up."""

    clean: str
    low: str


def fold(text: str) -> Folded:
    """The message without unseen marks, with single spaces, and its folded twin."""
    seen = _UNSEEN.sub("", text[:LONGEST_READ]).replace("İ", "I")
    seen = _MATHS_LETTERS.sub(lambda m: unicodedata.normalize("NFKC", m[0]), seen)
    clean = _SPACES.sub(_one_space, unicodedata.normalize("NFC", seen)).strip()
    return Folded(clean=clean, low=fold_word(clean.lower()))


def fold_word(word: str) -> str:
    """Accents, widths and look-alike marks of a lexicon entry folded as in messages; case is kept."""
    return word.translate(_FOLD)


def trim(low: str) -> str:
    """``low`` without punctuation around it."""
    return _EDGES.sub("", low)


def bare(low: str) -> str:
    """The words alone, drawn-out letters shortened: ``"Stoppp!!!"`` is ``"stop"``. Emoji go, too."""
    return _DRAWN_OUT.sub(r"\1", _NOT_WORDS.sub(" ", low)).strip()


def _one_space(run: re.Match[str]) -> str:
    return "\n" if "\n" in run[0] else " "
