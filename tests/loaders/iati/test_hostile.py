"""Hostile and damaged XML is refused with its line before it costs time or memory; nothing outside is ever read."""

import gzip
import tracemalloc

import pytest

from graph.errors import ExplorerError
from loaders.load import load
from tests.loaders.iati.activities import activity, iati
from tests.loaders.tables import attempt

HEAD = b'<?xml version="1.0"?>\n<iati-activities version="2.03">\n'
MEGABYTE = b"x" * 1_000_000
PLAIN = "Expected plain XML."
DOCTYPE = (
    "a.xml line 2: the file holds what no file of data needs: a document type (DOCTYPE) is declared. "
    f"{PLAIN} Take the declaration out: IATI has none."
)


def doctype(declared, used):
    return f'<?xml version="1.0"?>\n<!DOCTYPE a {declared}>\n<iati-activities version="2.03">{used}</iati-activities>'


DECLARED = {
    "billion laughs": doctype(
        '[<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
        + "]",
        "&i;",
    ),
    "one long entity": doctype(f'[<!ENTITY a "{"a" * 100_000}">]', "&a;" * 100_000),
    "parameter entities": doctype('[<!ENTITY % a "aaaa"><!ENTITY % b "%a;%a;"> %b;]', ""),
    "file of the machine": doctype('[<!ENTITY a SYSTEM "file:///etc/passwd">]', "&a;"),
    "address": doctype('SYSTEM "http://127.0.0.1:1/a.dtd"', ""),
}


@pytest.mark.parametrize("name", DECLARED)
def test_document_type_is_refused_before_anything_of_it_is_used(name, file, refusal):
    assert refusal(file(DECLARED[name])) == [DOCTYPE]


def test_entity_that_nobody_declared_is_refused(file, refusal):
    assert refusal(file(iati(activity("&secret;")))) == [
        "a.xml line 7: the file is not XML: undefined entity, character 1 of the line. Expected XML."
    ]


def repeated(path, before, piece, n_times):
    """A file with something in it many times, written without being held in memory."""
    with path.open("wb") as stream:
        stream.write(HEAD + before)
        for _ in range(n_times):
            stream.write(piece)
    return path


