"""Hostile files."""

from __future__ import annotations

import ast
import gzip
import zlib
from pathlib import Path

import pytest

import kg
from kg.actors.base import ActorBase, ActorFileError
from kg.documents import Problem, Sources, limits
from kg.graph import GraphDataError, open_graph
from tests.documents.making import archive, rss

BOMB = b"0" * (6 << 20)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FREE", 1 << 20)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(BOMB))
    (tmp_path / "b.zip").write_bytes(archive({"b.txt": BOMB}))
    (tmp_path / "c.zip").write_bytes(archive({"c.zip": archive({"c.zip": archive({"c.txt": "Text."})})}))
    (tmp_path / "good.txt").write_text("Text.")
    problems: list[Problem] = []
    assert [paper.id for paper in Sources(tmp_path, problems.append)] == ["good"]
    assert len(problems) == 3
    assert all(problem.kind == "data" for problem in problems)


def test_entities_are_refused(tmp_path: Path) -> None:
    feed = rss("<description>&b; &c;</description>", head=ENTITIES)
    (tmp_path / "feed.xml").write_text(feed)
    (tmp_path / "wide.xml").write_bytes(feed.encode("utf-16"))
    problems: list[Problem] = []
    assert list(Sources(tmp_path, problems.append)) == []
    assert ["declares XML entities" in str(problem) for problem in problems] == [True, True]
    rdf = tmp_path / "g.rdf"
    rdf.write_text(
        f'<?xml version="1.0"?>{ENTITIES}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:x="http://x/"><rdf:Description rdf:about="http://x/a"><x:b>&b;&c;</x:b></rdf:Description></rdf:RDF>'
    )
    with pytest.raises(GraphDataError, match="declares entities"):
        open_graph(rdf)
    with pytest.raises(ActorFileError, match="declares entities"):
        ActorBase.with_files([rdf])


LOADERS = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve", "yaml", "ruamel", "jsonpickle"}


def test_no_code_is_loaded_from_input(tmp_path: Path) -> None:
    package = Path(kg.__file__).parent
    found = set()
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names = {(node.module or "").partition(".")[0]}
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                names = {node.func.id} & {"eval", "exec", "compile", "__import__"}
            else:
                continue
            found |= {
                (str(path.relative_to(package)), name) for name in names & (LOADERS | {"eval", "exec", "compile"})
            }
    # What one's own cluster is sent, by the client that is told to use it, as Dask sends everything.
    assert found <= {("reading/cluster.py", "pickle")}
    (tmp_path / "a.md").write_text(
        "---\ntitle: !!python/object/apply:os.system ['touch /tmp/hacked']\nbase: &a [*a]\n---\nText."
    )
    (paper,) = Sources(tmp_path, print)
    assert paper.title.startswith("!!python/object/apply")


def pdf_bomb() -> bytes:
    packed = zlib.compress(b"0" * (100 << 20))
    body = (
        b"%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n"
        b"4 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\nendobj\n" % (len(packed), packed)
    )
    return body + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"


def test_a_broken_reader_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdf")
    (tmp_path / "bomb.pdf").write_bytes(pdf_bomb())
    loop = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n"
    (tmp_path / "loop.pdf").write_bytes(loop)
    (tmp_path / "deep.json").write_text("[" * 200_000)
    (tmp_path / "deep.html").write_text("<div>" * 50_000)
    (tmp_path / "quotes.csv").write_text('text\n"' + "x\n" * 1000)
    (tmp_path / "good.txt").write_text("Text.")
    problems: list[Problem] = []
    found = [paper.id for paper in Sources(tmp_path, problems.append)]
    assert "good" in found
    told = "\n".join(map(str, problems))
    for name in ("bomb.pdf", "loop.pdf", "deep.json", "deep.html"):
        assert name in told
    assert "please report this" not in told
