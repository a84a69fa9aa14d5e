"""Parquet by pyarrow (`pip install 'geokg[tables]'`): a document a row, read row group by row group."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

from kg.documents.columns import FIELDS
from kg.documents.limits import check_ratio, seekable
from kg.documents.model import Document
from kg.documents.problems import Unreadable
from kg.documents.readers.base import Context
from kg.documents.readers.records import COLUMNS_MEND, check_columns, read_record

_BATCH = 128  # rows at a time


def read_parquet(file: BinaryIO, context: Context) -> Iterator[Document]:
    """A table; only the columns that hold something of a document are read."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise Unreadable(context.where, "reading Parquet needs pyarrow", "pip install 'geokg[tables]'") from None
    try:
        with seekable(file, context.where) as random:
            table = pq.ParquetFile(random)
            size = sum(table.metadata.row_group(n).total_byte_size for n in range(table.metadata.num_row_groups))
            check_ratio(size, random.seek(0, os.SEEK_END), context.where)
            names = tuple(table.schema_arrow.names)
            check_columns(names, context)
            wanted = [name for field in FIELDS for name in context.columns.holding(field, names) if name in names]
            batches = table.iter_batches(batch_size=_BATCH, columns=list(dict.fromkeys(wanted)))
            for number, record in enumerate((row for batch in batches for row in batch.to_pylist()), start=1):
                here = context.part(f"row {number}", str(number))
                try:
                    yield read_record(record, here, called="column", mend=COLUMNS_MEND)
                except Unreadable as error:
                    context.report(error.problem)
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(context.where, f"damaged Parquet file ({error})", "write it anew") from None
