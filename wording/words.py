"""The words of one language: texts from its catalogue; dates, numbers and lists as Unicode CLDR writes them.

Every text a person reads stands in the code in English and passes through a `Words`, called ``t`` everywhere, so that
`wording.build` finds it: ``t("Load a file")``, ``t.plural("{n} step", "{n} steps", n)``.
"""

import gettext
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from graph.dates import first_day
from wording.countries import country_name

LANGUAGES = ("en", "pt")
"""Languages on offer, ISO 639-1; the first one is what an unknown one falls back to."""
DOMAIN = "connect"
LOCALE_FOLDER = Path(__file__).parent / "locale"

# As written in Europe: 15 May 2017, not May 15, 2017; and CLDR's plain "pt" is the Portuguese of Brazil.
LOCALES: Mapping[str, str] = {"en": "en_GB", "pt": "pt_PT"}
# Country nodes are stored under CLDR's plain English names, and the same country must read the same everywhere.
_COUNTRY_NAMES = {"en": "en", "pt": "pt_PT"}
_YEAR, _FULL_DATE = len("2017"), len("2017-05-15")


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools know
    """The same text, marked for the catalogues; for tables whose entries are worded later by ``t(text)``."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as N_
    """The same two texts, marked for the catalogues as singular and plural of one message."""
    return one, many


def words(language: str) -> "Words":
    """Words of a language; those of English for one that is not on offer.

    Parameters
    ----------
    language : ISO 639-1 code, also with a region: ``pt``, ``pt-BR``, ``pt_PT``.
    """
    code = language.replace("_", "-").partition("-")[0].lower()
    return _words(code if code in LANGUAGES else LANGUAGES[0])


def language_name(language: str) -> str:
    """What a language calls itself, to choose from: ``Português``."""
    name = Locale.parse(language).get_display_name() or language
    return name[:1].upper() + name[1:]


@cache
def all_language_codes() -> tuple[str, ...]:
    """ISO 639-1 codes of all languages that Unicode CLDR names, in order."""
    codes = map(str, Locale.parse("en").languages)
    return tuple(sorted(code for code in codes if len(code) == len("pt")))


@cache
def _words(language: str) -> "Words":
    catalogue = gettext.translation(DOMAIN, str(LOCALE_FOLDER), [language], fallback=True)
    return Words(language, Locale.parse(LOCALES[language]), catalogue)


@dataclass(frozen=True, slots=True)
class Words:
    """Texts, dates, numbers and lists in one language. Made by `words`."""

    language: str
    """ISO 639-1 code."""
    locale: Locale = field(repr=False)
    _catalogue: gettext.NullTranslations = field(repr=False)

    def __call__(self, message: str, /, **values: object) -> str:
        """A text in this language, with values filled in.

        Parameters
        ----------
        message : the English text, as the catalogues know it.
        values : what stands for each ``{name}``, inserted as it is; numbers called ``n`` or ``n_...`` are counts and
            written as the language writes numbers.

        Returns
        -------
        The English text where the catalogue has no other.
        """
        # gettext answers "" with the header of the catalogue.
        return self._filled(self._catalogue.gettext(message) if message else "", values)

    def plural(self, one: str, many: str, /, n: int, **values: object) -> str:
        """A text in this language in the form that goes with a count: ``t.plural("{n} step", "{n} steps", 3)``."""
        return self._filled(self._catalogue.ngettext(one, many, n), {"n": n, **values})

    def number(self, number: float) -> str:
        """A number as the language writes it: ``25,914``."""
        return format_decimal(number, locale=self.locale)

    def listing(self, items: Iterable[str]) -> str:
        """Several texts as one: ``a, b and c``; "" for none."""
        return format_list(list(items), locale=self.locale)

    def country(self, code: str) -> str:
        """Name of a country; the code itself where no country has it.

        Parameters
        ----------
        code : ISO 3166-1 alpha-2 code.
        """
        try:
            return country_name(code, _COUNTRY_NAMES[self.language])
        except ValueError:
            return code

    def language_name(self, code: str) -> str:
        """Name of a language: ``Portuguese``; the code itself where no language has it.

        Parameters
        ----------
        code : ISO 639-1 code.
        """
        name: str = self.locale.languages.get(code, code)
        return name

    def date(self, partial: str) -> str:
        """A date written out as exactly as it is known: ``2017``, ``May 2017``, ``15 May 2017``.

        Raises
        ------
        ValueError
            The text is not a date as `graph.dates` knows them.
        """
        day = first_day(partial)
        if len(partial) == _FULL_DATE:
            return format_date(day, "long", locale=self.locale)
        return format_skeleton("y" if len(partial) == _YEAR else "yMMMM", day, locale=self.locale)

    def moment(self, at: str) -> str:
        """Day and minute of a time in UTC, given as ISO 8601: ``15 May 2017, 16:05 UTC``."""
        return self("{date}, {time} UTC", date=self.date(at[:10]), time=at[11:16])

    def period(self, starts: str | None, ends: str | None) -> str:
        """A period written out: ``15 to 19 May 2017``.

        Parameters
        ----------
        starts, ends : partial dates; None: not known.

        Returns
        -------
        ``from May 2017`` or ``until May 2017`` where one of them is not known; ``date not recorded`` where none is.
        """
        if starts and ends:
            return self._between(starts, ends)
        if starts:
            return self(N_("from {date}"), date=self.date(starts))
        if ends:
            return self(N_("until {date}"), date=self.date(ends))
        return self(N_("date not recorded"))

    def _between(self, starts: str, ends: str) -> str:
        if starts == ends:
            return self.date(starts)
        # One of the two is a part of the other: "2017-05" to "2017-05-19" began on some day of that month.
        if ends.startswith(starts):
            return self(N_("{period} (until {date})"), period=self.date(starts), date=self.date(ends))
        if starts.startswith(ends):
            return self(N_("{period} (from {date})"), period=self.date(ends), date=self.date(starts))
        return self(N_("{first} to {last}"), first=self._first_of(starts, ends), last=self.date(ends))

    def _first_of(self, starts: str, ends: str) -> str:
        """The first date of a period without the year and month that the last one repeats."""
        is_same_year = len(starts) == len(ends) and starts[:4] == ends[:4]
        if not is_same_year or len(starts) == _YEAR:
            return self.date(starts)
        day = first_day(starts)
        if len(starts) < _FULL_DATE:
            return format_date(day, "LLLL", locale=self.locale)
        skeleton = "d" if starts[:7] == ends[:7] else "MMMMd"
        return format_skeleton(skeleton, day, locale=self.locale)

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        if not values:
            return text
        return text.format(**{name: self._shown(name, value) for name, value in values.items()})

    def _shown(self, name: str, value: object) -> object:
        is_count = name == "n" or name.startswith("n_")
        return self.number(value) if is_count and isinstance(value, int | float) else value
