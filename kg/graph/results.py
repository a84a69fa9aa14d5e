"""QueryResult: the answer to a query, as rows, tables, notebooks' HTML and the W3C result formats."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from kg.graph.namespaces import PREFIXES, XSD, shorten
from kg.graph.serialise import NOT_XML, SortedHead
from kg.graph.terms import Term, to_python
from kg.wording import one_line

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["select", "ask", "construct"]

_SHOWN = 100  # rows that a notebook shows
_PRINTED = 30  # rows that a terminal shows
_STRING = XSD + "string"
_NOT_MARKDOWN = re.compile(r"[\\|<\[*`]")  # what begins a tag, a link, emphasis or the next cell


class QueryResult:
    """The rows of an answer: its `columns`, and in `terms` the RDF terms of each row.

    Iteration gives tuples of Python values: numbers, booleans, strings (IRIs in full), None where unbound. By `kind`,
    an ASK has one row with one boolean, and is true or false itself; a CONSTRUCT has columns subject, predicate and
    object. `truncated` says that a row limit cut it, `hint` why it may be empty.
    """

    def __init__(
        self,
        columns: Sequence[str],
        terms: list[Sequence[Term | None]],
        *,
        kind: Kind = "select",
        truncated: bool = False,
    ) -> None:
        self.columns = list(columns)
        self.terms = terms
        self.kind = kind
        self.truncated = truncated
        self.hint = ""

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for row in self.terms:
            yield tuple(map(to_python, row))

    def __len__(self) -> int:
        return len(self.terms)

    def __bool__(self) -> bool:
        if self.kind == "ask":
            return bool(to_python(self.terms[0][0]))
        return bool(self.terms)

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        from kg.graph.printing import as_text

        return as_text(self, _PRINTED)

    def size(self, shown: int | None = None) -> str:
        """How many rows there are, in words, and how many of them are `shown` where that is not all."""
        number = f"{len(self):,} row{'' if len(self) == 1 else 's'}"
        part = f"{shown:,} of {number}" if shown is not None and shown < len(self) else number
        return f"{part}, and more that the limit cut off" if self.truncated else part

    def readable(self) -> Iterator[list[str]]:
        """Rows of texts for people: IRIs as prefixed names, the empty string where unbound."""
        for row in self.terms:
            yield [_readable(term) for term in row]

    def to_pandas(self) -> pd.DataFrame:
        """As a table, with the Python values that iteration gives."""
        import pandas as pd

        return pd.DataFrame(list(self), columns=self.columns)

    def to_dicts(self) -> list[dict[str, Any]]:
        """One dictionary a row, without the unbound."""
        return [{c: v for c, v in zip(self.columns, row, strict=True) if v is not None} for row in self]

    def to_csv(self) -> str:
        """SPARQL 1.1 CSV, but with line ends of one character."""
        rows = [self.columns, *([_lexical(term) for term in row] for row in self.terms)]
        return "".join(",".join(map(_csv, row)) + "\n" for row in rows)

    def to_tsv(self) -> str:
        """SPARQL 1.1 TSV: terms as in N-Triples."""
        lines = ["\t".join(f"?{column}" for column in self.columns)]
        lines += ["\t".join("" if t is None else str(t).replace("\t", "\\t") for t in row) for row in self.terms]
        return "\n".join(lines) + "\n"

    def to_json(self) -> str:
        """SPARQL 1.1 JSON."""
        if self.kind == "ask":
            return json.dumps({"head": {}, "boolean": bool(self)})
        rows = [
            {column: _json(term) for column, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.terms
        ]
        return json.dumps({"head": {"vars": self.columns}, "results": {"bindings": rows}}, ensure_ascii=False, indent=1)

    def to_xml(self) -> str:
        """SPARQL 1.1 XML. Raises ValueError where a text has a control character, which XML cannot hold."""
        head = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
        if self.kind == "ask":
            return f"{head}<head/>\n<boolean>{str(bool(self)).lower()}</boolean>\n</sparql>\n"
        names = "".join(f"<variable name={quoteattr(column)}/>" for column in self.columns)
        rows = "".join(
            "<result>"
            + "".join(
                f"<binding name={quoteattr(column)}>{_xml(term)}</binding>"
                for column, term in zip(self.columns, row, strict=True)
                if term is not None
            )
            + "</result>\n"
            for row in self.terms
        )
        return f"{head}<head>{names}</head>\n<results>\n{rows}</results>\n</sparql>\n"

    def to_markdown(self) -> str:
        """A Markdown table with readable values."""
        lines = ["| " + " | ".join(self.columns) + " |", "|" + " --- |" * len(self.columns)]
        lines += ["| " + " | ".join(map(_markdown, row)) + " |" for row in self.readable()]
        return "\n".join(lines) + "\n"

    def to_turtle(self) -> str:
        """The triples of a CONSTRUCT, sorted, each once."""
        if self.kind != "construct":
            raise ValueError("only a CONSTRUCT or DESCRIBE query gives triples")
        triples = sorted({ox.Triple(*row) for row in self.terms}, key=str)  # type: ignore[arg-type]
        out = io.BytesIO()
        ox.serialize(triples, SortedHead(out), ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        return out.getvalue().decode()

    def format(self, name: str) -> str:
        """In the format of a `name`: `csv`, `tsv`, `json`, `xml`, `markdown` or `turtle`. Raises ValueError."""
        writers = {
            "csv": self.to_csv, "tsv": self.to_tsv, "json": self.to_json, "xml": self.to_xml,
            "markdown": self.to_markdown, "turtle": self.to_turtle,
        }  # fmt: skip
        if name not in writers:
            raise ValueError(f"unknown format {name!r}; one of {', '.join(writers)}")
        return writers[name]()

    def _repr_html_(self) -> str:
        def cells(tag: str, values: Sequence[str]) -> str:
            return "<tr>" + "".join(f"<{tag}>{html.escape(value)}</{tag}>" for value in values) + "</tr>"

        note = f"<p>{html.escape(self.hint)}</p>" if self.hint else ""
        if self.kind == "ask":
            return f"<p><b>{'yes' if self else 'no'}</b></p>{note}"
        rows = [cells("td", row) for row, _ in zip(self.readable(), range(_SHOWN), strict=False)]
        table = f"<table><thead>{cells('th', self.columns)}</thead><tbody>{''.join(rows)}</tbody></table>"
        return f"{table}<p>{self.size(_SHOWN)}</p>{note}"


def _readable(term: Term | None) -> str:
    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    return _lexical(term)


def _lexical(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _csv(text: str) -> str:
    """A field: quoted where it must be (Python's own writer leaves a carriage return bare)."""
    return '"' + text.replace('"', '""') + '"' if re.search('[",\r\n]', text) else text


def _markdown(text: str) -> str:
    return _NOT_MARKDOWN.sub(r"\\\g<0>", one_line(text))


def _escape(text: str) -> str:
    if NOT_XML.search(text):
        raise ValueError(f"XML cannot hold the control character in {one_line(text[:50])!r}; take another format")
    return escape(text, {"\r": "&#13;"})  # a reader of XML turns a bare one into a line feed


def _json(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.Literal):
        data = {"type": "literal", "value": term.value}
        if term.language:
            data["xml:lang"] = term.language
        elif term.datatype.value != _STRING:
            data["datatype"] = term.datatype.value
        return data
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _json(part) for name, part in parts.items()}}


def _xml(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_escape(term.value)}</uri>"
    if isinstance(term, ox.Literal):
        if term.language:
            return f"<literal xml:lang={quoteattr(term.language)}>{_escape(term.value)}</literal>"
        if term.datatype.value == _STRING:
            return f"<literal>{_escape(term.value)}</literal>"
        return f"<literal datatype={quoteattr(term.datatype.value)}>{_escape(term.value)}</literal>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{_escape(term.value)}</bnode>"
    return (
        f"<triple><subject>{_xml(term.subject)}</subject><predicate>{_xml(term.predicate)}</predicate>"
        f"<object>{_xml(term.object)}</object></triple>"
    )
