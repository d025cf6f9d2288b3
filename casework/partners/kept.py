"""Which weights a network is judged by: its own where it is large enough, learnt once for each data version."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path

from casework.partners.learn import LEAST_LINKS, learn_weights
from casework.partners.suggest import PartnerNetwork
from casework.partners.weights import Weights, WeightsUnreadable, read_weights, shipped_weights, weights_text
from graph.network_cache import cache_folder

OWN = "the network in use"
_FOLDER = "partner-weights-1"
"""Changes with the features and the way of learning, so that nobody reads what an older program learnt."""


def weights_for(
    network: PartnerNetwork,
    folder: Path | None = None,
    while_learning: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> Weights:
    """Weights for suggestions on a network.

    Parameters
    ----------
    folder : where learnt weights are kept; the person's cache folder when None. When it cannot be written, they are
        learnt each time, and are the same.
    while_learning : entered while weights are learnt, which may take half a minute.

    Returns
    -------
    Learnt from the network itself when it has 3,000 links or more, otherwise those that come with the explorer.
    """
    if len(network.ties.pairs) < LEAST_LINKS:
        return shipped_weights()
    name = f"{network.data_version}-{len(network.ties.pairs)}.yaml"  # fewer links: only those before some day
    kept = (folder or cache_folder()) / _FOLDER / name
    with suppress(WeightsUnreadable):
        return read_weights(kept)
    with while_learning():
        learnt = learn_weights(network.nearness, network.ties, OWN, shipped_weights())
    with suppress(OSError):
        _keep(learnt, kept)
    return learnt


def _keep(weights: Weights, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    made = file.with_suffix(f".{os.getpid()}")
    made.write_text(weights_text(weights), encoding="utf-8")
    made.replace(file)  # whoever reads meanwhile sees all of it or nothing
