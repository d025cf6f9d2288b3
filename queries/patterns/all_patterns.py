"""All pattern questions, by name."""

from queries.patterns.apart import DISTANCES
from queries.patterns.associations import ASSOCIATION_INVOLVEMENT
from queries.patterns.brokerage import BROKERAGE_ROLES
from queries.patterns.brokers import BROKERS, CENTRALISATION
from queries.patterns.communities import COMMUNITIES
from queries.patterns.concentration import CONCENTRATION
from queries.patterns.cores import CORES
from queries.patterns.demand import DEMAND_WITHOUT_SUPPLY
from queries.patterns.flows import ASKERS_AND_PROVIDERS, FLOWS, RECIPROCITY
from queries.patterns.mixing import MIXING
from queries.patterns.newcomers import NEWCOMERS
from queries.patterns.robustness import ROBUSTNESS
from queries.patterns.shape import COMPONENTS, DEGREES, DENSITY, REACH
from queries.patterns.statistics import NETWORK_STATISTICS
from queries.patterns.sustained import SUSTAINED_TIES
from queries.patterns.topics import TOPICS_TOGETHER

PATTERNS = {
    one.id: one
    for one in (
        FLOWS,
        ASKERS_AND_PROVIDERS,
        RECIPROCITY,
        NEWCOMERS,
        SUSTAINED_TIES,
        ASSOCIATION_INVOLVEMENT,
        DEMAND_WITHOUT_SUPPLY,
        TOPICS_TOGETHER,
        CONCENTRATION,
        BROKERS,
        BROKERAGE_ROLES,
        MIXING,
        COMMUNITIES,
        CORES,
        ROBUSTNESS,
        CENTRALISATION,
        DENSITY,
        DEGREES,
        COMPONENTS,
        REACH,
        DISTANCES,
        NETWORK_STATISTICS,
    )
}
