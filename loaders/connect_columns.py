"""Building blocks of the declaration in `loaders.connect_tables`: columns made from the schema, links and keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial

from graph.schema import EVALUATION_SCORES, ORGANISATIONS, SCHEMA, Property, ValueType
from loaders.codes import parse_codes
from loaders.fields import (
    Parser,
    parse_address,
    parse_choice,
    parse_choices,
    parse_count,
    parse_date,
    parse_email,
    parse_key,
    parse_language,
    parse_languages,
    parse_latitude,
    parse_longitude,
    parse_score,
    parse_text,
    parse_texts,
)

NAMESPACES: Mapping[str, tuple[str, ...]] = {
    "organisation": ORGANISATIONS,
    "official": ("Official",),
    "topic": ("Topic",),
    "request": ("Request",),
    "exchange": ("Exchange",),
    "practice": ("Practice",),
    "evaluation": ("Evaluation",),
}
"""What a key may be of; two rows of one namespace never have the same key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How the keys in a cell become relationships with the row's own node."""

    type: str
    namespace: str
    is_single: bool = False
    """Whether the cell may hold only one key."""
    row_is_end: bool = False
    """Whether the row's node is the end: an organisation took part in the exchange of this row."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """Properties with their values."""
    from_columns: Mapping[str, str] = field(default_factory=dict)
    """Properties with the columns of this row that hold their values."""

    @property
    def other_labels(self) -> tuple[str, ...]:
        """Kinds of node that the keys may name."""
        return _other_labels(self.type, self.namespace, self.row_is_end)


@cache
def _other_labels(type_: str, namespace: str, row_is_end: bool) -> tuple[str, ...]:
    declared = SCHEMA.relationship(type_)
    allowed = declared.start if row_is_end else declared.end
    return tuple(label for label in NAMESPACES[namespace] if label in allowed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a file."""

    name: str
    meaning: str
    written: str = "text"
    """How a value is written, for people."""
    parse: Parser = parse_text
    is_required: bool = False
    property: str | None = None
    """The property of the row's node that it fills."""
    link: Link | None = None
    """The relationships that its keys make."""
    is_personal: bool = False
    """Whether a value says something about a person, so that no notice may repeat it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One kind of file of the set."""

    name: str
    """File name without ``.csv``."""
    meaning: str
    key: str | None
    """Column with the key of a row; None where rows are relationships."""
    namespace: str
    labels: tuple[str, ...]
    """Kinds of node that a row may become, the usual one first; () where rows are relationships."""
    columns: tuple[Column, ...]
    kind_words: Mapping[str, str] = field(default_factory=dict)
    """Words for the column ``kind``, with the kind of node they make."""
    example: Mapping[str, str] = field(default_factory=dict)
    """A row as a person could write it."""

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of all columns, in the order of the template."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns that must be there."""
        return tuple(column.name for column in self.columns if column.is_required)

    @property
    def links(self) -> tuple[Column, ...]:
        """Columns whose keys become relationships."""
        return tuple(column for column in self.columns if column.link)


SOURCE_URL = Column(
    name="source_url", meaning="page on which the facts of this row stand", written="web address", parse=parse_address
)

# Found by the name of the property, where its type says too little.
_BY_NAME: Mapping[str, tuple[Parser, str]] = {
    "language": (parse_language, "ISO 639-1 code"),
    "languages": (parse_languages, "ISO 639-1 codes with | between"),
    "codes": (parse_codes, "codes with | between, each as list:code"),
    "url": (parse_address, "web address"),
    "email": (parse_email, "e-mail address"),
    "lat": (parse_latitude, "degrees, -90 to 90"),
    "lon": (parse_longitude, "degrees, -180 to 180"),
    **dict.fromkeys(("score", *EVALUATION_SCORES), (parse_score, "number from 1 to 5")),
}
_BY_TYPE: Mapping[ValueType, tuple[Parser, str]] = {
    ValueType.TEXT: (parse_text, "text"),
    ValueType.TEXTS: (parse_texts, "texts with | between"),
    ValueType.INTEGER: (parse_count, "whole number"),
    ValueType.DATE: (parse_date, "2017, 2017-05 or 2017-05-15"),
}
# The country cell fills this one too; a kind is chosen with the column `kind`.
_NOT_FILLED_DIRECTLY = ("country_written", "tier", "kind")


def key_column(name: str, what: str) -> Column:
    """The column that holds the key of each row."""
    meaning = f"your own key for the {what}; other files point at it"
    return Column(name=name, meaning=meaning, written="key", parse=parse_key, is_required=True)


def kind_column(words: Mapping[str, str], meaning: str) -> Column:
    """The column that says what the row is, and so which kind of node it becomes."""
    parser = partial(parse_choice, allowed=tuple(words))
    return Column(name="kind", meaning=meaning, written=f"one of {', '.join(words)}", parse=parser, property="kind")


def property_columns(*labels: str, kind: Column | None = None, personal: bool = False) -> tuple[Column, ...]:
    """A column for each property of the schema that a person may fill, each name once; the kind beside the name."""
    found: dict[str, Column] = {}
    for label in labels:
        for declared in SCHEMA.node(label).properties:
            if declared.name not in found and declared.name not in _NOT_FILLED_DIRECTLY:
                found[declared.name] = _property_column(declared, is_personal=personal)
            if declared.name == "name" and kind:
                found[kind.name] = kind
    return tuple(found.values())


def link_column(name: str, meaning: str, link: Link, *, is_required: bool = False) -> Column:
    """A column whose keys become relationships."""
    written = "key" if link.is_single else "keys with | between"
    parser = parse_key if link.is_single else parse_texts
    return Column(name=name, meaning=meaning, written=written, parse=parser, is_required=is_required, link=link)


def _property_column(declared: Property, *, is_personal: bool) -> Column:
    parser, written = property_parser(declared)
    meaning = declared.meaning
    if declared.name == "country":
        meaning, written = "country, by its code or its name in a European language", "such as NL or Netherlands"
    return Column(
        name=declared.name,
        meaning=meaning,
        written=written,
        parse=parser,
        is_required=declared.required,
        property=declared.name,
        is_personal=is_personal,
    )


def property_parser(declared: Property) -> tuple[Parser, str]:
    """The parser of a property's cells, and how a value is written, for people."""
    if declared.allowed and declared.type is ValueType.TEXTS:
        return partial(parse_choices, allowed=declared.allowed), f"some of {'|'.join(declared.allowed)}"
    if declared.allowed:
        return partial(parse_choice, allowed=declared.allowed), f"one of {', '.join(declared.allowed)}"
    return _BY_NAME.get(declared.name) or _BY_TYPE[declared.type]
