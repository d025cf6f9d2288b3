"""Words that say what a local government is and are no part of its name, language by language.

They stand here as people write them; they are compared folded. A phrase may stand before the name ("Ayuntamiento de
Ziniaré") or after it ("Malmö stad").
"""

from collections.abc import Mapping
from functools import cache

from graph.names import fold
from loaders.resolution.place import PlaceKind

MUNICIPALITY: Mapping[str, str] = {
    "en": "municipality, city, town, village, township, commune, local municipality, city municipality, municipal "
    "council, city council, town council, borough council, district council, council, municipal assembly, "
    "municipal corporation, metropolitan municipality, metropolitan city, urban municipality, rural "
    "municipality, charter township, special city, independent city, local government, local council, "
    "borough, metropolitan borough, royal borough, municipal district, municipal borough, urban community, "
    "rural commune, urban commune, parish, civil parish, shire",
    "fr": "mairie, commune, ville, municipalité, communauté urbaine, communauté d'agglomération, commune urbaine, "
    "commune rurale, communauté de communes, métropole, hôtel de ville, cercle, village",
    "es": "ayuntamiento, alcaldía, municipio, municipalidad, intendencia, intendencia municipal, ciudad, villa, "
    "gobierno municipal, gobierno autónomo municipal, comisión municipal, comuna, concello, concejo, "
    "ajuntament, municipi, ciutat, municipalidad distrital, municipalidad provincial, alcaldía municipal, "
    "cabildo, pueblo",
    "pt": "prefeitura, prefeitura municipal, câmara municipal, município, cidade, vila, concelho, intendência",
    "it": "comune, città, municipio, comune capoluogo, città metropolitana, roma capitale, cittadina",
    "de": "gemeinde, stadt, stadtgemeinde, marktgemeinde, landeshauptstadt, hansestadt, universitätsstadt, "
    "kreisstadt, große kreisstadt, einwohnergemeinde, politische gemeinde, verbandsgemeinde, samtgemeinde, "
    "markt, bundesstadt, kreisfreie stadt, hanse und universitätsstadt, freie und hansestadt, flecken, gkst, "
    "klingenstadt, wissenschaftsstadt",
    "nl": "gemeente, stad, dorp",
    "sv": "kommun, stad, kommunen, köping",
    "da": "kommune, by, købstad",
    "no": "kommune, by",
    "is": "sveitarfélagið, kaupstaður, bær, hreppur, kaupstaðar",
    "fi": "kunta, kaupunki",
    "et": "linn, vald, alev, alevik",
    "lv": "pilsēta, novads, pagasts, valstspilsēta",
    "lt": "savivaldybė, miestas, miesto savivaldybė, seniūnija",
    "pl": "gmina, miasto, gmina miejska, gmina wiejska, gmina miejsko-wiejska, miasto i gmina, urząd miasta, urząd "
    "gminy",
    "cs": "obec, město, statutární město, městys, hlavní město, magistrát města",
    "sk": "obec, mesto, hlavné mesto",
    "sl": "občina, mestna občina, mesto",
    "hr": "grad, općina, opština, mjesto",
    "hu": "község, város, nagyközség, megyei jogú város, önkormányzat, önkormányzata",
    "ro": "comuna, oraş, municipiul, municipiu, primăria, oraşul, orașul, primăria municipiului, comunei",
    "sq": "bashkia, komuna, qyteti",
    "bg": "община, град, столична община",
    "sr": "општина, град, opština",
    "uk": "місто, міська рада, громада, територіальна громада, міська територіальна громада, селище, село, смт",
    "ru": "город, городской округ, посёлок, село, муниципальное образование, gorod",
    "el": "δήμος, κοινότητα, δημοτική κοινότητα, dimos, deme",
    "tr": "belediyesi, belediye, büyükşehir belediyesi, ilçesi",
    "eu": "udala, udalerria",
    "ar": "بلدية, مدينة, baladiyat, madinat, جماعة",
    "ja": "shi, cho, machi, mura",
    "ko": "si",
    "id": "kota, desa",
    "vi": "thành phố, thị xã, thị trấn",
}
"""Words for a local government of the first level, by language (ISO 639-1)."""

