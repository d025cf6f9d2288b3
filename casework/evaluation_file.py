"""Answers to evaluation forms out of a file: all of it or nothing, each wrong cell named with its line."""

from collections.abc import Mapping
from pathlib import Path

from casework.change import Who
from casework.contents import Evaluation
from casework.evaluations import SCORES, EvaluationCase, answered
from casework.kept import all_kept, change_of, kept
from casework.saving import save
from graph.store import GraphStore
from loaders.fields import Misfit, did_you_mean, nearest, parse_score
from loaders.problems import FileRefused, Problems, RowProblem
from loaders.readers.opening import open_source
from loaders.source import RawRow

_KEY, _TEXT = "form", "text"


def answer_from_file(store: GraphStore, path: Path, who: Who) -> tuple[EvaluationCase, ...]:
    """Forms as they were answered in a file, in its order; () for a file without rows.

    Parameters
    ----------
    path : a table with the columns ``form`` (the key of the form), any of the scores, and ``text``.

    Raises
    ------
    FileRefused
        The file cannot be read, or a row is wrong; all problems are named with their lines, and nothing was saved.
    """
    file = open_source(path)
    if _KEY not in file.header:
        raise FileRefused(RowProblem(file.name, 1, None, _KEY, "missing-column"))
    problems = Problems()
    forms = {one.key: one for one in all_kept(store, Evaluation, "evaluation")}
    found: dict[str, EvaluationCase] = {}
    for row in file.rows(problems):
        if row.is_whole and (one := _answer(row, forms, problems)) is not None:
            if one.key in found:
                problems.error(row.problem(_KEY, one.key, "repeated-key", "each form once"))
            found[one.key] = one
    if problems.n_errors:
        raise FileRefused(*problems.errors)
    save(store, [change_of(one, who, "answer") for one in found.values()])
    return tuple(kept(store, Evaluation, one.id) for one in found.values())


def _answer(row: RawRow, forms: Mapping[str, EvaluationCase], problems: Problems) -> EvaluationCase | None:
    n_before = problems.n_errors
    key = row.cells.get(_KEY, "")
    if key not in forms:
        near = nearest(key, forms)
        hint = did_you_mean(near) if near else None
        problems.error(
            row.problem(_KEY, key or None, "unknown-reference", "the key of a form that was asked for", hint)
        )
    scores = {}
    for name in SCORES:
        score = parse_score(row.cells.get(name, ""))
        if isinstance(score, Misfit):
            problems.error(row.problem(name, row.cells[name], score.code, score.expected, score.hint))
        elif isinstance(score, int | float):
            scores[name] = float(score)
    text = row.cells.get(_TEXT) or None
    if not scores and not text:
        problems.error(row.problem("score", None, "missing-value", "a score or a text"))
    return None if problems.n_errors > n_before else answered(forms[key], scores, text)
