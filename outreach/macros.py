"""Ready texts that people put into the composer: those that came with the program, everybody's, and one's own.

They are written in the little template language of messages (``sandbox``) with the variables of ``VARIABLES``, filled
in from the case, and only then shown: what leaves is what the collector read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from sqlalchemy import Row

from cases.model import Channel
from outreach.casefile import BorrowerFile, open_file
from outreach.creditors import pay_page, sender_of
from outreach.formats import Formats
from outreach.people import Person, Role
from outreach.refusals import NotFound, Refused
from outreach.runtime import Runtime, zones_of
from outreach.sandbox import TemplateRefused, check_template, compile_template
from storage import borrowers, casefiles, macros

SHIPPED: Final = Path(__file__).resolve().parent.parent / "templates" / "macros.toml"
LEADERS: Final = frozenset({Role.SUPERVISOR, Role.ADMIN})
KEY: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
LONGEST_NAME: Final = 60
MOST: Final = 200
VARIABLES: Final = (
    *("name", "amount_late", "days_late", "next_due", "next_amount"),
    *("loan", "officer", "lender", "phone", "pay_link"),
)
"""What a ready text may name. One that the case has no value for is empty, for an ``{% if %}`` to ask."""

Owner = Literal["shipped", "shared", "own"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Macro:
    """A ready text. ``names`` by language of the desk, ``bodies`` by locale of borrowers. ``id`` None: it came so."""

    id: int | None
    key: str
    names: Mapping[str, str]
    bodies: Mapping[str, str]
    owner: Owner
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A ready text for one case. ``lacks``: variables that it needs and the case has no value for; then no ``text``."""

    macro: Macro
    text: str
    lacks: tuple[str, ...] = ()


def macros_of(runtime: Runtime, person: Person) -> tuple[Macro, ...]:
    """All that this person may use, hidden ones among them: their own first, then everybody's, then those shipped."""
    with runtime.db.reading() as connection:
        kept = [_macro(row) for row in macros.seen_by(connection, person.id)]
    mine, ours = ([each for each in kept if each.owner == owner] for owner in ("own", "shared"))
    replaced = {each.key for each in ours}
    return (*mine, *ours, *(each for each in shipped() if each.key not in replaced))


def filled(runtime: Runtime, ref: str, person: Person) -> tuple[Filled, ...]:
    """The texts this person may put into a message to this borrower, in the borrower's language."""
    with runtime.db.reading() as connection:
        borrower_id = borrowers.id_of(connection, ref)
        case_id = casefiles.id_for_borrower(connection, borrower_id) if borrower_id is not None else None
        if case_id is None:
            raise NotFound(f"There is no borrower {ref!r}.")
        file = open_file(connection, case_id, runtime.clock.now(), lock=False)
    values, locale = values_of(runtime, file, person), file.borrower.locale
    offered = (each for each in macros_of(runtime, person) if not each.hidden)
    return tuple(_filled(each, each.bodies[locale], values) for each in offered if locale in each.bodies)


def values_of(runtime: Runtime, file: BorrowerFile, person: Person) -> dict[str, str]:
    """By variable, what it says to this borrower; empty where the case has nothing of the kind."""
    sender, position = sender_of(runtime, file), file.position
    shown = Formats(
        locale=file.borrower.locale, channel=Channel.WEBCHAT, today=file.today, zone=zones_of(file.borrower)[0]
    )
    coming = position.next_due
    late = [loan.ref for loan in position.loans if loan.arrears_minor]
    return {
        "name": file.borrower.name,
        "amount_late": " + ".join(map(shown.amount, position.arrears)),
        "days_late": str(position.dpd) if position.late else "",
        "next_due": shown.date(coming[0]) if coming else "",
        "next_amount": " + ".join(map(shown.amount, coming[1])) if coming else "",
        "loan": ", ".join(late or [account.loan.ref for account in file.accounts]),
        "officer": person.name,
        "lender": sender.lender,
        "phone": sender.phone,
        "pay_link": pay_page(runtime, file),
    }


def _filled(macro: Macro, body: str, values: Mapping[str, str]) -> Filled:
    try:
        made = compile_template(body)
        lacks = tuple(name for name in made.names if not values.get(name) and name not in made.optional)
        return Filled(macro=macro, text="" if lacks else made.render(values).strip(), lacks=lacks)
    except TemplateRefused as refused:
        return Filled(macro=macro, text="", lacks=(refused.what,))


def save(
    runtime: Runtime,
    person: Person,
    key: str,
    name: str,
    bodies: Mapping[str, str],
    *,
    shared: bool = False,
    hidden: bool = False,
) -> None:
    """Keep a ready text; one of the same owner and key is replaced. Raises Refused with what is to be mended.

    Everybody's are for supervisors and admins to keep; under the key of a shipped one they stand in its place.
    """
    if shared and person.role not in LEADERS:
        raise Refused("Texts for everybody are kept by supervisors and admins.")
    key, name = key.strip().lower(), " ".join(name.split())
    if KEY.fullmatch(key) is None:
        raise Refused("The short name has letters a to z, digits, - and _, at most 40.")
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused(f"It needs a name of at most {LONGEST_NAME} letters.")
    kept = {locale: body.strip() for locale, body in bodies.items() if body.strip()}
    if not kept:
        raise Refused("Write the text in one language at least.")
    for locale, body in kept.items():
        if locale not in runtime.words.locales:
            raise Refused(f"Nothing is written in {locale}.")
        for problem in check_template(body, frozenset(VARIABLES)):
            raise Refused(f"{locale}, line {problem.line}: {problem.what}; {problem.fix}.")
    with runtime.db.writing() as connection:
        if len(macros.seen_by(connection, person.id)) >= MOST:
            raise Refused(f"There are {MOST} texts: remove one first.")
        owner = None if shared else person.id
        now, by = runtime.clock.now(), person.login
        macros.save(connection, owner, key, name=name, bodies=kept, hidden=hidden, by=by, now=now)


def remove(runtime: Runtime, person: Person, macro_id: int) -> None:
    """Forget one of one's own, or as a supervisor or admin one of everybody's: a shipped one comes back.

    Raises NotFound for any other.
    """
    with runtime.db.writing() as connection:
        row = macros.get(connection, macro_id)
        if row is None or row.user_id != (None if person.role in LEADERS and row.user_id is None else person.id):
            raise NotFound("There is no such text of yours.")
        macros.remove(connection, macro_id)


@cache
def shipped() -> tuple[Macro, ...]:
    """Those that came with the program, in the order of the file."""
    found = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    return tuple(
        Macro(id=None, key=key, names=each["name"], bodies=each["body"], owner="shipped") for key, each in found.items()
    )


def _macro(row: Row[Any]) -> Macro:
    owner: Owner = "shared" if row.user_id is None else "own"
    return Macro(id=row.id, key=row.key, names={"en": row.name}, bodies=row.bodies, owner=owner, hidden=row.hidden)
