"""Stable ids, minted from where a fact comes from.

An id is never a name and never another organisation's code: names change and codes are reused. It is made from the
source and the key the fact has there, so two stores loaded alike hold the same ids and answer alike.
"""

import hashlib

# 60 bits: with 1.65 million nodes the chance that any two share an id is about one in a million,
# and the writer refuses the second one (IdCollision) rather than merging the two.
_N_BITS = 60
_BASE_32 = "abcdefghijklmnopqrstuvwxyz234567"  # RFC 4648, in small letters
_PAIRS = tuple(first + second for first in _BASE_32 for second in _BASE_32)


def mint_id(prefix: str, source: str, source_key: str) -> str:
    """Stable id of a node, such as ``mun-4k2hq7m3rtva``.

    Parameters
    ----------
    prefix : short word for the kind of node, from the schema.
    source : id of the data set the node comes from.
    source_key : the node's key in that data set; any text.

    Returns
    -------
    The same id for the same three texts, on every machine and in every year.
    """
    # The separator cannot occur in a cell we accept, so ("a", "bc") and ("ab", "c") differ.
    text = "\x1f".join((prefix, source, source_key))
    digest = hashlib.blake2b(text.encode(), digest_size=10).digest()
    n = int.from_bytes(digest[:8]) >> (64 - _N_BITS)
    # Two letters at a time: base64.b32encode takes four times as long, and a load of a million rows mints millions.
    return (
        f"{prefix}-{_PAIRS[n >> 50]}{_PAIRS[n >> 40 & 1023]}{_PAIRS[n >> 30 & 1023]}"
        f"{_PAIRS[n >> 20 & 1023]}{_PAIRS[n >> 10 & 1023]}{_PAIRS[n & 1023]}"
    )
