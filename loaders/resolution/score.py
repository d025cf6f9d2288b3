"""The score of a candidate: a sum of named parts in thousandths, so that the parts add up exactly."""

from math import log10

from loaders.resolution.distance import Coordinates, distance_km

ACCEPTED_FROM = 600
"""Score from which a candidate is accepted without a person."""
# Of first candidates with 450 to 475 points, four in ten are in place (a twinning list and UN/LOCODE); above, half are.
DECIDED_FROM = 475
"""Score from which a candidate is shown to a person; below, it is rather wrong than right: the place is unknown."""
MUNICIPALITY_POINTS = 20
"""For a local government in its own right, and not only a settlement."""

_POPULATION = 150
_LOG_LARGEST = 7  # ten million
_UNKNOWN_POPULATION = 60
"""As for 600 people: what GeoNames lists without knowing its size is a seat of government."""
_NEAR, _NEAR_KM = 200, 10.0
_FAR, _FAR_KM = -250, 200.0
_SURROUNDINGS = 100
# What tells places of one name apart is weighed against population, by a conditional logit model (McFadden 1974) of a
# twinning list: ten times the people, 21 points, make a place about seven times as likely to be meant. On that scale
# partners are worth 40, 50 and 30 points where towns of a single name are told from other places of their country. The
# last two are held lower: in the list itself, whose coordinates were looked up by name alone, they choose no better.
# Many names would be worth 20; at 6 they help in that list and in UN/LOCODE.
_TENFOLD_NAMES = 6
_PARTNER_COUNTRIES, _PARTNER_PLACES, _NEIGHBOURS = 40, 20, 20
_RIVAL, _RIVAL_GAP = 200, 100
"""Of two places that are equally good none is accepted, whatever speaks for both."""
_EQUALLY_GOOD = 7
"""Twice as many people are worth as much. Of places that lead by less, four in ten are meant (both lists above)."""
_RIVAL_KM = 10.0


def population_points(population: int | None, asked: int | None) -> int:
    """Points for size: large places are meant more often; where a size was given, points for agreeing with it.

    Returns
    -------
    0 to 150.
    """
    if population is None:
        return _UNKNOWN_POPULATION
    if asked is None:
        return round(_POPULATION * min(1.0, log10(population + 1) / _LOG_LARGEST))
    orders_apart = abs(log10((population + 1) / (asked + 1)))
    return round(_POPULATION * max(0.0, 1 - orders_apart / 2))


def distance_points(km: float) -> int:
    """Points for the distance to a known coordinate: 200 within 10 km, falling with its logarithm to -250 at 200 km."""
    share = log10(max(km, _NEAR_KM) / _NEAR_KM) / log10(_FAR_KM / _NEAR_KM)
    return round(_NEAR + min(1.0, share) * (_FAR - _NEAR))


def surroundings_points(is_there: bool) -> int:
    """Points for lying where the name says, in a region or near a town; as many lost for lying elsewhere."""
    return _SURROUNDINGS if is_there else -_SURROUNDINGS


def names_points(n_names: int) -> int:
    """Points for being known under many names: places that are spoken of elsewhere are, whatever their size.

    Returns
    -------
    6 for ten names, 12 for a hundred; 0 for one or none.
    """
    return round(_TENFOLD_NAMES * log10(max(1, n_names)))


def partner_points(to_countries: float, to_places: float) -> int:
    """Points for being near the partners: twinnings join near places more often than far ones.

    Parameters
    ----------
    to_countries : nearness to their countries, 0 to 1, as `PartnerCountries.nearness` gives it.
    to_places : nearness to the places that are known of them, 0 to 1, as `Twinnings.nearness` gives it.
    """
    return round(_PARTNER_COUNTRIES * to_countries + _PARTNER_PLACES * to_places)


def neighbour_points(nearness: float) -> int:
    """Points for being near towns that are twinned with the partners' neighbours.

    Parameters
    ----------
    nearness : 0 to 1, as `Twinnings.neighbour_nearness` gives it.
    """
    return round(_NEIGHBOURS * nearness)


def rival_points(gap: int) -> int:
    """Points lost because another place, elsewhere, is nearly as good.

    Parameters
    ----------
    gap : score of this place over the best of the others; negative when another is better.
    """
    return -round(_RIVAL * max(0.0, 1 - max(0, gap) / _RIVAL_GAP))


def is_tie(lost_to_rivals: int) -> bool:
    """Whether another place is so nearly as good that neither goes before the other.

    Parameters
    ----------
    lost_to_rivals : as `rival_points` gives it.
    """
    return lost_to_rivals < rival_points(_EQUALLY_GOOD)


def are_apart(a: Coordinates | None, b: Coordinates | None) -> bool:
    """Whether two places are different places, as far as a file can tell; True when one is not known to be anywhere."""
    return a is None or b is None or distance_km(a, b) > _RIVAL_KM
