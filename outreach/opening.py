"""The button under a message that opens a page, where a channel has buttons; the text names the address as well."""

from __future__ import annotations

from cases.flows.menus import OPENS
from cases.model import Channel
from cases.say import Say, choice
from channels.base import Button
from outreach.casefile import BorrowerFile
from outreach.rendering import labels
from outreach.runtime import Runtime


def opened_by(say: Say) -> tuple[str, str] | None:
    """The choice whose words stand on the button, and the address that it opens; None for a message without one."""
    name, link = OPENS.get(say.key), say.values.get("link")
    return (name, link) if name and isinstance(link, str) and link else None


def opener(runtime: Runtime, file: BorrowerFile, say: Say, channel: Channel, locale: str) -> tuple[Button, ...]:
    """That button in the language of the text, if the message has one. Raises WordingError."""
    found = opened_by(say)
    if found is None:
        return ()
    name, link = found
    words = labels(runtime, file, (choice(name),), channel=channel, locale=locale)
    return tuple(Button(id=id_, label=label, url=link) for id_, label in words)
