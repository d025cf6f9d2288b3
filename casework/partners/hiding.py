"""Links taken out of a network, to be found again: what learns or judges a suggestion may not have seen them.

Every hidden partner keeps at least one link, since nobody can be found of whom nothing is known. That makes popular
organisations somewhat likelier than they are.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casework.partners.organisations import Positions
from casework.partners.ties import Ties

FEW = 3


@dataclass(frozen=True, slots=True)
class Hidden:
    """A network without some of its links, and who is asked for them."""

    ties: Ties
    """What is left."""
    asked: Positions
    """Who is asked for a partner, one entry for each hidden partner."""
    partner: Positions
    """The partner that was hidden."""

    def first(self, n: int) -> "Hidden":
        """The same with the first n that are asked; they are in random order."""
        return Hidden(self.ties, self.asked[:n], self.partner[:n])


def hide_share(ties: Ties, share: float, rng: np.random.Generator) -> Hidden:
    """One link in so many hidden at random; both ends keep a link, and both are asked.

    Parameters
    ----------
    share : of all links, above 0 and below 1; fewer where too few have ends that can spare them.
    """
    left = ties.n_partners.copy()
    is_hidden = np.zeros(len(ties.pairs), dtype=np.bool_)
    wanted = round(share * len(ties.pairs))
    for link in rng.permutation(len(ties.pairs)):
        if wanted == 0:
            break
        ends = ties.pairs[link]
        if (left[ends] > 1).all():
            is_hidden[link] = True
            left[ends] -= 1
            wanted -= 1
    ends = ties.pairs[is_hidden]
    both = np.concatenate([ends, ends[:, ::-1]])
    return _asked(ties, is_hidden, both[rng.permutation(len(both))])


def hide_of_small(ties: Ties, most: int, rng: np.random.Generator) -> Hidden:
    """One link of each of many organisations that are left with one to three; these are asked.

    Parameters
    ----------
    most : how many organisations at most.
    """
    return _one_each(ties, most, rng, (2, FEW + 1))


def hide_only(ties: Ties, most: int, rng: np.random.Generator) -> Hidden:
    """The only link of each of many organisations, which then have none; these are asked.

    Parameters
    ----------
    most : how many organisations at most.
    """
    return _one_each(ties, most, rng, (1, 1))


def _one_each(ties: Ties, most: int, rng: np.random.Generator, had: tuple[int, int]) -> Hidden:
    before, left = ties.n_partners, ties.n_partners.copy()
    is_hidden = np.zeros(len(ties.pairs), dtype=np.bool_)
    asked: list[tuple[int, int]] = []
    for link in rng.permutation(len(ties.pairs)):
        if len(asked) >= most:
            break
        one, other = ties.pairs[link]
        for here, there in ((one, other), (other, one)):
            is_whole = left[here] == before[here]  # none of its links was hidden for another's sake
            if had[0] <= before[here] <= had[1] and is_whole and left[there] > 1:
                is_hidden[link] = True
                left[[here, there]] -= 1
                asked.append((int(here), int(there)))
                break
    return _asked(ties, is_hidden, np.array(asked, dtype=np.int64).reshape(-1, 2))


def _asked(ties: Ties, is_hidden: npt.NDArray[np.bool_], asked: npt.NDArray[np.int64]) -> Hidden:
    return Hidden(ties.without(is_hidden), asked[:, 0], asked[:, 1])
