"""Where a Neo4j is, how to reach it, and what its refusals mean in our words."""

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity
from neo4j.exceptions import (
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import ExplorerError, StoreBusy, StoreUnavailable

USER_VARIABLE = "CONNECT_EXPLORER_NEO4J_USER"
PASSWORD_VARIABLE = "CONNECT_EXPLORER_NEO4J_PASSWORD"
DATABASE_VARIABLE = "CONNECT_EXPLORER_NEO4J_DATABASE"

_TIMED_OUT = (
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.LockClientStopped",
    "Neo.TransientError.Transaction.LockClientStopped",
)
"""How the codes begin with which Neo4j says that a transaction's time was over."""
_TOO_BIG = (
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
    "Neo.TransientError.General.OutOfMemoryError",
    "Neo.TransientError.General.TransactionMemoryLimit",
)
_LOCKED = "Neo.TransientError.Transaction.LockAcquisitionTimeout"
_SECURITY = "Neo.ClientError.Security."
_NO_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"
_OF_THE_TEXT = "Neo.ClientError.Statement."

_CONNECT_S = 5.0
_ANSWER_S = 8.0
"""How long a server that took the connection may keep silent."""
_RETRY_S = 15.0
"""How long a read or a replayed load is tried again: a cluster chooses a new leader in a few seconds."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a store is and who asks. The password is in no text made of it."""

    target: str
    """What the driver is told: scheme, host, port and routing context."""
    shown: str
    """The same with the database, as a person may see it."""
    user: str
    password: str | None = field(repr=False)
    """None: the server asks for none."""
    database: str | None
    """None: the user's home database."""

    @property
    def is_encrypted(self) -> bool:
        """Whether TLS is asked for."""
        return "+s" in self.target.partition("://")[0]


def parse_address(url: str, environment: Mapping[str, str] | None = None) -> Address:
    """Address in a URL such as ``neo4j+s://user:password@host:7687/database``.

    Parameters
    ----------
    url : user, password and database may be left out; the database may also be given as ``?database=``.
    environment : where the missing ones are looked for; that of the process when None.

    Raises
    ------
    StoreUnavailable
        The URL has no host or a wrong port. No part of the URL that may be a password is repeated.
    """
    environment = os.environ if environment is None else environment
    parts = _split(url)
    context = dict(parse_qsl(parts.query))
    database = context.pop("database", None) or unquote(parts.path.strip("/")) or environment.get(DATABASE_VARIABLE)
    host = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    return Address(
        target=f"{host}?{urlencode(context)}" if context else host,
        shown=f"{host}/{database}" if database else host,
        user=unquote(parts.username or "") or environment.get(USER_VARIABLE) or "neo4j",
        password=unquote(parts.password or "") or environment.get(PASSWORD_VARIABLE) or None,
        database=database or None,
    )


def _split(url: str) -> SplitResult:
    expected = "Expected neo4j://HOST:PORT or neo4j://HOST:PORT/DATABASE."
    try:
        parts = urlsplit(url)
        is_complete = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        is_complete = False
    # An "@" behind the host is a password with a "/", "?" or "#" in it that was not written as %2F, %3F or %23.
    if not is_complete or "@" in f"{parts.path}{parts.query}{parts.fragment}":
        raise StoreUnavailable(
            f"the address of the Neo4j store cannot be read. {expected} A password with special characters "
            f"is best given in {PASSWORD_VARIABLE}."
        )
    return parts


def open_driver(address: Address) -> Driver:
    """Driver that has reached the server and been let in.

    Raises
    ------
    StoreUnavailable
        No server answers, or it refuses the user.
    """
    # Without a handler of the program's own, Python would print the driver's warnings into the person's terminal.
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    with translated(address):
        driver = GraphDatabase.driver(
            address.target,
            auth=(address.user, address.password) if address.password else None,
            user_agent="connect-explorer",
            connection_timeout=_CONNECT_S,
            connection_acquisition_timeout=_ANSWER_S,
            max_transaction_retry_time=_RETRY_S,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            telemetry_disabled=True,
        )
        try:
            # Without retries, so that a missing server is reported at once.
            driver.verify_connectivity()
        except BaseException:
            driver.close()
            raise
        return driver


def own_request(address: Address, text: str) -> dict[str, str | None]:
    """A query of a person's own with where it is to be asked, for the process that asks it."""
    who = {"user": address.user, "password": address.password}
    return {"text": text, "target": address.target, "database": address.database, **who}


def is_time_limit(error: Exception) -> bool:
    """Whether a transaction was ended because its time was over."""
    return isinstance(error, Neo4jError) and (error.code or "").startswith(_TIMED_OUT)


def is_too_big(error: Exception) -> bool:
    """Whether the server has not enough memory for one transaction."""
    return isinstance(error, Neo4jError) and (error.code or "").startswith(_TOO_BIG)


def may_pass(error: DriverError | Neo4jError) -> bool:
    """Whether the same transaction may succeed when it is tried again."""
    # The server calls a full memory transient, but the same transaction fills it again.
    return error.is_retryable() and not is_too_big(error)


@contextmanager
def translated(address: Address, kept: Callable[[], str] = lambda: "") -> Iterator[None]:
    """What the driver raises inside the block, raised as an error of ours; errors in a question's text pass.

    Parameters
    ----------
    address : where the store is.
    kept : gives a sentence on what became of the data, added to the message.
    """
    try:
        yield
    except (DriverError, Neo4jError) as error:
        if isinstance(error, Neo4jError) and (error.code or "").startswith(_OF_THE_TEXT):
            raise
        raise _ours(error, address, kept()) from error


def _ours(error: DriverError | Neo4jError, address: Address, kept: str) -> ExplorerError:
    if isinstance(error, Neo4jError):
        return _of_server(error, address, kept)
    if isinstance(error, IncompleteCommit):
        return StoreUnavailable(
            f"{address.shown} was lost while it kept the load, so the load may be kept or not. "
            "Load the same again: what is there already will not change."
        )
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return StoreUnavailable(f"{_no_answer(address)} {kept}".rstrip())
    if isinstance(error, ConfigurationError):
        return StoreUnavailable(f"{address.shown} cannot be used as it is written. Try bolt://HOST:PORT.")
    return StoreUnavailable(f"{address.shown}: {error}. {kept}".rstrip())


def _of_server(error: Neo4jError, address: Address, kept: str) -> ExplorerError:
    code = error.code or ""
    if code.startswith(_SECURITY):
        return StoreUnavailable(_refused(error, address))
    if code.startswith(_NO_DATABASE):
        return StoreUnavailable(
            f'the server at {address.shown} has no database "{address.database}". '
            f"Make it, or name another one ({DATABASE_VARIABLE})."
        )
    if code.startswith(_LOCKED):
        return busy(address)
    if is_too_big(error):
        return too_big(address)
    return StoreUnavailable(f"{address.shown}: {(error.message or code).rstrip('.')}. {kept}".rstrip())


def too_big(address: Address) -> StoreUnavailable:
    """A load for which the server has not enough memory."""
    return StoreUnavailable(
        f"{address.shown} has too little memory to take this in one transaction; nothing of it was kept. Give the "
        "server more (server.memory.heap.max_size, dbms.memory.transaction.total.max), or load the files one by one."
    )


def busy(address: Address) -> StoreBusy:
    """Somebody else has been writing for longer than we wait."""
    return StoreBusy(f"another program is writing to {address.shown}. Wait for it to end and try again.")


def _refused(error: Neo4jError, address: Address) -> str:
    if (error.code or "").endswith("Forbidden"):
        return f'the user "{address.user}" may not do this at {address.shown}: {error.message}'
    if (error.code or "").endswith("AuthenticationRateLimit"):
        return f"{address.shown} refuses for a while, after several wrong passwords. Wait some seconds and try again."
    if address.password is None:
        return f'{address.shown} asks for a password. Set {PASSWORD_VARIABLE} (and {USER_VARIABLE}, now "neo4j").'
    return (
        f'{address.shown} refuses the user "{address.user}" with the password given. '
        f"Check {USER_VARIABLE} and {PASSWORD_VARIABLE}."
    )


def _no_answer(address: Address) -> str:
    hints = ["Check that it runs, and its host and port (7687 is usual; 7474 is for browsers)."]
    if address.target.startswith("neo4j"):
        hints.append("A single server that gives no routes is reached by bolt:// instead of neo4j://.")
    if address.is_encrypted:
        hints.append("It may also not speak TLS (+s), or show a certificate that is not known here (+ssc trusts any).")
    else:
        hints.append("A server that asks for TLS is reached by +s, as in neo4j+s://.")
    return f"no Neo4j answers at {address.shown}. {' '.join(hints)}"
