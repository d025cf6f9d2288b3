"""The process that answers one question in Cypher of a person's own, and nothing else.

It is a process of its own because an answer may be of any size, and whoever asks must stay alive. It reads the request
as JSON from standard input, and writes the answer there.
"""

import json
import sys
from typing import Any

from graph.cypher_guard import refused_words
from graph.own_limits import limit_process

_MEMORY = 3 << 30


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Columns and rows; ``error``, ``timeout`` or ``unavailable`` where there are none."""
    if reason := refused_words(request["text"]):
        return {"error": reason}
    for name in ("numpy", "pandas"):  # the driver would import both, a second for nothing
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # Python's way to say that there is none
    from graph.neo4j_own_answer import answer as ask

    return ask(request)


def main() -> None:
    """Answer the request on standard input."""
    request = json.loads(sys.stdin.buffer.read())
    limit_process(request["timeout_s"], _MEMORY)
    sys.stdout.buffer.write(json.dumps(answer(request)).encode())
