import pytest

from wording.words import LANGUAGES, language_name, words

EN, PT = words("en"), words("pt")


def test_a_language_that_is_not_on_offer_falls_back_to_english():
    assert [words(one).language for one in ("xx", "", "e", "zh-Hant-TW")] == ["en"] * 4


def test_a_region_does_not_matter():
    assert words("pt-BR") is words("pt_PT") is words("PT") is PT


def test_languages_call_themselves_by_their_own_name():
    assert [language_name(one) for one in LANGUAGES] == ["English", "Português"]


def test_a_text_without_translation_is_the_english_one():
    assert PT("No catalogue has {this}.") == "No catalogue has {this}."


def test_an_empty_text_is_empty_and_not_the_header_of_the_catalogue():
    assert (EN(""), PT("")) == ("", "")


def test_values_are_inserted_as_they_are_and_only_once():
    assert EN("{name} as {role}", name="{role} %s <b>", role="host") == "{role} %s <b> as host"


def test_counts_are_written_as_the_language_writes_numbers_and_other_numbers_are_not():
    assert EN("{n} of {n_all} at {port}", n=1234, n_all=25914, port=8501) == "1,234 of 25,914 at 8501"


@pytest.mark.parametrize(
    ("n", "english", "portuguese"),
    [
        (0, "0 steps", "0 passos"),
        (1, "1 step", "1 passo"),
        (2, "2 steps", "2 passos"),
        (1000, "1,000 steps", "1\xa0000 passos"),
    ],
)
def test_plural_goes_with_the_count(n, english, portuguese):
    assert EN.plural("{n} step", "{n} steps", n) == english
    assert PT.plural("{n} step", "{n} steps", n=n) == portuguese


def test_plural_takes_further_values():
    told = PT.plural("{told}, and {n} more fact links them", "{told}, and {n} more facts link them", 2, told="A e B")
    assert told == "A e B, e há mais 2 factos em comum"


def test_numbers():
    assert [EN.number(one) for one in (0, 25914, -3, 0.25)] == ["0", "25,914", "-3", "0.25"]
    assert [PT.number(one) for one in (0, 25914, -3, 0.25)] == ["0", "25\xa0914", "-3", "0,25"]


def test_listings():
    assert [EN.listing(one) for one in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert [PT.listing(one) for one in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a e b", "a, b e c"]


def test_countries_are_named_as_stored_nodes_are_and_in_the_portuguese_of_portugal():
    assert [EN.country(one) for one in ("IS", "LC", "XK")] == ["Iceland", "St. Lucia", "Kosovo"]
    assert [PT.country(one) for one in ("IS", "LV", "XK")] == ["Islândia", "Letónia", "Kosovo"]


def test_a_code_that_no_country_has_stays_as_it_is():
    assert EN.country("ZZ") == "ZZ"


@pytest.mark.parametrize(
    ("partial", "english", "portuguese"),
    [
        ("2017", "2017", "2017"),
        ("2017-05", "May 2017", "maio de 2017"),
        ("2017-05-15", "15 May 2017", "15 de maio de 2017"),
        ("2018-03-01", "1 March 2018", "1 de março de 2018"),
        ("0987", "987", "987"),
        ("2016-02-29", "29 February 2016", "29 de fevereiro de 2016"),
    ],
)
def test_dates_are_written_out_as_exactly_as_they_are_known(partial, english, portuguese):
    assert (EN.date(partial), PT.date(partial)) == (english, portuguese)


@pytest.mark.parametrize("text", ["", "May 2017", "2017-13", "2017-02-30", "2017-05-15-01", "15-05-2017"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"date|month|day"):
        EN.date(text)


@pytest.mark.parametrize(
    ("starts", "ends", "english", "portuguese"),
    [
        ("2017-05-15", "2017-05-19", "15 to 19 May 2017", "15 a 19 de maio de 2017"),
        ("2017-05-28", "2017-06-02", "28 May to 2 June 2017", "28 de maio a 2 de junho de 2017"),
        (
            "2017-12-28",
            "2018-01-02",
            "28 December 2017 to 2 January 2018",
            "28 de dezembro de 2017 a 2 de janeiro de 2018",
        ),
        ("2017-05", "2017-06", "May to June 2017", "maio a junho de 2017"),
        ("2017-12", "2018-01", "December 2017 to January 2018", "dezembro de 2017 a janeiro de 2018"),
        ("2017", "2018", "2017 to 2018", "2017 a 2018"),
        ("2017-05-15", "2017-05-15", "15 May 2017", "15 de maio de 2017"),
        ("2017", "2017", "2017", "2017"),
        ("2017-05-15", "2018", "15 May 2017 to 2018", "15 de maio de 2017 a 2018"),
        ("2017", "2018-01-02", "2017 to 2 January 2018", "2017 a 2 de janeiro de 2018"),
        ("2017-05", "2017-06-02", "May 2017 to 2 June 2017", "maio de 2017 a 2 de junho de 2017"),
        ("2017-05", "2017-05-19", "May 2017 (until 19 May 2017)", "maio de 2017 (até 19 de maio de 2017)"),
        ("2017-05-15", "2017", "2017 (from 15 May 2017)", "2017 (a partir de 15 de maio de 2017)"),
        ("2017-05-15", None, "from 15 May 2017", "a partir de 15 de maio de 2017"),
        (None, "2018-04", "until April 2018", "até abril de 2018"),
        ("2017", None, "from 2017", "a partir de 2017"),
        (None, None, "date not recorded", "data não registada"),
        ("", "", "date not recorded", "data não registada"),
    ],
)
def test_periods_say_each_month_and_year_once(starts, ends, english, portuguese):
    assert (EN.period(starts, ends), PT.period(starts, ends)) == (english, portuguese)
