"""Files loaded with a description, and what came of each row."""

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from loaders.dataset import Reading, Settings
from loaders.files import find_files


@dataclass(frozen=True)
class Loaded:
    """What a load of one source met and wrote."""

    checking: Reading
    n_by_kind: Counter
    is_unchanged: bool

    @property
    def errors(self):
        """Sentences of all errors."""
        return [one.sentence() for one in self.checking.problems.errors]

    @property
    def rules(self):
        """How often each rule was used."""
        return dict(self.checking.problems.n_notices_by_rule)

    def notices(self, rule):
        """Line and message of each notice of a rule."""
        return [(one.line, one.message) for one in self.checking.problems.notices() if one.rule == rule]

    @property
    def n_rows(self):
        """Rows read, kept, merged and rejected, over all files."""
        read, merged, rejected = (
            sum(counts.values()) for counts in (self.checking.n_rows, self.checking.n_merged, self.checking.n_rejected)
        )
        return read, read - merged - rejected, merged, rejected


def load_source(paths, store, wanted=None, source_id=None):
    """Files of one source, checked and, where nothing is wrong, written."""
    checking = Reading("check")
    found = find_files(paths, wanted, checking.problems)
    settings = Settings(store=store, source_id=source_id)
    [dataset] = found[0].format.datasets([one.file for one in found], settings)
    dataset.check(checking)
    if checking.problems.n_errors:
        return Loaded(checking, Counter(), is_unchanged=True)
    with store.writer(dataset.source, [file.name for file in dataset.files]) as writer:
        records = dataset.records(Reading("write"))
        while batch := list(islice(records, 5_000)):
            writer.upsert(batch)
        changes = dict(writer.changes())
    counts = Counter({kind: one.n_created + one.n_updated + one.n_unchanged for kind, one in changes.items()})
    return Loaded(checking, counts, all(one.is_empty for one in changes.values()))
