"""Parts of the world, and the countries in them.

After the standard country codes for statistical use of the United Nations (M49), with the Americas in their two
subregions. Kosovo and Taiwan, which M49 does not list, are counted where they lie.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from babel.languages import get_official_languages

from wording.countries import country_code, nearest_country
from wording.words import N_

_COUNTRIES = {
    N_("Africa"): (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU MW MZ "
        "NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW"
    ),
    N_("Asia"): (
        "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP OM PH "
        "PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE"
    ),
    N_("Europe"): (
        "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK "
        "MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK"
    ),
    N_("Latin America and the Caribbean"): (
        "AG AI AR AW BB BL BO BQ BR BS BV BZ CL CO CR CU CW DM DO EC FK GD GF GP GS GT GY HN HT JM KN KY LC MF MQ MS "
        "MX NI PA PE PR PY SR SV SX TC TT UY VC VE VG VI"
    ),
    N_("Northern America"): "BM CA GL PM US",
    N_("Oceania"): "AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS",
}
REGIONS = tuple(_COUNTRIES)


@cache
def region_of(country: str) -> str | None:
    """Part of the world that a country lies in; None for an unknown code.

    Parameters
    ----------
    country : ISO 3166-1 alpha-2 code.
    """
    return next((region for region, codes in _COUNTRIES.items() if country and country in codes.split()), None)


def countries_in(regions: Iterable[str]) -> tuple[str, ...]:
    """Codes of the countries in some parts of the world, in order; () for none."""
    return tuple(sorted(code for region in regions for code in _COUNTRIES[region].split()))


@cache
def countries_speaking(language: str) -> tuple[str, ...]:
    """Codes of the countries where a language is official in the whole country, by Unicode CLDR; () for none.

    Parameters
    ----------
    language : ISO 639-1 code.
    """
    everywhere = countries_in(REGIONS)
    return tuple(code for code in everywhere if language in get_official_languages(code))


def codes_of(countries: Sequence[str]) -> tuple[str, ...]:
    """ISO codes of countries that are named by code or by name; raises ValueError for one that is not known."""
    found = [(one, country_code(one)) for one in countries]
    for text, code in found:
        if code is None:
            near = nearest_country(text)
            hint = f' Did you mean "{near}"?' if near else ""
            raise ValueError(f'"{text}" is no country. Expected: a code such as MD, or a name.{hint}')
    return tuple(dict.fromkeys(code for _, code in found if code))
