"""Another language: asked, or taken from the words; the answer is already in it."""

from __future__ import annotations

from cases.events import LocaleChosen
from cases.flows.flow import BACK, Data, Flow, Go, Step, say
from cases.flows.menus import LANGUAGES
from cases.flows.turn import FlowContext, Heard
from cases.reading import Intent
from cases.say import Say, choice

NAMES: dict[str, tuple[str, ...]] = {
    "en": ("english", "inglés", "ingles", "английск", "英文", "英语"),
    "zh-Hans": ("chinese", "mandarin", "chino", "китайск", "中文", "汉语", "普通话"),
    "es": ("spanish", "español", "espanol", "castellano", "испанск", "西班牙"),
    "ru": ("russian", "ruso", "русск", "俄语", "俄文"),
}
"""What people call each language, as word beginnings."""


def _named(context: FlowContext, heard: Heard) -> str | None:
    """The locale that was chosen, named, or written in."""
    text = heard.reading.text.casefold()
    for locale in context.rules.locales:
        if heard.choice == LANGUAGES.get(locale):
            return locale
    if heard.choice:
        return None
    named = [each for each in context.rules.locales if any(name in text for name in NAMES.get(each, ()))]
    if len(named) == 1:
        return named[0]
    spoken = heard.reading.language
    asked = heard.reading.intent is Intent.LANGUAGE and spoken != context.borrower.locale
    return spoken if asked and spoken in context.rules.locales else None


def _chosen(locale: str) -> Go:
    return Go(to=BACK, says=(say("language_set"),), events=(LocaleChosen(locale=locale),))


def _enter(context: FlowContext, heard: Heard) -> Go:
    locale = _named(context, heard)
    return _chosen(locale) if locale else Go(to="language.ask")


def _ask(context: FlowContext, _data: Data) -> tuple[Say, ...]:
    choices = tuple(choice(LANGUAGES[locale]) for locale in context.rules.locales if locale in LANGUAGES)
    return (say("language_ask", choices),)


def _hear(context: FlowContext, _data: Data, heard: Heard) -> Go | None:
    locale = _named(context, heard)
    return _chosen(locale) if locale else None


FLOW = Flow(enter=_enter, steps={"ask": Step(ask=_ask, hear=_hear)}, safe=True, returns=True)
