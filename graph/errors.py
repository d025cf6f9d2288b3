"""What can go wrong with a store, each error named after the situation."""


class ExplorerError(Exception):
    """Anything the explorer can explain to a person: the message says what happened and what to do."""


class StoreUnavailable(ExplorerError):
    """The store cannot be opened or reached."""


class StoreBusy(StoreUnavailable):
    """Another process has been writing for longer than we were willing to wait."""


class NodeNotFound(ExplorerError):
    """No node has this id."""

    def __init__(self, node_id: str) -> None:
        super().__init__(f'no node has the id "{node_id}". Search for its name instead.')
        self.node_id = node_id


class UnknownKind(ExplorerError):
    """The schema has no such node or relationship kind."""


class InvalidRecord(ExplorerError):
    """A node or relationship does not fit the schema."""


class MissingEnd(InvalidRecord):
    """A relationship points at a node that does not exist."""

    def __init__(self, kind: str, start_id: str, end_id: str, missing: tuple[str, ...]) -> None:
        names = " and ".join(f'"{one}"' for one in missing)
        super().__init__(
            f'{kind} from "{start_id}" to "{end_id}": no node has the id {names}. '
            "Load the nodes before the relationships between them."
        )
        self.start_id, self.end_id, self.missing = start_id, end_id, missing


class IdCollision(InvalidRecord):
    """Two different source rows were given one id."""


class QueryTimeout(ExplorerError):
    """A question took longer than its time limit."""
