"""Threads as a person sees them on their phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from emulators.config import Person
from emulators.phones.text import opens_bot, runs_of
from emulators.telegram.model import Message, StoredFile
from emulators.telegram.server import Pressed
from emulators.twilio.model import WHATSAPP, SmsMessage
from emulators.world import World

LABELS: Final = {"voice": "Voice note", "sticker": "Sticker", "photo": "Photo"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """One person's phone. `id` is stable while the people stay the same; strangers get theirs from their address."""

    id: str
    person: Person


def phones_of(world: World) -> list[Phone]:
    """The known people in their order, then whoever else was written to or wrote."""
    known = [Phone(id=str(number), person=person) for number, person in enumerate(world.stage.config.people, start=1)]
    numbers = {phone.person.phone for phone in known}
    chats = {phone.person.telegram_id for phone in known}
    strangers = dict.fromkeys(message.phone for message in world.twilio.messages.values())
    by_number = [Phone(id=f"n{n[1:]}", person=Person(name=n, phone=n)) for n in strangers if n not in numbers]
    by_chat = [
        Phone(id=f"t{chat.user.id}", person=Person(name=chat.user.first_name, telegram_id=chat.user.id))
        for chat in world.telegram.chats.values()
        if chat.user.id not in chats
    ]
    return known + by_number + by_chat


def entries_of(world: World, person: Person) -> list[dict[str, Any]]:
    """Everything on this phone in the order in which it happened there."""
    entries = [
        _sms_entry(world, message)
        for message in world.twilio.messages.values()
        if message.phone == person.phone and (message.inbound or message.arrived)
    ]
    chat = world.telegram.chats.get(person.telegram_id) if person.telegram_id is not None else None
    if chat is not None:
        entries += [_telegram_entry(world, message) for message in chat.messages.values() if not message.deleted]
        mine = [pressed for pressed in world.telegram.pressed.values() if pressed.chat_id == chat.user.id]
        entries += [_press_entry(world, pressed) for pressed in mine]
    return sorted(entries, key=lambda entry: int(entry["place"]))


def summary(world: World, phone: Phone) -> dict[str, Any]:
    """One line of the list: who, what came last, how much is unread."""
    entries = entries_of(world, phone.person)
    read = world.read_up_to.get(phone.id, 0)
    last = entries[-1] if entries else None
    return {
        "id": phone.id,
        "name": phone.person.name,
        "phone": phone.person.phone,
        "language": phone.person.language,
        "timezone": phone.person.timezone,
        "unread": sum(entry["from"] != "person" and entry["place"] > read for entry in entries),
        "last": last and {"text": _plain(last), "at": last["at"], "place": last["place"], "from": last["from"]},
    }


def detail(world: World, phone: Phone) -> dict[str, Any]:
    """The whole phone: what `summary` says, each channel's state, and the entries."""
    person = phone.person
    chat = world.telegram.chats.get(person.telegram_id) if person.telegram_id is not None else None
    addresses = (person.phone, f"{WHATSAPP}{person.phone}")
    return summary(world, phone) | {
        "chat_url": person.chat_url,
        "telegram_id": person.telegram_id,
        "started": chat is not None,
        "blocked": chat is not None and chat.blocked,
        "opted_out": any(address in world.twilio.opted_out for address in addresses),
        "line": world.twilio.line(person.phone) if person.phone else None,
        "entries": entries_of(world, person),
    }


def mark_read(world: World, phone: Phone) -> None:
    entries = entries_of(world, phone.person)
    world.read_up_to[phone.id] = entries[-1]["place"] if entries else 0


def _sms_entry(world: World, message: SmsMessage) -> dict[str, Any]:
    who = "person" if message.inbound else ("carrier" if message.by == "carrier" else "lender")
    entry = _entry(world, message.arrived or message.place, message.channel, who, message.body)
    media = f"{len(message.media_urls)} media" if message.media_urls else None
    return entry | {"at": (message.sent_at or message.at).isoformat(), "attachment": media}


def _telegram_entry(world: World, message: Message) -> dict[str, Any]:
    who = "lender" if message.from_bot else "person"
    entry = _entry(world, message.place, "telegram", who, message.text, message.entities)
    username = world.stage.config.bot_username
    buttons = [[_button(button, username) for button in row] for row in message.keyboard]
    file = message.file and _file(message.file)
    return entry | {
        "at": message.at.isoformat(),
        "message_id": message.message_id,
        "buttons": buttons,
        "file": file,
        "edited": message.edited_at is not None,
    }


def _button(button: dict[str, Any], username: str) -> dict[str, Any]:
    url = button.get("url")
    starts = opens_bot(url, username)
    return {"text": button["text"], "data": button.get("callback_data"), "url": url, "starts": starts}


def _file(file: StoredFile) -> dict[str, Any]:
    picture = file.kind == "photo" and file.content_type.startswith("image/")
    return {"id": file.file_id, "name": file.name, "label": LABELS.get(file.kind, file.name), "picture": picture}


def _press_entry(world: World, pressed: Pressed) -> dict[str, Any]:
    entry = _entry(world, pressed.place, "telegram", "person", pressed.label)
    return entry | {"at": pressed.at.isoformat(), "pressed": True, "answer": pressed.answer}


def _entry(
    world: World, place: int, channel: str, who: str, text: str, entities: tuple[dict[str, Any], ...] = ()
) -> dict[str, Any]:
    runs = runs_of(text, entities, world.stage.config.bot_username)
    return {"place": place, "channel": channel, "from": who, "runs": [run.shown() for run in runs]}


def _plain(entry: dict[str, Any]) -> str:
    text = "".join(run["text"] for run in entry["runs"])
    return text or (entry["file"]["label"] if entry.get("file") else "")
