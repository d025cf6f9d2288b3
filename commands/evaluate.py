"""``connect-explorer match evaluate``: how well suggestions find partners that were hidden from them."""

from collections.abc import Sequence
from typing import Annotated

import typer

from commands.options import FormatOption, StoreOption
from commands.output import OutputFormat
from commands.session import session_of

SPLITS = ("one_in_ten", "small", "newcomers")


def evaluate_command(
    context: typer.Context,
    split: Annotated[
        list[str] | None,
        typer.Option("--split", metavar="NAME", help=f"Only this way of hiding; repeatable: {', '.join(SPLITS)}."),
    ] = None,
    asked: Annotated[int, typer.Option("--asked", min=1, help="How many are asked at most, for each way.")] = 1_000,
    draws: Annotated[int, typer.Option("--draws", min=100, max=100_000, help="Samples for the intervals.")] = 1_000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Another seed hides other partnerships.")] = 2026,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Hide partners, let suggestions look for them among all organisations, and compare with simple rules.

    Nothing that learns or measures sees what is hidden; known partners are left out of each ranking; equal scores count
    as drawn by lot; intervals are 95 % bootstrap over hidden partnerships. The same figures come out each time.
    """
    session = session_of(context, output_format)
    wanted = _wanted(split)
    from commands.evaluate_report import say_evaluation  # here: what it imports takes longer than most commands

    say_evaluation(session, store, wanted, n_asked=asked, n_draws=draws, seed=seed)


def _wanted(split: Sequence[str] | None) -> tuple[str, ...]:
    for name in split or ():
        if name not in SPLITS:
            raise typer.BadParameter(f'"{name}" is none of {", ".join(SPLITS)}.', param_hint="--split")
    return tuple(one for one in SPLITS if not split or one in split)
