"""Names from files as text that no format can mistake for anything else, and that no layout breaks on."""

import unicodedata

MOST_CHARACTERS = 120
"""Longer names end in an ellipsis: a name of ten thousand letters would fill pages."""
_REORDER = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def plain(text: str, most: int = MOST_CHARACTERS) -> str:
    """Text in one line without control characters and without marks that turn what follows around.

    Parameters
    ----------
    most : characters at most; the last one is an ellipsis where something was cut off.
    """
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(" " if one in "\t\n\r" else one for one in composed if one in "\t\n\r" or _is_plain(one))
    line = " ".join(kept.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _is_plain(one: str) -> bool:
    return one not in _REORDER and unicodedata.category(one) not in ("Cc", "Cs", "Co", "Cn")
