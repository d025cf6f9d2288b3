"""A short text that is the same for equal networks, whatever store they were read from."""

from dataclasses import fields, is_dataclass
from hashlib import blake2b
from weakref import WeakKeyDictionary

import numpy as np

from graph.network import Network

_KNOWN: WeakKeyDictionary[Network, str] = WeakKeyDictionary()
"""Digests made before; they go when their network goes."""


def data_digest(network: Network) -> str:
    """Sixteen letters and digits that stand for the content of a network."""
    if network not in _KNOWN:
        digest = blake2b(digest_size=8)
        _add(digest, network)
        _KNOWN[network] = digest.hexdigest()
    return _KNOWN[network]


def _add(digest: "blake2b", part: object) -> None:
    for field in fields(part):  # type: ignore[arg-type]  # only called with our dataclasses
        value = getattr(part, field.name)
        if is_dataclass(value):
            _add(digest, value)
        elif isinstance(value, np.ndarray):
            digest.update(np.ascontiguousarray(value).view(np.uint8).data)
