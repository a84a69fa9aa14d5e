"""Parquet, CSV tables and Excel, read back by pyarrow, pandas and openpyxl: the same tables as in Python."""

from __future__ import annotations

import csv
import datetime
import json
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from kg.exports import ExportWarning, excel
from kg.exports.part import Part
from kg.exports.tables import TABLES, rows, tables
from kg.exports.text import unguarded
from kg.graph import Graph
from tests.exports.hostile import TEXTS, shown
from tests.graph.factory import BASE, document, statement

openpyxl = pytest.importorskip("openpyxl")
parquet = pytest.importorskip("pyarrow.parquet")
pytest.importorskip("xlsxwriter")

every_graph = pytest.mark.parametrize("which", ["graph", "hard", "empty"])


def expected(graph: Graph) -> dict[str, pd.DataFrame]:
    return {name: getattr(graph, name)() for name in TABLES}


def plain_rows(table: pd.DataFrame) -> list[list[Any]]:
    """Rows with None for what is missing, and days as dates; written anew, to check `kg.exports.tables.rows` too."""

    def value(cell: Any) -> Any:
        if isinstance(cell, tuple):
            return cell
        if pd.isna(cell):
            return None
        return cell.date() if isinstance(cell, pd.Timestamp) else cell

    return [[value(cell) for cell in row] for row in table.itertuples(index=False, name=None)]


