"""What the borrower's page shows: lines of the conversation, answers on offer, the frame around them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from babel import Locale
from babel.dates import format_date, format_time
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.own import OwnData
from bot.telling import (
    cards,
    channel_names,
    clocks,
    day_and_time,
    languages,
    leads_to,
    locale_of,
    pauses,
    waiting,
    weekdays,
)
from bot.words import FOLDER, words_for
from outreach.agreement import Agreement
from outreach.chat import ChatLine
from outreach.correspondence import SHOWN, Letter
from outreach.invitations import telegram_name
from outreach.links import TELEGRAM_HOST
from outreach.runtime import Runtime
from outreach.statement import Statement
from outreach.visitors import Visitor
from outreach.wishing import Choices

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
"""The address is the credential: nothing may carry it elsewhere, keep it or index it."""

PIECES: Final = ("lines", "choices", "menu", "waiting")
"""The parts of the chat that change while it is open, each a template of its own."""

QUIET: Final = frozenset({"person", "stop", "no", "not_me", "later", "other"})
"""Choices that never stand out, wherever they come in the list."""

_URL = re.compile(r"https?://[^\s<>\"'«»“”]*[^\s<>\"'«»“”.,;:!?)\]。，；：！？）】]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One line as the page shows it. ``who`` is empty for the borrower's own; ``day`` is its date in words."""

    id: int
    side: str
    who: str
    text: Markup
    day: str
    time: str
    at: str


def linked(text: str) -> Markup:
    """The text with its addresses as links and everything else escaped."""
    parts: list[Markup] = []
    end = 0
    for found in _URL.finditer(text):
        address = escape(found.group())
        anchor = Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>').format(address, address)
        parts += [escape(text[end : found.start()]), anchor]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


