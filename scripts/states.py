"""Write docs/states.md from the treatment table. A test holds the two equal."""

from __future__ import annotations

from pathlib import Path

from cases.machine import STRICT, diagram

PAGE = Path(__file__).resolve().parent.parent / "docs" / "states.md"

TEXT = """# Treatments

Written from the table in `cases/machine.py` by `make states`; a test holds them equal. An arrow's name is the event
that moves a case. Events that have no arrow from a treatment leave it as it is, except these, which are refused there:
{strict}.

```mermaid
{diagram}
```
"""


def page() -> str:
    """The page as it should be."""
    return TEXT.format(strict=", ".join(f"`{name}`" for name in sorted(STRICT)), diagram=diagram())


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
