"""What one turn costs the process, beside what two bare updates of aiogram's state machine cost in the same run.

A turn begins with Telegram's update as JSON: it is parsed, and ``outreach.inbound.take`` has the text of a confirmed
borrower stored, understood, answered by its conversation, decided on, judged by the gate and rendered; case, log,
dialogue and the reply are written to a SQLite database on disk, with the durability of live use. Handing the reply over
is not in it. Between rounds, and outside of what is timed, the replies are marked as sent: a borrower who writes has a
history.

A bare update begins with the same JSON: a real ``Dispatcher`` parses it and routes it by its state to a handler that
reads and writes data and state and makes a reply with two buttons, as Telegram wants it; it is not handed over either.
Its storage is memory, the cheapest there is; beside it stands one that keeps each state and its data in a SQLite
database with the same durability, which is what resuming after a restart takes.

Run ``python -m bench.turns``. Times are processor times of the whole process, the system's part among them (what
writing and ``fsync`` cost the processor, not the wait for the disk): the middle and the least of several rounds that go
by turns.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import structlog
from aiogram import Bot, Dispatcher, Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

from channels.telegram_updates import parse_update
from outreach.inbound import take
from outreach.startup import settled
from tests.support.stage import Stage, staged

ROUNDS = 7
PEOPLE = 40
TEXTS = ("why is it late", "details", "when can i pay", "50 on friday", "change", "hello", "menu", "why")
TURNS = 20 * len(TEXTS)
"""Of each in a round: whole talks, so that every round has the same mix of texts."""
FIRST_CHAT = 500_000
BOT = "123456"
SENT = "UPDATE messages SET state = 'sent', sent_at = planned_at WHERE state = 'queued'"
BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text=each, callback_data=each)] for each in ("yes", "no")]
)

PUT = {
    "state": "INSERT INTO talks (chat, state) VALUES (?, ?) ON CONFLICT (chat) DO UPDATE SET state = ?",
    "data": "INSERT INTO talks (chat, data) VALUES (?, ?) ON CONFLICT (chat) DO UPDATE SET data = ?",
}


class Talk(StatesGroup):
    """Two places, so that each update moves."""

    asked = State()
    answered = State()


class SqliteStorage(BaseStorage):
    """State and data of each chat in a table, committed at each change."""

    def __init__(self, path: Path) -> None:
        self.file = sqlite3.connect(path, isolation_level=None)
        self.file.execute("PRAGMA journal_mode=WAL")
        self.file.execute("PRAGMA synchronous=FULL")
        self.file.execute("CREATE TABLE talks (chat INTEGER PRIMARY KEY, state TEXT, data TEXT NOT NULL DEFAULT '{}')")

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        named = state.state if isinstance(state, State) else state
        self._put("state", key, named)

    async def get_state(self, key: StorageKey) -> str | None:
        found = self._row(key)
        return str(found[0]) if found and found[0] is not None else None

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        self._put("data", key, json.dumps(data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        found = self._row(key)
        return dict(json.loads(found[1])) if found else {}

    async def close(self) -> None:
        self.file.close()

    def _row(self, key: StorageKey) -> Any:
        return self.file.execute("SELECT state, data FROM talks WHERE chat = ?", (key.chat_id,)).fetchone()

    def _put(self, column: str, key: StorageKey, value: str | None) -> None:
        self.file.execute(PUT[column], (key.chat_id, value, value))


def main() -> None:
    """Print the table."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    with TemporaryDirectory(prefix="forbear-bench-") as name, asyncio.Runner() as runner, staged(Path(name)) as stage:
        _people(stage)
        memory, kept = _Bare(MemoryStorage()), _Bare(SqliteStorage(Path(name) / "talks.db"))
        runs: dict[str, Callable[[int], None]] = {
            "turn": lambda number: _turns(stage, number),
            "memory": lambda number: runner.run(memory.updates(number)),
            "disk": lambda number: runner.run(kept.updates(number)),
        }
        with settled():
            timed = _timed(runs, lambda: stage.do(SENT))
        runner.run(kept.dispatcher.storage.close())
    print(f"Processor time of the whole process, {ROUNDS} rounds of {TURNS} by turns: the middle one, and the least.")
    _print("a turn", timed["turn"], 1, timed)
    for name in ("memory", "disk"):
        _print(f"two bare FSM updates, state on {name}", timed[name], 2, timed)
    print("Goal: a turn is at most 1.00 of two updates with the state in memory.")


def _print(what: str, seconds: list[float], times: int, timed: Mapping[str, list[float]]) -> None:
    middle, least = (times * of(seconds) for of in (median, min))
    ratios = (of(timed["turn"]) / cost for of, cost in ((median, middle), (min, least)))
    told = "" if times == 1 else "   a turn is " + ", ".join(f"{ratio:.2f}" for ratio in ratios)
    print(f"  {what:38} {middle * 1e6:6.0f} µs {least * 1e6:6.0f} µs{told}")


def _timed(runs: Mapping[str, Callable[[int], None]], between: Callable[[], None]) -> dict[str, list[float]]:
    """Seconds of one of each, by round; a round before them warms up."""
    timed: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(ROUNDS + 1):
        for name, run in runs.items():
            start = process_time()
            run(turn * TURNS)
            if turn:
                timed[name].append((process_time() - start) / TURNS)
        between()
    return timed


def _turns(stage: Stage, first: int) -> None:
    for number in range(first, first + TURNS):
        now = stage.clock.now()
        update = parse_update(_update(number), now, BOT)
        if update is None:
            raise ValueError("this update is not for us")
        take(stage.runtime, update.inbound, now)


def _people(stage: Stage) -> None:
    for number in range(PEOPLE):
        stage.borrower(
            *(("2026-10-20", "186.40"), ("2026-11-20", "186.40"), ("2026-12-20", "186.40")),
            ref=f"B-{number}",
            loan=f"L-{number}",
            telegram_id=str(FIRST_CHAT + number),
            phone=f"+1202555{number:04}",
        )


class _Bare:
    """A dispatcher with one handler a state, and texts for it."""

    def __init__(self, storage: BaseStorage) -> None:
        router = Router()

        @router.message(Talk.asked)
        async def answered(message: Message, state: FSMContext) -> SendMessage:
            await state.update_data(said=message.text)
            await state.set_state(Talk.answered)
            return message.answer(f"You said {message.text}.", reply_markup=BUTTONS)

        @router.message()
        async def asked(message: Message, state: FSMContext) -> SendMessage:
            data = await state.get_data()
            await state.set_state(Talk.asked)
            return message.answer(f"Before, you said {data.get('said')}.", reply_markup=BUTTONS)

        self.bot = Bot(f"{BOT}:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
        self.dispatcher = Dispatcher(storage=storage)
        self.dispatcher.include_router(router)

    async def updates(self, first: int) -> None:
        """The next updates, one after the other."""
        for number in range(first, first + TURNS):
            await self.dispatcher.feed_raw_update(self.bot, _update(number))


def _update(number: int) -> dict[str, Any]:
    chat = FIRST_CHAT + number // len(TEXTS) % PEOPLE
    text = TEXTS[number % len(TEXTS)]
    sender = {"id": chat, "is_bot": False, "first_name": "James", "language_code": "en"}
    message = {"message_id": number, "date": 1_795_536_000, "from": sender, "text": text}
    return {"update_id": number, "message": message | {"chat": {"id": chat, "type": "private", "first_name": "James"}}}


if __name__ == "__main__":
    main()
