"""A loan's schedule drawn: bars to scale with words in the reader's language, for a page or as a picture of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cases.money import Money
from cases.say import Phrase, Value
from cases.schedule import Bar, Schedule, Standing
from outreach.formats import babel_locale
from outreach.spoken import Speaker
from outreach.wording import TEMPLATES

GROUND, BASE, TALLEST = 344.0, 128.0, 88.0
"""The width of the bars' ground, where they stand, and the height of the greatest instalment."""
WIDTH_OF_SLOT = 0.733
LEAST_HEIGHT, LEAST_FEE, MOST_FEE = 6.0, 8.0, 14.0
"""What is too small to see gets a least height."""
LABELS, LETTERS = 12, 3
"""No more labels than this stand side by side, and each of so few letters."""

FONTS = "'Source Sans 3', 'Noto Sans', 'DejaVu Sans', 'Liberation Sans', 'Noto Sans CJK SC', sans-serif"
"""What a picture of its own is written in: the first that the machine has. Letters it lacks come from any other."""

_TEMPLATES = Environment(
    loader=FileSystemLoader(TEMPLATES / "pictures"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnBar:
    """One instalment on the ground. ``filled`` is the height of what was paid of it, ``fee`` that of its charges."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    filled: float
    fee: float
    label: str
    year: str

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return round(self.x + self.width / 2, 1)

    @property
    def radius(self) -> float:
        """How round its corners are."""
        return round(min(5.0, self.width / 2.2, self.height / 2), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """A line of the key: ``kind`` paid, open, charges or coming."""

    kind: str
    text: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A schedule ready to be put on a page. ``now`` is where today's line stands, None outside the picture."""

    title: str
    lead: str
    subtitle: str
    description: str
    today: str
    now: float | None
    bars: tuple[DrawnBar, ...]
    key: tuple[KeyLine, ...]

    def figure(self, mark: str) -> Markup:
        """An ``svg`` for a page that has the classes. ``mark`` keeps its ids apart from those of other figures."""
        return Markup(_TEMPLATES.get_template("figure.svg").render(drawn=self, mark=mark))  # noqa: S704  # autoescaped

    def picture(self, lang: str) -> str:
        """A picture of its own, 1080 by 1000, with its colours, heading and key."""
        return _TEMPLATES.get_template("picture.svg").render(drawn=self, lang=lang, fonts=FONTS)


def draw(schedule: Schedule, speaker: Speaker) -> Drawn:
    """The schedule in the speaker's words. Raises PhraseMissing where a language lacks them."""
    pen = _Pen(schedule=schedule, speaker=speaker)
    title, key = pen.title(), tuple(pen.key())
    as_of = pen.say("as_of", date=schedule.as_of)
    lead = pen.say("up_to_date", amount=pen.money(schedule.arrears_minor)) if schedule.arrears_minor else None
    return Drawn(
        title=title,
        lead=lead or pen.say("nothing_open"),
        subtitle=f"{title}{pen.say('comma')}{as_of}",
        description=" ".join(f"{line.text}: {line.amount}." for line in key),
        today=pen.say("today", date=schedule.as_of),
        now=_now(schedule.window, schedule.as_of),
        bars=tuple(pen.bars()),
        key=key,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pen:
    schedule: Schedule
    speaker: Speaker

    def say(self, key: str, **values: Value) -> str:
        return self.speaker.phrase(Phrase(key=f"picture.{key}", values=values), {})

    def money(self, minor: int) -> Money:
        return Money(currency=self.schedule.currency, minor=minor)

    def title(self) -> str:
        shown, total = self.schedule.window, len(self.schedule.bars)
        if len(shown) == total:
            return self.say("title", n=total)
        return self.say("window", first=shown[0].number, last=shown[-1].number, total=total)

    def key(self) -> Iterator[KeyLine]:
        """What is there, and nothing that is not."""
        schedule = self.schedule
        paid = [bar for bar in schedule.bars if bar.standing is Standing.PAID]
        late = [bar for bar in schedule.bars if bar.standing in (Standing.OPEN, Standing.PARTLY)]
        coming = [bar for bar in schedule.bars if bar.standing is Standing.COMING]
        if schedule.paid_minor:
            parts = "paid_and_part" if schedule.paid_minor > sum(bar.due_minor for bar in paid) else "paid"
            yield self.line("paid", schedule.paid_minor, self.say(parts, count=len(paid)))
        if schedule.open_minor:
            yield self.line("open", schedule.open_minor, self.say("open", n=len(late), date=late[0].due_on))
        if schedule.charges_minor:
            yield self.line("charges", schedule.charges_minor, self.say("charges", n=schedule.charges))
        if coming:
            text = self.say("coming", n=len(coming), date=schedule.next_due_on or coming[0].due_on)
            yield self.line("coming", schedule.coming_minor, text)

    def line(self, kind: str, minor: int, text: str) -> KeyLine:
        return KeyLine(kind=kind, text=text, amount=self.speaker.formats.amount(self.money(minor)))

    def bars(self) -> Iterator[DrawnBar]:
        shown = self.schedule.window
        tallest = max((bar.due_minor for bar in shown), default=0) or 1
        slot = _slot(len(shown))
        every = -(-len(shown) // LABELS)
        for place, bar in enumerate(shown):
            height = round(max(LEAST_HEIGHT, TALLEST * bar.due_minor / tallest), 1)
            partly = bar.paid_minor and bar.standing in (Standing.PARTLY, Standing.COMING)
            before = shown[place - 1].due_on if place else None
            yield DrawnBar(
                kind=bar.standing.value,
                x=round(place * slot, 1),
                y=round(BASE - height, 1),
                width=round(slot * WIDTH_OF_SLOT, 1),
                height=height,
                filled=round(max(2.0, height * bar.paid_minor / bar.due_minor), 1) if partly else 0.0,
                fee=round(min(MOST_FEE, max(LEAST_FEE, TALLEST * bar.charges_minor / tallest)), 1)
                if bar.charges_minor
                else 0.0,
                label=self.month(bar.due_on, before) if place % every == 0 else "",
                year=str(bar.due_on.year) if before is None or before.year != bar.due_on.year else "",
            )

    def month(self, due_on: date, before: date | None) -> str:
        """The month's short name, once where several fall in it."""
        if before is not None and (before.year, before.month) == (due_on.year, due_on.month):
            return ""
        name = format_date(due_on, "LLL", locale=babel_locale(self.speaker.formats.locale))
        return name if name[:1].isdigit() else name[:LETTERS].rstrip(".")


def _slot(count: int) -> float:
    """The width of a bar with its gap; few instalments stay as slim as twelve."""
    return GROUND / (max(count, LABELS) - 1 + WIDTH_OF_SLOT)


def _now(shown: Sequence[Bar], as_of: date) -> float | None:
    """Between the last instalment that fell due and the next one."""
    due = sum(bar.due_on <= as_of for bar in shown)
    if not shown or not due:
        return None
    slot = _slot(len(shown))
    return round(min(due * slot - slot * (1 - WIDTH_OF_SLOT) / 2, GROUND - 1), 1)
