"""Photos marked as not duplicates are listed by the command line, and grouped again."""

from __future__ import annotations

from simgui.store.library import Library


def test_decisions_are_listed_and_taken_back(simgui, photos, tmp_path):
    simgui("scan", photos.path, "--json", "-")
    assert "No photos" in simgui("library", "apart").out
    with Library(tmp_path / "home" / "data", cache_dir=tmp_path / "home" / "cache") as library:
        first, second = library.photos()[:2]
        assert first.content.hash != second.content.hash
        library.decisions.set_apart([first.content.hash, second.content.hash])
        library.decisions.set_apart([first.content.hash, b"\1" * 32])
    listed = simgui("library", "apart", "--json").json["not_duplicates"]
    assert [len(entry["photos"]) for entry in listed] == [1, 2]
    assert set(listed[1]["photos"]) == {first.path, second.path}
    said = simgui("library", "apart").out
    assert first.path in said
    assert "no longer there" in said
    assert simgui("library", "together", str(listed[1]["id"])).code == 0
    left = simgui("library", "apart", "--json").json["not_duplicates"]
    assert [entry["id"] for entry in left] == [listed[0]["id"]]


def test_an_unknown_id_is_refused_in_a_sentence(simgui, photos):
    simgui("scan", photos.path, "--json", "-")
    result = simgui("library", "together", "77")
    assert result.code == 2
    assert "77" in result.err
    assert simgui("library", "together").code == 2
