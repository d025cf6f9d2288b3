"""A load that has begun and not ended, in words."""

from graph.store import StagedLoad
from wording.words import Words


def staged_sentence(t: Words, staged: StagedLoad) -> str:
    """Which load it is, what is seen of it, and what to do when no program is at work on it any more."""
    known = {
        "load_id": staged.load_id,
        "source": staged.source.title,
        "begun": t.moment(staged.begun_at),
        "records": t.plural("{n} record", "{n} records", staged.n_records),
    }
    if staged.is_switching and staged.is_whole:
        return t(
            "Load {load_id} ({source}), begun on {begun}, is being made part of the network: {records}. Until that is "
            "complete no question is answered. If no program is at work on it any more, complete it with "
            '"connect-explorer resume {load_id}" or take it away with "connect-explorer discard {load_id}".',
            **known,
        )
    if staged.is_whole:
        return t(
            "Load {load_id} ({source}), begun on {begun}, has arrived and is not part of the network yet: {records}. "
            "Nothing of it is shown. If no program is at work on it any more, complete it with "
            '"connect-explorer resume {load_id}" or take it away with "connect-explorer discard {load_id}".',
            **known,
        )
    return t(
        "Load {load_id} ({source}), begun on {begun}, has not arrived as a whole: {records} so far. Nothing of it is "
        'shown. If no program is at work on it any more, take it away with "connect-explorer discard {load_id}" and '
        "load the same files again.",
        **known,
    )
