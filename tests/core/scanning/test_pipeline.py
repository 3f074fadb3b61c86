"""A scan on a real library with the real network: what it keeps, loses, and finds again."""

import os
import shutil
import threading

import pytest

from simgui import paths
from simgui.core.grouping.groups import group
from simgui.core.imaging import generations
from simgui.core.matching import run
from simgui.core.neighbours.hnsw import Index
from simgui.core.neighbours.ranking import rank
from simgui.core.network import model
from simgui.core.network.embed import Embedder
from simgui.core.network.precision import LazyNetwork
from simgui.core.scanning import pipeline, reader
from simgui.core.scanning.pipeline import (
    Finished,
    FoundUnreadable,
    PairsChanged,
    Progressed,
    ScanOptions,
    scan_folders,
)
from simgui.core.task import Cancelled, Phase, Token
from simgui.core.types import FileState, Role
from simgui.store.library import Library
from tests.core import pictures


@pytest.fixture(scope="module")
def network():
    return model.load(str(paths.model_file()))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    for seed in range(5):
        pictures.save_jpeg(folder / f"{seed}.jpg", pictures.photo(seed, (480, 360)))
    pictures.save_jpeg(folder / "0-small.jpg", pictures.photo(0, (480, 360)).resize((320, 240)))
    return folder


@pytest.fixture
def photos(made, tmp_path):
    return shutil.copytree(made, tmp_path / "photos")


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library") as opened:
        yield opened


def scan(library, network, *folders, token=None, **options):
    return list(
        scan_folders(
            library,
            [str(f) for f in folders],
            LazyNetwork(network),
            lambda: Embedder(network),
            ScanOptions(threads=2, **options),
            token or Token(),
        )
    )


def names(library, network):
    return [
        {os.path.basename(m.photo.path) for m in g.members}
        for g in group(library.photos(), library.pairs(network.id))
    ]


