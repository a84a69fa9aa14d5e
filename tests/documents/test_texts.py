"""Front matter, Markdown, web pages, broken lines: what of a file is its text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.readers import frontmatter, html, markdown
from kg.documents.wrapping import unwrap


def test_front_matter() -> None:
    parts = frontmatter.split(
        '---\ntitle: "Guns: a \\"list\\""\nDate: 2019-12-31\nsource:Wire\n\n# note\n---\n\nText.\n'
    )
    assert parts.fields == {"title": 'Guns: a "list"', "date": "2019-12-31", "source": "Wire"}
    assert parts.lines["date"] == 3
    assert parts.text == "Text.\n"


@pytest.mark.parametrize("text", ["Text.", "", "---", "---\ntitle: x\nno end", "---\nProse between rules.\n---\nText."])
def test_no_front_matter(text: str) -> None:
    assert frontmatter.split(text) == frontmatter.FrontMatter({}, {}, text)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("# Title\n\nText.", "Title\n\nText."),
        ("## Title ##\nText.", "Title\nText."),
        ('See [the report](https://example.org/a_(b) "x").', "See the report."),
        ("![map](map.png)Text", "Text"),
        ("**Iran** said *no* and __yes__.", "Iran said no and yes."),
        ("- one\n- two", "one\ntwo"),
        ("> quoted", "quoted"),
        ("a_b_c * d * 2*3", "a_b_c * d * 2*3"),
        ("`code` \\*", "code *"),
        ("Text.[^1]", "Text."),
        ("[1] in brackets", "[1] in brackets"),
        ("No marks, it's “plain” – 5 > 3.", "No marks, it's “plain” – 5 > 3."),
    ],
)
def test_markdown(source: str, shown: str) -> None:
    assert markdown.plain(source) == shown


def test_heading() -> None:
    assert markdown.heading("\n# *Iran* responds\n\nText") == "Iran responds"
    assert markdown.heading("Text\n\n# Later") == ""


PAGE = """<!DOCTYPE html><html><head><title>Iran responds | Wire</title>
<meta property="og:title" content="Iran responds"><meta property="og:site_name" content="The Wire">
<meta property="article:published_time" content="2020-01-08T03:00:00Z">
<script>var a = "<p>No text</p>";</script><style>p { color: red }</style></head>
<body><nav><ul><li>Home<li>World</ul></nav>
<article><h1>Iran responds</h1><p>Iran fired missiles at two bases that host American troops in the early hours of Wednesday&nbsp;&mdash;
<b>no one</b> was killed, officials said &amp; wrote.
<p>The attack came five days after the death of General Soleimani. <br>Iraq had been warned beforehand, it said later.</p>
<aside><p>READ ALSO: sport</p></aside><figure><figcaption>A map</figcaption></figure></article>
<footer><p>Copyright The Wire</p></footer></body></html>"""


@pytest.mark.parametrize("read", [html.read_page, html.read_plainly])
def test_page(read: object) -> None:
    page = read(PAGE)  # type: ignore[operator]
    assert page.title == "Iran responds"
    assert page.date[:10] == "2020-01-08"
    assert page.source == "The Wire"
    assert "— no one was killed, officials said & wrote." in page.text.replace("\xa0", " ").replace("\n", " ")
    assert "General Soleimani." in page.text
    for other in ("No text", "color", "Home", "READ ALSO", "Copyright", "A map"):
        assert other not in page.text


def test_page_without_paragraphs() -> None:
    assert html.read_plainly("<div>Iran <i>fired</i> missiles.<div>Iraq protested.</div></div>").text == (
        "Iran fired missiles.\n\nIraq protested."
    )


def test_linked_data() -> None:
    page = html.read_plainly(
        '<script type="application/ld+json">[{"@graph": [{"datePublished": "2020-01-08", '
        '"publisher": {"name": "The Wire"}}]}]</script><script type="application/ld+json">{bad</script><p>Text.</p>'
    )
    assert (page.text, page.date, page.source) == ("Text.", "2020-01-08", "The Wire")


@given(st.text())
def test_any_markup(markup: str) -> None:
    html.read_plainly(f"<p>{markup}</p><![x{markup}")


WRAPPED = "Iran fired missiles at two Iraqi bases that\nhost American troops in the early hours of\nWednesday.\n\nIraq protested.\nBAGHDAD"


def test_unwrap() -> None:
    assert unwrap(WRAPPED) == (
        "Iran fired missiles at two Iraqi bases that host American troops in the early hours of Wednesday.\n\n"
        "Iraq protested.\nBAGHDAD"
    )


@pytest.mark.parametrize(
    "text", ["", "\n", "One line.", "Short\nlines\nonly", "x" * 400 + "\nA paragraph a line.\nSo."]
)
def test_not_wrapped(text: str) -> None:
    assert unwrap(text) == text


@given(st.text(alphabet="ab \n", max_size=400))
def test_unwrap_moves_nothing(text: str) -> None:
    unwrapped = unwrap(text)
    assert len(unwrapped) == len(text)
    assert unwrapped.replace("\n", " ") == text.replace("\n", " ")
