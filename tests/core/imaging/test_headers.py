import io
import struct

import pillow_jxl  # noqa: F401 - lets Pillow write JPEG XL
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from simgui.core.imaging import headers
from tests.core.pictures import photo


def saved(image: Image.Image, format_name: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, format_name, **options)
    return stream.getvalue()


@pytest.mark.parametrize(
    "size", [(64, 64), (8, 256), (600, 400), (400, 300), (16, 9), (1, 1), (513, 7), (9000, 3)]
)
def test_the_size_of_a_jpeg_xl_is_read_before_it_is_decoded(size):
    image = Image.new("RGB", size, "teal")
    assert headers.jxl_size(saved(image, "JXL", effort=1)) == size
    assert headers.jxl_size(saved(image, "JXL", effort=1, use_container=True)) == size


@pytest.mark.parametrize("options", [{"lossless": True}, {"quality": 50}, {"exif": b"Exif\0\0"}])
def test_the_size_of_a_webp_is_read_before_it_is_decoded(options):
    assert headers.webp_size(saved(photo(1, (123, 77)), "WEBP", **options)) == (123, 77)
    assert headers.webp_size(saved(photo(1, (16, 9)).convert("RGBA"), "WEBP", **options)) == (16, 9)


def test_frames_of_a_gif_are_counted_without_decoding():
    frames = [photo(seed, (20, 10)) for seed in range(4)]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], comment=b"x" * 600)
    assert headers.gif_frames(data) == 4
    assert headers.gif_frames(data[: len(data) // 2]) in (1, 2, 3)
    assert headers.gif_frames(b"GIF89a") == 1


def test_pages_of_a_tiff_are_counted_and_a_circle_ends():
    pages = [photo(seed, (20, 10)) for seed in range(3)]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    assert headers.tiff_pages(data) == 3
    assert headers.tiff_pages(saved(pages[0], "TIFF", big_tiff=True)) == 1
    circle = b"II*\0" + struct.pack("<IHI", 8, 0, 8)
    assert headers.tiff_pages(circle) == 1


def test_every_picture_inside_an_icon_is_seen():
    data = saved(photo(1, (64, 64)), "ICO", sizes=[(16, 16), (64, 64)])
    assert list(headers.png_sizes(data)) == [(16, 16), (64, 64)]


@given(
    st.binary(max_size=200), st.sampled_from([b"", b"II*\0", b"GIF89a", b"\xff\x0a", b"\0" * 12])
)
def test_bytes_without_sense_are_no_error(data, start):
    data = start + data
    headers.jxl_size(data)
    headers.webp_size(data)
    list(headers.boxes(data))
    list(headers.png_sizes(data))
    assert headers.gif_frames(data) >= 1
    assert headers.tiff_pages(data) >= 1
