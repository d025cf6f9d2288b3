"""A program that writes one load after the other until it is killed; run by the contract tests.

Each load changes every node and relationship, so a store that shows two countries shows a half-written load.
"""

import itertools

from graph.connect import open_store
from tests.contract.samples import SOURCE, by_country


def main() -> None:
    """Write into the store of the environment, and say so."""
    with open_store() as store:
        for country in itertools.cycle(("NL", "PT")):
            with store.writer(SOURCE) as writer:
                print("writing", flush=True)
                writer.upsert(by_country(country))
            print("kept", flush=True)


if __name__ == "__main__":
    main()
