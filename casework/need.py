"""What a requester needs, in a form that fits one municipality, several, an association, or a group not yet named."""

from dataclasses import dataclass

from graph.dates import first_day, is_partial_date, last_day
from graph.errors import ExplorerError
from graph.schema import EXCHANGE_FORMS


class InvalidNeed(ExplorerError):
    """A request cannot be received as it stands; the message says which field and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Requesters who are not named one by one, such as nine municipalities in Sri Lanka."""

    name: str
    n_members: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One need as it was asked. Unknown is None or ()."""

    title: str | None = None
    text: str | None = None
    """In the requester's words, in any language."""
    objectives: tuple[str, ...] = ()
    topic_ids: tuple[str, ...] = ()
    form: str | None = None
    """One of `EXCHANGE_FORMS`."""
    languages: tuple[str, ...] = ()
    """Languages in which the exchange could be held, ISO 639-1, the best one first."""
    wanted_from: str | None = None
    wanted_until: str | None = None
    """Period wished for, as partial dates."""
    requester_ids: tuple[str, ...] = ()
    group: Group | None = None
    country: str | None = None
    """Of the requesters, ISO 3166-1 alpha-2."""
    received_on: str | None = None
    deadline: str | None = None
    """Last day on which peers could apply."""
    phase: str | None = None
    note: str | None = None
    source_url: str | None = None

    def __post_init__(self) -> None:
        if not (self.title or self.text):
            raise InvalidNeed("a request needs a title or a text: what is needed, in the requester's words")
        if self.form not in (None, *EXCHANGE_FORMS):
            raise InvalidNeed(f'form is "{self.form}". Expected one of {", ".join(EXCHANGE_FORMS)}, or nothing')
        for name in ("wanted_from", "wanted_until", "received_on", "deadline"):
            value = getattr(self, name)
            if value is not None and not is_partial_date(value):
                raise InvalidNeed(f'{name} is "{value}". Expected a date such as 2027, 2027-05 or 2027-05-15')
        if self.wanted_from and self.wanted_until and last_day(self.wanted_until) < first_day(self.wanted_from):
            raise InvalidNeed(f"wanted_until is {self.wanted_until}, before wanted_from, {self.wanted_from}")
        if self.group and self.group.n_members is not None and self.group.n_members < 1:
            raise InvalidNeed(f"the group has {self.group.n_members} members. Expected 1 or more, or nothing")
