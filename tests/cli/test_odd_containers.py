"""Odd files that no list of formats foresees: none equals its plain twin, and none is lost."""

from __future__ import annotations

import io
import os
import struct
import zipfile

import numpy as np
import pytest
from PIL.PngImagePlugin import PngInfo

from tests.core import holding_files as made
from tests.core.pictures import exif_bytes, photo

SIZE = (320, 240)
RDF = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    b' xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"'
    b' xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"'
    b' xmlns:GCamera="http://ns.google.com/photos/1.0/camera/"'
    b' xmlns:Container="http://ns.google.com/photos/1.0/container/"'
    b' xmlns:Item="http://ns.google.com/photos/1.0/container/item/"'
    b"%s>%s</rdf:Description></rdf:RDF></x:xmpmeta>"
)
FACES = (
    b'<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag><rdf:li>'
    b'<rdf:Description mwg-rs:Name="Ada" mwg-rs:Type="Face"/></rdf:li></rdf:Bag>'
    b"</mwg-rs:RegionList></mwg-rs:Regions>"
)
CAPTION = (
    b'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">At the lake</rdf:li></rdf:Alt>'
    b"</dc:description>"
)
CONTAINER = (
    b'<Container:Directory><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b'<Container:Item Item:Mime="image/jpeg" Item:Semantic="Primary" Item:Padding="64"/></rdf:li>'
    b'<rdf:li rdf:parseType="Resource"><Container:Item Item:Mime="video/mp4"'
    b' Item:Semantic="MotionPhoto" Item:Length="%d"/></rdf:li></rdf:Seq></Container:Directory>'
)


def image(seed):
    return photo(3000 + seed, SIZE)


def saved(seed, kind, **options):
    if kind == "webp":
        options["lossless"] = True
    if kind in ("heic", "avif"):
        return made.heif_file(image(seed), kind)
    return made.saved(image(seed), kind, **options)


def with_app(seed, marker, content):
    return made.with_segments(saved(seed, "jpeg"), made.segment(marker, content))


def with_xmp(seed, attributes=b"", properties=b""):
    return with_app(seed, 0xE1, made.XMP_HEAD + RDF % (attributes, properties))


def with_exif(seed, **tags):
    return saved(seed, "jpeg", exif=exif_bytes(**tags))


def with_text(seed, key, value):
    texts = PngInfo()
    texts.add_text(key, value)
    return saved(seed, "png", pnginfo=texts)


def archive():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("hidden.txt", "hello " * 50)
    return buffer.getvalue()


def two_exif_blocks(seed):
    first, second = exif_bytes(taken="2021:01:01 10:00:00"), exif_bytes(gps=(48.2, 11.5))
    blocks = (e if e.startswith(b"Exif") else b"Exif\0\0" + e for e in (first, second))
    return made.with_segments(saved(seed, "jpeg"), *(made.segment(0xE1, b) for b in blocks))


def index_that_points_elsewhere(seed):
    """An MPF index whose second picture lies 777 bytes from where it says."""
    data = bytearray(made.with_further_picture(saved(seed, "jpeg"), saved(seed + 500, "jpeg")))
    index = data.index(b"MPF\0")
    place = data.rindex(b"\xff\xd8\xff") - index - 4
    for order in "<>":
        at = data.find(struct.pack(order + "I", place), index)
        if at > 0:
            data[at : at + 4] = struct.pack(order + "I", place + 777)
    return bytes(data)


def tiff_with_another_picture_below(seed):
    pixels = [np.asarray(image(seed)).tobytes(), np.asarray(image(seed + 500)).tobytes()]
    data = bytearray(b"II*\0" + bytes(4))
    places = []
    for strip in pixels:
        places.append(len(data))
        data += strip
    bits = len(data)
    data += struct.pack("<HHHH", 8, 8, 8, 0)

    def directory(place, *more):
        entries = [(256, 3, 1, SIZE[0]), (257, 3, 1, SIZE[1]), (258, 3, 3, bits), (259, 3, 1, 1)]
        entries += [(262, 3, 1, 2), (273, 4, 1, place), (277, 3, 1, 3), (278, 3, 1, SIZE[1])]
        entries += [(279, 4, 1, len(pixels[0])), *more]
        packed = b"".join(struct.pack("<HHII", *entry) for entry in sorted(entries))
        return struct.pack("<H", len(entries)) + packed + bytes(4)

    below = len(data)
    data += directory(places[1], (254, 4, 1, 0))
    data[4:8] = struct.pack("<I", len(data))
    return bytes(data + directory(places[0], (330, 4, 1, below)))


def unknown_auxiliary(seed):
    extra = made.auxiliary(image(seed + 500), "heic", b"urn:com:example:unknown:aux")
    return made.heif_file(image(seed), "heic", extra)


