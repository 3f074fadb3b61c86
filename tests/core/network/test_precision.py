"""The precision of a network is measured once for a library and a kind of computer."""

from __future__ import annotations

import pytest

from simgui import paths
from simgui.core.network import model, precision
from simgui.core.network.precision import LazyNetwork, settled
from simgui.store.library import Library


@pytest.fixture(scope="module")
def network():
    info = model.load(str(paths.model_file()))
    assert info.quantised is not None
    return info


@pytest.fixture
def measured(monkeypatch):
    """What was measured; each measuring says that int8 is the better one."""
    asked = []

    def choose(info):
        asked.append(info.id)
        return info.at(info.quantised)

    monkeypatch.setattr(precision, "choose", choose)
    return asked


def test_it_is_measured_once_and_remembered_with_the_library(network, measured, tmp_path):
    with Library(tmp_path / "library") as library:
        first = settled(network, library)
        assert settled(network, library) == first
    with Library(tmp_path / "library") as library:
        assert settled(network, library) == first
    assert first.id == network.quantised.id
    assert measured == [network.id]


def test_either_answer_is_kept_even_if_it_would_be_another_today(network, monkeypatch, tmp_path):
    with Library(tmp_path / "library") as library:
        monkeypatch.setattr(precision, "choose", lambda info: info)
        assert settled(network, library).id == network.id
        monkeypatch.setattr(precision, "choose", lambda info: info.at(info.quantised))
        assert settled(network, library).id == network.id


def test_another_kind_of_computer_measures_for_itself(network, measured, monkeypatch, tmp_path):
    with Library(tmp_path / "library") as library:
        settled(network, library)
        monkeypatch.setattr(precision.platform, "machine", lambda: "another")
        settled(network, library)
        monkeypatch.setenv("PROCESSOR_IDENTIFIER", "yet another")
        settled(network, library)
    assert len(measured) == 3


def test_a_network_of_one_precision_is_taken_as_it_is(network, measured, tmp_path):
    exact = network.at(network.quantised)
    assert exact.quantised is None
    with Library(tmp_path / "library") as library:
        assert settled(exact, library) is exact
    assert measured == []


def test_a_lazy_network_is_settled_when_it_is_first_used(network, measured, tmp_path):
    with Library(tmp_path / "library") as library:
        lazy = LazyNetwork(network, library)
        assert lazy.input_size == network.input_size
        assert measured == []
        assert lazy.model is lazy.model
        assert lazy.model.id == network.quantised.id
    assert measured == [network.id]
