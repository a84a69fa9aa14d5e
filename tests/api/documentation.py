"""Writes docs/api.md: everything public, as its docstrings describe it.

    python -m tests.api.documentation

A test fails when the file is not what this writes, and another when something public is not described.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import kg

FILE = Path(__file__).parents[2] / "docs" / "api.md"

MODULES = (
    "kg", "kg.graph", "kg.graph.named", "kg.statements", "kg.documents", "kg.actors", "kg.ontology", "kg.building",
    "kg.language", "kg.explaining", "kg.jupyter",
)  # fmt: skip
"""Modules whose names are public; packages of `kg` with a list of names (`__all__`) are public too."""
INTERNAL = {"kg.cli", "kg.extraction", "kg.reading"}

_HEAD = """# The Python API

What is on this page is public: it changes only with a note in the [changelog](../CHANGELOG.md). The rest of the package
may change at any time. Most people need no more than the first section; the [tables](tables.md), the
[graph](graph.md) and the [named queries](queries.md) have pages of their own.
"""
_WIDE = 100  # characters of a signature that stand on one line


@dataclass(frozen=True)
class Item:
    """Something public: a function, class, method or property, and the name by which it is found."""

    name: str
    value: Any
    signature: inspect.Signature | None

    @property
    def text(self) -> str:
        """Its own docstring, tidied; empty where it has none."""
        text = inspect.getdoc(self.value) if "__doc__" in dir(self.value) else None
        own = getattr(self.value, "__doc__", None)
        generated = is_dataclass(self.value) and own is not None and own.startswith(f"{self.value.__name__}(")
        return "" if own is None or generated else (text or "")

    @property
    def parameters(self) -> list[str]:
        """The names that a caller can give, but for `self`."""
        found = self.signature.parameters if self.signature is not None else {}
        return [name for name in found if name not in ("self", "cls") and not name.startswith("_")]


def modules() -> list[ModuleType]:
    """The public modules, those of `MODULES` first."""
    packages = [f"kg.{found.name}" for found in pkgutil.iter_modules(kg.__path__) if found.ispkg]
    listed = [name for name in packages if name not in INTERNAL and name not in MODULES and _names(name)]
    return [importlib.import_module(name) for name in (*MODULES, *listed)]


def items() -> Iterator[tuple[ModuleType, list[Item]]]:
    """Of each public module what it offers, each thing where it is listed first."""
    seen: set[int] = set()
    for module in modules():
        offered = []
        for name in _names(module.__name__) or _defined(module):
            value = getattr(module, name)
            if id(value) not in seen and (inspect.isclass(value) or inspect.isroutine(value)):
                seen.add(id(value))
                offered.append(Item(f"{module.__name__}.{name}", value, _signature(value)))
        yield module, offered


def members(item: Item) -> list[Item]:
    """The public methods and properties that a class defines itself, in the order of its source."""
    if not inspect.isclass(item.value):
        return []
    found = []
    for name, value in vars(item.value).items():
        plain = value.__func__ if isinstance(value, staticmethod | classmethod) else value
        if name.startswith("_"):
            continue
        if isinstance(plain, property):
            found.append(Item(f"{item.name}.{name}", plain, None))
        elif inspect.isfunction(plain):
            found.append(Item(f"{item.name}.{name}", plain, inspect.signature(plain)))
        elif hasattr(plain, "__wrapped__"):  # cached
            found.append(Item(f"{item.name}.{name}", plain.__wrapped__, inspect.signature(plain.__wrapped__)))
    return found


def unnamed(item: Item, around: str = "") -> list[str]:
    """The parameters that neither its docstring names nor that `around` it: of its class, or of its module."""
    text = f"{item.text}\n{around}"
    return [name for name in item.parameters if not re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)]


def lacking() -> list[str]:
    """What is public and not described, in words."""
    found = []
    for module, offered in items():
        described = [(item, module.__doc__ or "") for item in offered]
        described += [(member, item.text) for item in offered for member in members(item)]
        if not module.__doc__:
            found.append(f"{module.__name__} has no docstring")
        for item, around in described:
            if not item.text:
                found.append(f"{item.name} has no docstring")
            found += [f"{item.name}: its docstring does not name {name}" for name in unnamed(item, around)]
    return found


def render() -> str:
    """The whole file."""
    parts = [_HEAD]
    for module, offered in items():
        if offered:
            parts.append(f"\n## {module.__name__}\n\n{inspect.getdoc(module)}\n")
            parts += [_section(item) for item in offered]
    return "".join(parts)


def _section(item: Item) -> str:
    lines = [f"\n### {item.name}\n\n{_call(item)}{item.text}\n"]
    for member in members(item):
        short = member.name.removeprefix(item.name.rpartition(".")[0] + ".")
        lines.append(f"\n#### {short}\n\n{_call(member)}{member.text}\n")
    return "".join(lines)


def _call(item: Item) -> str:
    if item.signature is None:
        return ""
    name = item.name.rpartition(".")[2]
    parameters = [p for p in item.signature.parameters.values() if p.name not in ("self", "cls")]
    given = [_shown(parameter) for parameter in parameters]
    kinds = [parameter.kind for parameter in parameters]
    if inspect.Parameter.KEYWORD_ONLY in kinds and inspect.Parameter.VAR_POSITIONAL not in kinds:
        given.insert(kinds.index(inspect.Parameter.KEYWORD_ONLY), "*")
    result = item.signature.return_annotation
    end = "" if result is inspect.Signature.empty else f" -> {_annotation(result)}"
    line = f"{name}({', '.join(given)}){end}"
    if len(line) > _WIDE:
        line = f"{name}(\n" + "".join(f"    {part},\n" for part in given) + f"){end}"
    return f"```python\n{line}\n```\n\n"


def _shown(parameter: inspect.Parameter) -> str:
    star = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
    kind = "" if parameter.annotation is inspect.Parameter.empty else f": {_annotation(parameter.annotation)}"
    default = (
        "" if parameter.default is inspect.Parameter.empty else f" = {parameter.default!r}".replace("<factory>", "…")
    )
    return f"{star}{parameter.name}{kind}{default}"


def _annotation(annotation: object) -> str:
    written = getattr(annotation, "__forward_arg__", annotation)  # of a NamedTuple
    return written if isinstance(written, str) else getattr(written, "__name__", str(written))


def _signature(value: Callable[..., object]) -> inspect.Signature | None:
    """None for what nobody calls: exceptions, protocols, types made by class syntax alone."""
    if inspect.isclass(value):
        if issubclass(value, BaseException):
            return None
        made = inspect.signature(value)
        return made.replace(return_annotation=inspect.Signature.empty)
    return inspect.signature(inspect.unwrap(value))


def _names(module: str) -> list[str]:
    return list(getattr(importlib.import_module(module), "__all__", []))


def _defined(module: ModuleType) -> list[str]:
    """Public names of classes and functions that a module defines itself, in the order of its source."""
    return [
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(inspect.unwrap(value), "__module__", None) == module.__name__
    ]


if __name__ == "__main__":
    FILE.write_text(render(), "utf-8")