PAGES: Final = Environment(
    loader=FileSystemLoader([FOLDER, FOLDER.parent / "pictures"]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def shown(lines: Sequence[ChatLine], visitor: Visitor, words: Mapping[str, str], lender: str) -> list[Shown]:
    """Lines in the reader's language and hours."""
    locale = locale_of(visitor)
    bot = words["assistant"].format(lender=lender)
    return [_shown(line, line.at.astimezone(visitor.zone), locale, bot) for line in lines]


def _shown(line: ChatLine, at: datetime, locale: Locale, bot: str) -> Shown:
    who = {"borrower": "", "bot": bot}.get(line.from_, line.name or bot)
    return Shown(
        id=line.id,
        side=line.from_,
        who=who,
        text=linked(line.text),
        day=format_date(at, "full", locale=locale),
        time=format_time(at, "short", locale=locale),
        at=at.isoformat(),
    )


def on_offer(lines: Sequence[ChatLine]) -> tuple[tuple[str, str], ...]:
    """The answers that stand under the newest line; older ones are history."""
    return lines[-1].choices if lines and lines[-1].from_ == "bot" else ()


def chat_page(runtime: Runtime, visitor: Visitor, token: str, lines: Sequence[ChatLine]) -> HTMLResponse:
    """The whole conversation."""
    return _page("chat.html", 200, _frame(runtime, visitor.locale, visitor) | _chat(runtime, visitor, token, lines))


def chat_pieces(runtime: Runtime, visitor: Visitor, token: str, lines: Sequence[ChatLine]) -> dict[str, Any]:
    """What an open page takes up: HTML of new lines, of the answers on offer, of the menu, and the last id."""
    context = _frame(runtime, visitor.locale, visitor) | _chat(runtime, visitor, token, lines)
    pieces = {name: PAGES.get_template(f"_{name}.html").render(context) for name in PIECES}
    return pieces | {"last": context["last"]}


def choices_page(runtime: Runtime, visitor: Visitor, token: str, found: Choices, saved: str) -> HTMLResponse:
    """What can be settled without the chat; before identity the language, and to stop. ``saved``: what just was."""
    hours = clocks(visitor, found.hours or ())
    context = _frame(runtime, visitor.locale, visitor) | {
        "token": token,
        "shown": found,
        "saved": saved,
        "languages": languages(runtime, visitor, found.locales),
        "channels": channel_names(runtime, visitor),
        "clocks": hours,
        "clock": dict(hours),
        "weekdays": weekdays(visitor),
        "days": SHOWN.days,
        **pauses(runtime, visitor, found),
    }
    return _page("choices.html", 200, context)


def messages_page(runtime: Runtime, visitor: Visitor, token: str, letters: Sequence[Letter]) -> HTMLResponse:
    """What a borrower who is identified was sent and why, and what was kept back."""
    locale = locale_of(visitor)
    shown = [(letter, day_and_time(letter.at.astimezone(visitor.zone), locale)) for letter in letters]
    context = {
        "token": token,
        "letters": [each for each in shown if not each[0].answer],
        "answers": [each for each in shown if each[0].answer],
        "days": SHOWN.days,
    }
    return _page("messages.html", 200, _frame(runtime, visitor.locale, visitor) | context)


def schedule_page(runtime: Runtime, visitor: Visitor, token: str, shown: Statement) -> HTMLResponse:
    """Every loan of a borrower who is identified, with its picture and its lines."""
    context = _frame(runtime, visitor.locale, visitor) | {"token": token, "shown": shown}
    return _page("schedule.html", 200, context)


def data_page(runtime: Runtime, visitor: Visitor, token: str, found: Mapping[str, Any]) -> HTMLResponse:
    """All that is kept about somebody, part by part, in their language."""
    own = OwnData(runtime, visitor)
    parts = [(name, own.part(value)) for name, value in found.items() if name not in ("lender", "made_at")]
    return _page("data.html", 200, _frame(runtime, visitor.locale, visitor) | {"token": token, "parts": parts})


def terms_page(runtime: Runtime, visitor: Visitor, token: str, shown: Agreement) -> HTMLResponse:
    """The document of a plan that was agreed."""
    return _page("terms.html", 200, _frame(runtime, visitor.locale, visitor) | {"token": token, "shown": shown})


def expired_page(runtime: Runtime, visitor: Visitor | None, token: str, *, renewed: bool = False) -> HTMLResponse:
    """410: the link is ours and too old; how to get a fresh one. 200 once that was asked for."""
    locale = visitor.locale if visitor else runtime.settings.lender.locale
    name = telegram_name(runtime)
    context = {
        "days": runtime.settings.links.chat_days,
        "token": token,
        "telegram": f"{TELEGRAM_HOST}/{name}" if name else "",
        "renewed": renewed,
    }
    return _page("expired.html", 200 if renewed else 410, _frame(runtime, locale, visitor) | context)


def gone_page(runtime: Runtime) -> HTMLResponse:
    """404: a link that is none of ours."""
    return _page("gone.html", 404, _frame(runtime, runtime.settings.lender.locale))


def _frame(runtime: Runtime, locale: str, visitor: Visitor | None = None) -> dict[str, Any]:
    used, words = words_for(locale)
    settings, sender = runtime.settings, visitor.sender if visitor else runtime.sender()
    return {
        "lang": used,
        "w": words,
        "lender": sender.lender,
        "phone": sender.phone,
        "sample": settings.sample.enabled,
        "token": "",
        "identified": visitor is not None and visitor.identified,
        "once": secrets.token_urlsafe(12),
    }


def _chat(runtime: Runtime, visitor: Visitor, token: str, lines: Sequence[ChatLine]) -> dict[str, Any]:
    _, words = words_for(visitor.locale)
    answers = on_offer(lines)
    offers = cards(runtime, visitor, lines[-1]) if answers else ()
    return {
        "token": token,
        "cards": offers,
        "lines": shown(lines, visitor, words, visitor.sender.lender),
        "choices": answers[len(offers) :],
        "leads_to": leads_to(runtime, visitor, lines[-1]) if lines else None,
        "quiet": QUIET,
        "last": lines[-1].id if lines else 0,
        "waiting": waiting(runtime, visitor),
    }


def _page(template: str, status: int, context: Mapping[str, Any]) -> HTMLResponse:
    return HTMLResponse(PAGES.get_template(template).render(context), status_code=status, headers=HEADERS)
