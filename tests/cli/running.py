"""The command line, run inside this process or, where signals and streams matter, in one of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

from typer.testing import CliRunner

from commands.app import app
from tests.conftest import ROOT


@dataclass(frozen=True)
class Ran:
    """What one run ended with."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        """Standard output, which must be one JSON value and nothing else."""
        return json.loads(self.out)

    @property
    def words(self):
        """Standard output without its line breaks, to look for sentences in."""
        return " ".join(self.out.split())


def run(*arguments):
    """Run inside this process."""
    done = CliRunner().invoke(app, list(map(str, arguments)), prog_name="connect-explorer")
    return Ran(done.exit_code, done.stdout, done.stderr)


def command(*arguments):
    """The same as a command of a process."""
    return [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)]


def environment(**changed):
    """Environment of such a process; None takes a variable out."""
    values = {**os.environ, **changed}
    return {name: str(value) for name, value in values.items() if value is not None}


def run_apart(*arguments, **options):
    """Run in a process of its own."""
    options = {"stdin": subprocess.DEVNULL, "env": environment(), "timeout": 120, **options}
    done = subprocess.run(command(*arguments), capture_output=True, text=True, check=False, **options)
    return Ran(done.returncode, done.stdout, done.stderr)
