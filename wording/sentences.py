"""Paths told in sentences: one a step, naming the fact and its date; and what a search for paths came to."""

from collections.abc import Mapping

from graph.answers import Fact, PeerPath, Step
from graph.paths import COUNT_LIMIT
from wording.facts import told_fact
from wording.words import NN_, Words


def step_sentence(t: Words, step: Step) -> str:
    """One sentence that says by which fact a step leads from one peer to the next, and when that was.

    Names are inserted as they are: whoever makes HTML of the sentence escapes it.

    Returns
    -------
    The first fact in words, and how many further facts link the two.
    """
    told = told_fact(t, step)
    n_more = len(step.facts) - 1 + step.n_more_facts
    if n_more:
        told = t.plural(
            "{told}, and {n} more fact links them", "{told}, and {n} more facts link them", n=n_more, told=told
        )
    return f"{told}."


def path_sentences(t: Words, path: PeerPath) -> tuple[str, ...]:
    """A path told from its first peer to its last, one sentence a step."""
    return tuple(step_sentence(t, step) for step in path.steps)


def fact_source(fact: Fact) -> str:
    """Where a fact comes from: the address, or the id of the data set where no address is recorded."""
    return fact.source_url or fact.source


def n_more_sentence(t: Words, n_more: int, n_steps: int, *, limit: int = COUNT_LIMIT, is_complete: bool = True) -> str:
    """How many further paths there are: ``and 212 more of 3 steps``.

    Parameters
    ----------
    n_more : further paths as long as the last one shown; more than ``limit`` stands for any number above it.
    n_steps : length of the last path shown.
    is_complete : whether ``n_more`` is exact; otherwise there are at least so many.

    Returns
    -------
    "" when there are no more.
    """
    steps = t.plural("{n} step", "{n} steps", n_steps)
    if n_more > limit:
        return t.plural("and more than {n} more of {steps}", "and more than {n} more of {steps}", limit, steps=steps)
    if is_complete:
        return t.plural("and {n} more of {steps}", "and {n} more of {steps}", n_more, steps=steps) if n_more else ""
    if not n_more:
        return t("and perhaps more of {steps}", steps=steps)
    return t.plural("and at least {n} more of {steps}", "and at least {n} more of {steps}", n_more, steps=steps)


def n_more_strong_sentence(t: Words, n_more: int, *, limit: int = COUNT_LIMIT, is_complete: bool = True) -> str:
    """How many further paths are exactly as strong as the last one shown; see `n_more_sentence`."""
    if n_more > limit:
        return t.plural("and more than {n} more as strong", "and more than {n} more as strong", limit)
    if not is_complete:
        return t("and perhaps more as strong")
    return t.plural("and {n} more as strong", "and {n} more as strong", n_more) if n_more else ""


def gave_up_sentence(t: Words, n_paths: int, *, from_name: str, to_name: str) -> str:
    """That a search took too long, how much it found, and what to do next."""
    names = {"from_name": from_name, "to_name": to_name}
    advice = t("Ask for fewer peers on the way, or for fewer steps.")
    if not n_paths:
        told = t("Looking for a path from {from_name} to {to_name} took too long and was given up.", **names)
        return f"{told} {advice}"
    told = t.plural(
        "Looking for more paths from {from_name} to {to_name} took too long: {n} was found, and there may be more.",
        "Looking for more paths from {from_name} to {to_name} took too long: {n} were found, and there may be more.",
        n_paths,
        **names,
    )
    return f"{told} {advice}"


def status_sentence(
    t: Words,
    status: str,
    *,
    from_name: str,
    to_name: str,
    max_steps: int,
    distance: int | None = None,
    distance_with_planned: int | None = None,
    n_from: int | None = None,
    n_to: int | None = None,
) -> str:
    """What a search for paths from one peer to another came to, and what to do next.

    Parameters
    ----------
    status : ok, same, unknown-source, unknown-target, nobody-at-source, nobody-at-target, unknown-on-the-way,
        filtered-out or no-path.
    from_name, to_name : what the two are called, or the text asked for where nothing is called so.
    max_steps : longest path that was looked for.
    distance : steps of a shortest path however long; None: not connected at all.
    distance_with_planned : steps of a shortest path if planned exchanges counted; None: not connected even so.
    n_from, n_to : peers in the component of each end, itself included; None: not counted.

    Raises
    ------
    ValueError
        There is no such status.
    """
    names = {"from_name": from_name, "to_name": to_name}
    match status:
        case "ok":
            return _connected(t, names, distance)
        case "same":
            return t("Both ends are {name}. Choose another one at one end.", name=from_name)
        case "unknown-source" | "unknown-target":
            name = from_name if status == "unknown-source" else to_name
            return _unknown(t, name)
        case "nobody-at-source" | "nobody-at-target":
            name = from_name if status == "nobody-at-source" else to_name
            return t("Nobody stands at one end: {name}. Choose another end, or load more data.", name=name)
        case "unknown-on-the-way":
            return t("What the path must pass is no official or organisation here. Check the spelling.")
        case "filtered-out":
            return _filtered_out(t, names)
        case "no-path":
            if distance is None:
                reasons = _not_connected(t, names, ((from_name, n_from), (to_name, n_to)))
            else:
                reasons = [_too_far(t, names, distance, max_steps)]
            return " ".join([*reasons, _advice(t, distance, distance_with_planned)])
    raise ValueError(f'a search for paths has no status "{status}"')


def _connected(t: Words, names: Mapping[str, str], distance: int | None) -> str:
    if distance is None:
        return t("{from_name} and {to_name} are connected.", **names)
    return t.plural(
        "{from_name} and {to_name} are {n} step apart.",
        "{from_name} and {to_name} are {n} steps apart.",
        distance,
        **names,
    )


def _unknown(t: Words, name: str) -> str:
    return t(
        'No official or organisation here is called "{name}". Check the spelling, or search for a part of it.',
        name=name,
    )


def _filtered_out(t: Words, names: Mapping[str, str]) -> str:
    return t(
        "What you leave out or ask to pass leaves no path from {from_name} to {to_name}. Ask for less to see one.",
        **names,
    )


def _not_connected(t: Words, names: Mapping[str, str], components: tuple[tuple[str, int | None], ...]) -> list[str]:
    told = [t("No path leads from {from_name} to {to_name}: they are not connected.", **names)]
    for name, n_peers in components:
        if n_peers == 1:
            told.append(t("{name} has no recorded step to anybody.", name=name))
        elif n_peers:
            one, many = NN_("{name} is in a component of {n} peer.", "{name} is in a component of {n} peers.")
            told.append(t.plural(one, many, n_peers, name=name))
    return told


def _too_far(t: Words, names: Mapping[str, str], distance: int, max_steps: int) -> str:
    return t(
        "The shortest path from {from_name} to {to_name} has {n_steps} steps, more than the {n_asked} asked for.",
        n_steps=distance,
        n_asked=max_steps,
        **names,
    )


def _advice(t: Words, distance: int | None, distance_with_planned: int | None) -> str:
    if distance_with_planned is not None and (distance is None or distance_with_planned < distance):
        return t.plural(
            "If planned exchanges counted, there would be a path of {n} step: allow them to see it.",
            "If planned exchanges counted, there would be a path of {n} steps: allow them to see it.",
            distance_with_planned,
        )
    if distance is not None:
        return t("Allow {n} steps to see it.", n=distance)
    return t("Allow similarity, avoid less, or load more data.")
