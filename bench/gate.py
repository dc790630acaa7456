"""How many candidates the gate decides in a second on one core, and what each part of a decision costs.

Run ``python -m bench.gate``. Every figure is the best of several rounds in processor time; the ratio is against a fixed
loop of plain Python timed in the same run, so that two machines, or a busy hour and a quiet one, can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import process_time

from bench.cases import CONTACTS, DIFFERENT, STACKS, Stack, recently
from cases.policy.clock import checks, objecting
from cases.policy.gate import STAGES, judge
from cases.policy.pack import Calendars, Pack
from cases.policy.question import ask
from cases.policy.request import GateRequest

ROUNDS = 7
GOAL = 30_000
LOOP = 100_000
Packs = tuple[tuple[Pack, ...], Calendars]


def main() -> None:
    """Print the table of each stack."""
    plain = _best(_plain_loop, ROUNDS) / LOOP
    print(f"Best of {ROUNDS} rounds over {DIFFERENT} candidates, {CONTACTS} contacts of history each, one core.")
    print(f"A turn of the plain loop: {plain * 1e9:.0f} ns. Goal: {GOAL} decisions a second.")
    for stack in STACKS:
        _report(stack, plain)


def _report(stack: Stack, plain: float) -> None:
    loaded = stack.loaded()
    due = stack.candidates(stack.at)
    paths = {"allow": due, "hold, asleep": stack.candidates(stack.asleep), "hold, cap full": recently(due)}
    print(f"\n{stack.name} ({stack.channel}, {stack.actor})")
    for name, requests in paths.items():
        found = {judge(request, *loaded).decision for request in requests}
        if found != {name.split(",")[0]}:
            raise SystemExit(f"{stack.name}: expected {name}, the gate says {', '.join(sorted(found))}")
        cost = _best(lambda: _judge_all(requests, loaded), ROUNDS) / len(requests)  # noqa: B023 - called at once
        print(f"  {name:16} {cost * 1e6:7.1f} µs {1 / cost:9,.0f} a second {cost / plain:7.0f} turns of the loop")
    parts = _parts(due, loaded)
    whole = sum(parts.values())
    for name, cost in parts.items():
        print(f"    {name:14} {cost * 1e6:7.2f} µs {cost / whole:6.0%}")


def _parts(requests: list[GateRequest], loaded: Packs) -> dict[str, float]:
    """Seconds for one candidate, by part of a decision that allows."""
    questions = [ask(request, *loaded, request.at) for request in requests]
    timed = [checks(question) for question in questions]
    parts: dict[str, Callable[[], object]] = {"question": lambda: [ask(each, *loaded, each.at) for each in requests]}
    for stage in STAGES:
        parts[stage.__name__] = lambda stage=stage: [list(stage(each)) for each in questions]  # type: ignore[misc]  # bound as it is now
    parts["count, hours"] = lambda: [checks(each) for each in questions]
    parts["ask the clock"] = lambda: [objecting(each, one.at) for each, one in zip(timed, questions, strict=True)]
    return {name: _best(run, ROUNDS) / len(requests) for name, run in parts.items()}


def _judge_all(requests: Iterable[GateRequest], loaded: Packs) -> None:
    packs, calendars = loaded
    for request in requests:
        judge(request, packs, calendars)


def _plain_loop() -> int:
    total = 0
    for number in range(LOOP):
        total += number * number % 7
    return total


def _best(run: Callable[[], object], rounds: int) -> float:
    """Seconds of processor time, the least of several rounds."""
    least = float("inf")
    for _ in range(rounds):
        start = process_time()
        run()
        least = min(least, process_time() - start)
    return least


if __name__ == "__main__":
    main()
