"""Values of typed files as the texts that a person would see, so that every kind of file gives the same cells."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from loaders.fields import SEPARATOR

_NOON = time()


def cell_text(value: object) -> str:
    """A value as a cell: 85000.0 is ``85000``, a day is ``2017-05-15``, no value is a blank cell.

    Texts and numbers in a list are separated by ``|``; any other structure is written as JSON.
    """
    match value:
        case None:
            return ""
        case str():
            return value.strip()
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float() | Decimal():
            return _number(value)
        case datetime() if value.timetz() == _NOON:
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case list() | tuple():
            return _listed(value)
        case dict():
            return json.dumps(value, ensure_ascii=False, default=cell_text)
    return str(value)


def flat(record: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    """A record without records inside: ``{"place": {"lat": 1}}`` gives ``{"place.lat": 1}``."""
    found: dict[str, object] = {}
    for name, value in record.items():
        if isinstance(value, dict) and value:
            found.update(flat(value, f"{prefix}{name}."))
        else:
            found[f"{prefix}{name}"] = value
    return found


def _number(value: float | Decimal) -> str:
    """Digits as a spreadsheet shows them: 15 of them count, and there is no exponent."""
    digits = Decimal(format(value, ".15g"))
    return format(digits.quantize(Decimal(1)) if digits == digits.to_integral() else digits, "f")


def _listed(values: Sequence[object]) -> str:
    if any(isinstance(one, list | tuple | dict) or (isinstance(one, str) and SEPARATOR in one) for one in values):
        return json.dumps(values, ensure_ascii=False, default=cell_text)
    return SEPARATOR.join(filter(None, map(cell_text, values)))
