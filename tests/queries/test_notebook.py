"""The notebook of the documentation runs on CONNECT's example, and is kept without its outputs."""

import nbformat
import pytest
from nbclient import NotebookClient

from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.name)
def test_a_notebook_is_kept_without_outputs(file):
    cells = code_cells(nbformat.read(file, as_version=4))
    assert cells
    assert [(cell.outputs, cell.execution_count) for cell in cells] == [([], None)] * len(cells)


# Zeromq and the kernel's loop warn about each other on some systems; neither is ours.
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.name)
def test_a_notebook_runs_on_the_example(file, example_store, monkeypatch, tmp_path):
    monkeypatch.setenv("CONNECT_EXPLORER_STORE", example_store)
    monkeypatch.setenv("CONNECT_EXPLORER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    ran = NotebookClient(nbformat.read(file, as_version=4), timeout=120, kernel_name="python3").execute()
    told = "\n".join(str(output) for cell in code_cells(ran) for output in cell.outputs)
    assert "Waste management" in told
    assert "Traceback" not in told


@pytest.fixture(scope="module")
def example_store(tmp_path_factory):
    from graph.connect import open_store
    from loaders.load import load
    from loaders.shipped import example_folder

    url = f"sqlite:///{tmp_path_factory.mktemp('notebook') / 'example.sqlite'}"
    with open_store(url) as store:
        load([example_folder()], store)
    return url
