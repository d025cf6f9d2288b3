"""Edge lists have no header: columns are called a, b ... and remarks are noticed."""

import pytest

from loaders.problems import FileRefused
from loaders.readers.opening import open_source
from loaders.source import Layout

EDGES = Layout(is_edge_list=True, has_header=False)


@pytest.mark.parametrize("text", ["% sym\n1\t10\n2\t3\n", "% sym\n1 10\n2  3\n", "# x, y\n1 10\n2 3 \n"])
def test_file_that_begins_with_a_remark_is_known_as_one(text, file, rows):
    path = file(text)
    assert open_source(path).header == ("a", "b")
    assert rows(path) == ([(2, "1", "10"), (3, "2", "3")], [], [("remark-line", 1)])


def test_table_whose_first_column_begins_with_a_sharp_is_a_table(file):
    assert open_source(file("#id,name\n1,x\n")).header == ("#id", "name")


def test_names_with_blanks_stand_between_tabs(file, rows):
    found, errors, notices = rows(file("Q1\tBad Ems\nQ2\t\n"), layout=EDGES)
    assert (found, errors, notices) == ([(1, "Q1", "Bad Ems"), (2, "Q2", "")], [], [])


def test_line_with_another_number_of_cells_is_a_problem(file, rows):
    _, errors, _ = rows(file("1 2\n1 2 3\n4\n5 6\n"), layout=EDGES)
    assert errors == [("too-many-cells", 2, None, "3"), ("too-few-cells", 3, None, "1")]


def test_columns_are_as_many_as_their_names(file):
    layout = Layout(is_edge_list=True, has_header=False, columns=("from", "to", "weight"))
    with pytest.raises(FileRefused, match=r"the first row has 2 cells. Expected 3 columns: from, to, weight"):
        open_source(file("1 2\n"), layout=layout)


def test_nothing_but_remarks_is_refused(file):
    with pytest.raises(FileRefused, match="nothing is in it"):
        open_source(file("% sym\n"), layout=EDGES)
