"""The entries of a YAML file with their lines, so that every mistake in it is told with its place.

Every single value is taken as the text that stands there: ``NO`` is Norway, and ``2017-05`` stays as it is.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml

from loaders.fields import Misfit, did_you_mean, nearest
from loaders.problems import FileRefused, RowProblem

T = TypeVar("T")

_MAX_BYTES = 1_000_000
_DEEPEST = 30
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of the file: a text, a list or named values. What is wrong with it is collected, not raised."""

    node: yaml.Node
    file: str
    problems: list[RowProblem]
    name: str = ""
    """Names that lead to it: ``tables.partners.rows``."""

    @property
    def line(self) -> int:
        """Line on which it begins, from 1."""
        return _line(self.node.start_mark) or 1

    def wrong(self, value: str, expected: str, hint: str | None = None, code: str = "wrong-setting") -> None:
        """Report that the value is not what should stand there."""
        self.problems.append(RowProblem(self.file, self.line, self.name or None, value, code, expected, hint))

    def fields(self, known: Iterable[str], required: Iterable[str] = ()) -> dict[str, "Entry"]:
        """Values by name, none of which has another name than the known ones; all required ones are there or reported.

        Returns
        -------
        Known names only, in the order of the file; {} when these are no named values.
        """
        found, known = self.named(), (*known,)
        for name in [one for one in found if one not in known]:
            hint = did_you_mean(nearest(name, known))
            found.pop(name).wrong(name, f"one of {', '.join(known)}", hint, "unknown-setting")
        for name in required:
            if name not in found:
                self.wrong(name, f"all of {', '.join(required)}", code="missing-setting")
        return found

    def named(self) -> dict[str, "Entry"]:
        """Values by any names; {} when these are no named values, which is reported."""
        if not isinstance(self.node, yaml.MappingNode):
            self.wrong(self._shown(), "names with values, such as key: value")
            return {}
        found: dict[str, Entry] = {}
        for key, node in self.node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            entry = Entry(node, self.file, self.problems, f"{self.name}.{name}" if self.name else name)
            if name in found:
                entry.wrong(name, "each name once", code="repeated-setting")
            found[name] = entry
        return found

    def listed(self) -> list["Entry"]:
        """Values of a list; a single value is a list of one."""
        if self.is_list:
            return [Entry(one, self.file, self.problems, self.name) for one in self.node.value]
        return [self]

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_text(self) -> bool:
        """Whether it is a single value."""
        return isinstance(self.node, yaml.ScalarNode)

    def text(self) -> str:
        """The single value; "" when it is blank, or when it is none, which is reported."""
        if isinstance(self.node, yaml.ScalarNode):
            is_nothing = self.node.tag == "tag:yaml.org,2002:null"
            return "" if is_nothing else " ".join(str(self.node.value).split())
        self.wrong(self._shown(), "a single text")
        return ""

    def filled(self) -> str:
        """A text that must not be blank; "" when it is, which is reported."""
        text = self.text()
        if not text and self.is_text:
            self.wrong("", "a text")
        return text

    def texts(self) -> tuple[str, ...]:
        """Texts of a list or a single one."""
        return tuple(one.text() for one in self.listed())

    def parsed(self, parse: Callable[[str], T | Misfit | None]) -> T | None:
        """A text as a parser of cells understands it; None when it is blank or wrong."""
        value = parse(self.text())
        if isinstance(value, Misfit):
            self.wrong(self.text(), value.expected, value.hint)
            return None
        return value

    def flag(self) -> bool:
        """Yes or no; yes when it is neither, which is reported."""
        return self.one_of(_FLAGS, _FLAGS["yes"])

    def one_of(self, choices: Mapping[str, T], otherwise: T) -> T:
        """What a word stands for; another value when it is none of the words, which is reported."""
        text = self.text()
        if text not in choices:
            self.wrong(text, f"one of {', '.join(choices)}", did_you_mean(nearest(text, choices)))
        return choices.get(text, otherwise)

    def _shown(self) -> str:
        return "a list" if self.is_list else "named values"


def read_entries(text: str, file: str) -> Entry:
    """The whole file as named values.

    Raises
    ------
    FileRefused
        It is not YAML, or refers to its own parts.
    """
    try:
        if len(text) > _MAX_BYTES:
            raise _not_yaml(file, None, f"it is longer than {_MAX_BYTES:,} characters")
        _check_events(text, file)
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(file, _line(error.problem_mark), error.problem or "it cannot be read") from error
    except yaml.YAMLError as error:
        raise _not_yaml(file, None, str(error).partition("\n")[0]) from error
    if node is None:
        raise _not_yaml(file, None, "it is empty")
    return Entry(node, file, [])


def _check_events(text: str, file: str) -> None:
    """Refuse what makes a few lines to gigabytes or hours of work, and what no description needs."""
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise _not_yaml(file, _line(event.start_mark), "it refers to another part with *")
        if depth > _DEEPEST:
            raise _not_yaml(file, _line(event.start_mark), f"it goes deeper than {_DEEPEST} levels")


def _line(mark: Any) -> int | None:  # noqa: ANN401 - as two kinds of marks that know nothing of each other
    return None if mark is None else int(mark.line) + 1


def _not_yaml(file: str, line: int | None, what: str) -> FileRefused:
    hint = 'Write a first one with "connect-explorer source new FILE".'
    return FileRefused(RowProblem(file, line, None, what, "not-yaml", "a description in YAML", hint))
