"""Answers a question of a person's own in a process of its own, and reads what it says."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph.errors import QueryTimeout, StoreUnavailable
from graph.own_query import MOST_BYTES, OwnRows, QueryRefused, own_rows, require_limits

_ROOT = Path(__file__).resolve().parents[1]


def ask_in_process(
    module: str, request: Mapping[str, Any], *, max_rows: int, timeout_s: float, start_s: float
) -> OwnRows:
    """Rows of a question; see `graph.store.GraphStore.ask_own`.

    Parameters
    ----------
    module : has a ``main`` that reads a request from standard input and writes the answer.
    request : what is asked, beside the limits.
    start_s : seconds that the process may take to start and to hand over.
    """
    require_limits(max_rows, timeout_s)
    whole = {**request, "max_rows": max_rows, "max_bytes": MOST_BYTES, "timeout_s": timeout_s}
    code = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from {module} import main; main()"
    try:
        # Isolated: neither the environment nor the working folder can slip it other code.
        ran = subprocess.run(
            [sys.executable, "-I", "-c", code],
            input=json.dumps(whole).encode(),
            capture_output=True,
            timeout=timeout_s + start_s,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise QueryTimeout(f"the question took longer than {timeout_s:g} seconds") from error
    return _read(ran.stdout, ran.returncode, timeout_s)


def _read(said: bytes, code: int, timeout_s: float) -> OwnRows:
    try:
        found = json.loads(said)
    except ValueError as error:
        if code < 0:  # ended by a limit of the system
            raise QueryTimeout(f"the question took longer than {timeout_s:g} seconds, or too much memory") from error
        raise QueryRefused("the question cannot be asked: it needs more memory than one question may use.") from error
    if found.get("timeout"):
        raise QueryTimeout(f"the question took longer than {timeout_s:g} seconds")
    if "unavailable" in found:
        raise StoreUnavailable(f"the store did not answer: {found['unavailable']}.")
    if "error" in found:
        raise QueryRefused(f"the question cannot be asked: {found['error'].rstrip('.')}.")
    return own_rows(found["columns"], found["rows"], is_cut=found["is_cut"])
