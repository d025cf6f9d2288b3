"""NetworKit with the same outcome every time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def networkit(seed: int) -> Iterator[Any]:
    """NetworKit with a seed and one thread: with several, what is drawn depends on which of them comes first."""
    import networkit as nk  # half a second that only those pay who measure

    n_threads = nk.getCurrentNumberOfThreads()
    nk.setNumberOfThreads(1)
    nk.setSeed(seed, False)
    try:
        yield nk
    finally:
        nk.setNumberOfThreads(n_threads)
