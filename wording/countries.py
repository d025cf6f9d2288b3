"""Countries by any of their names: `country_code("Pays-Bas") == "NL"`.

Names come from Unicode CLDR (through Babel) in six languages, folded like every name here. What people write and CLDR
does not list stands in `_ALIASES`, each group with its reason. A spelling that is in neither is not guessed.
"""

from functools import cache
from itertools import dropwhile

from babel import Locale
from rapidfuzz import fuzz, process

from graph.names import fold

_LANGUAGES = ("en", "fr", "es", "pt", "nl", "de")

# CLDR also names groupings, test locales and islands that ISO 3166-1 only reserves. Kosovo (XK, user-assigned) stays:
# it has municipalities and no other code.
_NOT_COUNTRIES = frozenset(("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"))

# Codes that the European Union uses where ISO 3166-1 has another (Interinstitutional Style Guide, annex A5).
_OTHER_CODES = {"EL": "GR", "UK": "GB"}

_ALIASES = {
    # The parts of the United Kingdom, which twinning lists write as countries.
    "England": "GB",
    "Scotland": "GB",
    "Wales": "GB",
    "Northern Ireland": "GB",
    "Great Britain": "GB",
    # Short and everyday forms.
    "UK": "GB",
    "U.K.": "GB",
    "USA": "US",
    "U.S.A.": "US",
    "U.S.": "US",
    "United States of America": "US",
    "UAE": "AE",
    "DR Congo": "CD",
    "DRC": "CD",
    "Holland": "NL",
    "The Netherlands": "NL",
    "The Gambia": "GM",
    "The Bahamas": "BS",
    "Palestine": "PS",
    "State of Palestine": "PS",
    "Bosnia": "BA",
    "Korea (South)": "KR",
    "Korea (North)": "KP",
    "Hong Kong": "HK",
    "Macao": "MO",
    "Macau": "MO",
    # Names in use before CLDR changed them, and former names of the same country.
    "Turkey": "TR",
    "Czech Republic": "CZ",
    "Ivory Coast": "CI",
    "East Timor": "TL",
    "Swaziland": "SZ",
    "Macedonia": "MK",
    "FYR Macedonia": "MK",
    "Republic of North Macedonia": "MK",
    "Burma": "MM",
    "Upper Volta": "BF",
    # Set apart from something else of that name.
    "Georgia (country)": "GE",
    "Republic of Ireland": "IE",
    "Republic of the Congo": "CG",
    "Republic of China (Taiwan)": "TW",
    "People's Republic of China": "CN",
    # Names of the United Nations, and as ISO 3166-1 inverts them.
    "Democratic Republic of the Congo": "CD",
    "Democratic Republic of Congo": "CD",
    "Congo, Democratic Republic of the": "CD",
    "Republic of Moldova": "MD",
    "Moldova, Republic of": "MD",
    "Republic of Korea": "KR",
    "Korea, Republic of": "KR",
    "Democratic People's Republic of Korea": "KP",
    "Korea, Democratic People's Republic of": "KP",
    "Russian Federation": "RU",
    "Syrian Arab Republic": "SY",
    "Lao People's Democratic Republic": "LA",
    "Islamic Republic of Iran": "IR",
    "Iran, Islamic Republic of": "IR",
    "Iran (Islamic Republic of)": "IR",
    "United Republic of Tanzania": "TZ",
    "Tanzania, United Republic of": "TZ",
    "Plurinational State of Bolivia": "BO",
    "Bolivia, Plurinational State of": "BO",
    "Bolivia (Plurinational State of)": "BO",
    "Bolivarian Republic of Venezuela": "VE",
    "Venezuela, Bolivarian Republic of": "VE",
    "Venezuela (Bolivarian Republic of)": "VE",
    "Federated States of Micronesia": "FM",
    "Micronesia, Federated States of": "FM",
    "Palestine, State of": "PS",
    "Taiwan, Province of China": "TW",
    "United Kingdom of Great Britain and Northern Ireland": "GB",
    "Saint Vincent and the Grenadines": "VC",
    "Holy See": "VA",
}

