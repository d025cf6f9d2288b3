"""Small IATI files written in a line, and what a load of them gives."""

from loaders.load import load

ORGANISATION = '<participating-org role="4" type="{type}" ref="{ref}"><narrative>{name}</narrative></participating-org>'
ALMERE = ORGANISATION.format(type=11, ref="NL-KVK-1", name="Gemeente Almere")
APLA = ORGANISATION.format(type=22, ref="PS-1", name="APLA")


def activity(inside="", identifier="A1", title="Waste in Agona"):
    """An activity of VNG International that is closed and in which Almere took part."""
    inside = inside or ALMERE
    return (
        f"<iati-activity>\n<iati-identifier>{identifier}</iati-identifier>\n"
        '<reporting-org ref="NL-KVK-27263" type="22"><narrative>VNG International</narrative></reporting-org>\n'
        f"<title><narrative>{title}</narrative></title>\n{inside}\n"
        '<activity-status code="4"/>\n</iati-activity>\n'
    )


def iati(*activities, version="2.03", attributes=""):
    """A file of activities."""
    root = f'<iati-activities version="{version}"{attributes}>'
    return f'<?xml version="1.0"?>\n{root}\n{"".join(activities)}</iati-activities>\n'


def noticed(report, rule):
    """Line and message of each notice of a rule."""
    return [(one.line, one.message) for one in report.notices if one.rule == rule]


def loaded(path, store):
    """Notices of a load by rule, without those that every file has."""
    usual = {"source-from-publisher", "not-checked-by-schema"}
    return {rule: n for rule, n in load([path], store).n_notices_by_rule.items() if rule not in usual}
