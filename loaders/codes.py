"""Codes of outside lists, written ``scheme:code``: ``dac:14050``, ``sdg:11.6``, ``cofog:05.1``."""

import re
from collections.abc import Mapping

from loaders.fields import Misfit, parse_texts

# The shape only: codes are withdrawn and added, and older facts keep the ones of their time.
_SHAPES: Mapping[str, tuple[re.Pattern[str], str]] = {
    "dac": (re.compile(r"\d{3}|\d{5}"), "three or five digits, such as dac:14050"),
    "sdg": (re.compile(r"(?:1[0-7]|[1-9])(?:\.(?:\d{1,2}|[a-d]))?"), "a goal or target, such as sdg:11 or sdg:11.6"),
    "cofog": (re.compile(r"(?:0[1-9]|10)(?:\.\d){0,2}"), "two digits and up to two more, such as cofog:05.1"),
}
_ANY = re.compile(r"[a-z][a-z0-9_-]*:\S.*")


def parse_codes(cell: str) -> tuple[str, ...] | Misfit | None:
    """Codes with ``|`` between them, each once; those of DAC, SDG and COFOG must look like codes of these lists."""
    codes = parse_texts(cell) or ()
    misfits = (misfit for misfit in map(_misfit, codes) if misfit)
    return next(misfits, codes or None)


def _misfit(code: str) -> Misfit | None:
    if not _ANY.fullmatch(code):
        return Misfit("not-a-code", "the name of a list and a code of it, such as dac:14050")
    scheme, _, written = code.partition(":")
    shape, expected = _SHAPES.get(scheme, (_ANY, ""))
    return Misfit("not-a-code", expected) if scheme in _SHAPES and not shape.fullmatch(written) else None
