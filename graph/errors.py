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


class LoadNotFound(ExplorerError):
    """No load has this number."""

    def __init__(self, load_id: int) -> None:
        super().__init__(f"there is no load {load_id}. List them: connect-explorer loads")
        self.load_id = load_id


class AlreadyUndone(ExplorerError):
    """A load cannot be taken back twice."""

    def __init__(self, load_id: int, undone_by: int) -> None:
        super().__init__(
            f"load {load_id} was taken back already, by load {undone_by}. To have it again, take back load {undone_by}."
        )
        self.load_id, self.undone_by = load_id, undone_by


class UndoConflict(ExplorerError):
    """What a load wrote was changed since, so the state before it cannot be brought back."""

    def __init__(self, load_id: int, later_loads: tuple[int, ...], examples: tuple[str, ...], n_records: int) -> None:
        what = "1 of its records" if n_records == 1 else f"{n_records:,} of its records"
        if later_loads:
            loads = " and ".join(map(str, later_loads))
            first = f"load {loads}" if len(later_loads) == 1 else f"loads {loads}, the last one first"
        else:
            first = "the later loads, the last one first"
        super().__init__(
            f"load {load_id} cannot be taken back: {what} changed or got relationships since, for example "
            f"{', '.join(examples)}. The store is as it was. Take back {first}."
        )
        self.load_id, self.later_loads, self.n_records = load_id, later_loads, n_records


class CaseworkLoad(ExplorerError):
    """A step of casework is taken back where it was made, so that its record and the graph stay one."""

    def __init__(self, load_id: int) -> None:
        super().__init__(
            f"load {load_id} is a step of casework. Take it back there, by what it changed: "
            "connect-explorer request take-back ID"
        )
        self.load_id = load_id


class RetiresTooMuch(ExplorerError):
    """A load would take most of what its source holds out of the graph."""

    def __init__(self, source: str, kind: str, n_retired: int, n_held: int) -> None:
        super().__init__(
            f"these files no longer hold {n_retired:,} of the {n_held:,} {kind} records that source {source} has in "
            "the store. Nothing was loaded. If they are only a part of the source, load them with --add; if the rest "
            "is really to be retired, with --replace."
        )
        self.source, self.kind, self.n_retired, self.n_held = source, kind, n_retired, n_held


class NotStaged(ExplorerError):
    """No load with this number waits for its completion."""

    def __init__(self, load_id: int) -> None:
        super().__init__(f"load {load_id} does not wait for completion: it is complete, or there is no such load.")
        self.load_id = load_id


class LoadWaiting(ExplorerError):
    """A load that was interrupted must be completed or taken away first."""

    def __init__(self, load_id: int, source: str, *, is_whole: bool) -> None:
        complete = f"Complete it (connect-explorer resume {load_id}) or take" if is_whole else "Take"
        again = "" if is_whole else " Then load the same files again."
        super().__init__(
            f"load {load_id} ({source}) was interrupted and is not complete. {complete} it away "
            f"(connect-explorer discard {load_id}).{again}"
        )
        self.load_id = load_id


class StagedInPart(ExplorerError):
    """Not all of a staged load has arrived."""

    def __init__(self, load_id: int) -> None:
        super().__init__(
            f"load {load_id} was interrupted before all of it had arrived. Take it away (connect-explorer discard "
            f"{load_id}), and load the same files again."
        )
        self.load_id = load_id


class DecisionNotFound(ExplorerError):
    """No decision has this number."""

    def __init__(self, decision_id: int) -> None:
        super().__init__(f"there is no decision {decision_id}. List them: connect-explorer decisions")
        self.decision_id = decision_id


class QueryTimeout(ExplorerError):
    """A question took longer than its time limit."""
