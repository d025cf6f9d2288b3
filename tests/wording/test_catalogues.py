import string
import subprocess
import sys

import pytest
from babel.messages.pofile import read_po

from wording import build
from wording.words import LANGUAGES, LOCALE_FOLDER, LOCALES

RENEW = "run: python -m wording.build"


@pytest.fixture(scope="module")
def texts():
    return build.template()


def catalogue(language):
    with build.po_file(language).open("rb") as lines:
        return read_po(lines, LOCALES[language])


def strings(value):
    return (value,) if isinstance(value, str) else tuple(value)


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_template_holds_every_text_of_the_code(texts):
    assert (LOCALE_FOLDER / "connect.pot").read_bytes() == build.po_bytes(texts), RENEW


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_catalogue_holds_every_text_of_the_code(language, texts):
    assert build.po_file(language).read_bytes() == build.po_bytes(build.updated(language, texts)), RENEW


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_compiled_catalogue_is_what_its_source_compiles_to(language):
    compiled = build.po_file(language).with_suffix(".mo").read_bytes()
    assert compiled == build.mo_bytes(build.updated(language, catalogue(language))), RENEW


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_every_text_is_translated_and_no_translation_is_in_doubt(language, texts):
    assert build.untranslated(build.updated(language, texts)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_originals_and_translations_have_the_same_placeholders(language):
    wrong = []
    for message in catalogue(language):
        if message.id:
            *_, original = strings(message.id)  # the plural, which always says the count
            *ones, many = strings(message.string)
            if many and placeholders(many) != placeholders(original):
                wrong.append(many)
            wrong += [one for one in ones if not placeholders(one) <= placeholders(original)]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_say_nothing_of_machine_and_day(language):
    for file in (build.po_file(language), build.po_file(language).with_suffix(".mo")):
        for word in (b"Date", b"Babel", b"Generated", b".py:", b"EMAIL"):
            assert word not in file.read_bytes()


def test_check_accepts_what_build_has_written():
    done = subprocess.run(
        [sys.executable, "-m", "wording.build", "--check"], cwd=build.ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with one room and catalogues of its own."""
    monkeypatch.setattr(build, "LOCALE_FOLDER", tmp_path / "wording" / "locale")
    monkeypatch.setattr(build, "ROOT", tmp_path)
    (tmp_path / "dashboard").mkdir()

    def write(code):
        (tmp_path / "dashboard" / "page.py").write_text(code, encoding="utf-8")

    template = build.template
    monkeypatch.setattr(build, "template", lambda: template(tmp_path))
    return write


def ids(catalogue):
    return [message.id for message in catalogue if message.id]


def translate(text, translation):
    file = build.po_file("pt")
    original = f'msgid "{text}"\nmsgstr ""\n'
    content = file.read_text(encoding="utf-8")
    assert original in content
    file.write_text(content.replace(original, f'msgid "{text}"\nmsgstr "{translation}"\n'), encoding="utf-8")


def test_texts_are_found_wherever_they_are_called(project):
    project(
        't("a"); t.plural("b", "c", n); self.t("d"); session.t()("e"); show(t("f", g=t("h" "i")))\n'
        'X = {N_("j"): NN_("k", "l")}; t("m" if x else "n"); t(variable); t(); other("o"); t("")\n'
    )
    assert sorted(ids(build.template()), key=str) == [("b", "c"), ("k", "l"), "a", "d", "e", "f", "hi", "j", "m", "n"]


def test_an_f_string_is_refused_with_its_place(project, capsys):
    project('\nt(f"{n} rows")\n')
    assert build.main([]) == 1
    told = 'page.py line 2: an f-string cannot be translated. Write t("... {name} ...", name=name).\n'
    assert capsys.readouterr().err == told


def test_building_twice_changes_nothing(project, capsys):
    project('t("Load a file")')
    build.main([])
    capsys.readouterr()
    assert build.main([]) == 0
    assert capsys.readouterr().out == "not translated: pt: Load a file\n"


def test_check_names_what_is_stale_and_what_is_not_translated_and_writes_nothing(project, capsys):
    project('t("Load a file")')
    assert build.main(["--check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "stale: wording/locale/connect.pot",
        "stale: wording/locale/en/LC_MESSAGES/connect.po",
        "stale: wording/locale/en/LC_MESSAGES/connect.mo",
        "stale: wording/locale/pt/LC_MESSAGES/connect.po",
        "stale: wording/locale/pt/LC_MESSAGES/connect.mo",
        "not translated: pt: Load a file",
    ]
    assert not build.LOCALE_FOLDER.exists()


def test_a_translation_survives_when_its_text_leaves_the_code_and_comes_back(project, capsys):
    project('t("Load a file")')
    build.main([])
    translate("Load a file", "Carregar um ficheiro")
    project('t("Save")')
    build.main([])
    assert ids(build.updated("pt", build.template())) == ["Save"]
    project('t("Load a file")')
    build.main([])
    capsys.readouterr()
    assert build.main(["--check"]) == 0
    assert build.updated("pt", build.template())["Load a file"].string == "Carregar um ficheiro"


def test_what_a_translator_wrote_above_the_texts_stays(project):
    project('t("Load a file")')
    build.main([])
    file = build.po_file("pt")
    file.write_text(f"# step: passo\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    build.main([])
    assert file.read_text(encoding="utf-8").startswith("# step: passo\n")
