"""Very large JPEGs: no picture of more than a gigabyte is ever in memory, and one at a time.

`simgui scan` of two JPEGs of 20,000 x 20,000 pixels that differ in a comment took 5.6 GB before,
and takes 0.2 GB (GNU time).
"""

import io
import threading

import pytest

from simgui.core.errors import UnreadableError
from simgui.core.imaging import codec, decode, generations, identity
from tests.core import pictures


def jpeg(path, seed, **options):
    stream = io.BytesIO()
    pictures.photo(seed, (320, 240)).save(stream, "JPEG", **options)
    path.write_bytes(stream.getvalue())
    return str(path)


def with_comment(path, source):
    data = source.read_bytes()
    path.write_bytes(data[:2] + b"\xff\xfe\x00\x06abcd" + data[2:])
    return str(path)


class TestPixelsOfLargePictures:
    @pytest.fixture(autouse=True)
    def _all_are_large(self, monkeypatch):
        def refuse(opened):
            raise AssertionError("decoded in full")

        monkeypatch.setattr(identity, "_LARGEST_DECODED", 1000)
        monkeypatch.setattr(decode, "native", refuse)

    def test_the_same_coded_picture_is_equal_whatever_is_written_beside_it(self, tmp_path):
        a = jpeg(tmp_path / "a.jpg", 1)
        assert identity.same_pixels(a, with_comment(tmp_path / "b.jpg", tmp_path / "a.jpg"))

    def test_another_picture_or_quality_is_not(self, tmp_path):
        a = jpeg(tmp_path / "a.jpg", 1, quality=90)
        assert not identity.same_pixels(a, jpeg(tmp_path / "b.jpg", 2, quality=90))
        assert not identity.same_pixels(a, jpeg(tmp_path / "c.jpg", 1, quality=80))


def test_the_hash_of_pixels_does_not_depend_on_the_strips(tmp_path, monkeypatch):
    a = jpeg(tmp_path / "a.jpg", 1)
    whole = identity.pixel_hash(a)
    for pixels in (1, 1000, 1 << 30):
        monkeypatch.setattr(identity, "_STRIP_PIXELS", pixels)
        assert identity.pixel_hash(a) == whole


@pytest.mark.parametrize(
    ("subsampling", "bytes_a_pixel"), [(0, 6), (1, 4), (2, 3)], ids=["4:4:4", "4:2:2", "4:2:0"]
)
def test_what_a_progressive_jpeg_keeps_in_memory_is_known(
    tmp_path, monkeypatch, subsampling, bytes_a_pixel
):
    path = jpeg(tmp_path / "a.jpg", 1, progressive=True, subsampling=subsampling)
    data = (tmp_path / "a.jpg").read_bytes()
    opened = codec.open_picture(data, path, codec.DEFAULT_LIMITS)
    assert opened.held_bytes == 320 * 240 * bytes_a_pixel
    monkeypatch.setattr(codec, "_MAX_COEFFICIENT_BYTES", opened.held_bytes - 1)
    with pytest.raises(UnreadableError, match="too large"):
        decode.pixels(path, 100)


def test_large_pictures_are_decoded_one_at_a_time(tmp_path, monkeypatch):
    paths = [jpeg(tmp_path / f"{seed}.jpg", seed, progressive=True) for seed in range(6)]
    monkeypatch.setattr(codec, "_LARGE_BYTES", 1000)
    inside, most = [], []
    reducible = decode.codec.turn_for

    class Counted:
        def __init__(self, needed):
            self.turn = reducible(needed)

        def __enter__(self):
            self.turn.__enter__()
            inside.append(1)
            most.append(len(inside))

        def __exit__(self, *error):
            inside.pop()
            return self.turn.__exit__(*error)

    monkeypatch.setattr(codec, "turn_for", lambda n: Counted(n) if n else reducible(0))
    threads = [threading.Thread(target=identity.pixel_hash, args=(path,)) for path in paths]
    threads += [threading.Thread(target=decode.pixels, args=(path, 100)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) >= len(threads)
    assert max(most) == 1


def test_what_a_huge_picture_was_made_from_is_not_looked_for(tmp_path, monkeypatch):
    a = jpeg(tmp_path / "a.jpg", 1)
    assert generations.sample(a) is not None
    (tmp_path / "a.jpg").write_bytes((tmp_path / "a.jpg").read_bytes()[:-400])
    assert generations.is_damaged((tmp_path / "a.jpg").read_bytes())
    monkeypatch.setattr(generations, "_MOST_PIXELS", 320 * 240 - 1)
    assert generations.sample(a) is None
    assert not generations.is_damaged((tmp_path / "a.jpg").read_bytes())
