"""IATI files held against the standard's own schema, where a person has it.

The schemas are the standard's to publish and not ours to ship, so they are read from a folder.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from loaders.iati.elements import Element
from loaders.iati.parsing import children_of_root
from loaders.iati.standard import ACTIVITY, ROOT
from loaders.problems import FileRefused, RowProblem
from loaders.source import SourceFile

SCHEMAS_VARIABLE = "CONNECT_EXPLORER_IATI_SCHEMAS"
"""Names the folder with the schemas of version 2.03, as the standard publishes them."""
_FILE = "iati-activities-schema.xsd"


def schema_folder() -> Path | None:
    """The folder that a person names; None when none is named."""
    written = os.environ.get(SCHEMAS_VARIABLE)
    return Path(written) if written else None


def read_schema(folder: Path) -> etree.XMLSchema:
    """The schema of activity files in a folder; raises `FileRefused` when there is none that can be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.XMLSchema(etree.parse(str(folder / _FILE), parser))
    except (OSError, etree.LxmlError) as error:
        expected = f"{_FILE}, iati-common.xsd and xml.xsd of IATI 2.03 in the folder that {SCHEMAS_VARIABLE} names"
        raise FileRefused(RowProblem(str(folder), None, None, str(error), "no-schemas", expected)) from error


def schema_problems(file: SourceFile, schema: etree.XMLSchema) -> Iterator[tuple[int, RowProblem]]:
    """Everything in which activities do not follow the schema, each with the number of its activity, from 0."""
    children = children_of_root(file.path, file.name)
    for number, activity in enumerate(one for one in children if one.name == ACTIVITY):
        root = etree.Element(ROOT, {"version": "2.03"})
        root.append(_tree(activity, activity.line))
        if not schema.validate(root):
            for one in schema.error_log:  # type: ignore[attr-defined] # lxml-stubs do not know that it can be gone through
                message, line = one.message.rstrip("."), activity.line + one.line - 1
                yield number, RowProblem(file.name, line, None, message, "against-schema")


def _tree(element: Element, first_line: int) -> etree._Element:
    made = etree.Element(_clark(element.name), {_clark(name): value for name, value in element.attributes.items()})
    made.text = element.text
    # Counted from the activity: libxml2 keeps no line beyond 65,535.
    made.sourceline = element.line - first_line + 1  # type: ignore[assignment] # lxml-stubs do not know that it can be set
    made.extend(_tree(one, first_line) for one in element.children)
    return made


def _clark(name: str) -> str:
    """A name as lxml writes it: ``{namespace}local``."""
    namespace, _, local = name.rpartition(" ")
    return f"{{{namespace}}}{local}" if namespace else local