ENDLESS = {
    "text": (b"<iati-activity><title>", MEGABYTE, 200, "one activity of more than 10,000,000 characters"),
    "attribute": (b'<iati-activity a="', MEGABYTE, 200, "a tag or comment longer than 1,000,000 bytes"),
    "comment": (b"<!--", MEGABYTE, 200, "a tag or comment longer than 1,000,000 bytes"),
    "name": (b"<", MEGABYTE, 200, "a tag or comment longer than 1,000,000 bytes"),
    "depth": (b"", b"<a>", 1_000_000, "elements more than 100 deep inside each other"),
    "depth in what is not read": (
        b"<iati-activity><budget>",
        b"<a>",
        1_000_000,
        "elements more than 100 deep inside each other",
    ),
    "children": (
        b"<iati-activity>",
        b"<sector/>" * 1_000,
        1_000,
        "one activity of more than 250,000 elements and attributes",
    ),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_never_ends_is_refused_with_little_memory(name, tmp_path, refusal):
    before, piece, n_times, what = ENDLESS[name]
    path = repeated(tmp_path / "a.xml", before, piece, n_times)
    if name == "children":  # each of them counts, which tracing makes slow
        assert refusal(path) == [f"a.xml line 3: the file holds what no file of data needs: {what}. {PLAIN}"]
        return
    tracemalloc.start()
    try:
        assert refusal(path) == [f"a.xml line 3: the file holds what no file of data needs: {what}. {PLAIN}"]
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("written", ["<a{}/>", '<a a{}="1"/>', '<a xmlns:a{}="a"/>', "<budget><a{}/></budget>"])
def test_names_without_end_are_refused(written, file, refusal):
    names = "".join(map(written.format, range(30_000)))
    assert refusal(file(iati(activity(names)))) == [
        "a.xml line 7: the file holds what no file of data needs: different names of more than 100,000 characters "
        f"together. {PLAIN}"
    ]


def test_text_between_activities_is_passed_over_without_being_kept(tmp_path, store):
    path = repeated(tmp_path / "a.xml", b"", b"\n" * 1_000_000, 20)
    with path.open("ab") as stream:
        stream.write(activity().encode() + b"</iati-activities>")
    tracemalloc.start()
    try:
        assert load([path], store).n_errors == 0
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_compressed_bomb_is_refused_like_the_file_in_it(tmp_path, refusal):
    path = tmp_path / "a.xml.gz"
    with gzip.open(path, "wb") as stream:
        stream.write(HEAD + b"<iati-activity><title>")
        for _ in range(20):
            stream.write(MEGABYTE)
    [sentence] = refusal(path)
    assert sentence.startswith("a.xml.gz line 3: the file holds what no file of data needs: one activity of more than")


WHOLE = iati(activity(), activity(identifier="A2")).encode()


@pytest.mark.parametrize("n_bytes", range(1, len(WHOLE) - 1, 61))
def test_file_cut_anywhere_is_refused(n_bytes, file, store):
    outcome = attempt([file(WHOLE[:n_bytes])], store)
    assert isinstance(outcome, ExplorerError)
    assert store.counts().nodes == {}


def test_cut_is_told_with_the_line_on_which_it_is(file, refusal):
    assert refusal(file(WHOLE[:-30])) == [
        "a.xml line 16: the file is cut off there: unclosed token, character 1 of the line. "
        "Expected the end. Copy or download the file again."
    ]


@pytest.mark.parametrize("n_bytes", range(20, len(gzip.compress(WHOLE, mtime=0)), 37))
def test_compressed_file_cut_anywhere_is_refused(n_bytes, file, store):
    outcome = attempt([file(gzip.compress(WHOLE, mtime=0)[:n_bytes], "a.xml.gz")], store)
    assert isinstance(outcome, ExplorerError)
    assert store.counts().nodes == {}


ENCODINGS = {
    "not what it says": (
        iati(activity(title="Déchets")).encode("cp1252"),
        "a.xml line 6: the file is not XML: not well-formed (invalid token), character 20 of the line. Expected XML. "
        "Is it written in the encoding that its first line names?",
    ),
    "unknown": (
        iati(activity()).replace('"1.0"', '"1.0" encoding="klingon"', 1).encode(),
        "a.xml line 1: the file is not XML: unknown encoding: klingon. Expected XML in UTF-8. Save it so.",
    ),
    "of several bytes": (
        iati(activity()).replace('"1.0"', '"1.0" encoding="shift_jis"', 1).encode(),
        "a.xml line 1: the file is not XML: multi-byte encodings are not supported. Expected XML in UTF-8. Save it so.",
    ),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_wrong_encoding_is_told(name, file, refusal):
    content, sentence = ENCODINGS[name]
    assert refusal(file(content)) == [sentence]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1", "windows-1252"])
def test_encoding_that_the_file_names_is_used(encoding, file, store):
    declared = encoding.removesuffix("-sig")
    content = iati(activity(title="Déchets")).replace('"1.0"', f'"1.0" encoding="{declared}"', 1)
    load([file(content.encode(encoding))], store)
    [exchange] = [one for one in store.statements() if getattr(one, "kind", "") == "Exchange"]
    assert exchange.properties["title"] == "Déchets"


def test_tags_that_do_not_fit_are_told_with_their_line(file, refusal):
    assert refusal(file(iati(activity("<sector>")))) == [
        "a.xml line 9: the file is not XML: mismatched tag, character 3 of the line. Expected XML."
    ]


def test_text_is_only_text(file, store):
    names = "&lt;img src=x onerror=alert(1)&gt; | '; DROP TABLE node; -- {value} [{]"
    load([file(iati(activity(title=names)))], store)
    [exchange] = [one for one in store.statements() if getattr(one, "kind", "") == "Exchange"]
    assert exchange.properties["title"] == "<img src=x onerror=alert(1)> | '; DROP TABLE node; -- {value} [{]"
