"""All pattern questions, by name."""

from queries.patterns.apart import DISTANCES
from queries.patterns.concentration import CONCENTRATION
from queries.patterns.flows import ASKERS_AND_PROVIDERS, FLOWS, RECIPROCITY
from queries.patterns.newcomers import NEWCOMERS
from queries.patterns.shape import COMPONENTS, DEGREES, DENSITY, REACH
from queries.patterns.statistics import NETWORK_STATISTICS

PATTERNS = {
    one.id: one
    for one in (
        NETWORK_STATISTICS,
        FLOWS,
        ASKERS_AND_PROVIDERS,
        RECIPROCITY,
        NEWCOMERS,
        CONCENTRATION,
        DENSITY,
        DEGREES,
        COMPONENTS,
        REACH,
        DISTANCES,
    )
}
