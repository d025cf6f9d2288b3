"""Many programs write to one SQLite store for minutes: nobody sees anything but "try again", and nothing is lost.

``python -m benchmarks.soak --minutes 5`` (the same as ``make soak``). Loaders load small lists over and over, deciders
keep decisions as the dashboard does; each remembers what was acknowledged, and all of it must be there at the end.
"""

import argparse
import multiprocessing as mp
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.timing import say
from graph.connect import open_store
from graph.errors import StoreBusy
from graph.records import Node
from graph.store import Ruling
from loaders.load import load

_HEADER = "city1,country1,city2,country2\n"
_KEPT = "kept"
_BUSY = "try again"


@dataclass(slots=True)
class Done:
    """What one writer came to."""

    outcomes: Counter[str] = field(default_factory=Counter)
    """Writes by how they ended: kept, try again, or the name of an error that no person should see."""
    acknowledged: set[str] = field(default_factory=set)
    """What must be in the store at the end."""


def main(arguments: list[str] | None = None) -> int:
    """Run; 0: everything acknowledged is there and no other error was met, 1: not so."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__.split("\n\n")[0])
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--loaders", type=int, default=20)
    parser.add_argument("--deciders", type=int, default=20)
    options = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="connect-explorer-soak-") as name:
        folder = Path(name)
        done = _run(folder, options.loaders, options.deciders, options.minutes * 60)
        missing = _missing(_url(folder), set().union(*(one.acknowledged for one in done)))
    outcomes = sum((one.outcomes for one in done), Counter[str]())
    told = ", ".join(f"{n:,} {what}" for what, n in outcomes.most_common())
    print(f"{len(done)} writers, {options.minutes:g} minutes: {told}. Acknowledged and not there: {len(missing)}.")
    return 1 if missing or outcomes.keys() - {_KEPT, _BUSY} else 0


def _run(folder: Path, n_loaders: int, n_deciders: int, seconds: float) -> list[Done]:
    with open_store(_url(folder)):
        pass
    work = [(_load_again_and_again, n) for n in range(n_loaders)] + [
        (_decide_again_and_again, n) for n in range(n_deciders)
    ]
    say(f"{len(work)} writers for {seconds:.0f} s.")
    with mp.get_context("spawn").Pool(len(work)) as pool:
        waiting = [pool.apply_async(function, (folder, number, time.time() + seconds)) for function, number in work]
        return [one.get() for one in waiting]


def _load_again_and_again(folder: Path, number: int, until: float) -> Done:
    done, turn = Done(), 0
    file = folder / f"list-{number}.csv"
    rows: list[str] = []
    while time.time() < until:
        turn += 1
        name = f"Town {number} {turn}"
        file.write_text(_HEADER + "".join(rows) + f"{name},France,Hub {number},Spain\n", encoding="utf-8")
        try:
            with open_store(_url(folder)) as store:
                load([file], store)
        except StoreBusy:
            done.outcomes[_BUSY] += 1
            continue
        except Exception as error:  # whatever it is, the run must tell it
            done.outcomes[type(error).__name__] += 1
            continue
        rows.append(f"{name},France,Hub {number},Spain\n")
        done.outcomes[_KEPT] += 1
        done.acknowledged.add(name)
    return done


def _decide_again_and_again(folder: Path, number: int, until: float) -> Done:
    done, turn = Done(), 0
    while time.time() < until:
        turn += 1
        name = f"Decided {number} {turn}"
        try:
            with open_store(_url(folder)) as store:
                store.decide(Ruling("Municipality", name, "France", None, "soak", f"writer {number}"))
        except StoreBusy:
            done.outcomes[_BUSY] += 1
            continue
        except Exception as error:  # as above
            done.outcomes[type(error).__name__] += 1
            continue
        done.outcomes[_KEPT] += 1
        done.acknowledged.add(name)
        time.sleep(0.2)  # a person does not decide faster
    return done


def _missing(url: str, acknowledged: set[str]) -> set[str]:
    with open_store(url) as store:
        names = {
            str(one.properties["name"])
            for one in store.statements()
            if isinstance(one, Node) and "name" in one.properties
        }
        names |= {one.ruling.name for one in store.decisions()}
    return acknowledged - names


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'store.sqlite'}"


if __name__ == "__main__":
    sys.exit(main())
