"""Plays a story line by line on the running program and writes down what happened, in the story's own words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from outreach import disputes, exports, links
from outreach.casebook import case_view
from outreach.disputes import Outcome
from outreach.holding import By
from storage import borrowers
from tests.stories.cast import Borrower
from tests.stories.deskwork import LOGIN, Collector
from tests.stories.facts import known
from tests.stories.others import answer_others
from tests.stories.phones import PHOTO, UNREADABLE, Arrived, Phones
from tests.stories.program import Program
from tests.stories.script import moment, told

NOT_SENT = frozenset({"held", "denied", "skipped", "failed", "unknown"})
DESK = "Dana"
"""Who works at the desk, as the orders below call them."""
SHORT = {"telegram": "TG", "webchat": "WEB", "sms": "SMS"}
SPEECH = re.compile(r"(SMS|TG|WEB) ([^:]+): (.*)", re.DOTALL)
OPENS = "(opens the link)"
STARTS = "(presses start)"
"""In Telegram, without a link: the chat is known by its id."""
SENDS = "(sends a photo)"


class Player:
    """``happened`` grows with each line that is played."""

    def __init__(
        self, program: Program, borrower: Borrower, phones: Phones, collector: Callable[[], Collector]
    ) -> None:
        self.program = program
        self.borrower = borrower
        self.phones = phones
        self.happened: list[str] = []
        self._new_collector = collector
        self._collector: Collector | None = None
        self._zone = ZoneInfo(borrower.timezone)
        self._officer = program.officer.split()[0]
        self._states: dict[int, str] = {}
        self._payments = 0

    @property
    def collector(self) -> Collector:
        """Signed in when first needed."""
        self._collector = self._collector or self._new_collector()
        return self._collector

    def play(self, line: str) -> None:
        """Do what the line says, then write down what came of it. What is only awaited does nothing."""
        said = SPEECH.fullmatch(line)
        if line.startswith("-- "):
            self.happened.append(line)
            self.program.pass_time(moment(line[3:], self._zone))
        elif line.startswith("["):
            self.happened.append(line)
            self._order(line[1:-1])
        elif line.startswith("= "):
            self.happened.append(f"= {self._facts([each.split()[0] for each in line[2:].split(', ')])}")
        elif said and said[2] == self.borrower.first_name:
            self.happened.append(line)
            shown = said[3].startswith(SENDS)
            if shown:
                self._shows(said[1], said[3].removeprefix(SENDS).strip())
            else:
                SPEAKING[said[1]](self, said[3])
        elif said and said[2] == f"{self._officer} ✎":
            self.collector.write(said[3])
            return self._write_down(echo=said[3])
        else:
            return None
        return self._write_down()

    def _write_down(self, echo: str | None = None) -> None:
        self.program.settle()
        for each in self.phones.news():
            line = each.line()
            if each.text == echo:
                line = line.replace(" Bot:", f" {self._officer} ✎:", 1)
            self.happened.append(line + self._stamp(each))
        for message in exports.messages(self.program.runtime, self.borrower.ref):
            if message["state"] in NOT_SENT and self._states.get(message["id"]) != message["state"]:
                self.happened.append(self._unsent(message))
            self._states[message["id"]] = message["state"]

    def _stamp(self, arrived: Arrived) -> str:
        """When it arrived, where that was before this line's own moment."""
        now = self.program.clock.now().replace(second=0, microsecond=0)
        if arrived.at is None or arrived.at.replace(second=0) >= now:
            return ""
        return f" (at {told(arrived.at.astimezone(self._zone))})"

    def _unsent(self, message: dict[str, Any]) -> str:
        decision, failure = message["decision"], message["failure"]
        channel = SHORT.get(message["channel"], message["channel"])
        if failure:
            return f"{{{channel} {message['state']}: {failure['code']}}}"
        until = ""
        if decision["until"] and message["state"] == "held":
            until = f" until {told(datetime.fromisoformat(decision['until']).astimezone(self._zone))}"
        return f"{{{channel} {message['template']} {message['state']}{until} by {decision['rule']}}}"

    def _facts(self, names: list[str]) -> str:
        facts = known(self.program, self.borrower.ref)
        return ", ".join(f"{name} {facts[name]}" for name in names)

    def by_sms(self, text: str) -> None:
        """A text to our number."""
        self.program.stand_ins.remote.text(sender=self.borrower.phone, body=text)

    def by_telegram(self, text: str) -> None:
        """Write, press a button, or open the bot by the newest deep link."""
        remote, telegram_id = self.program.stand_ins.remote, self.borrower.telegram_id
        if text == STARTS:
            remote.start_bot(telegram_id)
        elif text == OPENS:
            remote.start_bot(telegram_id, link=self.phones.link("https://t.me/"))
        elif text.startswith("["):
            message, data = self.phones.offering("TG", text[1:-1])
            remote.press(telegram_id, message.message_id, data)
        elif text in UNREADABLE:
            remote.send_media(telegram_id, UNREADABLE[text])
        else:
            remote.write(telegram_id, text)

    def by_web(self, text: str) -> None:
        """Open the chat's page by its link, write there, or press a button."""
        if text == OPENS:
            self.phones.token = self.chat_link().rpartition("/")[2]
            self.phones.http.get(f"/chat/{self.phones.token}").raise_for_status()
            return
        pressed = text.startswith("[")
        body = {"choice": self.phones.offering("WEB", text[1:-1])[1]} if pressed else {"text": text}
        self.phones.http.post(f"/chat/{self.phones.token}/messages", json=body).raise_for_status()

    def _shows(self, channel: str, caption: str) -> None:
        """Send a photo, with words beside it or none."""
        remote = self.program.stand_ins.remote
        if channel == "SMS":
            remote.text(sender=self.borrower.phone, body=caption, media=(PHOTO,))
        elif channel == "TG":
            remote.send_media(self.borrower.telegram_id, "photo", PHOTO, caption)
        else:
            self.phones.token = self.phones.token or self.chat_link().rpartition("/")[2]
            files = {"file": ("photo.jpg", PHOTO, "image/jpeg")}
            address, headers = f"/chat/{self.phones.token}/proof", {"Accept": "application/json"}
            self.phones.http.post(address, data={"text": caption}, files=files, headers=headers).raise_for_status()

    def charges(self, amount: str, rule: str, on: str) -> None:
        """The lender's next file of charges has this one."""
        row = {"external_ref": f"C-{rule}", "loan_ref": self.borrower.loan["loan_ref"], "charged_on": on}
        self.program.bring("charges", [row | {"amount": amount, "rule": rule}])
        self.program.pass_time(self.program.clock.now())

    def answers_dispute(self, result: str, why: str) -> None:
        """Dana's answer at the desk, told in her name."""
        self.collector.sees("")
        runtime, ref = self.program.runtime, self.borrower.ref
        hold = next(h for h in case_view(runtime, ref).case.holds if h.type == "dispute" and h.lifted_at is None)
        by = By(actor=f"user:{LOGIN}", role="collector")
        disputes.answer_dispute(runtime, ref, by, hold.ref, Outcome(result=result, why=why))

    def answers_claim(self, answer: str) -> None:
        """Dana looked for the payment: found, not_found or more."""
        runtime, ref = self.program.runtime, self.borrower.ref
        hold = next(h for h in case_view(runtime, ref).case.holds if h.type == "claimed_paid" and h.lifted_at is None)
        self.collector.answer_claim(hold.ref, answer)

    def chat_link(self) -> str:
        """What `forbear chat-link` prints."""
        runtime = self.program.runtime
        with runtime.db.reading() as connection:
            borrower_id = borrowers.id_of(connection, self.borrower.ref)
        assert borrower_id is not None
        return links.chat_link(runtime.settings, runtime.secret, borrower_id, runtime.clock.now())

    def _order(self, words: str) -> None:
        for pattern, do in ORDERS:
            found = pattern.fullmatch(words.replace(f"{self._officer} ", f"{DESK} ", 1))
            if found:
                return do(self, *found.groups(default=""))
        raise AssertionError(f"nobody knows how to do [{words}]")

    def pays(self, _name: str, amount: str, paid_on: str) -> None:
        """The lender's next file of payments has this one."""
        self._bring_payment(amount=amount, paid_at=paid_on or self._today())

    def bank_returns(self, number: str, amount: str) -> None:
        """A payment is reversed."""
        self._bring_payment(amount=amount, paid_at=self._today(), reverses=f"P-{number}")

    def _today(self) -> str:
        return self.program.clock.now().astimezone(self._zone).date().isoformat()

    def _bring_payment(self, **columns: str) -> None:
        self._payments += 1
        row = {"external_ref": f"P-{self._payments}", "loan_ref": self.borrower.loan["loan_ref"]}
        self.program.bring("payments", [row | columns])
        self.program.pass_time(self.program.clock.now())

    def signs_in(self) -> None:
        """Dana is at the desk."""
        self._collector = self.collector  # made at its first use, and with it signed in

    def answered_lately(self, count: str, minutes: str) -> None:
        """So many other borrowers asked for a person, and were answered that many minutes later."""
        self.signs_in()
        answer_others(self.program, self.borrower, int(count), int(minutes))

    def confirms(self) -> None:
        """One click at the desk: Dana's own word on the promise."""
        self.collector.confirm_promise()

    def takes_over(self) -> None:
        self.collector.take_over()

    def reads(self, text: str) -> None:
        """What the borrower wrote is there on the collector's page."""
        self.collector.sees(text)

    def hands_back(self, outcome: str, agreed: str) -> None:
        """``promise, 186.40 by 2026-12-04``, with words or without, or another outcome with what was agreed."""
        promised = re.fullmatch(r"(\S+) by (\S+?)(?:, (.+))?", agreed)
        form = {"outcome": outcome, "agreed": agreed, "currency": self.borrower.loan["currency"]}
        if outcome == "promise" and promised:
            form |= {"agreed": promised[3] or "", "amount": promised[1], "due_on": promised[2]}
        self.collector.hand_back(form)

    def approves(self) -> None:
        self.collector.approve()

    def declines(self, reason: str) -> None:
        self.collector.decline(reason)

    def offers(self, details: str) -> None:
        """``Dana offers: settle=130.00 take=settle``, by the fields of the desk's form."""
        self.collector.offer(dict(each.split("=") for each in details.split()))

    def fault(self, provider: str, kind: str, details: str) -> None:
        """An order for the stand-ins: ``fault telegram rate_limited seconds=30``."""
        given = dict(each.split("=") for each in details.split())
        numbers = {
            name: float(value) if "." in value else int(value) for name, value in given.items() if name != "only"
        }
        only = {"only": given["only"]} if "only" in given else {}
        self.program.stand_ins.remote.order_fault(provider, kind, **numbers, **only)

    def line_is(self, state: str) -> None:
        """What becomes of texts to this number: `unreachable`, `landline`, …"""
        self.program.stand_ins.remote.line(self.borrower.phone, state)

    def blocks(self) -> None:
        self.program.stand_ins.remote.block(self.borrower.telegram_id)


