"""Questions kept under a name: what was asked, with the filters that somebody chose."""

from collections.abc import Mapping

from graph.saved import SavedQuestion, required
from graph.store import GraphStore
from queries.catalogue import Question, read_parameters


def saved_named(store: GraphStore, name: str) -> SavedQuestion:
    """The question that is saved under a name; raises `SavedNotFound`."""
    return required(name, store.saved_questions())


def keep(
    store: GraphStore, name: str, question: Question, given: Mapping[str, object], who: str, *, overwrite: bool = False
) -> SavedQuestion:
    """Save a question with the parameters that differ from the usual ones.

    Parameters
    ----------
    name : to be called by; blanks at its ends are dropped.
    given : values by parameter, as for `queries.catalogue.answer`.
    who : saves it.
    overwrite : replace one of the same name.

    Raises
    ------
    NameTaken, WrongName
        There is one of that name, or nothing can be called so.
    WrongParameter
        A parameter is unknown, missing, or has a value that cannot be read.
    """
    usual = {one.name: None if one.is_required else one.default for one in question.parameters}
    read = read_parameters(question, given)
    chosen = {parameter: value for parameter, value in read.items() if value != usual[parameter]}
    return store.save_question(SavedQuestion(name.strip(), question.id, chosen, who), overwrite=overwrite)
