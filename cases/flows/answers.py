"""Answers to identity questions: which texts are one (by form alone, never by truth), and what the lender holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from cases.model import Borrower
from cases.reading import Intent, Reading

LONGEST_ANSWER = 8
"""Words in an answer; a longer text is talk, and its numbers are no try."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_COMPACT_DATE = re.compile(r"(?<!\d)(?:((?:19|20)\d\d)[01]\d[0-3]\d|[0-3]\d[0-3]\d((?:19|20)\d\d))(?!\d)")
_SHORT_DATE = re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-](\d\d)(?!\d)")
_TWO = re.compile(r"(?<!\d)(\d\d)(?!\d)(?:-?(?:М|ГО|ОМ|Й)\b)?")
_LAST4 = re.compile(r"(?<![0-9A-Z])[0-9A-Z]*?([0-9]{3}[0-9X])(?![0-9A-Z])")
_TALK = frozenset({Intent.ALREADY_PAID, Intent.PROMISE, Intent.DISPUTE, Intent.ASK_PLAN, Intent.CANNOT_PAY})
_SURE = 0.5
"""From here on a reading is more than a guess from a bare figure."""

_BIRTH = re.compile(r"BORN|BIRTH|\bNAC[IÍ]|РОЖД[ЕЁ]Н|РОДИЛ|出生|生日|年生|生于")
_LINKS = re.compile(r"\b(?:OF|DE|DEL)\b|ГОДА?|Г\.|[年日号]|[\W_]")
_ALONE = re.compile(
    r"\b(?:I|WAS|AM|IM|BORN|IN|THE|YEAR|IT|ITS|IT'S|OF|EN|EL|DEL|AÑO|ES|NAC[IÍ])\b"
    r"|\b(?:Я|В|МОЙ|ГОД[АУ]?|Г|РОДИЛСЯ|РОДИЛАСЬ)\b"
    r"|我|是|出生|生于|生|的|年|[\W_]"
)
"""Words that may stand around a year of two digits."""
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_YEAR = re.compile(r"[〇○零一二三四五六七八九]{4}|[〇○零一二三四五六七八九]{2}(?=年)")

_CODE_DIGITS = (5, 6, 9)
"""Digits of a postal code that has nothing but digits: it is found beside a house number."""

HELD: dict[str, Callable[[Borrower], str | None]] = {
    "birth_year": lambda borrower: str(borrower.birth_date.year) if borrower.birth_date else None,
    "id_last4": lambda borrower: _joined(borrower.id_last4 or "") or None,
    "postal_code": lambda borrower: _joined(borrower.postal_code or "")[:10] or None,
}


def held(borrower: Borrower, fact: str) -> str | None:
    """What the lender holds of this fact, in the form answers are compared in; None where it holds nothing."""
    return HELD[fact](borrower) if fact in HELD else None


def answer_of(fact: str, reading: Reading, today: date) -> str | None:
    """The answer a text gives, in the same form; None where it is no answer, which uses up no try.

    Whether it is one never depends on whether it is right, so that nobody can guess without using tries.
    """
    text = _CHINESE_YEAR.sub(_in_digits, unicodedata.normalize("NFKC", reading.text)).upper()
    if _talk(text, reading) or "?" in text or len(text.split()) > LONGEST_ANSWER:
        return None
    found = READERS[fact](text, today) if fact in READERS else set()
    return found.pop() if len(found) == 1 else None


def matches(fact: str, answer: str, known: str) -> bool:
    """Whether an answer is what the lender holds; a US postal code also with or without its last four digits."""
    if fact == "postal_code" and {len(answer), len(known)} == {5, 9} and (answer + known).isdigit():
        return answer[:5] == known[:5]
    return answer == known


def _in_digits(year: re.Match[str]) -> str:
    return year.group().translate(_CHINESE_DIGITS)


def _talk(text: str, reading: Reading) -> bool:
    """Whether it speaks of something else. A year beside a word or a day reads like money until it is asked for."""
    if reading.intent not in _TALK or not any(letter.isalpha() for letter in text):
        return False
    if reading.intent is not Intent.PROMISE:
        return True
    guessed = reading.confidence < _SURE and all(amount.text.isdigit() for amount in reading.amounts)
    return not (guessed or _BIRTH.search(text) or _is_a_day(text, reading))


def _is_a_day(text: str, reading: Reading) -> bool:
    """A day of a month and a year, and nothing beside them."""
    for day in reading.dates:
        left = _YEAR.sub("", text.replace(unicodedata.normalize("NFKC", day.text).upper(), "", 1), count=1)
        if any(letter.isdigit() for letter in day.text) and not _LINKS.sub("", left):
            return True
    return False


def _years(text: str, today: date) -> set[str]:
    years = set(_YEAR.findall(text)) | {either[0] or either[1] for either in _COMPACT_DATE.findall(text)}
    short = _SHORT_DATE.findall(text) if not years else []
    if not years and not short and not _ALONE.sub("", _TWO.sub("", text, count=1)):
        short = _TWO.findall(text)
    years |= {_century(int(digits), today) for digits in short}
    return {year for year in years if 1900 <= int(year) <= today.year}


def _century(short: int, today: date) -> str:
    return str(2000 + short if 2000 + short <= today.year else 1900 + short)


def _last4(text: str, _today: date) -> set[str]:
    spelled = text.split()
    if len(spelled) > 1 and all(len(each) == 1 for each in spelled):
        text = "".join(spelled)
    return set(_LAST4.findall(text.replace("-", "").replace("*", "")))


def _codes(text: str, _today: date) -> set[str]:
    words = [word for word in re.split(r"[^0-9A-Z-]+", text) if any(letter.isdigit() for letter in word)]
    whole = [word for word in words if len(_joined(word)) in _CODE_DIGITS and _joined(word).isdigit()]
    code = _joined("".join(whole if len(whole) == 1 else words))
    return {code} if 3 <= len(code) <= 10 else set()


def _joined(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter.isalnum())


READERS: dict[str, Callable[[str, date], set[str]]] = {
    "birth_year": _years,
    "id_last4": _last4,
    "postal_code": _codes,
}