LARGER: Mapping[str, str] = {
    "en": "county, counties, province, region, prefecture, state, governorate, oblast, department, district, raion, "
    "canton, voivodeship, district municipality, regional council, county council, regional municipality, "
    "autonomous region, autonomous prefecture, regional unit, metropolitan area, federal district, emirate, "
    "sub prefecture, subprefecture, regional county municipality, division",
    "fr": "département, région, province, préfecture, conseil départemental, conseil régional, conseil général, "
    "canton, arrondissement, pays",
    "es": "provincia, departamento, región, estado, comarca, diputación, diputación provincial, diputación foral, "
    "gobierno regional, mancomunidad, cantón, partido, condado",
    "pt": "província, estado, distrito, região, comarca",
    "it": "provincia, regione, provincia autonoma, comunità montana, unione dei comuni",
    "de": "landkreis, kreis, bezirk, bundesland, regierungsbezirk, kanton, region, rhein kreis, land, "
    "verwaltungsgemeinschaft",
    "nl": "provincie, arrondissement, gewest",
    "sv": "län, landskap, region, landsting",
    "da": "amt, region, fylke, fylkeskommune",
    "fi": "maakunta, seutukunta",
    "et": "maakond",
    "lt": "apskritis, rajonas, rajono savivaldybė",
    "pl": "powiat, województwo",
    "cs": "kraj, okres",
    "hr": "županija, kotar, okrug",
    "hu": "megye, járás",
    "ro": "județul, judeţ, raionul",
    "sq": "qarku, rrethi",
    "bg": "област, окръг",
    "uk": "район, область, rayon",
    "ru": "край, республика, kray, krai",
    "el": "νομός, περιφέρεια, nomos",
    "tr": "ili, ilçe, province",
    "ja": "ken, gun",
    "ko": "do, gun",
    "zh": "xian, prefecture level city",
}
"""Words for what holds several local governments."""

PART: Mapping[str, str] = {
    "en": "ward, special ward, city district, urban district, quarter, neighbourhood, neighborhood, suburb, london "
    "borough, administrative district",
    "fr": "quartier, ancien quartier",
    "es": "barrio, fraccionamiento, colonia, residencial, unidad habitacional, delegación, corregimiento, "
    "localidad, parroquia",
    "pt": "freguesia, bairro, união das freguesias, distrito municipal",
    "it": "frazione, circoscrizione, quartiere, municipio roma",
    "de": "ortsteil, stadtteil, stadtbezirk, ortschaft, katastralgemeinde",
    "nl": "deelgemeente, stadsdeel, wijk",
    "sv": "stadsdel, tätort",
    "cs": "městská část, městský obvod",
    "sk": "mestská časť",
    "pl": "dzielnica, osiedle",
    "hu": "kerület",
    "hr": "gradska četvrt",
    "ro": "sectorul, cartier",
    "ja": "ku",
    "ko": "gu",
    "zh": "qu",
    "el": "ψευδοδημοτική κοινότητα",
    "tr": "mahallesi",
}
"""Words for what is inside of a local government."""

LINKS = frozenset(fold(one) for one in (
    "of", "the", "de", "del", "della", "dell", "delle", "dei", "di", "da", "do", "dos", "das", "du", "des", "d", "von",
    "van", "der", "den", "de la", "de l", "i",
))  # fmt: skip
"""Words that join a kind word to the name: the "de" of "Mairie de Ziniaré"."""

TAILS = frozenset((
    "am", "an", "im", "in", "bei", "ob", "vor", "zu", "auf", "unter", "upon", "on", "under", "by", "near", "le", "la",
    "les", "lez", "en", "sur", "sous", "pres", "aan", "bij", "op", "nad", "pod", "pri", "u", "v", "na", "kolo", "ved",
    "sul", "sulla", "al", "alla", "di", "d", "de", "del", "della", "da", "do", "du", "der", "a",
))  # fmt: skip
"""Words with which the rest of a name begins that many leave out: "Frankfurt am Main"."""

Phrase = tuple[str, ...]


@cache
def kind_phrases() -> Mapping[Phrase, PlaceKind]:
    """What each folded phrase, as its words, says of the place; one that says two things says the smaller unit."""
    found: dict[Phrase, PlaceKind] = {}
    tables = ((PART, PlaceKind.PART), (LARGER, PlaceKind.LARGER_UNIT), (MUNICIPALITY, PlaceKind.MUNICIPALITY))
    for table, kind in tables:
        for phrases in table.values():
            found |= {tuple(fold(one).split()): kind for one in phrases.split(",") if fold(one)}
    return found


@cache
def longest_phrase() -> int:
    """Words in the longest phrase."""
    return max(map(len, kind_phrases()))
