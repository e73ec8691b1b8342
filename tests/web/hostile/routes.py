"""Addresses of the application with the code behind them: nothing here is a list kept by hand."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.web.rights import skeleton
from tests.web.rights.skeleton import ELSEWHERE

WEB = Path(__file__).resolve().parents[3] / "src/remeslo/web"


@dataclass(frozen=True)
class Route:
    """A named address and the function that answers."""

    name: str
    pattern: str
    view: Any

    @property
    def row(self) -> dict[str, str]:
        """Its row in the table of rights."""
        return skeleton.rows()[self.name]


@cache
def routes() -> tuple[Route, ...]:
    """Every address outside the interface for programs, in the resolver's order, named as in the table of rights."""
    from django.urls import get_resolver

    seen: dict[str, int] = {}
    found = []
    for name, pattern, callback in _walk(get_resolver(), "", ""):
        if name.partition(":")[0] in ELSEWHERE:
            continue
        seen[name] = seen.get(name, 0) + 1
        found.append(Route(name if seen[name] == 1 else f"{name}#{seen[name]}", pattern, callback))
    return tuple(found)


def _walk(resolver: Any, before: str, space: str) -> Iterator[tuple[str, str, Any]]:
    for one in resolver.url_patterns:
        if hasattr(one, "url_patterns"):
            inner = ":".join(filter(None, (space, one.namespace or "")))
            yield from _walk(one, before + str(one.pattern), inner)
        else:
            yield f"{space}:{one.name or '-'}", before + str(one.pattern), one.callback


def function_of(view: Any) -> Callable[..., Any]:
    """The function under its decorators."""
    return inspect.unwrap(getattr(view, "view_class", None) or view)


@cache
def _functions(file: str) -> dict[str, ast.AST]:
    tree = ast.parse(Path(file).read_text(encoding="utf-8"))
    return {n.name: n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}


def reached(view: Any) -> set[tuple[str, str]]:
    """File and name of the functions of the view's own module that it may call, itself included."""
    function = function_of(view)
    file = inspect.getsourcefile(function)
    assert file is not None
    known, todo, found = _functions(file), [function.__name__], set()
    while todo:
        name = todo.pop()
        if name in known and (file, name) not in found:
            found.add((file, name))
            todo += [n.id for n in ast.walk(known[name]) if isinstance(n, ast.Name)]
    return found


def nodes(file: str, name: str) -> list[ast.AST]:
    """Everything in a function."""
    return list(ast.walk(_functions(file)[name]))


def reads(file: str, name: str, attribute: str) -> bool:
    """Whether a function reads ``something.attribute``."""
    node = _functions(file).get(name)
    return node is not None and any(isinstance(n, ast.Attribute) and n.attr == attribute for n in ast.walk(node))


@cache
def file_routes() -> tuple[Route, ...]:
    """Addresses whose code reads files that were sent."""
    return tuple(r for r in routes() if _own(r) and any(reads(*f, "FILES") for f in reached(r.view)))


def _own(route: Route) -> bool:
    return function_of(route.view).__module__.startswith("remeslo.")


def functions_that_read_files() -> set[tuple[str, str]]:
    """File and name of every function of the web that reads files which were sent."""
    files = [str(p) for p in WEB.rglob("*.py") if ".FILES" in p.read_text(encoding="utf-8")]
    return {(f, name) for f in files for name in _functions(f) if reads(f, name, "FILES")}
