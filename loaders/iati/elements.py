"""Elements of an XML file, each with its line; and the same as a cell of a table, so that an activity is a row."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Element:
    """One element. Names of another namespace than the standard's have the namespace and a blank before them."""

    name: str
    line: int
    attributes: Mapping[str, str]
    text: str
    """All text directly inside, without outer white space."""
    children: tuple["Element", ...] = ()

    def all(self, name: str) -> list["Element"]:
        """Children of a name, in the order of the file."""
        return [one for one in self.children if one.name == name]

    def get(self, attribute: str) -> str:
        """Value of an attribute without outer white space; "" when it is not given."""
        return self.attributes.get(attribute, "").strip()

    def narratives(self) -> tuple[str, ...]:
        """What it says in each language, the publisher's own first; () when it says nothing."""
        return tuple(dict.fromkeys(" ".join(one.text.split()) for one in self.all("narrative") if one.text))

    def narrative(self) -> str:
        """What it says in the language that comes first; "" when it says nothing."""
        return next(iter(self.narratives()), "")


def is_foreign(name: str) -> bool:
    """Whether an element or attribute is of another namespace than the standard's, which has none."""
    return " " in name


def shown_name(name: str) -> str:
    """A name as people write it: ``something of http://www.example.org/ext#``."""
    namespace, _, local = name.rpartition(" ")
    return f"{local} of {namespace}" if namespace else local


def cell_of(elements: Iterable[Element]) -> str:
    """Some elements of one name as JSON, which `elements_of` reads again; ``[]`` when there are none."""
    return json.dumps([_data(one) for one in elements], ensure_ascii=False)


def elements_of(name: str, cell: str) -> list[Element]:
    """The elements in a cell that `cell_of` made."""
    return [_element(name, one) for one in json.loads(cell)]


def _data(element: Element) -> dict[str, Any]:
    found: dict[str, Any] = {"line": element.line}
    found.update({f"@{name}": value for name, value in element.attributes.items()})
    if element.text:
        found["text"] = element.text
    for child in element.children:
        # No element of the standard is called line or text.
        found.setdefault(child.name, []).append(_data(child))
    return found


def _element(name: str, data: Mapping[str, Any]) -> Element:
    attributes = {key[1:]: value for key, value in data.items() if key.startswith("@")}
    children = [_element(key, one) for key, value in data.items() if isinstance(value, list) for one in value]
    return Element(name, data["line"], attributes, data.get("text", ""), tuple(children))