def private_gif_block(seed):
    return saved(seed, "gif")[:-1] + b"\x21\xff\x0bPRIVATE1abc\x05hello\0;"


def motion(seed, attributes=b"", properties=b""):
    return with_xmp(seed, attributes, properties) + bytes(64) + made.film(seed)


FILM_BYTES = len(made.film())
V1 = b' GCamera:MicroVideo="1" GCamera:MicroVideoOffset="%d"' % FILM_BYTES

HOLDERS = {
    "an index that points elsewhere": ("jpeg", index_that_points_elsewhere),
    "an auxiliary picture of unknown type": ("heic", unknown_auxiliary),
    "a private chunk": ("png", lambda n: made.with_chunk(saved(n, "png"), b"prVt", b"private")),
    "a private chunk, safe to copy": (
        "png",
        lambda n: made.with_chunk(saved(n, "png"), b"prVa", b"private"),
    ),
    "a picture below the page": ("tiff", tiff_with_another_picture_below),
    "a motion photo of the first kind, padded": ("jpeg", lambda n: motion(n, V1)),
    "a motion photo of the second kind, padded": (
        "jpeg",
        lambda n: motion(n, b' GCamera:MotionPhoto="1"', CONTAINER % FILM_BYTES),
    ),
    "an unknown chunk": (
        "webp",
        lambda n: made.with_riff_chunk(saved(n, "webp"), b"PRIV", b"hello" * 9),
    ),
    "a private block": ("gif", private_gif_block),
    "a private segment": ("jpeg", lambda n: with_app(n, 0xEF, b"Private\0" + b"x" * 300)),
    "a second picture behind": ("jpeg", lambda n: saved(n, "jpeg") + saved(n + 500, "jpeg")),
    **{
        f"an archive behind a {kind}": (kind, lambda n, k=kind: saved(n, k) + archive())
        for kind in ("jpeg", "png", "gif", "webp", "tiff", "bmp", "heic", "avif", "jp2", "jxl")
    },
}

SAYERS = {
    "two EXIF blocks": ("jpeg", two_exif_blocks),
    "a comment": ("jpeg", lambda n: with_app(n, 0xFE, b"Grandma at the lake, 1972")),
    "a description": ("jpeg", lambda n: with_exif(n, ImageDescription="Grandma at the lake")),
    "a user's comment": (
        "jpeg",
        lambda n: with_exif(n, UserComment=b"ASCII\0\0\0Grandma at the lake"),
    ),
    "a copyright": ("jpeg", lambda n: with_exif(n, Copyright="Ada", Artist="Ada")),
    "a face": ("jpeg", lambda n: with_xmp(n, properties=FACES)),
    "a caption": ("jpeg", lambda n: with_xmp(n, properties=CAPTION)),
    "Camera Raw edits": ("jpeg", lambda n: with_xmp(n, b' crs:Exposure2012="+0.35"')),
    "a prompt": ("png", lambda n: with_text(n, "parameters", "a castle, Steps: 20")),
    "a description as text": ("png", lambda n: with_text(n, "Description", "At the lake")),
}


def lay(folder, kinds, *, is_holder_old):
    """The holder and its plain twin in two folders each; gives the holder's path by its name."""
    holders = {}
    for seed, (name, (kind, make)) in enumerate(kinds.items()):
        for place, data in (("a", saved(seed, kind)), ("b", make(seed))):
            path = folder / f"{seed:02}" / place / f"x.{kind}"
            path.parent.mkdir(parents=True)
            path.write_bytes(data)
            time = 1_600_000_000 if (place == "b") == is_holder_old else 1_650_000_000
            os.utime(path, (time, time))
        holders[name] = path
    return holders


def tiers(simgui, folder):
    return {
        int(os.path.relpath(shot["path"], folder)[:2]): shot["tier"]
        for group in simgui("scan", folder, "--json", "-").json["groups"]
        for shot in group["photos"]
        if not shot["keep"]
    }


@pytest.mark.parametrize("is_holder_old", [True, False])
def test_what_only_one_file_has_is_never_equal_and_never_goes(simgui, tmp_path, is_holder_old):
    folder = tmp_path / "photos"
    kinds = {**HOLDERS, **SAYERS}
    holders = lay(folder, kinds, is_holder_old=is_holder_old)
    found = tiers(simgui, folder)
    equal = {name for n, name in enumerate(kinds) if found.get(n) in ("identical", "pixels")}
    assert equal <= SAYERS.keys()  # which differ in metadata alone
    rule = ("--rule", "oldest,name") if is_holder_old else ("--rule", "name,size")
    simgui("clean", folder, "--apply", "--tiers", "identical,pixels,same,edited", *rule)
    assert {name for name, path in holders.items() if not path.exists()} == set()
