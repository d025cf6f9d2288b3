import pytest

from wording.sentences import n_more_sentence, status_sentence
from wording.words import words

EN, PT = words("en"), words("pt")


@pytest.mark.parametrize(
    ("n_more", "n_steps", "known", "english", "portuguese"),
    [
        (0, 3, {}, "", ""),
        (212, 3, {}, "and 212 more of 3 steps", "e mais 212 caminhos de 3 passos"),
        (1, 1, {}, "and 1 more of 1 step", "e mais 1 caminho de 1 passo"),
        (1_000, 3, {}, "and 1,000 more of 3 steps", "e mais 1\xa0000 caminhos de 3 passos"),
        (1_001, 3, {}, "and more than 1,000 more of 3 steps", "e mais de 1\xa0000 outros caminhos de 3 passos"),
        (11, 3, {"limit": 10}, "and more than 10 more of 3 steps", "e mais de 10 outros caminhos de 3 passos"),
        (37, 4, {"is_complete": False}, "and at least 37 more of 4 steps", "e pelo menos mais 37 caminhos de 4 passos"),
        (0, 4, {"is_complete": False}, "and perhaps more of 4 steps", "e talvez mais caminhos de 4 passos"),
    ],
)
def test_further_paths_are_counted_as_far_as_they_were(n_more, n_steps, known, english, portuguese):
    assert n_more_sentence(EN, n_more, n_steps, **known) == english
    assert n_more_sentence(PT, n_more, n_steps, **known) == portuguese


@pytest.mark.parametrize(
    ("status", "known", "english", "portuguese"),
    [
        ("ok", {"distance": 1}, "Ur and Ys are 1 step apart.", "Ur e Ys estão a 1 passo de distância."),
        ("ok", {"distance": 3}, "Ur and Ys are 3 steps apart.", "Ur e Ys estão a 3 passos de distância."),
        ("ok", {}, "Ur and Ys are connected.", "Há um caminho entre Ur e Ys."),
        (
            "same",
            {},
            "Both ends are Ur. Choose another one at one end.",
            "O início e o fim são Ur. Escolha outro nome num dos lados.",
        ),
        (
            "unknown-source",
            {},
            'No official or organisation here is called "Ur". Check the spelling, or search for a part of it.',
            "Não há aqui responsável local nem organização com o nome «Ur». "
            "Verifique a grafia ou procure uma parte do nome.",
        ),
        (
            "unknown-target",
            {},
            'No official or organisation here is called "Ys". Check the spelling, or search for a part of it.',
            "Não há aqui responsável local nem organização com o nome «Ys». "
            "Verifique a grafia ou procure uma parte do nome.",
        ),
        (
            "filtered-out",
            {"distance": 2},
            "What you leave out or ask to pass leaves no path from Ur to Ys. Ask for less to see one.",
            "O que exclui ou pede para passar não deixa nenhum caminho de Ur a Ys. Peça menos para ver um.",
        ),
        (
            "no-path",
            {},
            "No path leads from Ur to Ys: they are not connected. Allow similarity, avoid less, or load more data.",
            "Nenhum caminho leva de Ur a Ys: não há ligação entre as duas partes. "
            "Admita semelhanças, evite menos ou carregue mais dados.",
        ),
        (
            "no-path",
            {"n_from": 1, "n_to": 1_250},
            "No path leads from Ur to Ys: they are not connected. Ur has no recorded step to anybody. "
            "Ys is in a component of 1,250 peers. Allow similarity, avoid less, or load more data.",
            "Nenhum caminho leva de Ur a Ys: não há ligação entre as duas partes. Ur não tem nenhum passo registado. "
            "Ys pertence a uma componente de 1\xa0250 pares. Admita semelhanças, evite menos ou carregue mais dados.",
        ),
        (
            "no-path",
            {"distance_with_planned": 2},
            "No path leads from Ur to Ys: they are not connected. "
            "If planned exchanges counted, there would be a path of 2 steps: allow them to see it.",
            "Nenhum caminho leva de Ur a Ys: não há ligação entre as duas partes. "
            "Se os intercâmbios previstos contassem, haveria um caminho de 2 passos: inclua-os para o ver.",
        ),
        (
            "no-path",
            {"distance": 5, "distance_with_planned": 5, "n_from": 9, "n_to": 9},
            "The shortest path from Ur to Ys has 5 steps, more than the 3 asked for. Allow 5 steps to see it.",
            "O caminho mais curto de Ur a Ys tem 5 passos, mais do que o máximo pedido (3). "
            "Peça até 5 passos para o ver.",
        ),
        (
            "no-path",
            {"distance": 5, "distance_with_planned": 1},
            "The shortest path from Ur to Ys has 5 steps, more than the 3 asked for. "
            "If planned exchanges counted, there would be a path of 1 step: allow them to see it.",
            "O caminho mais curto de Ur a Ys tem 5 passos, mais do que o máximo pedido (3). "
            "Se os intercâmbios previstos contassem, haveria um caminho de 1 passo: inclua-os para o ver.",
        ),
    ],
)
def test_what_a_search_came_to_is_said_with_what_to_do_next(status, known, english, portuguese):
    ends = {"from_name": "Ur", "to_name": "Ys", "max_steps": 3}
    assert status_sentence(EN, status, **ends, **known) == english
    assert status_sentence(PT, status, **ends, **known) == portuguese


def test_a_status_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match='no status "lost"'):
        status_sentence(EN, "lost", from_name="Ur", to_name="Ys", max_steps=3)
