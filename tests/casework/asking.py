"""Short ways to receive and validate a request in tests."""

from casework.change import Who
from casework.checklist import checklist
from casework.need import Need
from casework.requests import check, receive
from queries.rows import ids_by_source_key

ANN, BO = Who("Ann"), Who("Bo")


def because(reason, name="Ann"):
    return Who(name, reason)


def id_of(store, key):
    (found,) = ids_by_source_key(store, key)
    return found


def waste(store, **changed):
    """A need of Ziniaré."""
    given = {
        "title": "Waste",
        "text": "Les déchets ménagers",
        "requester_ids": (id_of(store, "M05"),),
        "topic_ids": (id_of(store, "T03"),),
        "country": "BF",
        "languages": ("fr",),
        "received_on": "2026-11-25",
    }
    return Need(**{**given, **changed})


def received(store, **changed):
    return receive(store, waste(store, **changed), ANN)


def checked(store, case):
    """The request with every item of the checklist passed."""
    for item in checklist().items:
        case = check(store, case, item.id, "pass", ANN)
    return case
