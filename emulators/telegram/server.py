"""One bot's world at Telegram: its chats, updates, files and webhook."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from emulators.stage import Stage
from emulators.telegram.errors import bad_request, blocked
from emulators.telegram.keyboard import Rows
from emulators.telegram.model import Chat, Message, StoredFile, User, message_wire
from emulators.telegram.updates import UpdateQueue
from emulators.telegram.webhook import Webhook

NOT_BY_DEFAULT: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A button press that waits for answerCallbackQuery. `answer` is the text shown to the person, once given."""

    id: str
    chat_id: int
    message_id: int
    data: str
    label: str
    place: int
    at: datetime
    answer: str | None = None


class TelegramServer:
    """State of the Bot API stand-in. Methods change it and tell the feed."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.updates = UpdateQueue(stage.ids.first_number("update"))
        self.webhook = Webhook(stage, self.updates)
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.pressed: dict[str, Pressed] = {}
        self.commands: list[dict[str, Any]] = []
        self.allowed_updates: list[str] = []
        self.calls: list[dict[str, Any]] = []
        self.meet_people()

    def meet_people(self) -> None:
        """Open the chats of people who pressed Start before this run."""
        for person in self.stage.config.people:
            if person.telegram_id is not None and person.telegram_started:
                self.chats.setdefault(person.telegram_id, Chat(self.user(person.telegram_id)))

    def bot(self) -> dict[str, Any]:
        config = self.stage.config
        number = config.bot_token.partition(":")[0]
        name = config.bot_username
        return {"id": int(number), "is_bot": True, "first_name": name, "username": name}

    def user(self, telegram_id: int, name: str | None = None) -> User:
        person = self.stage.person_on_telegram(telegram_id)
        language = person.language.lower() if person else "en"
        first_name = name or (person.name.split()[0] if person else f"User {telegram_id}")
        return User(id=telegram_id, first_name=first_name, language_code=language)

    def open_chat(self, chat_id: int | None) -> Chat:
        """The chat a bot may write to. Raises BotApiError: chat not found, or blocked by the user."""
        chat = self.chats.get(chat_id) if chat_id is not None else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.blocked:
            raise blocked()
        return chat

    def add_message(
        self,
        chat: Chat,
        *,
        from_bot: bool,
        text: str = "",
        entities: list[dict[str, Any]] | None = None,
        keyboard: Rows = (),
        file: StoredFile | None = None,
    ) -> Message:
        message = Message(
            message_id=chat.next_message_id(),
            chat_id=chat.user.id,
            place=self.stage.next_place(),
            at=self.stage.clock.now(),
            from_bot=from_bot,
            text=text,
            entities=tuple(entities or ()),
            keyboard=keyboard,
            file=file,
        )
        chat.messages[message.message_id] = message
        self.tell(chat.user.id)
        return message

    def change_message(self, chat: Chat, message: Message, **changes: Any) -> Message:
        changed = dataclasses.replace(message, **changes)
        chat.messages[message.message_id] = changed
        self.tell(chat.user.id)
        return changed

    def keep_file(self, kind: str, name: str, content_type: str, content: bytes) -> StoredFile:
        file_id = self.stage.ids.opaque("file")
        file = StoredFile(file_id=file_id, kind=kind, name=name, content_type=content_type, content=content)
        self.files[file_id] = file
        return file

    def add_update(self, kind: str, content: dict[str, Any]) -> None:
        """Queue an update of this kind if the bot wants such, and deliver it where a webhook is set."""
        wanted = kind in self.allowed_updates if self.allowed_updates else kind not in NOT_BY_DEFAULT
        if wanted:
            self.updates.add(kind, content)
            self.webhook.pump()

    def wire(self, message: Message) -> dict[str, Any]:
        return message_wire(message, self.chats[message.chat_id], self.bot())

    def tell(self, telegram_id: int) -> None:
        self.stage.feed.publish("telegram", telegram_id=telegram_id)

    def close(self) -> None:
        self.updates.close()
