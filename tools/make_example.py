"""CONNECT's facts, as collected from public pages, in the explorer's own format: ``loaders/example/``.

    python -m tools.make_example ../shared/data/connect loaders/example

A test proves that the files in the repository are what this makes. Nothing is added to what the pages say, except
where a comment says so; a column that is neither used nor named in `_NOT_USED` stops the script.
"""

import csv
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

Row = Mapping[str, str]

SOURCE = {
    "source_id": "connect",
    "title": "CONNECT: what its public pages say",
    "publisher": "PLATFORMA and VNG International",
    "url": "https://connectfordevelopment.eu/",
    "licence": "facts from public pages, each row with its address",
}
# Held where a page tells of it; planned where only the announcement was found; blank where neither was.
STATUS = {"E01": "held", "E02": "planned", "E03": "held", "E04": "held", "E05": "planned", "E06": "held", "E07": ""}
# The group's name says how many they are.
N_MEMBERS = {"M21": "9"}
# An exchange names its request, so the same fact is not written twice; `_check_requests` proves that it is the same.
_NOT_USED = {"requests": ("exchange_id",)}
_ACRONYM = re.compile(r"\(([A-Z]{2,})\)$")


def make_example(facts: Path, target: Path) -> None:
    """Write the files of the example.

    Parameters
    ----------
    facts : folder with the collected facts.
    target : folder for the example; its CSV files are replaced.
    """
    _check_requests(_read(facts / "requests.csv"), _read(facts / "exchanges.csv"))
    _write(target / "source.csv", [SOURCE])
    for name, convert in _CONVERTERS.items():
        _write(target / f"{name}.csv", [_converted(row, name, convert) for row in _read(facts / f"{name}.csv")])


def _converted(row: Row, name: str, convert: Callable[[dict[str, str]], Row]) -> Row:
    cells = {column: cell for column, cell in row.items() if column not in _NOT_USED.get(name, ())}
    result = convert(cells)
    if cells:
        raise SystemExit(f"{name}.csv: nothing uses the columns {', '.join(cells)}")
    return result


# Each converter takes out of `cells` what it uses.


def _municipality(cells: dict[str, str]) -> Row:
    key = cells.pop("municipality_id")
    return {
        "municipality_id": key,
        "name": cells.pop("name"),
        "kind": cells.pop("kind").replace("_", " "),
        "names": cells.pop("name_variants"),
        "country": cells.pop("country"),
        "region": cells.pop("admin_context"),
        "population": cells.pop("population"),
        "n_members": N_MEMBERS.get(key, ""),
        "source_url": cells.pop("source_url"),
    }


def _association(cells: dict[str, str]) -> Row:
    name = cells.pop("name")
    acronym = _ACRONYM.search(name)
    return {
        "association_id": cells.pop("association_id"),
        "name": name,
        "kind": cells.pop("kind"),
        "acronym": acronym[1] if acronym else "",
        "country": cells.pop("country"),
        "role_in_programme": cells.pop("role_in_connect"),
        "source_url": cells.pop("source_url"),
    }


def _topic(cells: dict[str, str]) -> Row:
    return {
        "topic_id": cells.pop("topic_id"),
        "name": cells.pop("label_en"),
        "source_url": cells.pop("source_url"),
    }


def _request(cells: dict[str, str]) -> Row:
    return {
        "request_id": cells.pop("request_id"),
        "country": cells.pop("country"),
        "phase": cells.pop("phase"),
        "received_on": cells.pop("year"),
        "language": cells.pop("language"),
        "deadline": cells.pop("deadline"),
        "requester_ids": _joined(cells.pop("municipality_ids"), cells.pop("association_id")),
        "topic_ids": cells.pop("topic_ids"),
        "note": cells.pop("note"),
        "source_url": cells.pop("source_url"),
    }


def _exchange(cells: dict[str, str]) -> Row:
    key = cells.pop("exchange_id")
    return {
        "exchange_id": key,
        "form": cells.pop("form"),
        "form_inferred": cells.pop("form_inferred"),
        "status": STATUS[key],
        "phase": cells.pop("phase"),
        "starts_on": cells.pop("start"),
        "ends_on": cells.pop("end"),
        "country": cells.pop("place_country"),
        "n_participants": cells.pop("participants"),
        "result": cells.pop("result"),
        "request_ids": cells.pop("request_id"),
        "requester_ids": _joined(cells.pop("requester_municipality_ids"), cells.pop("requester_association_id")),
        "peer_ids": _joined(cells.pop("peer_municipality_ids"), cells.pop("peer_association_id")),
        "topic_ids": cells.pop("topic_ids"),
        "note": cells.pop("note"),
        "source_url": cells.pop("source_url"),
    }


def _official(cells: dict[str, str]) -> Row:
    return {
        "official_id": cells.pop("official_id"),
        "name": cells.pop("name"),
        "function": cells.pop("function"),
        # The pages show both; on which basis we hold them and until when is for the programme to decide.
        "visibility": "name|function",
        "lawful_basis": "",
        "keep_until": "",
        "organisation_ids": _joined(cells.pop("municipality_id"), cells.pop("association_id")),
        "topic_ids": cells.pop("topic_id"),
        "exchange_ids": cells.pop("exchange_id"),
        "note": cells.pop("note"),
        "source_url": cells.pop("source_url"),
    }


_CONVERTERS: Mapping[str, Callable[[dict[str, str]], Row]] = {
    "associations": _association,
    "municipalities": _municipality,
    "topics": _topic,
    "requests": _request,
    "exchanges": _exchange,
    "officials": _official,
}


def _check_requests(requests: list[Row], exchanges: list[Row]) -> None:
    said_by_requests = {(row["exchange_id"], row["request_id"]) for row in requests if row["exchange_id"]}
    said_by_exchanges = {(row["exchange_id"], row["request_id"]) for row in exchanges}
    if said_by_requests != said_by_exchanges:
        raise SystemExit(f"requests and exchanges differ: {sorted(said_by_requests ^ said_by_exchanges)}")


def _joined(*cells: str) -> str:
    return "|".join(filter(None, cells))


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def _write(path: Path, rows: list[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    make_example(Path(sys.argv[1]), Path(sys.argv[2]))
