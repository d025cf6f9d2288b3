"""What a search for paths came to, in sentences: the same on page, paper and command line."""

from queries.peer_paths import PathOrder, PathStatus, PeerPaths
from wording.path_ends import end_name
from wording.sentences import gave_up_sentence, n_more_sentence, n_more_strong_sentence, status_sentence
from wording.words import Words


def status_words(t: Words, result: PeerPaths) -> str:
    """What the search came to; texts asked for stand for what has no name here."""
    names = {"from_name": end_name(t, result.from_end), "to_name": end_name(t, result.to_end)}
    if result.status is PathStatus.GAVE_UP:
        return gave_up_sentence(t, len(result.paths), **names)
    told = status_sentence(
        t,
        result.status,
        **names,
        max_steps=result.max_steps,
        distance=result.distance,
        distance_with_planned=result.distance_with_planned,
        n_from=result.n_connected_to_from if result.from_node else None,
        n_to=result.n_connected_to_to if result.to_node else None,
    )
    # A name stays as it is (eThekwini); "any of the ..." begins a sentence like other words.
    return told if result.from_node else told[:1].upper() + told[1:]


def more_words(t: Words, result: PeerPaths) -> str:
    """How many paths there are as good as the last one listed; "" when there are no more."""
    if not result.paths:
        return ""
    if result.order is PathOrder.STRONGEST:
        return n_more_strong_sentence(t, result.n_more, is_complete=result.is_complete_count)
    n_steps = len(result.paths[-1].steps)
    return n_more_sentence(t, result.n_more, n_steps, is_complete=result.is_complete_count)
