"""Broken and hostile input at every entry: a few dozen mutations of each seed, and what once was a fault."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz.running import FRAGMENTS, fault_of, mutate
from benchmarks.fuzz.targets import TARGETS

pytestmark = pytest.mark.filterwarnings("ignore")  # libraries warn of broken files; what counts is what they raise

pytest.importorskip("pyarrow")
SLOW = {"pdf": 2, "analyze": 15, "messages": 10, "model-json": 3, "model-npz": 3}
ROUNDS = 25
few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", TARGETS)
def test_the_seed_is_taken(name):
    TARGETS[name].do(TARGETS[name].seed())


@pytest.mark.parametrize("name", TARGETS)
def test_mutations_are_read_or_refused(name):
    chance = random.Random(name)
    seed = TARGETS[name].seed()
    for _ in range(SLOW.get(name, ROUNDS)):
        assert fault_of(TARGETS[name], mutate(seed, chance)) is None


@pytest.mark.parametrize("name", sorted(set(TARGETS) - set(SLOW)))
@given(st.binary(max_size=300))
@few
def test_any_bytes_are_read_or_refused(name, data):
    assert fault_of(TARGETS[name], data) is None


@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), max_size=12).map("".join))
@few
def test_any_mix_of_fragments_is_analysed_and_none_of_it_lost(text):
    assert fault_of(TARGETS["analyze"], text.encode("utf-8", "replace")) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
COMMANDS = ["accept", "choose", "undo", "redo", "step", "go", "narrow", "split", "merge", "mark", "flag", "reject"]


@given(st.fixed_dictionaries({"do": st.sampled_from(COMMANDS)}, optional={"statement": JSON, "at": JSON, "by": JSON}))
@settings(few, max_examples=10)
def test_any_message_is_done_or_refused(message):
    import json

    assert fault_of(TARGETS["messages"], json.dumps(message).encode()) is None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("grid", b"name: fermes\x00", id="NUL-in-a-grid"),
        pytest.param("grid", b"name: fermes\x0c\n", id="form-feed-in-a-grid"),
        pytest.param("corpus", b'{"pub\\nlics\\u2028": []}\n', id="line-break-in-a-field-name"),
        pytest.param("csv", b'id,text,"pub\nlics"\na:1,mot,\n', id="line-break-in-a-column"),
        pytest.param("html", b"<nav>a</nav><![ain><h2>mot", id="marked-section-of-no-kind"),
        pytest.param("rules", b"categories: " + b"[" * 3000, id="deep-brackets-in-rules"),
        pytest.param("manifest", b'{"format": 1}\n' + b"[" * 3000 + b"\n", id="deep-brackets-in-a-manifest"),
        pytest.param("journal", b'{"action": "open"}\n' + b"[" * 3000 + b"\n", id="deep-brackets-in-a-journal"),
        pytest.param("model-json", b'{"a":' * 3000, id="deep-braces-in-a-model"),
        pytest.param("docx-xml", TARGETS["docx-xml"].seed().replace(b"w:val=", b"w:x="), id="style-without-a-name"),
        pytest.param("docx", TARGETS["docx"].seed().replace(b"\x08\x00", b"\x2a\x00"), id="unknown-compression"),
    ],
)
def test_what_once_was_a_fault(name, data):
    assert fault_of(TARGETS[name], data) is None
