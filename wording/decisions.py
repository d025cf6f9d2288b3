"""What a person decided about a name, in sentences."""

from graph.store import Decision
from wording.words import Words


def decision_sentence(t: Words, decision: Decision) -> str:
    """What was decided and why, by whom and when, and whether it was taken back since."""
    ruling = decision.ruling
    name = ", ".join(filter(None, (ruling.name, ruling.country)))
    if ruling.target is None:
        told = t("{name} is none of the places found: {reason}.", name=name, reason=ruling.reason)
    else:
        told = t("{name} is {place}: {reason}.", name=name, place=ruling.target, reason=ruling.reason)
    parts = [told, t("Decided by {name}, {when}.", name=ruling.decided_by, when=t.moment(decision.decided_at))]
    if decision.taken_back_at:
        parts.append(t("Taken back, {when}.", when=t.moment(decision.taken_back_at)))
    return " ".join(parts)
