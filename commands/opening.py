"""Open the store and the network that a command asks."""

from commands.output import waiting
from graph.connect import open_store
from graph.network import Network
from graph.network_cache import open_network
from graph.store import GraphStore
from wording.words import Words


def open_existing(url: str | None) -> GraphStore:
    """The store that somebody loaded before; raises `StoreUnavailable` where there is none."""
    return open_store(url, create=False)


def network_of(t: Words, store: GraphStore) -> Network:
    """Network of what the store holds now; says what takes time, if it must be read out of the store first."""
    with waiting(t("Reading the network out of the store, once after each load ...")):
        return open_network(store)


def empty_store_hint(t: Words) -> str:
    """What to do where nothing was loaded yet."""
    return t('The store is empty. Load something first: "connect-explorer load FILE", or see "connect-explorer demo".')