def test_the_events_tell_the_whole_story(library, network, photos):
    (photos / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no more")
    events = scan(library, network, photos)
    phases = [e.progress.phase for e in events if isinstance(e, Progressed)]
    assert phases == sorted(phases, key=list(Phase).index)
    matched = [
        e.progress.done
        for e in events
        if isinstance(e, Progressed) and e.progress.phase is Phase.MATCHING
    ]
    # The six photos are one block, and its progress is reported anyway.
    assert matched[0] == 0
    assert matched[-1] == 6
    assert matched == sorted(matched)
    assert len(matched) > 3
    assert [os.path.basename(e.path) for e in events if isinstance(e, FoundUnreadable)] == [
        "broken.jpg"
    ]
    assert any(isinstance(e, PairsChanged) for e in events)
    assert isinstance(events[-1], Finished)
    stats = events[-1].stats
    assert (stats.files, stats.photos, stats.embedded, stats.unreadable) == (7, 6, 6, 1)


def test_groups_appear_while_the_scan_runs(library, network, photos):
    events = scan(library, network, photos, match_every=1)
    first_pairs = next(i for i, e in enumerate(events) if isinstance(e, PairsChanged))
    assert first_pairs < len(events) - 1
    assert names(library, network) == [{"0.jpg", "0-small.jpg"}]


@pytest.mark.parametrize(("share", "looks"), [(50, 6), (1, 2)])
def test_the_more_is_known_the_less_often_a_running_scan_matches(
    library, network, photos, monkeypatch, share, looks
):
    monkeypatch.setattr(reader, "BATCH", 1)
    monkeypatch.setattr(pipeline, "_MATCH_SHARE", share)
    events = scan(library, network, photos, match_every=1)
    assert sum(isinstance(e, PairsChanged) for e in events) == looks
    assert names(library, network) == [{"0.jpg", "0-small.jpg"}]


def test_matching_in_pieces_finds_what_matching_at_once_finds(network, photos, tmp_path):
    found = []
    for every in (0, 1):
        with Library(tmp_path / f"library-{every}") as library:
            half = tmp_path / f"half-{every}"
            half.mkdir()
            shutil.copy2(photos / "0-small.jpg", half)
            scan(library, network, half, match_every=every)
            scan(library, network, photos, match_every=every)
            pairs = library.pairs(network.id)
            found.append({(p.a, p.b): p.tier for p in pairs})
    assert set(found[0].values()) == set(found[1].values())
    assert len(found[0]) == len(found[1])


def test_a_cancelled_scan_keeps_what_it_read(library, network, photos):
    token = Token()
    events = scan_folders(
        library,
        [str(photos)],
        LazyNetwork(network),
        lambda: Embedder(network),
        ScanOptions(),
        token,
    )

    def cancel_when_matching_begins():
        for event in events:
            if isinstance(event, Progressed) and event.progress.phase is Phase.MATCHING:
                token.cancel()

    with pytest.raises(Cancelled):
        cancel_when_matching_begins()
    assert len(library.photos()) == 6
    stats = scan(library, network, photos)[-1].stats
    assert (stats.embedded, stats.reused) == (0, 6)
    assert names(library, network) == [{"0.jpg", "0-small.jpg"}]


def test_whoever_cancels_does_not_wait_for_a_whole_batch(library, network, tmp_path):
    (tmp_path / "photos").mkdir()
    for seed in range(20):
        pictures.save_jpeg(tmp_path / f"photos/{seed}.jpg", pictures.photo(seed, (96, 64)))
    token, embedded = Token(), []

    class Cancelling(Embedder):
        def _run(self, output, images, token=None):
            for start, vectors in super()._run(output, images, token):
                if hasattr(self, "is_open"):
                    embedded.append(len(vectors))
                    token.cancel()
                yield start, vectors

    def embedder():
        made = Cancelling(network)
        made.is_open = True  # what it tries itself with does not count
        return made

    folder = [str(tmp_path / "photos")]
    with pytest.raises(Cancelled):
        list(scan_folders(library, folder, LazyNetwork(network), embedder, ScanOptions(), token))
    assert len(embedded) == 1
    assert embedded[0] < 20
    assert scan(library, network, tmp_path / "photos")[-1].stats.embedded == 20


def test_lost_thumbnails_are_made_again_where_they_are_needed(library, network, photos):
    scan(library, network, photos)
    before = library.pairs(network.id)
    library._thumbs.clear()
    library.forget_matches(network.id)
    scan(library, network, photos)
    assert [(p.a, p.b, p.tier) for p in library.pairs(network.id)] == [
        (p.a, p.b, p.tier) for p in before
    ]


def test_another_network_embeds_again_and_never_meets_the_vectors_of_the_first(
    library, network, photos
):
    other = network.at(network.quantised)
    assert scan(library, network, photos)[-1].stats.embedded == 6
    assert scan(library, other, photos)[-1].stats.embedded == 6
    assert scan(library, network, photos)[-1].stats.embedded == 0
    assert names(library, network) == names(library, other) == [{"0.jpg", "0-small.jpg"}]
    assert all(len(library.vectors(m.id)[0]) == 6 for m in (network, other))


def test_a_drive_that_is_away_is_offline_and_comes_back_as_it_was(library, network, photos):
    scan(library, network, photos)
    away = photos.parent / "away"
    os.rename(photos, away)
    scan(library, network, photos)
    assert library.photos() == []
    assert {k.state for k in library.known(str(photos)).values()} == {FileState.OFFLINE}
    os.rename(away, photos)
    stats = scan(library, network, photos)[-1].stats
    assert (stats.embedded, stats.photos) == (0, 6)


def test_a_file_that_moves_between_watched_folders_is_not_read(library, network, photos, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy2(photos / "4.jpg", other / "stays.jpg")
    scan(library, network, photos, other)
    os.rename(photos / "3.jpg", other / "moved.jpg")
    stats = scan(library, network, photos, other)[-1].stats
    assert (stats.embedded, stats.photos) == (0, 7)
    assert str(other / "moved.jpg") in {p.path for p in library.photos([str(other)])}


def test_an_excluded_folder_is_not_scanned_and_a_protected_one_shows_on_its_photos(
    library, network, photos
):
    for name, role in (("no", Role.EXCLUDED), ("safe", Role.PROTECTED)):
        (photos / name).mkdir()
        shutil.copy2(photos / "1.jpg", photos / name / "copy.jpg")
        library.add_root(str(photos / name), role)
    scan(library, network, photos)
    roles = {os.path.relpath(p.path, photos).replace(os.sep, "/"): p.role for p in library.photos()}
    assert "no/copy.jpg" not in roles
    assert roles["safe/copy.jpg"] is Role.PROTECTED
    assert roles["1.jpg"] is Role.NORMAL


def test_formats_that_are_left_out_are_not_there_until_they_are_wanted(library, network, photos):
    pictures.photo(0, (480, 360)).save(photos / "0.png")
    pictures.photo(7, (480, 360)).save(photos / "odd.picture", "PNG")  # no suffix of any format
    scan(library, network, photos)
    assert {"0.jpg", "0-small.jpg", "0.png"} in names(library, network)
    events = scan(library, network, photos, left_out=frozenset({"png"}))
    assert names(library, network) == [{"0.jpg", "0-small.jpg"}]
    assert events[-1].stats.photos == 7
    back = scan(library, network, photos)[-1].stats
    assert {"0.jpg", "0-small.jpg", "0.png"} in names(library, network)
    assert (back.photos, back.embedded) == (8, 0)


def test_a_raw_that_is_left_out_still_belongs_to_its_jpeg(library, network, photos):
    shutil.copy(photos / "1.jpg", photos / "1.arw")
    shutil.copy(photos / "2.jpg", photos / "alone.arw")
    scan(library, network, photos, left_out=frozenset({"raw"}))
    found = {os.path.basename(p.path): p for p in library.photos()}
    assert "alone.arw" not in found
    assert [os.path.basename(c.path) for c in found["1.jpg"].companions] == ["1.arw"]


def test_not_duplicates_are_never_grouped_again(library, network, photos):
    scan(library, network, photos)
    hashes = [p.content.hash for p in library.photos() if os.path.basename(p.path).startswith("0")]
    library.decisions.set_apart(hashes)
    assert (
        group(library.photos(), library.pairs(network.id), not_duplicates=library.not_duplicates())
        == []
    )


@pytest.mark.parametrize("opens_first", [True, False])
def test_the_network_is_opened_before_or_while_photos_are_decoded(
    library, network, photos, opens_first
):
    decoders = []

    def opened():
        decoders.append(sum(t.name.startswith("decode") for t in threading.enumerate()))
        return Embedder(network)

    options = ScanOptions(threads=2, opens_first=opens_first)
    folder = [str(photos)]
    *_, end = scan_folders(library, folder, LazyNetwork(network), opened, options, Token())
    assert end.stats.embedded == 6
    assert [count == 0 for count in decoders] == [opens_first]
    list(scan_folders(library, folder, LazyNetwork(network), opened, options, Token()))
    assert len(decoders) == 1  # nothing to read, nothing to open


def test_search_ranks_the_copy_before_the_strangers(library, network, photos):
    scan(library, network, photos)
    (small,) = [p for p in library.photos() if p.path.endswith("0-small.jpg")]
    ids, vectors = library.vectors(network.id)
    query = vectors[list(ids).index(small.content.id)]
    hits = rank(library, network.id, query, top=3)
    assert [os.path.basename(h.photo.path) for h in hits[:2]] == ["0-small.jpg", "0.jpg"]
    assert hits[0].similarity == pytest.approx(1.0, abs=1e-3)
    assert rank(library, network.id, query, top=3, roots=["/nowhere"]) == []
    everything = rank(library, network.id, query, top=99)
    assert len(everything) == len(library.photos())
    assert rank(library, network.id, query, top=4) == everything[:4]
    farthest = everything[-1]
    assert rank(library, network.id, query, top=1, roots=[farthest.photo.path]) == [farthest]


def test_a_large_library_finds_by_the_graph_what_products_find(
    network, photos, tmp_path, monkeypatch
):
    def pairs_found(name):
        with Library(tmp_path / name) as library:
            index = str(tmp_path / name / "index")
            scan(library, network, photos, match_every=2, index_path=index)
            first = library.pairs(network.id)
            pictures.save_jpeg(photos / "late.jpg", pictures.photo(3, (480, 360)).rotate(180))
            scan(library, network, photos, index_path=index)
            (photos / "late.jpg").unlink()
            files = list((tmp_path / name).glob("index*.hnsw"))
            return first, library.pairs(network.id), bool(files)

    *exact, has_graph = pairs_found("products")
    assert not has_graph
    monkeypatch.setattr(run, "_COMPARED_EXACTLY", 0)
    loaded = []
    load = Index.load

    def noted(*args, **more):
        loaded.append(load(*args, **more))
        return loaded[-1]

    monkeypatch.setattr(Index, "load", noted)
    *by_graph, has_graph = pairs_found("graph")
    assert has_graph
    assert len(loaded) == 1  # the second scan goes on with the graph of the first
    assert len(exact[0]) < len(exact[1])
    assert by_graph == exact


def test_a_file_that_says_it_has_terabytes_is_not_read_to_its_end(library, network, photos):
    """A sparse file takes no room on the disk; hashing a terabyte of zeros takes hours."""
    with open(photos / "sparse.jpg", "wb") as file:
        file.truncate(1 << 40)
    events = scan(library, network, photos)
    unreadable = {os.path.basename(e.path): e.reason for e in events if hasattr(e, "reason")}
    assert "too large" in unreadable["sparse.jpg"]
    (photos / "sparse.jpg").unlink()


@pytest.mark.parametrize("is_taken_in", [False, True])
def test_a_folder_removed_during_its_scan_does_not_come_back(
    library, network, photos, tmp_path, is_taken_in
):
    events = scan_folders(
        library,
        [str(photos)],
        LazyNetwork(network),
        lambda: Embedder(network),
        ScanOptions(threads=2),
        Token(),
    )
    next(e for e in events if isinstance(e, Progressed) and e.progress.phase is Phase.READING)
    if is_taken_in:
        library.add_root(str(tmp_path))
    library.forget(str(photos))
    list(events)
    left = [str(tmp_path)] if is_taken_in else []
    assert [root.path for root in library.roots()] == left
    assert len(library.photos()) == (6 if is_taken_in else 0)


def test_a_check_for_damage_that_fails_ends_no_scan(library, network, photos, monkeypatch):
    def fail(data):
        raise OSError("broken data stream when reading image file")

    data = bytearray((photos / "1.jpg").read_bytes())
    data[-200:-2] = bytes(198)  # damage for which the check is asked
    (photos / "1-damaged.jpg").write_bytes(data)
    monkeypatch.setattr(generations, "is_damaged", fail)
    assert isinstance(scan(library, network, photos)[-1], Finished)
    assert {"0.jpg", "0-small.jpg"} in names(library, network)
