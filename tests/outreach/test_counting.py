"""No cap is ever exceeded, whoever works at once, dies, sleeps or hears nothing: counted in the provider's own book."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cases.model import Channel
from channels.base import ErrorKind, SendError
from outreach import outbox
from outreach.settings import PolicySettings
from tests.support.provider import BookedChannel, Outcome, read_book, too_many
from tests.support.stage import NOW, PHONE, Stage, staged
from tests.support.workers import ROOT, in_steps, plant, process, run_together, runtime_on

LATE = ("2026-11-22", "100.00")
MOODS = (*[Outcome.TAKEN] * 4, Outcome.SILENT, Outcome.LOST, Outcome.RETRY, Outcome.BUSY)
PEOPLE = 6


def phone(number: int) -> str:
    return f"+1202555{100 + number:04}"


def crowd(stage: Stage, people: int) -> list[str]:
    refs = [f"B-{number}" for number in range(people)]
    for number, ref in enumerate(refs):
        stage.borrower(LATE, ref=ref, loan=f"L-{number}", phone=phone(number), consents="sms", verified="sms")
    stage.do("DELETE FROM fires")
    return refs


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("step"), st.integers(0, 3)),
        st.tuples(st.just("step"), st.integers(0, 3)),
        st.tuples(st.just("step"), st.integers(0, 3)),
        st.tuples(st.just("step"), st.integers(0, 3)),
        st.tuples(st.just("step"), st.integers(0, 3)),
        st.tuples(st.just("die"), st.integers(0, 3)),
        st.tuples(st.sampled_from(("minutes", "hours")), st.sampled_from((1, 3, 6, 24, 50))),
    ),
    min_size=20,
    max_size=90,
)


FAST = (Phase.explicit, Phase.reuse, Phase.generate)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=FAST)
@given(steps=STEPS, seed=st.integers(0, 2**16))
def test_workers_that_come_between_each_other_exceed_no_cap(steps: list[tuple[str, int]], seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder, staged(Path(folder)) as stage:
        book = Path(folder) / "book"
        stage.runtime.channels = {Channel.SMS: BookedChannel(Channel.SMS, book, stage.clock.now, Random(seed), MOODS)}
        refs = crowd(stage, 2)
        plant(stage, refs, 4, "first")
        workers: dict[int, Iterator[None]] = {}
        for what, value in steps:
            if what == "die":
                workers.pop(value, None)
            elif what == "step":
                mine = workers.setdefault(value, in_steps(stage.runtime))
                if next(mine, StopIteration) is StopIteration:
                    del workers[value]
            else:
                stage.clock.set(stage.clock.now() + timedelta(**{what: value}))
                outbox.give_up_lost(stage.runtime, stage.clock.now())
                plant(stage, refs, 1, f"{stage.clock.now()}")
        for left in workers.values():
            list(left)
        assert too_many(read_book(book), str) == []
        ids = [each.message_id for each in read_book(book)]
        assert len(ids) == len(set(ids))


@pytest.fixture(params=["sqlite", "postgresql"])
def crowded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Stage, str, Path]]:
    """Late borrowers with five demands each on either database; its address as another process finds it."""
    url = f"sqlite:///{tmp_path}/stage.db"
    url = url if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with staged(tmp_path, url) as stage:
        plant(stage, crowd(stage, PEOPLE), 5, "first")
        yield stage, url, tmp_path


@pytest.mark.parametrize("workers", [2, 4])
def test_workers_in_threads_exceed_no_cap(crowded: tuple[Stage, str, Path], workers: int) -> None:
    stage, url, home = crowded
    book = home / "book"
    runtimes = []
    for seed in range(workers):
        channel = BookedChannel(Channel.SMS, book, stage.clock.now, Random(seed), MOODS)
        runtimes.append(runtime_on(home, url, stage.clock, channel))
    for _day in range(4):
        for _ in range(3):
            with ThreadPoolExecutor(workers) as pool:
                list(pool.map(outbox.deliver, runtimes))
            stage.clock.set(stage.clock.now() + timedelta(minutes=30))
        stage.clock.set(stage.clock.now() + timedelta(hours=22, minutes=30))
    taken = read_book(book)
    assert too_many(taken, str) == []
    assert len({each.address for each in taken}) == PEOPLE
    for each in runtimes:
        each.close()


@pytest.mark.slow
@pytest.mark.parametrize("workers", [2, 4])
def test_workers_in_processes_that_die_exceed_no_cap(crowded: tuple[Stage, str, Path], workers: int) -> None:
    _stage, url, home = crowded
    book = home / "book"
    moods = (*MOODS, Outcome.DIES, Outcome.DIES_BEFORE)
    ends: set[int] = set()
    for day in range(2):
        at = NOW + timedelta(days=day)
        ends |= set(run_together([process(home, url, book, at, 10 * day + each, moods) for each in range(workers)]))
    assert ends <= {0, 9}
    taken = read_book(book)
    assert taken
    assert too_many(taken, str) == []
    assert len(taken) == len({each.message_id for each in taken})


PROOF = {kind: kind is not ErrorKind.UNKNOWN for kind in ErrorKind}


@pytest.mark.parametrize("kind", list(ErrorKind))
def test_only_a_proof_that_nothing_went_gives_the_place_back(stage: Stage, kind: ErrorKind) -> None:
    crowd(stage, 1)
    plant(stage, ["B-0"], 2, "both")
    stage.channels[Channel.SMS].orders.append(SendError(kind, "no"))
    outbox.deliver(stage.runtime)
    first, second = stage.rows("SELECT sent_at, state FROM messages ORDER BY id")
    assert (first[0] is None) == PROOF[kind]
    taken = len(stage.channels[Channel.SMS].sent)
    assert (taken, second[1]) == (0, "held") if kind is ErrorKind.UNKNOWN else taken <= 1


def test_what_died_in_sending_goes_on_counting(stage: Stage) -> None:
    crowd(stage, 1)
    plant(stage, ["B-0"], 2, "both")
    dying = in_steps(stage.runtime)
    next(dying)
    next(dying)
    stage.clock.set(NOW + timedelta(minutes=30))
    outbox.give_up_lost(stage.runtime, stage.clock.now())
    outbox.deliver(stage.runtime)
    assert [row[0] for row in stage.rows("SELECT state FROM messages ORDER BY id")] == ["unknown", "held"]


def test_a_worker_that_slept_hands_nothing_over_any_more(stage: Stage) -> None:
    crowd(stage, 1)
    plant(stage, ["B-0"], 1, "one")
    slow = in_steps(stage.runtime)
    next(slow)
    next(slow)
    stage.clock.set(NOW + timedelta(hours=12))
    list(slow)
    assert stage.channels[Channel.SMS].sent == []
    outbox.deliver(stage.runtime, NOW + timedelta(hours=13))
    assert stage.out("B-0")[0]["state"] == "held"


@pytest.fixture
def packs(tmp_path: Path) -> PolicySettings:
    """The house's pack with a cap of one a day at one address."""
    folder = tmp_path / "packs"
    folder.mkdir()
    house = (ROOT / "cases" / "policy" / "packs" / "house.toml").read_text()
    cap = """
[[cap]]
id = "house.one_address"
channels = ["*"]
unit = "sent"
per = ["address"]
max = 1
window = { n = 1, unit = "day", align = "calendar" }
over = "hold"
source = "one a day at one address"
"""
    (folder / "house.toml").write_text(house + cap)
    return PolicySettings(packs_dir=str(folder))


@pytest.mark.parametrize("base", ["sqlite", "postgresql"])
def test_two_borrowers_at_one_address_are_counted_together_where_a_pack_counts_by_address(
    base: str, packs: PolicySettings, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = "sqlite:///stage.db" if base == "sqlite" else request.getfixturevalue("postgres_url")
    with staged(tmp_path, url, policy=packs) as stage:
        for number in range(4):
            stage.borrower(LATE, ref=f"B-{number}", loan=f"L-{number}", phone=PHONE, consents="sms", verified="sms")
        stage.do("DELETE FROM fires")
        plant(stage, [f"B-{number}" for number in range(4)], 1, "one")
        ids = stage.rows("SELECT borrower_id FROM messages ORDER BY id")
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda row: outbox.deliver(stage.runtime, borrower_id=row[0]), ids))
        assert len(stage.channels[Channel.SMS].sent) == 1
        assert {row[0] for row in stage.rows("SELECT decision_rule FROM messages WHERE state = 'held'")} == {
            "house.one_address"
        }
