"""Work done in a process of its own, so that its memory can be told apart and given back."""

import signal
from collections.abc import Callable
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Answer = TypeVar("Answer")


class WorkFailed(RuntimeError):
    """Work in another process did not come to its end; the message says why."""


def in_own_process(work: Callable[..., Answer], *arguments: object) -> Answer:
    """What the work returns; it is ended when this process is interrupted.

    Parameters
    ----------
    work : a function of a module, with arguments and an answer that can be pickled.

    Raises
    ------
    WorkFailed
        The work raised an error, or its process died.
    """
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(there, work, arguments))
    process.start()
    there.close()
    try:
        is_done, answer = here.recv()
    except EOFError:
        process.join()
        raise WorkFailed(f"{work.__name__} ended without an answer (exit {process.exitcode})") from None
    finally:
        process.terminate()
        process.join()
    if not is_done:
        raise WorkFailed(f"{work.__name__}: {answer}")
    result: Answer = answer
    return result


def _run(there: "Connection[Any, Any]", work: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it
    try:
        there.send((True, work(*arguments)))
    except Exception as problem:
        there.send((False, f"{type(problem).__name__}: {problem}"))
