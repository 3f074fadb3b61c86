"""What people wrote in a file is known; what cameras and programs always write is not theirs."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simgui.core.imaging import words
from simgui.core.imaging.metadata import parse
from simgui.core.types import Metadata

HEAD = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
    'syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"'
)
TAIL = "</rdf:Description></rdf:RDF></x:xmpmeta>"


def dataset(number, value):
    return struct.pack(">BBBH", 0x1C, 2, number, len(value)) + value


def kinds(**sources):
    return [words.kind_of(name) for name in parse(**sources).words]


def test_one_caption_is_one_wherever_it_stands():
    text = "Grandma at the  LAKE"
    xmp = f"{HEAD} dc:description='{text}'>{TAIL}"
    found = {
        parse(xmp=xmp).words,
        parse(iptc=dataset(120, b"grandma at the lake")).words,
        parse(info={"Description": text}).words,
    }
    assert len(found) == 1
    assert found != {()}


@pytest.mark.parametrize(
    "text",
    [
        "OLYMPUS DIGITAL CAMERA         ",
        "SONY DSC",
        "CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90",
        "Created with GIMP",
        "LEAD Technologies Inc. V1.01",
        "Screenshot",
        " . ",
    ],
)
def test_what_a_machine_says_is_nobodys(text):
    assert parse(info={"comment": text.encode()}).words == ()
    assert parse(info={"Description": text}).words == ()


def test_how_a_png_was_made_is_no_text():
    info = {"Software": "a program", "date:create": "2021-01-01", "dpi": (72, 72), "gamma": 0.45}
    assert parse(info={**info, "XML:com.adobe.xmp": "<x/>", "icc:copyright": "someone"}).words == ()
    assert kinds(info={"parameters": "a castle", "Author": "Ada", "comment": b"for Ada"}) == [
        "author", "caption", "comment",
    ]  # fmt: skip


def test_edits_count_until_they_are_in_the_pixels():
    settings = 'crs:Exposure2012="+0.35" crs:Contrast2012="5"'
    assert kinds(xmp=f"{HEAD} {settings}>{TAIL}") == ["edits"]
    assert kinds(xmp=f'{HEAD} {settings} crs:AlreadyApplied="True">{TAIL}') == []


def test_a_title_is_a_caption_to_the_keeper():
    victim = Metadata(words=(words.word("caption", "At the lake"), words.word("author", "Ada")))
    assert words.lacking(victim, victim) == ()
    assert words.lacking(Metadata(title="at the lake"), victim) == (words.word("author", "Ada"),)


@given(st.dictionaries(st.text() | st.integers(), st.text() | st.binary() | st.integers()))
def test_nothing_in_a_file_breaks_it(info):
    assert len(parse(info=info).words) <= words.MOST
