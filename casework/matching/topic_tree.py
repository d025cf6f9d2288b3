"""How near topics are: by their place in the tree of topics, and by the words they are called by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.names import fold
from graph.store import GraphStore
from queries.rows import ask

_LABELS = ("name", "label_fr", "label_es", "label_pt", "label_nl")
Reals = npt.NDArray[np.float64]


@dataclass(frozen=True)
class TopicTree:
    """All topics in the order of their ids, with what they are part of and what they are called."""

    ids: tuple[str, ...]
    broader: Mapping[str, tuple[str, ...]] = field(repr=False)
    labels: Mapping[str, str] = field(repr=False)
    """All labels of a topic in all languages, as one text."""

    @classmethod
    def of(cls, store: GraphStore) -> "TopicTree":
        """Tree of a store; without topics where none was loaded. The trees of the last data versions are kept."""
        version = store.data_version()
        if version not in _KNOWN:
            while len(_KNOWN) >= _N_KEPT:
                _KNOWN.pop(next(iter(_KNOWN)), None)
            _KNOWN[version] = cls.read(store)
        return _KNOWN[version]

    @classmethod
    def read(cls, store: GraphStore) -> "TopicTree":
        """Tree read out of a store."""
        broader: dict[str, tuple[str, ...]] = {}
        labels: dict[str, str] = {}
        for row in ask(store, "topics_to_match"):
            broader.setdefault(row["id"], ())
            if row["broader_id"] is not None and row["broader_id"] != row["id"]:
                broader[row["id"]] += (row["broader_id"],)
            labels[row["id"]] = _text(row)
        return cls(tuple(broader), broader, labels)

    def likeness(self, topic_id: str) -> Reals:
        """Likeness of every topic to one, 0-1; 0 where nothing broader is shared.

        Twice the depth of the deepest topic that both are part of, by the sum of their depths (Wu & Palmer 1994); the
        widest topics have depth 1. Where a topic is part of several, the best way counts.
        """
        own = self._above.get(topic_id)
        if own is None:
            return np.zeros(len(self.ids))
        return np.array([self._wu_palmer(topic_id, other) for other in self.ids])

    def likeness_to_text(self, text: str) -> Reals:
        """Likeness of the words of every topic to a text, 0-1: cosine of TF-IDF weights (Spärck Jones 1972).

        Words and pieces of three to five letters count, folded, over the labels in all languages. All 0 for a text
        without a known word, or where there is no topic.
        """
        if not fold(text) or not any(fold(label) for label in self.labels.values()):
            return np.zeros(len(self.ids))
        vectorizer, matrix = self._words
        return np.asarray((matrix @ vectorizer.transform([fold(text)]).T).todense(), dtype=np.float64).ravel() / 2

    def _wu_palmer(self, first: str, second: str) -> float:
        shared = self._above[first] & self._above[second]
        if not shared:
            return 0.0
        deepest = max(self._depth[one] for one in shared)
        return min(1.0, 2 * deepest / (self._depth[first] + self._depth[second]))

    @cached_property
    def _above(self) -> dict[str, frozenset[str]]:
        """Each topic with all it is part of, itself included."""
        return {one: frozenset(self._ways_up(one)) for one in self.ids}

    @cached_property
    def _depth(self) -> dict[str, int]:
        """Topics on the shortest way up to one that is part of nothing, itself included."""
        return {one: self._steps_to_top(self._ways_up(one)) for one in self.ids}

    def _steps_to_top(self, ways: Mapping[str, int]) -> int:
        tops = [n for topic, n in ways.items() if not self.broader.get(topic)]
        return min(tops, default=max(ways.values()))  # topics that are part of each other have no top

    def _ways_up(self, topic_id: str) -> dict[str, int]:
        """Topics above one with the number of topics on the shortest way to them, both ends included."""
        found, border = {topic_id: 1}, [topic_id]
        while border:
            border = [up for one in border for up in self.broader.get(one, ()) if up not in found]
            found |= {up: max(found.values()) + 1 for up in border}
        return found

    @cached_property
    def _words(self) -> tuple[Any, Any]:
        """What turns texts into weights, and the weights of all topics."""
        # Here, because it takes a second to import, and most commands match nothing.
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.pipeline import make_union

        vectorizer = make_union(
            TfidfVectorizer(token_pattern=r"\w+"), TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5))
        )
        return vectorizer, vectorizer.fit_transform([fold(self.labels[one]) for one in self.ids])


_KNOWN: dict[str, TopicTree] = {}
_N_KEPT = 4


def _text(row: Mapping[str, Any]) -> str:
    labels: Iterable[str] = dict.fromkeys(row[name] for name in _LABELS if row[name])
    return " ".join(labels)
