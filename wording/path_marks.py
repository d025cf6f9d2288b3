"""How strong a path is, in words that can be checked: every product with its parts."""

from babel.numbers import format_decimal

from graph.path_marks import FactMark, PathMark, StepMark
from wording.words import Words

_TIMES = " × "


def share(t: Words, value: float) -> str:
    """A share from 0 to 1 with two digits; ``under 0.01`` for what is less but not nothing."""
    written = format_decimal(max(value, 0.01), "0.00", locale=t.locale)
    return t("under {share}", share=written) if 0 < value < 0.005 else written


def strength_sentence(t: Words, mark: PathMark) -> str:
    """How strong a path is, and why: ``Strength 0.20 = 0.80 × 0.50 × 0.50 (passing on)``."""
    parts = [share(t, step.strength) for step in mark.steps]
    n_between = len(mark.steps) - 1
    product = _TIMES.join([*parts, *[share(t, mark.passing_on)] * n_between])
    total = share(t, mark.strength)
    if not n_between:
        return t("Strength {total}, that of its only step.", total=total)
    return t.plural(
        "Strength {total} = {product}: the steps, then passing on for {n} peer in between.",
        "Strength {total} = {product}: the steps, then passing on for {n} peers in between.",
        n_between,
        total=total,
        product=product,
    )


def step_strength_sentence(t: Words, step: StepMark) -> str:
    """How strong a step is, and why: a product for its fact, or what several facts leave of doubt."""
    if step.n_facts == 1:
        return t("Strength {total} = {product}.", total=share(t, step.strength), product=_product(t, step.facts[0]))
    told = "; ".join(f"{share(t, fact.strength)} = {_product(t, fact)}" for fact in step.facts)
    return t.plural(
        "Strength {total}: the chance that not all of {n} fact fails ({facts}).",
        "Strength {total}: the chance that not all of {n} facts fail ({facts}).",
        step.n_facts,
        total=share(t, step.strength),
        facts=told,
    )


def weak_points_sentence(t: Words, mark: PathMark) -> str:
    """Which step is the weakest, and which the oldest; what no date is known of."""
    told = []
    if len(mark.steps) > 1:
        weakest = mark.steps[mark.weakest - 1]
        told.append(t("Weakest: step {number} ({strength}).", number=mark.weakest, strength=share(t, weakest.strength)))
    if mark.oldest is not None:
        when = t.date(mark.steps[mark.oldest - 1].last_contact or "")
        told.append(t("Oldest: step {number}, last contact {when}.", number=mark.oldest, when=when))
    if mark.n_undated:
        told.append(t.plural("{n} step has no date.", "{n} steps have no date.", mark.n_undated))
    return " ".join(told)


def _product(t: Words, fact: FactMark) -> str:
    """Parts of a fact's strength; what leaves it as it is is left out."""
    parts = [t("kind of tie {share}", share=share(t, fact.kind))]
    for value, told in (
        (fact.recency, t("recency {share}", share=share(t, fact.recency))),
        (fact.evaluation, t("evaluation {share}", share=share(t, fact.evaluation))),
        (fact.planned, t("not known to have been held {share}", share=share(t, fact.planned))),
    ):
        if value != 1:
            parts.append(told)
    return _TIMES.join(parts)
