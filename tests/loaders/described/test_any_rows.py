"""Whatever stands in a described file, each row is kept, merged or rejected, and what is kept can be written."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.connect import open_store
from tests.loaders.described.loading import load_source
from tests.loaders.described.test_rows import CITY, HEAD, PAIRS

# A zero byte makes a file no text at all.
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.sampled_from(
    ["", "A", "B", "A|B", "NL", "Perú", "12", "-1", "0", "91", "1.5", "2017-05", "15 to 19 May 2017", "(", "|"]
)


@settings(max_examples=25)
@given(st.sampled_from([CITY, PAIRS]), st.lists(st.lists(CELLS, min_size=7, max_size=7), max_size=6))
def test_rows_read_are_kept_merged_or_rejected(tmp_path_factory, description, rows):
    folder = tmp_path_factory.mktemp("rows")
    header = ["name", "country", "pop", "lat", "lon", "since", "tags"] if description is CITY else ["partners", "lands"]
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([header, *(row[: len(header)] for row in rows)])
    (folder / "t.csv").write_bytes(stream.getvalue().encode())
    (folder / "d.yaml").write_text(HEAD + description)
    with open_store(f"sqlite:///{folder / 'store.sqlite'}") as store:
        loaded = load_source([folder / "t.csv"], store, folder / "d.yaml")
        n_read, n_kept, n_merged, n_rejected = loaded.n_rows
        assert min(n_kept, n_merged, n_rejected) >= 0
        assert n_read == n_kept + n_merged + n_rejected
        assert bool(store.counts().nodes) == (not loaded.errors)
