"""Groups of countries that share a language, with the syllables their invented names are made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageGroup:
    """Countries whose local governments mostly meet each other."""

    key: str
    language: str
    """Working language of most of its exchanges, ISO 639-1."""
    links: tuple[str, ...]
    """Groups that it often works with."""
    countries: tuple[tuple[str, str], ...]
    """(ISO 3166-1 code, English name), the most active first."""
    starts: tuple[str, ...]
    middles: tuple[str, ...]
    place_ends: tuple[str, ...]
    given_names: tuple[str, ...]
    family_ends: tuple[str, ...]


def _group(
    key: str, language: str, links: str, countries: str, starts: str, middles: str, ends: str, given: str, family: str
) -> LanguageGroup:
    return LanguageGroup(
        key,
        language,
        tuple(links.split()),
        tuple((one[:2], one[3:]) for one in countries.split("|")),
        *(tuple(text.split()) for text in (starts, middles, ends, given, family)),
    )


GROUPS = (
    _group(
        "low_lands",
        "nl",
        "english french nordic asian",
        "NL Netherlands|BE Belgium|SR Suriname",
        "Al Bre Den Har Lei Maas Nij Oos Roo Schie Til Utre Veen Wij Zut Zwol",
        "der en ge ke ling me re sel",
        "burg dam dijk drecht hoven kerk meer stad voort wijk",
        "Anouk Bram Daan Eefje Femke Gijs Hanneke Joris Koen Lieke Maarten Noor Pieter Roos Sjoerd Zoë",
        "mans stra sma ink huis boer veld",
    ),
    _group(
        "german",
        "de",
        "english slavic french turkic",
        "DE Germany|AT Austria|CH Switzerland|LU Luxembourg",
        "Bam Dort Erl Frei Göt Hil Kön Lü Mün Nürn Pader Reut Schwä Tü Würz Zwei",
        "bin chen der gen in len ring ster",
        "bach berg brücken burg feld hausen heim ingen stadt tal",
        "Anke Björn Dörte Erik Friederike Günter Heike Jörg Käthe Lukas Martina Oskar Petra Rüdiger Sabine Uwe",
        "mann er bauer meier feldt ke schmidt",
    ),
    _group(
        "english",
        "en",
        "low_lands french nordic asian german",
        "GH Ghana|GB United Kingdom|KE Kenya|UG Uganda|TZ Tanzania|ZA South Africa|IE Ireland|NG Nigeria|ZM Zambia|"
        "MW Malawi|RW Rwanda|CA Canada|US United States|NA Namibia|IN India|BD Bangladesh|"
        "LK Sri Lanka",
        "Ago Ban Chi Dun Ess Fal Gra Hol Kin Lim Mba Nya Oke Port Swe Tam Ux Wes",
        "ba der ing ka low na ri to wa",
        "bridge bury dru ford ga ham ley mouth nga ra ton ville wich",
        "Abena Brian Chipo Deirdre Esther Femi Grace Hamish Imani Juma Kofi Lindiwe Moses Ngozi Owen Sinéad",
        "son oko ama field wanjiru man ngo er",
    ),
    _group(
        "french",
        "fr",
        "low_lands english iberian arabic",
        "FR France|SN Senegal|ML Mali|BF Burkina Faso|BJ Benin|CM Cameroon|TG Togo|CI Côte d’Ivoire|MA Morocco|"
        "TN Tunisia|DZ Algeria|MG Madagascar|NE Niger|CD DR Congo",
        "Ab Beau Cha Dou Éva Fon Gué Kou Lan Mont Nou Ouaga Pé Saint-É Thi Zini",
        "bé dou gui lé ma ni ré ta vi",
        "aré bourg deau dougou gny lès mont nay sac ville ziers",
        "Aïssata Benoît Chloé Désiré Élodie François Gaëlle Hélène Ibrahima Jérôme Kossi Léa Mamadou Noël Salimata",
        "ard eau traoré let diallo ier ouédraogo",
    ),
    _group(
        "spanish",
        "es",
        "iberian french english latin",
        "ES Spain|CO Colombia|PE Peru|BO Bolivia|EC Ecuador|MX Mexico|GT Guatemala|HN Honduras|"
        "NI Nicaragua|AR Argentina|CL Chile",
        "Alca Bada Cór Duran Este Gua Hue Jaé León Mála Oca Pamplo Que Sala Tarra Vallado",
        "ba cho da gue lla mar na ri ta",
        "cán ces do gona lá lid manca nares ña rosa tepec zú",
        "Álvaro Beatriz Concepción Diego Elías Fátima Gonzalo Inés José Lucía Martín Núria Óscar Pilar Ramón Úrsula",
        "ez ando eira ón ales uña iera",
    ),
    _group(
        "iberian",
        "pt",
        "spanish french english",
        "PT Portugal|BR Brazil|MZ Mozambique|AO Angola|CV Cabo Verde|GW Guinea-Bissau|TL Timor-Leste",
        "Avei Bra Coim Évo Faro Gui Lei Mapu Nova Óbi Por São-J Setú Viã Xai",
        "ba ce do lha ma nha ra ti",
        "bal ção ga lim marães na ra ro tela zes",
        "Ana António Benedita Conceição Duarte Filipa Gonçalo Inês João Luísa Márcia Nuno Otávio Raúl Sónia Zulmira",
        "eira ões inho ães edo ais osa",
    ),
    _group(
        "nordic",
        "en",
        "english low_lands slavic",
        "SE Sweden|FI Finland|NO Norway|DK Denmark|IS Iceland|EE Estonia|LV Latvia|LT Lithuania",
        "Aar Borg Djú Esk Gär Hels Jön Kun Lil Mal Nar Öre Reyk Sand Tam Vax Åle",
        "ar ger kö le mi nes ste vo",
        "borg bro by fjörður gerði höfn ing javík köping pere sund vik",
        "Åsa Bjørn Dagný Einar Freyja Guðrún Håkon Ingrid Jón Kristjana Lauri Märta Olga Sigrún Þór Väinö",
        "sson dóttir sen nen berg lund kalns",
    ),
    _group(
        "slavic",
        "en",
        "german nordic turkic",
        "PL Poland|UA Ukraine|CZ Czechia|SK Slovakia|HR Croatia|BA Bosnia and Herzegovina|RS Serbia|"
        "MK North Macedonia|BG Bulgaria|RO Romania|HU Hungary",
        "Biał Čačá Dobrá Gdy Kra Łód Mikó Novo Olo Plzé Rze Stará Świd Tarnó Uži Vuko Żyr",
        "cho di ko le mi no ra sza",
        "ców grad ice kov lava nica ovo pol sk szów var ște",
        "Agnieszka Bogdan Čeněk Dušan Elżbieta František Grażyna Ivana Jiří Kateřina Łukasz Mirjana Ondřej Željko",
        "ová ski ić enko escu ák ów",
    ),
    _group(
        "turkic",
        "en",
        "german slavic arabic",
        "TR Türkiye|AL Albania|XK Kosovo|GE Georgia|AM Armenia|GR Greece|IT Italy",
        "Ada Bur Çan Diyar Elâ Gü Iğ Kah İzm Kır Mer Ordu Şan Teki Üskü Yal",
        "ba dı ka le ma ra şe ya",
        "dağ hisar kale köy lı nbul pınar rum şehir tepe zığ",
        "Ayşe Burak Çağla Dritan Emre Fatma Gülşen Hüseyin İrem Kostas Levan Mübeccel Nurten Özgür Şule Zeynep",
        "oğlu yan dze opoulos aj türk ci",
    ),
    _group(
        "arabic",
        "ar",
        "french english turkic",
        "PS Palestine|JO Jordan|LB Lebanon|EG Egypt|IQ Iraq",
        "Abu-D Al-Kh Beit-L Deir-H El-Q Jab Kafr-S Man Nab Qal Ram Sai Tul Umm-R Zah",
        "a ah ar i il la qi ri",
        "allah bah dān fa’ kīya la lus meh ra run ya",
        "Abdallah Bāsim Dalia Elias Farah Ghassan Hanān Iyad Jamīla Khalid Laila Mahmūd Nadia Omar Rania Yūsuf",
        "awi ani i ūri an ein",
    ),
    _group(
        "asian",
        "en",
        "english low_lands",
        "KH Cambodia|VN Viet Nam|PH Philippines|ID Indonesia|TH Thailand|NP Nepal|MM Myanmar|LA Laos",
        "Ban Bat Chiang Đà Hải Kam Luang Mé Ngh Pur Quy Siem Tây Ubon Viên Yên",
        "a bo dam ka na pa ra tô",
        "ang bong đông cheng hội mai nam phát pong sat thơ wan",
        "Anong Bình Chanthou Đức Eko Giang Hương Kiri Linh Maly Ngọc Phúc Rizal Sokha Thùy Wayan",
        "ng anto yễn akar uy sook ath",
    ),
    _group(
        "latin",
        "es",
        "spanish iberian",
        "PA Panama|VE Venezuela",
        "Anto Bara Chiri Darié Guaná Hato Loma Mara Naiguá Paná Puer Táchi",
        "ba co gui ma na quí ri to",
        "caibo cay ma mé na quira tán veraguas yo",
        "Adán Brígida César Damaris Efraín Gisela Héctor Ivette Joaquín Maité Noemí Rubén",
        "ero ín acho eda oso ín",
    ),
)

COUNTRIES = tuple((group, code, name) for group in GROUPS for code, name in group.countries)
"""(group, ISO 3166-1 code, English name) of every country, group after group."""