# Territories with a code of their own that lists write with their state: "Réunion, France" is RE, whereas
# "Georgia, United States" and "Luxembourg, Belgium" are in the state that stands last.
_TERRITORIES = {
    "AU": ("CC", "CX", "NF"),
    "CN": ("HK", "MO"),
    "DK": ("FO", "GL"),
    "FI": ("AX",),
    "FR": ("BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "WF", "YT"),
    "GB": ("AI", "BM", "FK", "GG", "GI", "IM", "JE", "KY", "MS", "PN", "SH", "TC", "VG"),
    "NL": ("AW", "BQ", "CW", "SX"),
    "NO": ("SJ",),
    "NZ": ("CK", "NU", "TK"),
    "US": ("AS", "GU", "MP", "PR", "VI"),
}

# States and territories without a code, with the countries in which their towns lie today or are listed.
_LISTED_IN = {
    "Soviet Union": ("RU", "UA", "BY", "KZ", "UZ", "GE", "AM", "AZ", "LT", "LV", "EE", "MD", "KG", "TJ", "TM"),
    "USSR": ("RU", "UA", "BY", "KZ", "UZ", "GE", "AM", "AZ", "LT", "LV", "EE", "MD", "KG", "TJ", "TM"),
    "Czechoslovakia": ("CZ", "SK"),
    "Yugoslavia": ("RS", "HR", "BA", "SI", "MK", "ME", "XK"),
    "Serbia and Montenegro": ("RS", "ME", "XK"),
    "East Germany": ("DE",),
    "German Democratic Republic": ("DE",),
    "GDR": ("DE",),
    "West Germany": ("DE",),
    "German Reich": ("DE", "PL", "RU"),
    "Prussia": ("DE", "PL", "RU"),
    "Austria-Hungary": ("AT", "HU", "CZ", "SK", "SI", "HR", "BA", "RO", "UA", "PL", "IT", "RS"),
    "Kingdom of Hungary": ("HU", "SK", "RO", "RS", "HR", "UA", "AT", "SI"),
    "Ottoman Empire": ("TR",),
    "Rhodesia": ("ZW",),
    "Zaire": ("CD",),
    "South Vietnam": ("VN",),
    "North Vietnam": ("VN",),
    "Northern Cyprus": ("CY",),
    "Turkish Republic of Northern Cyprus": ("CY",),
    "West Bank": ("PS",),
    "Gaza Strip": ("PS",),
    "Crimea": ("UA",),
    "Transnistria": ("MD",),
    "Abkhazia": ("GE",),
    "South Ossetia": ("GE",),
    "Nagorno-Karabakh": ("AZ",),
    "Somaliland": ("SO",),
    "Netherlands Antilles": ("CW", "SX", "BQ", "AW"),
    "Canary Islands": ("ES",),
    "Azores": ("PT",),
    "Madeira": ("PT",),
}

_SURE = 90
"""Likeness (0-100) above which a spelling is taken for the name it is like: "Kazakhstah", but not Niger for Nigeria."""
_BEFORE = frozenset(("in", "the", "of", "en", "em", "im"))
"""Words that may stand before the name of a country: "in Italy"."""


def country_code(text: str) -> str | None:
    """ISO 3166-1 alpha-2 code of the country that a text names.

    Parameters
    ----------
    text : a code (``NA`` is Namibia), a name in English, French, Spanish, Portuguese, Dutch or German in any
        spelling that folds alike, or a part of a country followed by it: ``Ohio, United States``.

    Returns
    -------
    The code; None when the text names no country we know. Kosovo is XK.
    """
    text = text.strip()
    if len(text) == 2 and text.isascii():
        return _by_code(text.upper())
    return _codes().get(fold(text)) or _after_comma(text)


def country_codes(text: str) -> tuple[str, ...]:
    """ISO 3166-1 alpha-2 codes of the countries in which the towns of a state or territory are listed today.

    Returns
    -------
    One code for what `country_code` knows; those of the successors, the largest first, for a former state; () for
    what names neither.
    """
    code = country_code(text)
    return (code,) if code else _listed_in().get(fold(text), ())


def likely_country_code(text: str) -> str | None:
    """Code of the country whose name a text is meant to be, though it is misspelt or has a small word before it.

    Returns
    -------
    The code, to be marked as inferred: ``"Kazakhstah"`` and ``"in Italy"`` give one; None when no name is that like.
    """
    name = " ".join(dropwhile(_BEFORE.__contains__, fold(text).split()))
    best = process.extractOne(name, list(_codes()), scorer=fuzz.ratio, score_cutoff=_SURE)
    return _codes()[best[0]] if best else None


def territories_of(code: str) -> tuple[str, ...]:
    """Codes of the territories that lists write with their state; () for most countries."""
    return _TERRITORIES.get(code, ())


def country_name(code: str, language: str = "en") -> str:
    """Name of a country in a language, as Unicode CLDR has it.

    Parameters
    ----------
    code : ISO 3166-1 alpha-2 code.
    language : ISO 639-1 code of any language CLDR knows.

    Raises
    ------
    ValueError
        There is no such country code.
    """
    if code not in all_country_codes():
        raise ValueError(f'no country has the code "{code}"')
    return _territories(language).get(code) or _territories("en")[code]


def nearest_country(text: str) -> str | None:
    """English name of the country whose name in any of the six languages is most like a text; None when none is."""
    best = process.extractOne(fold(text), list(_codes()), scorer=fuzz.ratio, score_cutoff=72)
    return country_name(_codes()[best[0]]) if best else None


@cache
def all_country_codes() -> tuple[str, ...]:
    """Codes of all countries and territories, in alphabetical order."""
    two_letters = (code for code in _territories("en") if len(code) == 2 and code.isalpha())
    return tuple(sorted(code for code in two_letters if code not in _NOT_COUNTRIES))


def _by_code(code: str) -> str | None:
    code = _OTHER_CODES.get(code, code)
    return code if code in all_country_codes() else None


def _after_comma(text: str) -> str | None:
    part, comma, state = text.rpartition(",")
    if not comma:
        return None
    state_code, part_code = _codes().get(fold(state)), _codes().get(fold(part))
    return part_code if part_code in _TERRITORIES.get(state_code or "", ()) else state_code


@cache
def _codes() -> dict[str, str]:
    """Code of every folded name; the names of two countries never fold alike (a test says so)."""
    names = {fold(alias): code for alias, code in _ALIASES.items()}
    for language in _LANGUAGES:
        territories = _territories(language)
        for code in all_country_codes():
            names.update(dict.fromkeys(map(fold, _spellings(territories[code])), code))
    return names


@cache
def _listed_in() -> dict[str, tuple[str, ...]]:
    return {fold(name): codes for name, codes in _LISTED_IN.items()}


def _spellings(name: str) -> tuple[str, ...]:
    """One CLDR name also with its signs written out: ``St. Kitts & Nevis``, ``Saint Kitts and Nevis``."""
    written_out = name.replace("St. ", "Saint ").replace("&", "and")
    return (name, written_out, name.replace("&", "and"))


@cache
def _territories(language: str) -> dict[str, str]:
    return dict(Locale.parse(language).territories)
