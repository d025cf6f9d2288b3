"""Sectors and tags of an activity as topics, with the codes of the lists that the explorer knows."""

from collections.abc import Iterator, Mapping
from functools import partial

from loaders.codes import parse_codes
from loaders.described.mapping import Mention
from loaders.fields import Misfit
from loaders.iati.elements import Element
from loaders.iati.standard import SECTOR_SCHEMES, TAG_SCHEMES
from loaders.problems import Problems
from loaders.source import RawRow

_SCHEMES: Mapping[str, Mapping[str, str]] = {"sector": SECTOR_SCHEMES, "tag": TAG_SCHEMES}
_NAMES = {"dac": "DAC code {}", "cofog": "COFOG code {}", "sdg": "Sustainable Development Goal {}"}


def read_topics(row: RawRow, elements: list[Element], problems: Problems) -> Iterator[Mention]:
    """A topic for each code, called by its code where the file does not name it; one without a code is a problem."""
    for element in elements:
        if element.get("code"):
            yield _mention(element, partial(problems.notice, file=row.file, line=element.line, column=element.name))
        else:
            place = row._replace(line=element.line)
            problems.error(place.problem(element.name, None, "missing-value", "a code"))


def _mention(element: Element, note: "partial[None]") -> Mention:
    code, scheme = _code(element, note)
    name = element.narrative()
    fallback = _NAMES[scheme].format(element.get("code")) if scheme else f"IATI {element.name} {code.partition(':')[2]}"
    return Mention("topic", "Topic", code, {"name": name or fallback, "codes": (code,)}, is_fallback=not name)


def _code(element: Element, note: "partial[None]") -> tuple[str, str | None]:
    """The code with its list, and the list where it is one of ours.

    Of the publisher's own lists the code is kept with the number of the vocabulary: ``iati-sector-99:A1``.
    """
    code, vocabulary = element.get("code"), element.get("vocabulary")
    scheme = _SCHEMES[element.name].get(vocabulary)
    if scheme and not isinstance(parse_codes(f"{scheme}:{code}"), Misfit):
        return f"{scheme}:{code}", scheme
    if scheme:
        note("unknown-code", message=f'"{code}" cannot be a code of {scheme}: kept as written', value=code)
    return f"iati-{element.name}-{vocabulary or 1}:{code}", None
