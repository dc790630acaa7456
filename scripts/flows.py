"""Write docs/flows.md from the conversations themselves: FLOWS, ROUTING, OPENINGS, and where each place's code leads.

A test holds the page equal to what the code says.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from cases.flows import routes
from cases.flows.conversations import FLOWS, step_of
from cases.flows.engine import ROUTING
from cases.flows.flow import Flow
from cases.flows.menus import OPENINGS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "flows.md"
ALIKE = "cases.flows"

TEXT = """# Conversations

Written from the code by `make flows`; a test holds them equal. A conversation ("flow") has places ("steps") that ask
and hear. Every message is read by the rules of the first table, in this order; the first that knows a way gives it. A
way leads to a conversation, which chooses its own first place, or straight to a place. Before identity only
conversations marked *safe* are entered: of all others the wish is kept, and identity asked first. *Aside* means that
the place that was left is kept in mind.

## How a message is read

| no. | rule | what it does |
|---|---|---|
{rules}

## All conversations

| conversation | before identity | places | meant by | pressed | opened by an unasked text |
|---|---|---|---|---|---|
{flows}

## Each conversation

Round: how it is entered. Arrows: where what was heard may lead. "settled" is the menu, asking nothing. From every place
the rules above lead to a person, to a right (stop, not me, a death, a lawyer) or to another wish as well.

{diagrams}
"""


def page() -> str:
    """The page as it should be."""
    rules = "\n".join(f"| {number} | {_name(rule)} | {_first_line(rule)} |" for number, rule in enumerate(ROUTING, 1))
    flows = "\n".join(_row(name, flow) for name, flow in FLOWS.items())
    drawn = [f"### {name}\n\n```mermaid\n{diagram(name, flow)}\n```" for name, flow in FLOWS.items() if flow.steps]
    return TEXT.format(rules=rules, flows=flows, diagrams="\n\n".join(drawn))


def _row(name: str, flow: Flow) -> str:
    marks = "safe" if flow.safe else "asked first"
    meant = [intent.value for intent, way in routes.INTENTS.items() if _to(way) == name]
    pressed = [choice for choice, way in routes.CHOICES.items() if _to(way) == name]
    opened = [key for key, way in OPENINGS.items() if _to(way) == name]
    lists = (list(flow.steps), meant, pressed, opened)
    cells = " | ".join(", ".join(f"`{each}`" for each in cell) for cell in lists)
    return f"| {name}{' (aside)' if flow.returns else ''} | {marks} | {cells} |"


def diagram(name: str, flow: Flow) -> str:
    """One conversation as a Mermaid flowchart, in the order of its places."""
    lines = ["flowchart LR", f"    {name}([{name}])"]
    lines += [f"    {_node(f'{name}.{step}')}[{step}]" for step in flow.steps]
    edges = [(name, to) for to in ways(flow.enter)]
    for step, place in flow.steps.items():
        edges += [(_node(f"{name}.{step}"), to) for to in ways(place.hear)]
    outside = dict.fromkeys(to for _, to in edges if _to(to) != name)
    lines += [f"    {_node(to)}{_shape(to)}" for to in outside]
    return "\n".join([*lines, *(f"    {at} --> {_node(to)}" for at, to in edges)])


def ways(function: Callable[..., Any]) -> list[str]:
    """The conversations and places that a function's code leads to, itself or by the functions it calls, in order."""
    found: dict[str, None] = {}
    _follow(function, found, set())
    return [to for to in found if to in FLOWS or step_of(*_parts(to))]


def _follow(function: Callable[..., Any], found: dict[str, None], seen: set[object]) -> None:
    if not isinstance(function, FunctionType) or function in seen or not function.__module__.startswith(ALIKE):
        return
    seen.add(function)
    for node in ast.walk(_tree(function)):
        if isinstance(node, ast.keyword) and node.arg == "to":
            found.update(dict.fromkeys(_texts(node.value)))
        elif isinstance(node, ast.Call):
            _follow(_called(node.func, function.__globals__), found, seen)


def _tree(function: FunctionType) -> ast.AST:
    try:
        return ast.parse(textwrap.dedent(inspect.getsource(function)))
    except SyntaxError:  # a lambda amid a longer statement has no source of its own
        return ast.Module(body=[], type_ignores=[])


def _texts(value: ast.expr) -> Iterator[str]:
    """The texts of a value: a constant, or those of both branches of a choice."""
    yield from (
        node.value for node in ast.walk(value) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _called(func: ast.expr, known: dict[str, Any]) -> Any:
    if isinstance(func, ast.Name):
        return known.get(func.id)
    if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name):
        module = known.get(func.value.id)
        return getattr(module, func.attr, None) if isinstance(module, ModuleType) else None
    return None


def _parts(way: str) -> tuple[str, str]:
    flow, _, step = way.partition(".")
    return flow, step


def _to(way: str) -> str:
    return _parts(way)[0]


def _node(way: str) -> str:
    """A name that Mermaid takes: a flow as it is, a place with its flow in front. "end" is a word of Mermaid's own."""
    return way.replace(".", "__")


def _shape(way: str) -> str:
    if way == "menu.start":
        return "([settled])"
    return f"[{way}]" if "." in way else f"([{way}])"


def _name(rule: Callable[..., Any]) -> str:
    return rule.__name__.strip("_").replace("_", " ")


def _first_line(rule: Callable[..., Any]) -> str:
    return (inspect.getdoc(rule) or "").split("\n\n")[0].replace("\n", " ")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
