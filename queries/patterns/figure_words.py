"""A figure of a pattern in words: its value, or why there is none, and how certain it is."""

from queries.patterns.finding import Figure
from queries.patterns.words import missing_words
from wording.words import Words

_MOST_DIGITS = 6


def shown_number(t: Words, value: float) -> str:
    """A number to six digits, as the language writes it."""
    return t.number(value if isinstance(value, int) else float(f"{value:.{_MOST_DIGITS}g}"))


def value_words(t: Words, one: Figure) -> str:
    """The value of a figure, or why it has none."""
    return missing_words(t, one) if one.value is None else shown_number(t, one.value)


def certainty(t: Words, one: Figure) -> str:
    """Interval, null model and error of a figure, where it has any; "" otherwise."""
    parts = []
    if one.interval:
        low, high = shown_number(t, one.interval.low), shown_number(t, one.interval.high)
        parts.append(t("95 % interval {low} to {high} ({method})", low=low, high=high, method=one.interval.method))
    if one.null_model:
        by_chance, p_value = shown_number(t, one.null_model.mean), shown_number(t, one.null_model.p_value)
        parts.append(t("by chance {value}, p = {p_value}", value=by_chance, p_value=p_value))
    if one.sampling and one.sampling.error is not None:
        parts.append(t("estimate, give or take {error}", error=shown_number(t, one.sampling.error)))
    return "; ".join(parts)
