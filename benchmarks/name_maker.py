"""Names that look like names, made of a language group's syllables."""

from benchmarks.language_groups import LanguageGroup

_PARTICLES = {
    "low_lands": "Nieuw",
    "german": "Bad",
    "english": "New",
    "french": "Saint",
    "spanish": "San",
    "iberian": "Vila",
    "arabic": "Dayr",
}


def place_name(group: LanguageGroup, draw: float) -> str:
    """Name of a place, such as Bredingdam; the same for the same draw, and now and then the same for another.

    Parameters
    ----------
    draw : 0 <= draw < 1.
    """
    pick = _Picks(draw)
    start, shape = pick.one(group.starts), pick.below(8)
    middles = "".join(pick.one(group.middles) for _ in range((0, 1, 1, 2, 2, 2, 2, 1)[shape]))
    name = f"{start}{middles}{pick.one(group.place_ends)}"
    particle = _PARTICLES.get(group.key)
    return f"{particle} {name}" if shape == 7 and particle else name


def person_name(group: LanguageGroup, draw: float) -> str:
    """Name of a person, such as Maarten Zwolsma.

    Parameters
    ----------
    draw : 0 <= draw < 1.
    """
    pick = _Picks(draw)
    given, start = pick.one(group.given_names), pick.one(group.starts).replace("-", "")
    middles = "".join(pick.one(group.middles) for _ in range(pick.below(3)))
    return f"{given} {start.capitalize()}{middles}{pick.one(group.family_ends)}"


class _Picks:
    """Choices, one after the other, read out of the digits of one number."""

    def __init__(self, draw: float) -> None:
        self._left = int(draw * (1 << 53))

    def below(self, n: int) -> int:
        self._left, found = divmod(self._left, n)
        return found

    def one(self, texts: tuple[str, ...]) -> str:
        return texts[self.below(len(texts))]
