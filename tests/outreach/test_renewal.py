from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from cases.model import Channel
from emulators import Running
from outreach.clock import SetClock
from outreach.links import read_token
from outreach.renewal import renew_link
from storage import borrowers
from tests.bot.conftest import PHONE, id_of, running_runtime
from tests.bot.conftest import _stand_ins as _stand_ins
from tests.bot.conftest import stand_ins as stand_ins


def texts(running: Running) -> list[str]:
    return [message["body"] for message in running.remote.state()["twilio"]["messages"]]


def test_a_fresh_link_goes_to_the_phone_once_in_ten_minutes(stand_ins: Running, tmp_path: Path) -> None:
    with running_runtime(tmp_path, stand_ins) as runtime:
        borrower_id = id_of(runtime)
        assert renew_link(runtime, borrower_id)
        assert not renew_link(runtime, borrower_id)
        (text,) = texts(stand_ins)
        token = text.split("/chat/")[1].split(" ")[0]
        assert read_token(runtime.secret, token, "chat", runtime.clock.now()) == borrower_id
        assert isinstance(runtime.clock, SetClock)
        runtime.clock.set(runtime.clock.now() + timedelta(minutes=11))
        assert renew_link(runtime, borrower_id)


def test_nothing_is_sent_to_somebody_who_opted_out(stand_ins: Running, tmp_path: Path) -> None:
    with running_runtime(tmp_path, stand_ins) as runtime:
        with runtime.db.writing() as connection:
            (owner,) = borrowers.owners_of(connection, Channel.SMS, PHONE)
            borrowers.mark(connection, owner.point_id, opted_out_at=runtime.clock.now())
        assert not renew_link(runtime, id_of(runtime))
        assert texts(stand_ins) == []
