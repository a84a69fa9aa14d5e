"""Standard error and exit statuses."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.wording import printable

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from kg.actors.base import ActorBase
    from kg.documents import Problem
    from kg.graph import Graph

DATA, USE = 1, 2


class UsageError(Exception):
    """The command was called with something that cannot be."""


def tell_error(message: str) -> None:
    """An error on standard error: what is wrong, where, and the mend."""
    sys.stdout.flush()
    sys.stderr.write(f"kg: error: {printable(message)}\n")


def tell(message: str) -> None:
    """A remark on standard error."""
    sys.stdout.flush()
    sys.stderr.write(f"kg: {printable(message)}\n")


def put(text: str) -> None:
    """Text on standard output as it is; on a terminal without what would do something to it."""
    if sys.stdout.isatty():
        text = "\t".join(map(printable, text.split("\t")))
    sys.stdout.write(text)


def exit_status(error: Exception) -> int | None:
    """The exit status that an error means; None for one that nobody foresaw."""
    if isinstance(error, UsageError) or _is(error, "kg.language", "ModelError"):
        return USE
    if _is(error, "kg.graph.errors", "QueryError", "ReadOnly") and not _is(error, "kg.graph.errors", "QueryTimeout"):
        return USE
    if (
        isinstance(error, OSError)
        or _is(error, "kg.graph.errors", "GraphError")
        or _is(error, "kg.actors.base", "ActorFileError")
        or _is(error, "kg.actors.judgements", "JudgementError")
        or _is(error, "kg.ontology", "OntologyError")
        or _is(error, "kg.reading.workers", "WorkersError")
        or _is(error, "kg.reading.cluster", "ClusterError")
    ):
        return DATA
    return None


def _is(error: Exception, module: str, *names: str) -> bool:
    """Whether an error is of a class of a module, which need not be loaded for that."""
    loaded = sys.modules.get(module)
    return loaded is not None and isinstance(error, tuple(getattr(loaded, name) for name in names))


@dataclass(slots=True)
class Problems:
    """Tells problems as they come, and knows the exit status at the end."""

    kinds: set[str] = field(default_factory=set)

    def __call__(self, problem: Problem) -> None:
        self.kinds.add(problem.kind)
        if problem.kind == "note":
            tell(f"note: {problem}")
        else:
            tell_error(str(problem))

    def finish(self) -> None:
        """End the command with status 2 or 1 if there were problems."""
        if "use" in self.kinds:
            raise typer.Exit(USE)
        if "data" in self.kinds:
            raise typer.Exit(DATA)


@contextmanager
def opened(store: str, *, writable: bool = False, actors: ActorBase | None = None) -> Iterator[Graph]:
    """The graph of a STORE argument. A path that does not exist is wrong use."""
    from kg.graph import open_graph

    check_store(store)
    with open_graph(store, writable=writable, actors=actors) as graph:
        yield graph


def check_store(store: str) -> None:
    """Raises UsageError where a path does not exist."""
    if not store.startswith(("http://", "https://")) and not Path(store).expanduser().exists():
        raise UsageError(
            f"{store} does not exist; STORE is a file, a folder that `kg build` wrote, or the address of an endpoint"
        )


@contextmanager
def progress(total: int | None, doing: str) -> Iterator[Progress]:
    """A bar on a terminal, with documents a second and time left; nothing elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar
    from rich.text import Text

    class Speed(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f} documents/s" if task.speed else "", style="progress.data.speed")

    console = Console(stderr=True)
    if not console.is_terminal:
        yield Progress()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Speed(), TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        yield Progress(bar, bar.add_task(doing, total=total))


class Progress:
    """A bar to move on; without one, nothing is shown."""

    def __init__(self, bar: Bar | None = None, task: TaskID | None = None) -> None:
        self._bar = bar
        self._task = task

    def advance(self) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task)

    def skip(self) -> None:
        """One less to do: it says nothing about the speed."""
        if self._bar is not None and self._task is not None:
            total = self._bar.tasks[0].total
            self._bar.update(self._task, total=None if total is None else total - 1)
