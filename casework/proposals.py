"""Proposals: asking a candidate, one or a team, whether they would help; at most a few at once, each with an end."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from casework.change import Who
from casework.contents import NotAllowed, Proposal
from casework.kept import Kept, all_kept, days_later, keep, moved, new_record, next_number, rules, today
from casework.requests import RequestCase
from graph.schema import PEERS
from graph.store import GraphStore

OPEN, ACCEPTED, DECLINED, EXPIRED, WITHDRAWN = "open", "accepted", "declined", "expired", "withdrawn"
_MAY_PROPOSE = ("matching", "proposed")


ProposalCase = Kept[Proposal]


def propose(
    store: GraphStore, case: RequestCase, candidate_ids: Sequence[str], who: Who, *, language: str = "en"
) -> ProposalCase:
    """A new open proposal for a request.

    Raises
    ------
    NotAllowed
        The request is not being matched; as many proposals as may be are open; one of the candidates has an open
        proposal for it already, or is no official or organisation, or asked for it.
    """
    others = proposals_of(store, case.id)
    _require_room(case, others)
    _require_candidates(store, case, candidate_ids, others)
    key = f"{case.key}-P"
    day = today()
    content = Proposal(
        request_id=case.id,
        candidate_ids=tuple(dict.fromkeys(candidate_ids)),
        sent_on=day,
        expires_on=days_later(day, rules()["days_to_answer_a_proposal"]),
        language=language,
    )
    record = new_record("pro", "proposal", f"{key}{next_number(store, 'proposal', key)}", OPEN, content)
    return keep(store, replace(record, parent_id=case.id, due_on=content.expires_on), who, "propose")


def proposals_of(store: GraphStore, request_id: str) -> tuple[ProposalCase, ...]:
    """Proposals for a request, by key; () when there are none."""
    return all_kept(store, Proposal, "proposal", parent_id=request_id)


def answer(store: GraphStore, proposal: ProposalCase, state: str, who: Who) -> ProposalCase:
    """The proposal accepted, declined, expired or withdrawn.

    Raises
    ------
    NotAllowed
        It was answered before, has not expired yet, or a decline or withdrawal has no reason.
    """
    if proposal.state != OPEN:
        raise NotAllowed(f"proposal {proposal.key} is {proposal.state} already. Nothing was changed.")
    if state in (DECLINED, WITHDRAWN) and not who.reason:
        raise NotAllowed(f'proposal {proposal.key}: {state} needs a reason in writing: --reason "..."')
    if state == EXPIRED and proposal.content.expires_on >= today():
        raise NotAllowed(f"proposal {proposal.key} may be answered until {proposal.content.expires_on}.")
    changed = moved(proposal, state, answered_on=today(), answer=who.reason)
    return keep(store, replace(changed, due_on=None), who, state)


def declines(store: GraphStore) -> Mapping[str, int]:
    """How often each candidate has declined or let a proposal expire: for the next shortlist; {} when nobody has."""
    found = all_kept(store, Proposal, "proposal", (DECLINED, EXPIRED))
    return Counter(one for proposal in found for one in proposal.content.candidate_ids)


def _require_room(case: RequestCase, others: Sequence[ProposalCase]) -> None:
    if case.state not in _MAY_PROPOSE:
        raise NotAllowed(f"request {case.key} is {case.state}: peers are asked while it is matching or proposed.")
    n_open = sum(one.state == OPEN for one in others)
    if n_open >= rules()["most_open_proposals"]:
        raise NotAllowed(f"request {case.key} has {n_open} open proposals, as many as may be. Wait for an answer.")


def _require_candidates(
    store: GraphStore, case: RequestCase, candidate_ids: Sequence[str], others: Sequence[ProposalCase]
) -> None:
    if not candidate_ids:
        raise NotAllowed("a proposal needs a candidate: an official or an organisation.")
    kinds = store.existing(candidate_ids)
    asked = {one for proposal in others if proposal.state == OPEN for one in proposal.content.candidate_ids}
    for one in candidate_ids:
        if kinds.get(one) not in PEERS:
            raise NotAllowed(f'"{one}" is no official or organisation: nothing can be proposed to it.')
        if one in asked:
            raise NotAllowed(f'"{one}" has an open proposal for request {case.key} already.')
        if one in case.need.requester_ids:
            raise NotAllowed(f'"{one}" asked for request {case.key}, and cannot be its peer.')
