"""Names that look like formulas, markup or commands are plain text in every file, and odd ones break nothing."""

from io import BytesIO

import pytest
from docx import Document
from lxml import html
from pypdf import PdfReader

from reports.reach.plain import plain
from reports.reach.writing import WRITERS
from tests.graph.networks import Sketch
from tests.reports.reach.reading import docx_text, pdf_text, squeezed, xlsx_texts
from tests.reports.reach.sketches import in_english
from wording.words import words

EN = words("en")
NAMES = {
    "formula": '=HYPERLINK("http://evil.example","x")',
    "plus": "+1+cmd|' /C calc'!A0",
    "at": "@SUM(A1)",
    "tab": "\t=1+1",
    "html": '<img src=x onerror="alert(1)"><script>alert(1)</script>',
    "typst": '#import "/etc/passwd": * ]#panic("x") $x^2$ `raw` *bold* @ref <label>',
    "latex": r"\input{/etc/passwd} \write18{ls} $\alpha$",
    "arabic": "بيت لحم",
    "hebrew": "ירושלים",
    "georgian": "თბილისი",
    "khmer": "ខេត្តពោធិ៍សាត់",
    "chinese": "北京 🙂",
    "combining": "e\u0301a\u0308o",
    "override": "Good\u202egpj.exe\u202c",
    "control": "A\x00B\x07C\x1bD".replace("\x00", ""),
    "long": "x" * 10_000,
    "words": "long name " * 1_000,
}
IN_ANOTHER_FORM = ("khmer", "chinese", "arabic", "hebrew")
"""Written in Latin letters, or from right to left."""


def sketch():
    """Every name as an organisation, a topic and a practice, often enough to be shown."""
    made = Sketch()
    for key, name in NAMES.items():
        made.node("Municipality", f"m-{key}", name=name, country="NL")
        made.node("Topic", f"t-{key}", name=name, codes=(f"dac:{name[:60]}",))
        made.node("Practice", f"p-{key}", title=name)
        made.relate("ADOPTED", f"m-{key}", f"p-{key}", on_date="2018")
        for number in range(3):
            exchange = made.node("Exchange", f"e-{key}-{number}", status="held", starts_on="2018")
            made.relate("TOOK_PART_IN", f"m-{key}", exchange, role="requester")
            made.relate("ABOUT", exchange, f"t-{key}")
    return made


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    told = in_english(sketch(), tmp_path_factory.mktemp("hostile"))
    return {one: write(told, EN) for one, write in WRITERS.items()}


@pytest.fixture(scope="module")
def on_paper(files):
    return pdf_text(files["pdf"])


@pytest.mark.parametrize("key", NAMES)
def test_a_name_is_the_same_plain_text_in_html_docx_xlsx_and_json(key, files):
    name = plain(NAMES[key])
    assert name in "".join(html.fromstring(files["html"].decode()).itertext())
    assert name in docx_text(files["docx"])
    assert name in {cell.value for cell in xlsx_texts(files["xlsx"])}
    assert name in files["json"].decode().replace('\\"', '"').replace("\\\\", "\\")


@pytest.mark.parametrize("key", [key for key in NAMES if key not in IN_ANOTHER_FORM])
def test_a_name_is_plain_text_in_the_pdf(key, on_paper):
    assert squeezed(plain(NAMES[key])) in on_paper


def test_letters_without_a_font_are_written_in_latin_ones(on_paper):
    assert "BeiJing" in on_paper
    assert NAMES["khmer"] not in on_paper


def test_arabic_and_hebrew_letters_are_in_the_pdf_whatever_their_order(on_paper):
    # Readers put letters of words from right to left in this order or the other.
    for name in (NAMES["arabic"], NAMES["hebrew"]):
        assert all(set(word) <= set(on_paper) for word in name.split())


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(files):
    cells = list(xlsx_texts(files["xlsx"]))
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)


def test_no_markup_of_a_name_is_read_in_the_html(files):
    page = html.fromstring(files["html"].decode())
    assert not [one.tag for one in page.iter("script", "img")]
    assert not [one for one in page.iter() if any(str(name).startswith("on") for name in one.attrib)]


def test_the_docx_and_the_pdf_lead_nowhere(files):
    document = Document(BytesIO(files["docx"]))
    assert not [one for one in document.part.rels.values() if one.is_external and "hyperlink" in one.reltype]
    pages = PdfReader(BytesIO(files["pdf"])).pages
    actions = [note.get_object().get("/A") for page in pages for note in page.get("/Annots", [])]
    assert not [one for one in actions if one and one.get_object().get("/S") in ("/URI", "/Launch", "/JavaScript")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("a\u202eb\u2066c", "abc"),
        ("a\r\nb\tc", "a b c"),
        ("e\u0301", "é"),
        ("\x1b[31mred", "[31mred"),
        ("x" * 121, "x" * 119 + "…"),
        ("زبان\u200cها", "زبان\u200cها"),  # a joiner that Persian needs
    ],
)
def test_a_name_becomes_one_line_without_what_cannot_be_seen(text, expected):
    assert plain(text) == expected
