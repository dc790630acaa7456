"""The picture that goes with a text where the channel shows pictures: drawn as SVG, made a PNG in a worker thread.

A machine without a font for the language sends the text alone: a picture with empty boxes would tell nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import structlog
from markupsafe import escape

from cases.model import Channel
from cases.say import Say
from cases.schedule import schedule
from outreach.casefile import BorrowerFile
from outreach.drawing import FONTS, draw
from outreach.runtime import Runtime, zones_of
from outreach.spoken import PhraseMissing

log = structlog.get_logger(__name__)

SAMPLES = {"en": "Aa", "es": "ñó", "ru": "Жы", "zh-Hans": "期还"}
"""Letters that a font of the language must have."""
NOWHERE = "\ue123\ue124"
"""Two signs that no font has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawn schedule, still to be made a PNG. ``locale`` is the language of its words."""

    svg: str
    locale: str


def picture_of(runtime: Runtime, file: BorrowerFile, say: Say, channel: Channel, locale: str) -> Picture | None:
    """The schedule of the loan that a text is about; None where it is about none, or the channel shows no pictures."""
    adapter = runtime.channels.get(channel)
    account = next((each for each in file.accounts if each.loan.ref == say.picture and each.instalments), None)
    if account is None or adapter is None or not adapter.pictures:
        return None
    speaker = runtime.words.speaker(
        locale=locale,
        channel=channel,
        today=file.today,
        zone=zones_of(file.borrower)[0],
        currencies_differ=len({each.loan.currency for each in file.accounts}) > 1,
    )
    try:
        return Picture(svg=draw(schedule(account, file.today), speaker).picture(locale), locale=locale)
    except PhraseMissing as missing:
        log.warning("picture_not_drawn", locale=locale, why=str(missing))
        return None


def png_of(picture: Picture) -> bytes | None:
    """The picture as PNG, 1080 by 1000, made in a tenth of a second; None where no font here has the language."""
    try:
        return _render(picture.svg) if writes(picture.locale) else None
    except ValueError as error:
        log.warning("picture_not_made", why=str(error))
        return None


@cache
def writes(locale: str) -> bool:
    """Whether this machine has a font for the language: its letters differ from what no font has, and are there."""
    sample = _render(_line(SAMPLES.get(locale, SAMPLES["en"])))
    able = sample not in (_render(_line(NOWHERE)), _render(_line("")))
    if not able:
        log.warning("no_font", locale=locale, so="texts go without their picture")
    return able


def _line(text: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">'
        f'<text x="4" y="30" font-size="28" font-family="{FONTS}">{escape(text)}</text></svg>'
    )


def _render(svg: str) -> bytes:
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=svg))
