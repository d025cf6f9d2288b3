"""The command ``connect-explorer``: its entry, and what must hold before the first line of it is imported."""

import os
import sys
from contextlib import suppress

INTERRUPTED = 130


def main() -> None:
    """Run the command line and end the process with its exit code.

    0 done; 1 nothing found, refused input, or store not available; 2 wrong usage; 130 interrupted.
    """
    try:
        _prepare_streams()
        # Imported here, so that Ctrl-C in the first second leaves no stack trace either.
        from commands.app import app

        app(prog_name="connect-explorer")
    except KeyboardInterrupt:
        code: object = INTERRUPTED
    except SystemExit as end:
        code = end.code
    _leave_quietly()
    sys.exit(code if isinstance(code, int) else 1)


def _prepare_streams() -> None:
    """Make sure that there are three streams, and that no name from a file can break them."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:  # started with the stream closed; a file opened later must not get its number
            os.open(os.devnull, os.O_RDWR)
    sys.stdin = sys.stdin or os.fdopen(0, closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", closefd=False)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):  # one that a test put there
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _leave_quietly() -> None:
    """Write what is waiting; where nobody reads any more (``| head``), drop it without a word."""
    try:
        sys.stdout.flush()
    except (BrokenPipeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except OSError as error:  # the disk that it is written to is full
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.stderr.write(f"Error: the output cannot be written: {error.strerror}.\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
