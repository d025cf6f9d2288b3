"""The documentation of the IATI format, made from the declaration of what is read."""

from loaders.iati.schema_check import SCHEMAS_VARIABLE
from loaders.iati.standard import COLUMNS, ROOT, UNUSED


def describe_iati() -> str:
    """What a file gives, what is not read and why, and how it is held against the standard's schema."""
    read = ", ".join(f"`{name}`" for name in COLUMNS)
    unused = "\n".join(f"| `{name}` | {reason} |" for name, reason in UNUSED.items())
    return (
        f"An XML file whose root is `{ROOT}`, of version 2.01 to 2.03, plain or compressed with gzip. Each activity is "
        "an exchange with its identifier as key. Participating organisations took part in it: local governments "
        "(OrganisationType 11, or a reference of a register of local governments) as municipalities, all others as "
        "bodies, with their roles in `function`. Sectors and tags are topics, with `dac:`, `cofog:` or `sdg:` before "
        "the code where the vocabulary is one of these. Recipient countries are its countries; results and places "
        "are kept as texts, since an exchange has no coordinates. Planned dates are taken where no actual ones are "
        "given. The organisation that reports is the source.\n\n"
        f"Read: {read}. Every other element is noticed once for each name; one that the standard does not have is an "
        "error unless it is of a namespace of its own. A document type (DOCTYPE) is refused, and so are texts, tags "
        "and activities beyond all measure.\n\n"
        f"A file is held against the standard's own schema when the variable `{SCHEMAS_VARIABLE}` names a folder with "
        "`iati-activities-schema.xsd`, `iati-common.xsd` and `xml.xsd` of version 2.03, as the standard publishes "
        "them. They do not ship with the explorer; without them our own rules alone are checked, which is noticed.\n\n"
        f"| not read | because |\n| --- | --- |\n{unused}"
    )
