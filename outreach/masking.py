"""Personal data blotted out of a borrower's words, before they leave or become an example.

What is known of the borrower goes by its own letters (names, addresses, loan numbers), the rest by its shape: e-mail
addresses, links, handles, phone and card numbers, long numbers and documents. Dates, times and amounts stay. A street,
or the name of somebody whom we do not know, stays too: nothing here can tell it from other words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from cases.money import is_currency

NAME, NUMBER, CONTACT, LINK = "[name]", "[number]", "[contact]", "[link]"
MASKS: Final = (NAME, NUMBER, CONTACT, LINK)
SHORTEST_NAME: Final = 2
FEW_FIGURES: Final = 7
"""From so many figures on a number is no amount, unless its groups of three say so."""
MOST_OF_AN_AMOUNT: Final = 8

_LINK = re.compile(r"https?://\S+|www\.\S+|(?<![\w.-])[a-z0-9-]{1,63}(?:\.[a-z]{2,63})+/\S*", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}\.\w{2,}")
_HANDLE = re.compile(r"(?<!\w)@\w{3,}")
_FIGURES = re.compile(r"(?<!\w)[+(]{0,2}\d(?:[\s().\-/ ]{0,2}\d){3,}(?!\w)")
_DOCUMENT = re.compile(r"(?<!\w)(?=[^\W\d_]*[-№#]?\d{4})([^\W\d_]{1,8})[-№#]?\d{4,}(?!\w)")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ .,  ]\d{3})+")
_DAY = re.compile(r"(?:\d{1,2}[./-]){1,2}\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}")
_CALLED = re.compile(
    r"\b(my name is|my name's|me llamo|mi nombre es|меня зовут|мо[её] имя)\s+((?:[^\W\d_]+[ '-]?){1,3})"
    r"|(我叫|我的名字(?:是|叫))([\u3400-\u9fff]{2,4})",
    re.IGNORECASE,
)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is on file about somebody that their words may give away. ``codes`` are loan and other numbers."""

    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


def mask(text: str, known: Known) -> str:
    """The text with a mask in place of everything that says who it is about."""
    text = _LINK.sub(LINK, text)
    text = _MAIL.sub(CONTACT, text)
    text = _HANDLE.sub(CONTACT, text)
    for code in sorted(known.codes, key=len, reverse=True):
        text = _whole(code, NUMBER)(text)
    for name in _names(known.names):
        text = _whole(name, NAME)(text)
    text = _CALLED.sub(lambda said: f"{said[1] or said[3]} {NAME}", text)
    text = _FIGURES.sub(_number, text)
    return _DOCUMENT.sub(lambda found: found[0] if is_currency(found[1].upper()) else NUMBER, text)


def masked(text: str) -> bool:
    """Whether a piece of masked text holds, or cuts through, a mask."""
    return any(part in text for each in MASKS for part in (each, each[:-1], each[1:])) or "[" in text or "]" in text


def _number(found: re.Match[str]) -> str:
    text = found[0]
    figures = sum(letter.isdigit() for letter in text)
    if figures < FEW_FIGURES or _DAY.fullmatch(text):
        return text
    return text if figures <= MOST_OF_AN_AMOUNT and _THOUSANDS.fullmatch(text) else NUMBER


def _names(names: Iterable[str]) -> list[str]:
    """Whole names and their words, the longest first."""
    words = {word for name in names for word in (name.strip(), *re.split(r"[\s,]+", name))}
    return sorted((word for word in words if len(word) >= SHORTEST_NAME), key=len, reverse=True)


def _whole(word: str, put: str) -> Callable[[str], str]:
    """Replaces a word where it stands alone; a Russian one in its cases, a Chinese one anywhere."""
    if _HAN.search(word):
        return lambda text: text.replace(word, put)
    stem, end = re.escape(word), ""
    if _CYRILLIC.search(word) and len(word) > 3:
        stem, end = re.sub("[её]", "[её]", re.escape(word[:-1]), flags=re.IGNORECASE), r"\w{0,3}"
    return lambda text: re.sub(rf"(?<!\w){stem}{end}(?!\w)", put, text, flags=re.IGNORECASE)
