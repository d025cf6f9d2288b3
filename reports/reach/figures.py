"""Figures that several sections are made of."""

from collections.abc import Sequence

from reports.reach.masking import Masking
from reports.reach.model import Absence, Cell, Figure, Indicator, Number, Table, Text, Unit, say
from wording.words import N_


def indicator_figure(id_: str, title: Text, indicators: Sequence[Indicator]) -> Figure:
    """Some indicators as a table: their numbers, what these are compared to, and how each is counted."""
    before = any(one.before for one in indicators)
    aims = any(one.baseline or one.target for one in indicators)
    headings = [N_("Indicator"), N_("This period")]
    headings += [N_("Period compared with"), N_("Change")] if before else []
    headings += [N_("Baseline"), N_("Target")] if aims else []
    headings.append(N_("How it is counted"))
    rows = tuple((*_row(one, before=before), *(_aims(one) if aims else ()), say(one.definition)) for one in indicators)
    questions = tuple(dict.fromkeys(question for one in indicators for question in one.questions))
    return Figure(
        id=id_,
        title=title,
        caption=(),
        table=Table(tuple(headings), rows),
        questions=questions,
    )


def ranked(rows: Sequence[tuple[Cell, ...]], masking: Masking, most: str, none: str | None = None) -> tuple[Text, ...]:
    """What stands first in a ranking, in a sentence.

    Parameters
    ----------
    rows : what is ranked and its number, the greatest first.
    most : text with ``{first}`` and ``{count}``.
    none : text with ``{threshold}`` for a ranking in which no number is shown; None for no sentence.
    """
    if not rows:
        return (say(N_("Nothing is recorded for this period.")),)
    shown = [row for row in rows if isinstance(row[1], Number) and row[1].value]
    if shown:
        return (say(most, first=shown[0][0], count=shown[0][1]),)
    return (say(none, threshold=Number(masking.threshold)),) if none else ()


def change(now: Number, before: Number) -> Number:
    """Difference of two numbers; that of shares in percentage points, not shown where one of the two is not."""
    if now.value is None or before.value is None:
        return Number(None, now.unit, now.absence or before.absence)
    difference = round(now.value - before.value, 1)
    unit = Unit.POINTS if now.unit is Unit.PERCENT else now.unit
    return Number(int(difference) if now.unit is Unit.COUNT else difference, unit, is_change=True)


def _row(one: Indicator, *, before: bool) -> tuple[Cell, ...]:
    if not before:
        return say(one.name), one.current
    compared = one.before or Number(None, one.current.unit, Absence.NOT_RECORDED)
    return say(one.name), one.current, compared, change(one.current, compared)


def _aims(one: Indicator) -> tuple[Number, Number]:
    missing = Number(None, one.current.unit, Absence.NOT_SET)
    return one.baseline or missing, one.target or missing
