"""What version 2 of the IATI standard holds, as far as the explorer is concerned: elements and code lists."""

from collections.abc import Mapping
from types import MappingProxyType

ROOT = "iati-activities"
ACTIVITY = "iati-activity"
COLUMNS = (
    "iati-identifier",
    "reporting-org",
    "title",
    "participating-org",
    "activity-status",
    "activity-date",
    "recipient-country",
    "location",
    "sector",
    "tag",
    "result",
)
"""Elements of an activity that are read; an activity is a row, and these are its columns."""
SINGLE = ("iati-identifier", "reporting-org", "title", "activity-status")
"""Those of which an activity has one at most."""

READ = frozenset(
    (
        *COLUMNS,
        *(f"{one}/narrative" for one in ("reporting-org", "title", "participating-org", "sector", "tag")),
        *("location/name", "location/name/narrative", "location/point", "location/point/pos"),
        *("result/title", "result/title/narrative"),
        *("result/indicator", "result/indicator/title", "result/indicator/title/narrative"),
        *("result/indicator/period", "result/indicator/period/period-end"),
        *("result/indicator/period/target", "result/indicator/period/actual"),
    )
)
"""Everything inside an activity that is read, by its path."""

_MONEY = "amounts and terms of money"
_AID = "a class of aid"
UNUSED: Mapping[str, str] = MappingProxyType(
    {
        "description": "an exchange has no property for it",
        "other-identifier": "the identifier of the activity is enough",
        "contact-info": "personal data of somebody who was not asked",
        "activity-scope": "follows from the countries",
        "recipient-region": "an exchange has no property for it",
        "country-budget-items": _MONEY,
        "humanitarian-scope": _AID,
        "policy-marker": _AID,
        "collaboration-type": _AID,
        "default-flow-type": _AID,
        "default-finance-type": _AID,
        "default-aid-type": _AID,
        "default-tied-status": _AID,
        "budget": _MONEY,
        "planned-disbursement": _MONEY,
        "capital-spend": _MONEY,
        "transaction": _MONEY,
        "document-link": "documents are not read",
        "related-activity": "does not say what the activities have in common",
        "legacy-data": "of the publisher's own systems",
        "conditions": _MONEY,
        "crs-add": _MONEY,
        "fss": _MONEY,
    }
)
"""Elements of an activity that are not read, with the reason."""

STATUSES: Mapping[str, tuple[str, str | None]] = MappingProxyType(
    {
        "1": ("pipeline", "planned"),
        # Whoever implements an activity together has met already.
        "2": ("implementation", "held"),
        "3": ("finalisation", "held"),
        "4": ("closed", "held"),
        "5": ("cancelled", "cancelled"),
        "6": ("suspended", None),
    }
)
"""ActivityStatus: its name, and the status of an exchange; None where it does not say."""

ROLES: Mapping[str, str] = MappingProxyType({"1": "funding", "2": "accountable", "3": "extending", "4": "implementing"})
"""OrganisationRole."""

LOCAL_GOVERNMENT = "11"
ORGANISATION_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "10": "government",
        LOCAL_GOVERNMENT: "local government",
        "15": "other public sector",
        "21": "international NGO",
        "22": "national NGO",
        "23": "regional NGO",
        "24": "partner country based NGO",
        "30": "public private partnership",
        "40": "multilateral",
        "60": "foundation",
        "70": "private sector",
        "71": "private sector in provider country",
        "72": "private sector in aid recipient country",
        "73": "private sector in third country",
        "80": "academic, training and research",
        "90": "other",
    }
)
"""OrganisationType."""
LOCAL_REGISTERS = ("GB-LAE-", "GB-LAS-", "GB-LANI-", "GB-PLA-")
"""How references begin that a register of local governments gave."""

SECTOR_SCHEMES: Mapping[str, str] = MappingProxyType(
    {"": "dac", "1": "dac", "2": "dac", "3": "cofog", "7": "sdg", "8": "sdg"}
)
"""SectorVocabulary of which the codes are those of a list that topics know; no vocabulary means the first one."""
TAG_SCHEMES: Mapping[str, str] = MappingProxyType({"2": "sdg", "3": "sdg"})
"""TagVocabulary likewise."""
