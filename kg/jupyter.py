"""The notebook extension: `%load_ext kg` brings a cell magic for questions in SPARQL.

    %%sparql graph --limit 10
    SELECT ?who ?whom { ?who kg:struck ?whom }

The first word is the name of a variable that holds a Graph (`graph` if left out), or a store: a file, a folder that
`kg build` wrote, or the address of an endpoint. `--param NAME` gives `$NAME` in the query the value of the variable.
The answer is the cell's result, so it is shown as a table and kept in `_`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError
from IPython.core.magic import Magics, cell_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments, parse_argstring

from kg.graph import Graph, GraphError, QueryResult, open_graph
from kg.wording import did_you_mean

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = ["load_ipython_extension"]


@magics_class
class SparqlMagics(Magics):
    """The magics that `%load_ext kg` registers."""

    @magic_arguments()
    @argument("graph", nargs="?", default="graph", help="A variable that holds a Graph, or a store (default: graph).")
    @argument("-l", "--limit", type=int, help="Show at most so many rows.")
    @argument("-t", "--timeout", type=float, help="Give up after so many seconds.")
    @argument(
        "-p", "--param", action="append", default=[], metavar="NAME",
        help="Give $NAME in the query the value of the variable NAME; repeatable.",
    )  # fmt: skip
    @cell_magic
    def sparql(self, line: str, cell: str) -> QueryResult:
        """Ask a graph in SPARQL 1.1; the project's prefixes are known."""
        options = parse_argstring(self.sparql, line)
        variables = self._variables()
        missing = [name for name in options.param if name not in variables]
        if missing:
            near = did_you_mean(missing[0], variables)
            raise UsageError(f"%%sparql: --param {missing[0]}: there is no variable of this name{near}")
        parameters = {name: variables[name] for name in options.param} or None
        try:
            found = variables.get(options.graph)
            if isinstance(found, Graph):
                return found.query(cell, parameters=parameters, limit=options.limit, timeout=options.timeout)
            with _opened(options.graph.strip("'\""), variables) as graph:
                return graph.query(cell, parameters=parameters, limit=options.limit, timeout=options.timeout)
        except GraphError as error:
            # A usage error is shown as its message alone, without a traceback through our code.
            raise UsageError(f"%%sparql: {error}") from None

    def _variables(self) -> dict[str, Any]:
        assert self.shell is not None
        return self.shell.user_ns


def _opened(where: str, variables: dict[str, Any]) -> Graph:
    try:
        return open_graph(where)
    except GraphError as error:
        if not where.isidentifier():
            raise
        held = sorted(name for name, value in variables.items() if isinstance(value, Graph) and name[0] != "_")
        hint = f"these variables hold one: {', '.join(held)}" if held else "make one: graph = kg.open('out/')"
        raise UsageError(f"%%sparql: {where} is no variable that holds a Graph, and no store; {hint}") from error


def load_ipython_extension(shell: InteractiveShell) -> None:
    """What `%load_ext kg` calls: registers `%%sparql` with an IPython `shell`."""
    shell.register_magics(SparqlMagics)