@every_graph
def test_rows(which: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(which)
    for name, table in tables(Part(graph)).items():
        assert [list(row) for row in rows(table)] == plain_rows(expected(graph)[name])


@every_graph
def test_parquet(which: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(which)
    graph.export(tmp_path, "parquet")
    for name, table in expected(graph).items():
        read = parquet.read_table(tmp_path / f"{name}.parquet")
        assert read.column_names == list(table.columns)
        found = [[tuple(cell) if isinstance(cell, list) else cell for cell in row.values()] for row in read.to_pylist()]
        assert found == plain_rows(table)


def test_parquet_has_types_also_of_an_empty_graph(graph: Graph, empty: Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "full", "parquet")
    empty.export(tmp_path / "empty", "parquet")
    for name in TABLES:
        full = parquet.read_schema(tmp_path / "full" / f"{name}.parquet")
        assert parquet.read_schema(tmp_path / "empty" / f"{name}.parquet").equals(full)
    kinds = {field.name: str(field.type) for field in parquet.read_schema(tmp_path / "full" / "statements.parquet")}
    chosen = ("evidence", "date", "when", "killed", "confidence", "start")
    assert [kinds[name] for name in chosen] == ["string", "string", "date32[day]", "int64", "double", "int64"]
    assert kinds["status"].startswith("dictionary<values=string")
    names = parquet.read_schema(tmp_path / "full" / "actors.parquet").field("names")
    assert str(names.type).startswith("list<")
    read = pd.read_parquet(tmp_path / "full" / "statements.parquet", engine="pyarrow")
    assert len(read) == 20
    assert read["status"].dtype == "category"


@every_graph
def test_csv_tables(which: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(which)
    graph.export(tmp_path, "csv-tables")

    def text(cell: Any) -> Any:
        if isinstance(cell, tuple):
            return list(cell)
        return "" if cell is None else shown(str(cell))

    for name, table in expected(graph).items():
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            head, *found = csv.reader(file)
        assert head == list(table.columns)
        lists = [place for place, column in enumerate(table.columns) if column in ("names", "statement_ids")]
        read = [
            [json.loads(unguarded(cell)) if place in lists else unguarded(cell) for place, cell in enumerate(row)]
            for row in found
        ]
        assert read == [[text(cell) for cell in row] for row in plain_rows(table)]


def in_excel(cell: Any) -> Any:
    """A cell of a table as Excel has it and openpyxl reads it, which leaves Excel's escapes as they are."""
    if isinstance(cell, tuple):
        cell = "; ".join(cell)
    if isinstance(cell, str):
        cell = shown(cell).replace("\r\n", "\n").replace("\r", "\n")
        return cell.replace("_x0041_", "_x005F_x0041_").replace("_x000D_", "_x005F_x000D_")
    if isinstance(cell, datetime.date):
        return datetime.datetime(cell.year, cell.month, cell.day)
    return cell


def sheet_rows(sheet: Any) -> Iterator[list[Any]]:
    for row in sheet.iter_rows(min_row=2):
        yield [cell.value for cell in row]


@every_graph
def test_excel(which: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(which)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        graph.export(tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == [*TABLES, "notes"]
    for name, table in expected(graph).items():
        sheet = book[name]
        assert [cell.value for cell in sheet[1]] == list(table.columns)
        assert list(sheet_rows(sheet)) == [[in_excel(cell) for cell in row] for row in plain_rows(table)]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")


def test_no_cell_of_excel_is_a_formula_or_a_link(hard: Graph, tmp_path: Path) -> None:
    hard.export(tmp_path / "x.xlsx")
    formulas, texts = 0, 0
    for sheet in openpyxl.load_workbook(tmp_path / "x.xlsx"):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                assert cell.data_type in ("s", "n", "d"), cell.value
                texts += cell.data_type == "s"
                # Excel would take it for a formula as soon as someone edits it, were it not marked.
                if isinstance(cell.value, str) and cell.value.lstrip(' "\t\n\r')[:1] in tuple("=+-@＝"):
                    assert cell.quotePrefix, cell.value
                    formulas += 1
    assert formulas > 10 * len(TEXTS)
    assert texts > formulas
    with zipfile.ZipFile(tmp_path / "x.xlsx") as file:
        sheets = [file.read(name) for name in file.namelist() if name.startswith("xl/worksheets/")]
        assert not any(name.endswith(".rels") and "worksheets" in name for name in file.namelist())
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_a_text_too_long_for_a_cell_is_cut_and_noted(tmp_path: Path) -> None:
    graph = Graph.in_memory(BASE)
    long = "🌍" * 20_000  # each is two units
    graph.add(document("d"), [statement("d", "norland", "struck", "sudria", evidence=long)])
    with pytest.warns(ExportWarning, match="statements, row 1, evidence: a text of 20,000 characters cut off"):
        graph.export(tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    heads = [cell.value for cell in book["statements"][1]]
    kept = book["statements"].cell(2, 1 + heads.index("evidence")).value
    assert kept.endswith(" … [cut]")
    assert len(kept.encode("utf-16-le")) // 2 in (excel.CHARACTERS - 1, excel.CHARACTERS)
    assert set(kept.removesuffix(" … [cut]")) == {"🌍"}
    notes = [row[0] for row in sheet_rows(book["notes"])]
    assert any("statements, row 1, evidence" in note for note in notes)


def test_a_text_that_just_fits_is_not_cut(tmp_path: Path) -> None:
    graph = Graph.in_memory(BASE)
    fits = "x" * excel.CHARACTERS
    graph.add(document("d"), [statement("d", "norland", "struck", "sudria", evidence=fits)])
    graph.export(tmp_path / "x.xlsx")
    table = pd.read_excel(tmp_path / "x.xlsx", sheet_name="statements", engine="openpyxl")
    assert table["evidence"].tolist() == [fits]


def test_more_rows_than_a_sheet_holds_go_on_in_another(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "ROWS", 9)  # 8 and the head; there are 20 statements
    with pytest.warns(ExportWarning, match="statements has 20 rows, which are in 3 sheets"):
        graph.export(tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    names = [name for name in book.sheetnames if name.startswith("statements")]
    assert names == ["statements", "statements 2", "statements 3"]
    found = [row for name in names for row in sheet_rows(book[name])]
    assert found == [[in_excel(cell) for cell in row] for row in plain_rows(graph.statements())]
    assert all(book[name].cell(1, 1).value == "id" for name in names)


def test_dates_before_excels_calendar_stay_texts(tmp_path: Path) -> None:
    graph = Graph.in_memory(BASE)
    dates = ("1899-12-31", "1900-02-28", "1900-03-01", "2031-05-09")
    graph.add(
        document("d"), [statement("d", "norland", "struck", "sudria", start=n, date=d) for n, d in enumerate(dates)]
    )
    graph.export(tmp_path / "x.xlsx")
    table = pd.read_excel(tmp_path / "x.xlsx", sheet_name="statements", engine="openpyxl")
    assert table["date"].tolist() == list(dates)
    assert [None if pd.isna(day) else str(day)[:10] for day in table["when"]] == [None, None, *dates[2:]]
