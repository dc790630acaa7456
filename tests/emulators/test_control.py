"""Faults, configuration, state and reset, as `/control` offers them; the clock behind its proxy."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest

from emulators import EmulatorConfig, FaultKind, Person, Running
from emulators.clock import in_words
from emulators.config import read_config
from emulators.faults import POINTS, Fault, Faults, Point
from emulators.ids import Ids
from tests.emulators.conftest import JAMES
from tests.emulators.receiver import Answer, Receiver

NOW = "2026-11-24T10:00:00+00:00"


def told(body: dict[str, object], method: str | None = None) -> Answer:
    return Answer(status=200, body=json.dumps(body), content_type="application/json", method=method)


def test_every_kind_of_fault_has_a_point() -> None:
    assert set(POINTS) == set(FaultKind)


def test_a_fault_is_used_up_by_what_it_is_meant_for() -> None:
    faults = Faults()
    faults.order(Fault(provider="telegram", kind=FaultKind.RATE_LIMITED, times=2))
    faults.order(Fault(provider="twilio", kind=FaultKind.TIMEOUT, only="+1"))
    assert faults.take("telegram", Point.CALL, "getUpdates") is None
    assert faults.take("telegram", Point.WEBHOOK, "message") is None
    assert faults.take("twilio", Point.CALL, "+2") is None
    taken = [faults.take("telegram", Point.CALL, "sendMessage") for _ in range(3)]
    assert [fault.kind if fault else None for fault in taken] == ["rate_limited", "rate_limited", None]
    assert faults.take("twilio", Point.CALL, "+1") is not None
    assert faults.ordered == []


def test_faults_are_listed_and_cleared_by_provider(http: httpx2.Client, running: Running) -> None:
    running.remote.order_fault("telegram", "server_error")
    running.remote.order_fault("twilio", "receipts_lost", times=3)
    assert [fault["kind"] for fault in http.get("/control/twilio/faults").json()] == ["receipts_lost"]
    running.remote.clear_faults("twilio")
    assert [fault["kind"] for fault in running.remote.state()["faults"]] == ["server_error"]


@pytest.mark.parametrize(
    ("method", "path", "order", "status"),
    [
        ("POST", "/control/twilio/faults", {"kind": "gremlins"}, 422),
        ("POST", "/control/pigeon/faults", {"kind": "timeout"}, 404),
        ("PATCH", "/control/config", {"nonsense": 1}, 422),
        ("PATCH", "/control/config", {"people": [{"nonsense": 1}]}, 422),
        ("POST", "/control/telegram/media", {"telegram_id": 500146, "kind": "voice", "content": "!"}, 422),
        ("POST", "/control/telegram/media", {"telegram_id": 500146, "kind": "poem"}, 422),
        ("POST", "/control/telegram/press", {"telegram_id": 500146, "message_id": 1, "data": "x"}, 404),
        ("POST", "/control/clock", {}, 422),
        ("POST", "/control/clock", {"to": "later"}, 422),
        ("POST", "/control/clock", {"to": "next", "advance_s": 5}, 422),
        ("POST", "/control/clock", {"to": "next"}, 409),
        ("POST", "/control/now", {"now": "2026-11-24T10:00:00"}, 422),
    ],
)
def test_an_order_that_makes_no_sense_is_refused(
    http: httpx2.Client, method: str, path: str, order: dict[str, object], status: int
) -> None:
    assert http.request(method, path, json=order).status_code == status


def test_reset_forgets_everything_but_the_configuration(running: Running) -> None:
    running.remote.text(sender=JAMES.phone or "", body="STOP")
    running.remote.order_fault("twilio", "timeout")
    running.remote.follow_clock("2030-01-01T00:00:00Z")
    running.remote.reset()
    state = running.remote.state()
    assert (state["twilio"]["messages"], state["twilio"]["opted_out"], state["faults"]) == ([], [], [])
    assert datetime.fromisoformat(state["now"]) < datetime.now(UTC) + timedelta(minutes=1)
    assert len(state["telegram"]["chats"]) == 1


def test_state_tells_no_secret(running: Running) -> None:
    config = EmulatorConfig()
    assert config.auth_token not in json.dumps(running.remote.state())
    assert config.auth_token not in repr(config)
    assert config.bot_token not in repr(config)


def test_a_configuration_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "people.toml"
    path.write_text('desk_url = "http://127.0.0.1:8000"\n[[people]]\nname = "Ana"\nphone = "+15550001111"\n')
    config = read_config(path)
    assert config.people == (Person(name="Ana", phone="+15550001111"),)
    assert config.desk_url == "http://127.0.0.1:8000"


def test_ids_depend_on_the_seed_alone() -> None:
    one, same, other = Ids(1), Ids(1), Ids(2)
    assert [one.sid("SM") for _ in range(3)] == [same.sid("SM") for _ in range(3)]
    assert Ids(1).sid("SM") != other.sid("SM")


def test_the_products_clock_is_read_with_its_secret(running: Running, receiver: Receiver) -> None:
    running.remote.configure(clock_url=f"{receiver.url}/clock", clock_secret="let-me-in")
    receiver.answers = [told({"now": NOW, "next_fire": None, "sample": True})]
    assert running.remote.clock() == {"configured": True, "now": NOW, "next_fire": None, "sample": True}
    assert receiver.got[0].headers["authorization"] == "Bearer let-me-in"
    assert running.remote.state()["now"][:16] == NOW[:16]


@pytest.mark.parametrize(
    ("move", "posted"),
    [
        ({"advance_s": 86400}, {"advance_s": 86400}),
        ({"to": "2026-11-24T10:00:00Z"}, {"to": "2026-11-24T10:00:00Z"}),
    ],
)
def test_the_clock_is_moved_through_the_proxy(
    running: Running, receiver: Receiver, move: dict[str, object], posted: dict[str, object]
) -> None:
    running.remote.configure(clock_url=receiver.url)
    receiver.answers = [told({"now": NOW, "counts": {"fired": 3, "sent": 2, "held": 1, "failed": 0}})]
    answer = running.remote.move_clock(**move)
    assert receiver.got[0].json == posted
    assert answer["summary"] == "3 due, 2 sent, 1 held for later"
    assert running.remote.state()["now"][:16] == NOW[:16]


def test_on_the_way_to_the_next_fire_it_is_that_hour(running: Running, receiver: Receiver) -> None:
    running.remote.configure(clock_url=receiver.url)
    receiver.answers = [
        told({"now": "2026-11-24T09:00:00+00:00", "next_fire": NOW, "sample": True}),
        Answer(status=500),
    ]
    with pytest.raises(ValueError, match="502"):
        running.remote.move_clock(to="next")
    assert receiver.got[1].json == {"to": "next"}
    assert running.remote.state()["now"][:16] == NOW[:16]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(status=403, body="no"), "answered 403: no"),
        (Answer(status=200, body="[]", content_type="application/json"), "answered 200"),
        (Answer(status=200, body="<html>"), "cannot be reached"),
        (told({"now": "soon"}), "told no time"),
    ],
)
def test_a_clock_that_gives_no_time_is_told_in_one_line(
    running: Running, receiver: Receiver, answer: Answer, why: str
) -> None:
    running.remote.configure(clock_url=receiver.url)
    receiver.answers = [answer]
    with pytest.raises(ValueError, match=why):
        running.remote.clock()


def test_without_a_clock_address_the_proxy_says_so(running: Running) -> None:
    assert running.remote.clock()["configured"] is False


def test_counts_in_words() -> None:
    assert in_words({"fired": 0, "sent": 0}) == "Nothing was due"
    assert in_words({"failed": 1, "denied": 2, "fired": 3}) == "3 due, 2 refused by the gate, 1 failed"
