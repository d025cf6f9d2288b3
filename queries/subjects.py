"""What questions are about: the headings under which a person looks for one."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from wording.words import N_, Words


class Subject(StrEnum):
    """What a question is about, in the order of a list; the header of a question's text says it as ``about``."""

    FINDING = "finding"
    AROUND = "around"
    PATHS = "paths"
    PATTERNS = "patterns"
    TOPICS = "topics"
    REQUESTS = "requests"
    REACH = "reach"
    DATA = "data"
    OTHER = "other"
    PARTS = "parts"


_NAMES: Final[Mapping[Subject, str]] = MappingProxyType(
    {
        Subject.FINDING: N_("Who is who"),
        Subject.AROUND: N_("Around one node"),
        Subject.PATHS: N_("Peer paths"),
        Subject.PATTERNS: N_("Collaboration patterns"),
        Subject.TOPICS: N_("Topics"),
        Subject.REQUESTS: N_("Requests and matching"),
        Subject.REACH: N_("Reach of the programme"),
        Subject.DATA: N_("What is loaded"),
        Subject.OTHER: N_("Other questions"),
        Subject.PARTS: N_("Parts of other questions"),
    }
)


def subject_name(t: Words, subject: Subject) -> str:
    """Heading of a subject in the language of the reader."""
    return t(_NAMES[subject])
