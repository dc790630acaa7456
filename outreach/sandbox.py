"""The little template language that admins may write: variables, one filter, and ``{% if link %}…{% endif %}``.

Jinja2's sandbox alone does not stop ``'x' * 10**9`` or nested loops, so only the nodes in ALLOWED are let in. Values
are text when they arrive: attributes and tests have no use and are left out.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

LONGEST_TEMPLATE = 2_000
LONGEST_TEXT = 4_000

ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Filter,
    nodes.If,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.CondExpr,
)

REFUSED = {
    "For": ("loops are not available", "lists come ready made: write {{ lines }}"),
    "Getattr": ("a variable has no parts", "write the variable alone, like {{ amount }}"),
    "Getitem": ("a variable has no parts", "write the variable alone, like {{ amount }}"),
    "Call": ("nothing can be called here", "write the variable alone, like {{ amount }}"),
    "Assign": ("variables cannot be set here", "write the text itself"),
}
"""What to say of the nodes people try most; the rest gets a general line."""


class TemplateRefused(ValueError):
    """A template that may not be used; ``line`` counts from 1."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"line {line}: {what}")
        self.line = line
        self.what = what


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend in a template. ``line`` and ``column`` count from 1."""

    line: int
    column: int
    what: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A template that passed: ``names`` with their first lines, and those ``optional`` ones that an ``if`` asks for.

    ``pieces`` are texts and names of variables, told apart by a mark, where it is made of nothing else: most are, and
    are then put together without Jinja2. None where it has an ``if`` or an expression.
    """

    template: Template
    pieces: tuple[tuple[bool, str], ...] | None
    names: Mapping[str, int]
    optional: frozenset[str]

    def render(self, values: Mapping[str, str]) -> str:
        """The text. Raises TemplateRefused for a missing variable or a text over LONGEST_TEXT characters."""
        for name, line in self.names.items():
            if name not in values:
                raise TemplateRefused(line, f"no value for {name}")
        try:
            text = self._joined(self.pieces, values) if self.pieces is not None else self.template.render(values)
        except TemplateError as error:
            raise TemplateRefused(1, str(error)) from error
        if len(text) > LONGEST_TEXT:
            raise TemplateRefused(1, f"the text has {len(text)} characters, more than {LONGEST_TEXT}")
        return text

    @staticmethod
    def _joined(pieces: Iterable[tuple[bool, str]], values: Mapping[str, str]) -> str:
        return "".join([values[each] if named else each for named, each in pieces])


def capital(text: str) -> str:
    """The text with its first letter, if it begins with one (after ¿ or a quote), in upper case."""
    for place, char in enumerate(text):
        if char.isalpha():
            return text[:place] + char.upper() + text[place + 1 :]
        if char not in "¿«“\"'":
            break
    return text


def _environment() -> ImmutableSandboxedEnvironment:
    """Nothing is escaped: the result is plain text, and each channel escapes for itself."""
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters["capital"] = capital
    return environment


_ENVIRONMENT = _environment()


@lru_cache(maxsize=8192)
def compile_template(text: str) -> Compiled:
    """The template ready to render. Raises TemplateRefused at the first thing that is not allowed."""
    tree = _parse(text)
    for line, _, what, _ in _refusals(tree):
        raise TemplateRefused(line, what)
    asked = {name.name for branch in tree.find_all(nodes.If) for name in _names(branch.test)}
    names: dict[str, int] = {}
    for name in tree.find_all(nodes.Name):
        names.setdefault(name.name, name.lineno)
    try:
        template = _ENVIRONMENT.from_string(text)
    except (TemplateError, SyntaxError, RecursionError):  # Python itself limits how deep an `if` may nest
        raise TemplateRefused(1, "it is nested too deeply") from None
    return Compiled(template=template, names=names, optional=frozenset(asked), pieces=_pieces(tree))


def _pieces(tree: nodes.Template) -> tuple[tuple[bool, str], ...] | None:
    """Texts (False) and names (True) in their order; None where there is anything else."""
    found: list[tuple[bool, str]] = []
    for output in tree.body:
        for node in output.nodes if isinstance(output, nodes.Output) else (output,):
            if isinstance(node, nodes.TemplateData):
                found.append((False, node.data))
            elif isinstance(node, nodes.Name):
                found.append((True, node.name))
            else:
                return None
    return tuple(found)


def check_template(text: str, known_variables: AbstractSet[str]) -> list[Problem]:
    """Everything that keeps a template from being used, in the order of its lines; empty where it is fine."""
    try:
        tree = _parse(text)
    except TemplateRefused as refused:
        return [Problem(line=refused.line, column=1, what=refused.what, fix="write variables as {{ amount }}")]
    problems = [
        Problem(line=line, column=_column(text, line, token), what=what, fix=fix)
        for line, token, what, fix in _refusals(tree)
    ]
    for name in tree.find_all(nodes.Name):
        if name.name not in known_variables:
            column = _column(text, name.lineno, name.name)
            what, fix = _unknown(name.name, known_variables)
            problems.append(Problem(line=name.lineno, column=column, what=what, fix=fix))
    return sorted(problems, key=lambda problem: (problem.line, problem.column)) or _uncompiled(text)


def _uncompiled(text: str) -> list[Problem]:
    """What only compiling can find."""
    try:
        compile_template(text)
    except TemplateRefused as refused:
        return [Problem(line=refused.line, column=1, what=refused.what, fix="make it simpler")]
    return []


def _parse(text: str) -> nodes.Template:
    if len(text) > LONGEST_TEMPLATE:
        raise TemplateRefused(1, f"the template has {len(text)} characters, more than {LONGEST_TEMPLATE}")
    try:
        return _ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        raise TemplateRefused(error.lineno, error.message or "cannot be read") from None
    except RecursionError:
        raise TemplateRefused(1, "it is nested too deeply") from None


def _refusals(tree: nodes.Template) -> Iterator[tuple[int, str, str, str]]:
    """Line, token to look for, what is wrong and how to mend it, for each node that is not let in."""
    for node in tree.find_all(nodes.Node):
        if isinstance(node, nodes.Filter) and node.name != "capital":
            yield node.lineno, node.name, f"the filter {node.name} is not available", "the only filter is capital"
        elif not isinstance(node, ALLOWED):
            kind = type(node).__name__
            what, fix = REFUSED.get(kind, (f"{kind} is not available", "use variables, text and {% if … %} alone"))
            yield node.lineno, getattr(node, "attr", "{"), what, fix


def _names(node: nodes.Node) -> Iterator[nodes.Name]:
    if isinstance(node, nodes.Name):
        yield node
    yield from node.find_all(nodes.Name)


def _unknown(name: str, known: AbstractSet[str]) -> tuple[str, str]:
    """What is wrong with a name, and the nearest known one."""
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    if near:
        return f"`{name}` is not known; did you mean `{near[0]}`?", f"write {near[0]}"
    return f"`{name}` is not known", "use one of: " + ", ".join(sorted(known))


def _column(text: str, line: int, token: str) -> int:
    """Column of the token on that line, 1 where it cannot be found (Jinja2 keeps lines only)."""
    lines = text.splitlines()
    return lines[line - 1].find(token) + 1 or 1 if line <= len(lines) else 1
