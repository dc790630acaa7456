"""Plays stories and writes what happened into their files: ``python -m tests.stories.record NAME …``.

Only the lines of persons, of time, of providers and the questions to the case have to be there; remarks and empty lines
stay where they are. What is recorded is not thereby right: read it as the borrower would, then mend the program or
keep it.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from emulators import Running, start
from tests.stories.cast import STAND_INS
from tests.stories.performance import perform
from tests.stories.script import ANYTHING, read_story

FOLDER = Path(__file__).parent
CHANGES_EVERY_TIME = (
    (re.compile(r"http://127\.0\.0\.1:\d+/(\w+)/\S+?(?=[.,;)。]?(?:\s|$))"), rf"{ANYTHING}/\1/{ANYTHING}"),
    (re.compile(r"(https://t\.me/\w+\?start=)[\w-]+"), rf"\1{ANYTHING}"),
)


def record(path: Path, stand_ins: Running) -> None:
    """Play the story and put what happened in place of what it says now."""
    with tempfile.TemporaryDirectory() as folder:
        happened = perform(read_story(path), stand_ins, Path(folder))
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    lines = _with_remarks(body.splitlines(), [_masked(line) for line in happened])
    path.write_text("\n".join([head, "", *lines]) + "\n", encoding="utf-8")


def _masked(line: str) -> str:
    for pattern, shown in CHANGES_EVERY_TIME:
        line = pattern.sub(shown, line)
    return line


def _with_remarks(written: Sequence[str], happened: Sequence[str]) -> Iterator[str]:
    """What happened, with each remark and empty line before the line of the script that it stood before."""
    rest = list(happened)
    waiting: list[str] = []
    for line in written:
        if not line.strip() or line.startswith("#"):
            waiting.append(line)
        elif line in rest:
            place = rest.index(line)
            yield from (*rest[:place], *waiting, line)
            del rest[: place + 1]
            waiting = []
    yield from rest


def main(names: Sequence[str]) -> None:
    """Record these stories, one after the other."""
    with start(STAND_INS) as stand_ins:
        for name in names:
            path = FOLDER / f"{Path(name).stem}.story"
            record(path, stand_ins)
            print(f"=== {path.name}\n{path.read_text(encoding='utf-8')}")


if __name__ == "__main__":
    main(sys.argv[1:])
