"""Participating organisations: which kind each is, and what it did."""

from collections.abc import Iterator, Mapping
from functools import partial

from graph.records import Value
from loaders.described.mapping import Mention, Related
from loaders.iati.elements import Element
from loaders.iati.standard import LOCAL_GOVERNMENT, LOCAL_REGISTERS, ORGANISATION_TYPES, ROLES
from loaders.places import country_properties, read_country
from loaders.problems import Problems
from loaders.source import RawRow

_ELEMENT = "participating-org"
_NAMESPACE = "organisation"


def read_participants(
    row: RawRow, elements: list[Element], exchange: Mention, problems: Problems
) -> Iterator[tuple[Mention, Related]]:
    """Each organisation once with its part in the exchange; one without reference and name is a problem."""
    functions: dict[str, tuple[Mention, list[str]]] = {}
    for element in elements:
        note = partial(problems.notice, file=row.file, line=element.line, column=_ELEMENT)
        if not (element.get("ref") or element.narrative()):
            _report_missing(row, element, "ref, or a narrative with the name of the organisation", problems)
        elif not element.get("role"):
            _report_missing(row, element, f"role: {', '.join(ROLES)}", problems)
        else:
            found = _mention(element, note)
            _, own = functions.setdefault(found.key, (found, []))
            own.append(_function(element, note))
    for found, own in functions.values():
        properties: Mapping[str, Value] = {"role": "participant", "function": ", ".join(dict.fromkeys(own))}
        yield found, Related("TOOK_PART_IN", found, exchange, properties)


def _report_missing(row: RawRow, element: Element, expected: str, problems: Problems) -> None:
    problems.error(row._replace(line=element.line).problem(_ELEMENT, None, "missing-value", expected))


def _function(element: Element, note: "partial[None]") -> str:
    code = element.get("role")
    if code in ROLES:
        return ROLES[code]
    note("unknown-code", message=f'"{code}" is no OrganisationRole of IATI: kept as written', value=code)
    return f"IATI role {code}"


def _mention(element: Element, note: "partial[None]") -> Mention:
    """The organisation; only a fallback where it is called by its reference, since others may name it."""
    reference, names = element.get("ref"), element.narratives()
    label, kind = _kind(element, note)
    properties: dict[str, Value] = {"name": names[0] if names else reference, "names": names[1:] or None}
    if label == "Municipality":
        properties.update(_country(reference, note))
    else:
        properties["kind"] = kind
    known = {name: value for name, value in properties.items() if value is not None}
    return Mention(_NAMESPACE, label, reference or names[0], known, is_fallback=not names)


def _kind(element: Element, note: "partial[None]") -> tuple[str, str | None]:
    """Kind of node, and what kind of body it is."""
    code, reference = element.get("type"), element.get("ref")
    if code == LOCAL_GOVERNMENT:
        return "Municipality", None
    if reference.startswith(LOCAL_REGISTERS):
        note("kind-concluded", message=f"{reference} is of a register of local governments", value=reference)
        return "Municipality", None
    if code and code not in ORGANISATION_TYPES:
        note("unknown-code", message=f'"{code}" is no OrganisationType of IATI: kept as written', value=code)
        return "Body", f"IATI organisation type {code}"
    return "Body", ORGANISATION_TYPES.get(code)


def _country(reference: str, note: "partial[None]") -> Mapping[str, Value]:
    """Country of a local government: a reference begins with the country of the register that gave it.

    Other organisations may be registered far from where they work.
    """
    code, hyphen, _ = reference.partition("-")
    if not hyphen or len(code) != 2 or code != read_country(code):
        return {}
    note("country-from-code", message=f"{reference} is of a register of {code}", value=reference)
    return country_properties(code)
