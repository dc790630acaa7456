"""Typed values made text: dates and amounts by ``formats``, phrases and lists by the locale's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cases.model import Channel
from cases.money import Money
from cases.say import Phrase, Value
from outreach.formats import Formats
from outreach.phrases import Forms, Phrases
from outreach.sandbox import TemplateRefused, compile_template

IN_ONE_LINE = frozenset({Channel.SMS, Channel.VOICE})
INNER_STOPS = (", ", ": ", "，", "：")


class PhraseMissing(LookupError):
    """A phrase that no locale of the chain has, or that cannot be made; the text names it."""

    def __str__(self) -> str:
        return str(self.args[0])


def sender_values(lender: str, full_name: str, phone: str, officer: str) -> dict[str, str]:
    """What every text may name of the sender."""
    return {"lender": lender, "full_name": full_name, "phone": phone, **officer_values(officer)}


def officer_values(officer: str) -> dict[str, str]:
    """The officer's name whole, short (``Dana``; a Chinese name stays whole) and as ``D. Reed``."""
    names = officer.split() or [""]
    initials = f"{names[0][0]}. {names[-1]}" if len(names) > 1 else officer
    return {"officer": officer, "officer_short": names[0], "officer_initials": initials}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Makes text of values for one message. ``phrases`` in the order of the locale's fallback chain."""

    phrases: tuple[Phrases, ...]
    formats: Formats

    def spoken(self, values: Mapping[str, Value], sender: Mapping[str, str]) -> dict[str, str]:
        """Every value of a message as text, the sender's under them."""
        known = self.spoken_sender(values, sender)
        return {**known, **{name: self.text(value, known, rows=True) for name, value in values.items()}}

    def spoken_sender(self, values: Mapping[str, Value], sender: Mapping[str, str]) -> dict[str, str]:
        """The sender's values, with another officer's where the message names one."""
        officer = values.get("officer")
        return {**sender, **(officer_values(officer) if isinstance(officer, str) else {})}

    def text(self, value: Value, sender: Mapping[str, str], *, rows: bool = False) -> str:
        """One value. ``rows``: a list of phrases stands one a line where the channel has room."""
        match value:
            case str():
                return " ".join(value.split())
            case int():
                return str(value)
            case Money():
                return self.formats.amount(value)
            case datetime():
                return self.formats.moment(value)
            case date():
                return self.formats.date(value)
            case Phrase():
                return self.phrase(value, sender)
        return self._joined([self.text(item, sender) for item in value], sender, rows=rows)

    def phrase(self, phrase: Phrase, sender: Mapping[str, str]) -> str:
        """A phrase in the plural form of its ``n``. Raises PhraseMissing."""
        n = phrase.values.get("n")
        form = self.formats.plural(n) if isinstance(n, int) else "other"
        values = {name: self.text(value, sender) for name, value in phrase.values.items()}
        return self._made(phrase.key, form, {**sender, **values})

    def piece(self, key: str, sender: Mapping[str, str]) -> str:
        """A phrase that takes nothing but the sender's values."""
        return self._made(key, "other", sender)

    def numbered(self, labels: Sequence[str]) -> str:
        """Choices as digits: "1 pay, 2 pick a date"."""
        numbers = [f"{number} {label}" for number, label in enumerate(labels, start=1)]
        return self.piece("listing.choices", {}).join(numbers) if numbers else ""

    def _joined(self, texts: Sequence[str], sender: Mapping[str, str], *, rows: bool) -> str:
        if rows and len(texts) > 1 and self.formats.channel not in IN_ONE_LINE:
            return "\n".join(texts)
        wide = any(stop in text for text in texts for stop in INNER_STOPS)
        return self.piece("listing.wide" if wide else "listing.narrow", sender).join(texts)

    def _made(self, key: str, form: str, values: Mapping[str, str]) -> str:
        forms = self._forms(key)
        body = forms.get(form, forms["other"])
        try:
            return compile_template(body).render(values)
        except TemplateRefused as refused:
            raise PhraseMissing(f"phrase {key}: {refused.what}") from refused

    def _forms(self, key: str) -> Forms:
        for phrases in self.phrases:
            forms = phrases.forms(key, self.formats.channel)
            if forms is not None:
                return forms
        raise PhraseMissing(f"there is no phrase {key}")
