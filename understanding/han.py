"""Numbers in Chinese characters, alone and with figures: 两千五, 一万二, 1千2, 2w五, 三块五, 伍佰."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from understanding.figures import FIGURES, NumberFound, figures

_DIGITS = {han: number for number, han in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "俩": 2}
_ZERO = frozenset("零〇")
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "k": 1000, "w": 10_000}
_FORMAL = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟零万]{2,}")
_PLAIN_FORMS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_DIGIT = "[一二两三四五六七八九0-9]"
_WORDS = "[一二两俩三四五六七八九十][零〇一二两三四五六七八九十百千万]*"
_NUMBER = re.compile(
    rf"(?P<whole>[0-9]+(?![0-9.,])|{_WORDS})块(?:零)?(?P<tenth>{_DIGIT})(?:(?:毛|角)(?P<hundredth>{_DIGIT})?分?)?(?![0-9百千万十天号日个月期点])"
    rf"|(?P<tenths>{_DIGIT})(?:毛|角)"
    rf"|(?P<figures>{FIGURES})(?P<after>[百千万kw](?![a-z])[零一二两三四五六七八九十百千0-9]{{0,6}})"
    rf"|(?P<words>{_WORDS})|(?P<plain>{FIGURES})"
)
_TOKEN = re.compile(rf"{FIGURES}|[{''.join(_DIGITS)}{''.join(_UNITS)}]")
_SERIES = re.compile("[一二两三四五六七八九〇零]{2}")
_APPROXIMATE = re.compile("(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])(?P<unit>[十百千万])")
_TEN_THOUSAND = 10_000
_YUAN = "块"


def find(low: str) -> Iterator[NumberFound]:
    """Numbers of a text, in order; 两三百 is two of them."""
    text = _FORMAL.sub(lambda match: match[0].translate(_PLAIN_FORMS), low)
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        between = _APPROXIMATE.fullmatch(match[0])
        if between:
            unit = Decimal(_UNITS[between["unit"]])
            for group, place in (("low", start), ("high", start + 1)):
                value = _DIGITS[between[group]] * unit
                yield NumberFound(start=place, end=place + 1 if group == "low" else end, value=value, plain=False)
            continue
        value_or_none = _value(match)
        if value_or_none is not None:
            plain = match["plain"] is not None and match["plain"].isdecimal()
            money = _YUAN if match["tenth"] or match["tenths"] else ""
            scale = Decimal(_UNITS.get(match[0][-1], 1))
            yield NumberFound(start=start, end=end, value=value_or_none, plain=plain, scale=scale, money=money)


def _value(match: re.Match[str]) -> Decimal | None:
    if match["plain"]:
        return figures(match["plain"])
    if match["tenths"]:
        return _digit(match["tenths"]) / 10
    if match["tenth"]:
        whole = _said(match["whole"])
        rest = _digit(match["tenth"]) / 10 + (_digit(match["hundredth"]) / 100 if match["hundredth"] else 0)
        return None if whole is None else whole + rest
    return _said(match[0])


def _digit(written: str) -> Decimal:
    return Decimal(_DIGITS[written]) if written in _DIGITS else Decimal(written)


def _said(written: str) -> Decimal | None:
    """The value of a number in characters; a last digit counts in the next lower unit (两千五 is 2500)."""
    if _SERIES.search(written.replace("零", "")):
        return None
    total, section, unit = Decimal(0), Decimal(0), 1
    current: Decimal | None = None
    for token in _TOKEN.findall(written):
        if token in _UNITS:
            unit = _UNITS[token]
            if unit == _TEN_THOUSAND:
                total, section = total + (section + (current or 0) or 1) * unit, Decimal(0)
            else:
                section += (1 if current is None else current) * unit
            current = None
        elif token in _ZERO:
            unit = 1
        else:
            current = Decimal(_DIGITS[token]) if token in _DIGITS else figures(token)
    if current is not None:
        section += current * (unit // 10 if unit >= 100 and current < 10 else 1)
    return total + section
