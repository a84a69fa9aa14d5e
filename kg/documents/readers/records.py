"""Records (rows of a table, objects of JSON) to documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.documents.model import Document
from kg.documents.problems import Unreadable
from kg.documents.readers.base import Context

COLUMNS_MEND = "name the columns: --columns text=NAME,title=NAME,published=NAME"


def check_columns(names: Sequence[str], context: Context) -> None:
    """Raises Unreadable where none of a table's columns holds texts."""
    if not any(name in names for name in context.columns.holding("text", tuple(names))):
        listed = ", ".join(f'"{name[:40]}"' for name in names[:12])
        more = f" … ({len(names)} in all)" if len(names) > 12 else ""
        raise Unreadable(context.where, f"no column of texts among {listed}{more}", COLUMNS_MEND)


def read_record(record: Mapping[str, object], context: Context, *, called: str, mend: str) -> Document:
    """The document in a record, whose values are `called` fields or columns. Raises Unreadable, with that mend."""
    columns = context.columns

    def string(field: str) -> str:
        value = columns.value(record, field)
        if field == "author" and isinstance(value, list) and all(isinstance(item, str) for item in value):
            return ", ".join(value)
        if not isinstance(value, str | None):
            which = next(iter(columns.holding(field, tuple(record))))
            raise Unreadable(context.where, f'the {called} "{which}" is not a string', mend)
        return value or ""

    held = columns.holding("text", tuple(record))
    if columns.value(record, "text") is None and not any(name in record for name in held):
        raise Unreadable(context.where, f'the {called} "{held[0] if held else "text"}" is missing', mend)
    identifier = columns.value(record, "id")
    if not isinstance(identifier, str | int | None) or isinstance(identifier, bool):
        raise Unreadable(context.where, f'the {called} "id" is neither a string nor a number', mend)
    text = string("text")
    if not text.strip():
        raise Unreadable(context.where, "the text is empty")
    return context.document(
        text,
        id="" if identifier is None else str(identifier),
        title=string("title"),
        published=context.date(columns.value(record, "published")),
        source=string("source"),
        author=string("author"),
    )
