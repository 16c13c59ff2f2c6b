"""Doubts come first, near-copies apart; the queue, its filters, and the keys."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tiersimpact.annotation.interface import describe_interface
from tiersimpact.annotation.ordering import APART, certainty, least_certain_first, margin
from tiersimpact.annotation.refusal import Refusal

SURE, UNSURE = {"a": 0.9, "b": 0.1}, {"a": 0.5, "b": 0.45, "c": 0.05}


@pytest.mark.parametrize("measure", ["margin", "entropy"])
def test_the_model_s_doubts_come_first(measure):
    items = [("sure", "un mot", SURE), ("unsure", "deux autres choses", UNSURE), ("unknown", "trois fois rien", {})]
    assert least_certain_first(items, measure) == ["unknown", "unsure", "sure"]


def test_measures_need_no_second_answer():
    assert margin({"a": 1.0}) == 1.0
    assert certainty({"a": 1.0}) == 0.0


def test_near_copies_do_not_follow_each_other():
    copies = [(f"copie-{i}", f"les voisins se prêtent leurs outils le mardi {i}", UNSURE) for i in range(3)]
    others = [(f"autre-{i}", " ".join(f"mot{i}{j}" for j in range(6)), SURE) for i in range(2 * APART)]
    order = least_certain_first([*copies, *others], "margin")
    places = [order.index(name) for name, _, _ in copies]
    assert sorted(order) == sorted(name for name, _, _ in (*copies, *others))
    assert places[0] == 0
    assert all(later - former > APART for former, later in pairwise(places))


def test_only_copies_follow_each_other_all_the_same():
    assert least_certain_first([(str(i), "la même phrase", SURE) for i in range(3)], "margin") == ["0", "1", "2"]


def test_the_queue_asks_what_is_least_certain_first(desk_of, fournil):
    desk = desk_of(fournil, order="entropy")
    doubts = [certainty(desk.workspace.proposals.of(entry).scores) for entry in desk.queue.entries]
    assert doubts[0] == min(doubts)


def test_an_unknown_order_is_refused(desk_of, corpus_file):
    with pytest.raises(ValueError, match="order is 'random'"):
        desk_of(corpus_file, order="random")


def shown(desk):
    return desk.queue.place[1]


def test_filters_narrow_the_queue(desk, do):
    do(desk, "narrow", words="FOUR PAIN")
    assert desk.queue.current == "la-cale:2"
    assert shown(desk) == 1
    do(desk, "narrow")
    do(desk, "accept")
    do(desk, "skip")
    do(desk, "remark", flagged=True, note="à voir")
    for only, number in {"all": 4, "undecided": 2, "skipped": 1, "flagged": 1}.items():
        do(desk, "narrow", only=only)
        assert shown(desk) == number, only
    do(desk, "narrow", category="lien_social", report="la-cale")
    assert shown(desk) == 4
    with pytest.raises(Refusal, match="Aucun énoncé"):
        do(desk, "narrow", report="ailleurs")
    assert shown(desk) == 4


def test_filters_ask_the_model(desk_of, make_statement, do):
    torn = make_statement(2, "Le boulanger embauche deux apprentis en CDI.", 60, heading="sante_bien_etre")
    desk = desk_of([make_statement(1, "Les voisins se rencontrent et se parlent autour du four."), torn])
    do(desk, "narrow", only="disagreement")
    assert [desk.queue.current, shown(desk)] == [torn.id, 1]


def test_the_last_decision_stays_on_screen(desk, do):
    for _ in range(4):
        do(desk, "accept")
    assert desk.queue.current == "la-cale:4"
    with pytest.raises(Refusal, match="Tout est décidé"):
        do(desk, "next_undecided")
    with pytest.raises(Refusal, match="dernier"):
        do(desk, "step", by=1)
    do(desk, "undo")
    assert desk.queue.current == "la-cale:4"


def test_what_was_left_behind_comes_back(desk, do):
    do(desk, "step", by=1)
    for _ in range(3):
        do(desk, "accept")
    assert desk.queue.current == "la-cale:1"


def test_every_answer_has_a_key_of_its_own(grid, farm_grid):
    for own in (grid, farm_grid):
        interface = describe_interface(own, readings=3)
        signs = [interface["outside"]["key"], *interface["opinions"]]
        signs += [entry["key"] for name in ("publics", "polarities") for entry in interface[name]]
        signs += [(action["key"], action.get("shift")) for action in interface["actions"]]
        signs += [category["code"] for family in interface["families"] for category in family["categories"]]
        assert None not in signs
        assert len(set(signs)) == len(signs)


def test_pace_leaves_pauses_out(clock):
    from tiersimpact.annotation.figures import Pace

    pace = Pace()
    pace.begin(clock())
    for seconds in (10, 10, 7200):
        clock.wait(seconds=seconds)
        pace.decide(clock())
    assert pace.per_minute == pytest.approx(3 / (140 / 60))
