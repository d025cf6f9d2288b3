"""Practices and the organisations that took them over."""

from reports.reach.masking import Masking
from reports.reach.measured import Measured
from reports.reach.model import Figure, Name, Number, Several, Table, Text, say
from wording.words import N_

_MOST = 20
_MOST_NAMES = 5


def practices_figure(now: Measured, masking: Masking) -> Figure:
    """Practices adopted in the period and who adopted them, where there are enough to be named."""
    adopted = now.practices.adopted
    is_shown = len(adopted) >= masking.threshold
    return Figure(
        id="practices",
        title=say(N_("Practices and who adopted them")),
        caption=_caption(now, masking, is_shown=is_shown),
        cautions=(say(N_("Adoptions are known where an organisation or a source reported them.")),),
        table=Table((N_("Practice"), N_("Adopted by")), _rows(now) if is_shown else ()),
        questions=("reach_practices", "reach_adoptions", "reach_organisations"),
    )


def _caption(now: Measured, masking: Masking, *, is_shown: bool) -> tuple[Text, ...]:
    n_adopted = len(now.practices.adopted)
    if not n_adopted:
        return (say(N_("No adoption of a practice is recorded for this period.")),)
    told = [
        say(N_("Practices that somebody adopted in the period: {n_practices}."), n_practices=masking.count(n_adopted))
    ]
    if is_shown and n_adopted > _MOST:
        told.append(say(N_("The {n_shown} with most adopters are named."), n_shown=Number(_MOST)))
    return tuple(told)


def _rows(now: Measured) -> tuple[tuple[Name, Several], ...]:
    return tuple((Name(one.title), _names(now, who)) for one, who in now.practices.adopted[:_MOST])


def _names(now: Measured, ids: tuple[str, ...]) -> Several:
    known = now.scope.facts.organisations
    names = [Name(known[one].name or one) for one in ids[:_MOST_NAMES]]
    n_more = len(ids) - len(names)
    return Several((*names, say(N_("{n_more} more"), n_more=Number(n_more))) if n_more else tuple(names))