SPEAKING = {"SMS": Player.by_sms, "TG": Player.by_telegram, "WEB": Player.by_web}
ORDERS: tuple[tuple[re.Pattern[str], Callable[..., None]], ...] = (
    (re.compile(r"(\S+) pays ([\d.]+)(?: on (\S+))?"), Player.pays),
    (re.compile(r"the bank returns payment (\d+), ([\d.]+)"), Player.bank_returns),
    (re.compile(r"Dana signs in"), Player.signs_in),
    (re.compile(r"(\d+) others are answered within (\d+) minutes"), Player.answered_lately),
    (re.compile(r"Dana takes over"), Player.takes_over),
    (re.compile(r"Dana confirms the promise"), Player.confirms),
    (re.compile(r"Dana reads: (.+)"), Player.reads),
    (re.compile(r"Dana hands back: (\w+)(?:, (.+))?"), Player.hands_back),
    (re.compile(r"Dana approves"), Player.approves),
    (re.compile(r"Dana declines: (.+)"), Player.declines),
    (re.compile(r"Dana offers: (.+)"), Player.offers),
    (re.compile(r"fault (\w+) (\w+)((?: \w+=\S+)*)"), Player.fault),
    (re.compile(r"the line is (\w+)"), Player.line_is),
    (re.compile(r"\S+ blocks the bot"), Player.blocks),
    (re.compile(r"the lender charges ([\d.]+) for (\w+) on (\S+)"), Player.charges),
    (re.compile(r"Dana answers the dispute: (\w+), (.+)"), Player.answers_dispute),
    (re.compile(r"Dana answers the claim: (\w+)"), Player.answers_claim),
)
