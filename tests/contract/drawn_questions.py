"""Parameters drawn at random for questions that both stores must answer alike."""

from queries.patterns.given import FILTER_OPTIONS, PERIODS
from queries.patterns.regions import REGIONS

COUNTRIES = ("NL", "FR", "MD", "BR", "GH", "KH", "PT")
_QUICK = {"n_permutations": 99, "n_runs": 2, "most_exact": 0, "limit": 5, "resolution_percent": 100}


def drawn_topic_question(random, topic_ids):
    """One of the questions with texts on demand and supply of topics, with parameters."""
    chosen = random.sample(topic_ids, min(len(topic_ids), random.randint(0, 3)))
    countries = random.sample(COUNTRIES, random.randint(0, 4)) or None
    if random.random() < 0.5:
        dates = [random.choice([None, "2016", "2018-06", "2019-02-03"]) for _ in range(2)]
        given = {"topic_ids": chosen or None, "countries": countries, "from_date": dates[0], "until_date": dates[1]}
        return "topic_demand", given
    languages = random.sample(["en", "fr", "pt", "es"], random.randint(0, 2)) or None
    spoken_in = random.sample(COUNTRIES, 3) if languages else None
    given = {"topic_ids": chosen, "countries": countries, "languages": languages, "language_countries": spoken_in}
    return "topic_supply", given


def drawn_pattern(random, pattern, topic_ids):
    """Filters and options of a pattern question, most of them left as usual."""
    given = {one.name: _drawn(random, one) for one in pattern.options if one.name not in _QUICK and one.allowed}
    given |= {one.name: _QUICK[one.name] for one in pattern.options if one.name in _QUICK}
    filters = {one.name: one.default for one in FILTER_OPTIONS}
    for name in random.sample(sorted(filters), 3):
        filters[name] = {
            "countries": random.sample(COUNTRIES, 3),
            "regions": random.sample(REGIONS, 2),
            "topic_ids": random.sample(topic_ids, min(2, len(topic_ids))),
            "forms": ["study_visit", "round_table"],
            "from_date": "2016",
            "until_date": "2019-06",
            "with_planned": True,
            "with_isolates": False,
            "weight": "newman",
            PERIODS: ["2017", "2018"],
        }.get(name, filters[name])
    return given | filters


def _drawn(random, option):
    if option.type == "texts":
        return random.sample(option.allowed, 2)
    return random.choice(option.allowed)
