"""Which of two files was made from the other, as their pixels prove it.

Three traces last through a copy:

* A JPEG stores multiples of its quantisation steps. A file that was made from it lies near those
  multiples (it was compressed again, finer, or converted to PNG), and a JPEG that was made from a
  file is that file rounded to its own steps. The method is that of double compression (J. Lukas and
  J. Fridrich, "Estimation of Primary Quantization Matrix in Double Compressed JPEG Images", 2003),
  with both files at hand.
* An enlarged picture has no detail beyond what the smaller one can hold: its spectrum ends there.
* A damaged JPEG breaks the rules of its format, which a strict parser sees.
"""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simgui.core.containers import jpeg
from simgui.core.imaging import codec
from simgui.core.imaging.codec import DEFAULT_LIMITS, Limits
from simgui.core.imaging.decode import load, reasons
from simgui.core.imaging.render import turned

_BLOCK = 8  # pixels: side of a JPEG block (ITU-T T.81)

_SAMPLE_PX = 1024
"""Side of the middle of a picture that is compared: 16,384 blocks, many times what is needed."""

_MOST_PIXELS = 100_000_000
"""Larger pictures are not compared: two of four times the size would take more than 2 GB."""

_LEAST_STEP = 3
"""Smaller quantisation steps drown in the rounding of pixels, which moves a coefficient by 0.3."""

_LEAST_COEFFICIENTS = 300  # fewer give no stable median

# Measured on 7 kinds of copies of 200 photos (`python -m models.generations measure`): the median
# distance to the steps is 0.02-0.19 for what was made from a JPEG, 0.25-0.45 for what it was made
# from, and more for anything else; a JPEG made from a file has at most 2 % of its coefficients
# farther than 0.6 from the file's.
_NEAR_STEPS = 0.2
_ROUNDED = 0.6
_NOT_ROUNDED = 0.03
_CLEARLY_NEARER = 0.75
_NEVER_STRAYS = 0.005
_LOSSLESS_COPY = 0.08
_MOST_BETWEEN = 0.25

# Measured on 240 photos and their enlargements by four filters, saved at qualities of 80 to 98.
LEAST_ENLARGED = 1.4
"""Times each side: what ends nearer to the finest detail is not told from a soft photo."""
_MOST_DETAIL = 0.25  # energy the smaller picture can't hold, over that of the octave below
_MOST_RESIDUE = 0.26  # of the same, after the smaller one is enlarged and taken off
_MOST_RESIDUE_OF_DOUBLE = 0.32  # the same where it is nearly twice as large
_NEARLY_DOUBLE = 1.8  # times each side
_MOST_OF_FINEST = 0.35
"""Detail of the larger picture as a share of that of the smaller one."""
_SHARP = 0.15
"""Detail that the smaller picture must have: else its lack in the larger one says nothing."""

_SPECTRUM_PX = 512  # side of the square whose spectrum is taken

_SCAN, _SEQUENTIAL = 0xDA, (0xC0, 0xC1)  # markers of ITU-T T.81, table B.1
_START_BYTES, _LEAST_VALUES = 1024, 64  # bytes compared, and different ones among them
_LAST_BYTES, _MORE_BYTES = 12, 64  # bytes at the end of the data that are changed, or added

_BACK = {6: 8, 8: 6}
"""Orientations whose turn another one takes back; each of the others takes back itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """The luma of a file for comparison.

    Attributes:
        luma: uint8 [height, width] of the full upright picture, its numbers as stored.
        steps: float32 [64], quantisation steps of a JPEG's luma, row by row; None for others.
        orientation: How a JPEG's blocks lie to the upright picture, 1 to 8 as EXIF counts.
    """

    luma: NDArray[np.uint8]
    steps: NDArray[np.float32] | None
    orientation: int = 1

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width."""
        height, width = self.luma.shape
        return height, width


def sample(path: str, limits: Limits = DEFAULT_LIMITS) -> Sample | None:
    """Decode the luma of a photo.

    Returns:
        None where its numbers are no 8-bit luma or colour, or too many.

    Raises:
        UnreadableError: As `decode.load`, or it can't be decoded.
    """
    source = load(path, limits)
    with reasons(path):
        opened = codec.open_picture(source.data, path, limits)
        if opened.format == "raw" or opened.depth > 8:
            return None
        image = opened.image
        if image.width * image.height > _MOST_PIXELS:
            return None
        exif = codec.exif_of(opened) if opened.format == "tiff" else None
        if opened.can_draft and image.mode == "RGB":
            image.draft("L", image.size)
        with codec.turn_for(codec.check_memory(opened, limits)):
            image.load()
        if image.mode not in ("L", "RGB", "RGBA", "P", "LA", "1"):
            return None
        exif = exif or codec.exif_of(opened)
        orientation = codec.orientation_of(opened, exif)
        tables = getattr(image, "quantization", None)
        steps = None
        if tables and opened.format in ("jpeg", "mpo"):
            steps = np.asarray(tables[min(tables)], np.float32)
        luma = np.asarray(turned(image.convert("L"), orientation))
        return Sample(luma, steps, orientation)


def is_recompressed(child: Sample, parent: Sample) -> bool:
    """Whether a picture of the same size was made from another one by compressing it again."""
    if child.shape != parent.shape:
        return False
    own = _distances(parent, child)  # how far the parent's numbers lie from the child's
    others = _distances(child, parent)
    if others is not None and _lies_on_steps(others):
        if own is None or child.steps is None or parent.steps is None:
            return not _is_rounded_exactly(others)
        if float(np.median(own)) < _NEAR_STEPS:  # nearly equal: the finer steps came later
            return float(child.steps.mean()) < float(parent.steps.mean())
        return float(np.median(others)) < _CLEARLY_NEARER * float(np.median(own))
    if own is None or float(np.mean(own > _ROUNDED)) > _NOT_ROUNDED:
        return False
    if parent.steps is None and _is_rounded_exactly(own):
        return True
    return float(np.median(own)) >= _NEAR_STEPS


def _is_rounded_exactly(distances: NDArray[np.float32]) -> bool:
    """Whether a JPEG is a file without steps of its own, rounded.

    What was made from the JPEG by another lossy format strays farther, and a lossless copy not at
    all.
    """
    strays = float(np.mean(distances > _ROUNDED))
    return strays < _NEVER_STRAYS and float(np.median(distances)) > _LOSSLESS_COPY


def _lies_on_steps(distances: NDArray[np.float32]) -> bool:
    """Whether most coefficients lie near a JPEG's steps.

    Where its steps are twice those of the other picture, half of them lie right between two.
    """
    between = (distances > 0.4) & (distances < _ROUNDED)
    return float(np.median(distances)) < _NEAR_STEPS and float(np.mean(between)) < _MOST_BETWEEN


def share_a_source(a: Sample, b: Sample) -> bool:
    """Whether two JPEGs of one size may both be roundings of one picture.

    Then no coefficient of one is farther from the other's than half a step of each.
    """
    if a.shape != b.shape or a.steps is None or b.steps is None:
        return False
    if a.orientation != b.orientation:
        return False
    back = _BACK.get(a.orientation, a.orientation)
    one, other = (_coefficients(_middle(_as_stored(x.luma, back))) for x in (a, b))
    most = (a.steps + b.steps) / 2 + 1
    used = np.maximum(np.abs(one), np.abs(other)) > most / 2
    used[:, 0] = False
    if int(used.sum()) < _LEAST_COEFFICIENTS:
        return False
    return float(np.mean((np.abs(one - other) > most)[used])) <= _NOT_ROUNDED


def is_enlarged(child: Sample, parent: Sample, factor: float, part: tuple[int, ...]) -> bool:
    """Whether a picture is another one blown up.

    Args:
        child: The larger picture.
        parent: The smaller one.
        factor: Times each side of what both show.
        part: Left, top, right and bottom of what the parent shows of the child, in its pixels.
    """
    if factor < LEAST_ENLARGED:
        return False
    left, top, right, bottom = part
    shown = child.luma[top:bottom, left:right].astype(np.float32)
    if min(*shown.shape, *parent.shape) < 8 * _BLOCK:
        return False
    finest = _detail(parent.luma.astype(np.float32), 2.0)
    detail = _detail(shown, factor)
    if finest < _SHARP or detail > min(_MOST_DETAIL, _MOST_OF_FINEST * finest):
        return False
    is_double = factor >= _NEARLY_DOUBLE
    return _residue(shown, factor) < (_MOST_RESIDUE_OF_DOUBLE if is_double else _MOST_RESIDUE)


def start_of_scan(data: bytes) -> bytes | None:
    """The first bytes of a JPEG's picture data; None if there are too few to tell two shots apart.

    They are equal in two files only if one was copied from the other.
    """
    segments, _ = jpeg.segments_of(data, 0)
    if not segments or segments[-1].marker != _SCAN:
        return None
    found = data[segments[-1].start :][:_START_BYTES]
    return found if len(found) == _START_BYTES and len(set(found)) > _LEAST_VALUES else None


def is_damaged(data: bytes) -> bool:
    """Whether a JPEG breaks the rules of its format where a decoder passes over it.

    libjxl, which can store a JPEG so that every byte comes back, refuses one whose compressed data
    make no sense. Where errors make sense, there are too many data for the picture, or too few.
    It needs 6 bytes a pixel, so a picture of more than 100 megapixels counts as whole.
    """
    from PIL import Image
    from pillow_jxl import Encoder

    with Image.open(io.BytesIO(data)) as image:
        width, height = image.size
    if width * height > _MOST_PIXELS:
        return False
    strict: Any = Encoder  # its stub lacks most parameters
    encoder = strict(
        mode="RGB",
        lossless=True,
        quality=1.0,
        decoding_speed=0,
        effort=1,
        use_container=True,
        use_original_profile=False,
        num_threads=0,
    )
    try:
        encoder(data, width, height, jpeg_encode=True)
    except RuntimeError:
        return True
    return _is_out_of_step(data)


def _is_out_of_step(data: bytes) -> bool:
    """Whether a JPEG has more picture data than its picture needs, or fewer.

    Then other bytes in place of the last ones change nothing, or bytes behind them something.
    """
    segments, _ = jpeg.segments_of(data, 0)
    # The last scan of a progressive JPEG may refine what no pixel shows.
    if not any(s.marker in _SEQUENTIAL for s in segments) or segments[-1].marker != _SCAN:
        return False
    end = segments[-1].end
    start = end - _LAST_BYTES
    if data[start - 1] == 0xFF:
        start += 1  # with another byte behind it, a 0xFF becomes a marker
    others = bytes(byte ^ 0xFF if byte else 0x55 for byte in data[start:end])
    shown = _shown(data)
    if shown == _shown(data[:start] + others + data[end:]):
        return True
    return shown != _shown(data[:end] + bytes([0x55]) * _MORE_BYTES + data[end:])


def _shown(data: bytes) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        return image.tobytes()


def _distances(other: Sample, jpeg: Sample) -> NDArray[np.float32] | None:
    """How far a picture's DCT coefficients lie from those of a JPEG, in its quantisation steps.

    Returns:
        float32 [n], for the n coefficients that the JPEG did not round to 0; None if they are few.
    """
    if jpeg.steps is None:
        return None
    back = _BACK.get(jpeg.orientation, jpeg.orientation)
    stored = _coefficients(_middle(_as_stored(jpeg.luma, back))) / jpeg.steps
    found = _coefficients(_middle(_as_stored(other.luma, back))) / jpeg.steps
    rounded = np.rint(stored)
    used = (np.abs(rounded) >= 1) & (jpeg.steps >= _LEAST_STEP)
    used[:, 0] = False  # of the mean of a block, a small change of tone is many steps
    if int(used.sum()) < _LEAST_COEFFICIENTS:
        return None
    distances: NDArray[np.float32] = np.abs(found - rounded)[used]
    return distances


def _as_stored(luma: NDArray[np.uint8], orientation: int) -> NDArray[np.uint8]:
    from PIL import Image

    return np.asarray(turned(Image.fromarray(luma), orientation)) if orientation > 1 else luma


def _middle(luma: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The middle of a picture, cut along its blocks."""
    height, width = (side // _BLOCK for side in luma.shape)
    most = _SAMPLE_PX // _BLOCK
    top, left = max(0, height - most) // 2, max(0, width - most) // 2
    bottom, right = top + min(height, most), left + min(width, most)
    return luma[top * _BLOCK : bottom * _BLOCK, left * _BLOCK : right * _BLOCK]


def _coefficients(luma: NDArray[np.uint8]) -> NDArray[np.float32]:
    """DCT coefficients of the blocks of a picture, float32 [blocks, 64]."""
    down, across = luma.shape[0] // _BLOCK, luma.shape[1] // _BLOCK
    grid = luma.astype(np.float32).reshape(down, _BLOCK, across, _BLOCK) - np.float32(128)
    blocks = grid.swapaxes(1, 2).reshape(-1, _BLOCK, _BLOCK)
    basis = _cosines()
    return np.asarray(basis @ blocks @ basis.T, np.float32).reshape(-1, _BLOCK * _BLOCK)


@functools.cache
def _cosines() -> NDArray[np.float32]:
    """The DCT of ITU-T T.81, A.3.3, as a matrix."""
    place = np.arange(_BLOCK)
    angles = (2 * place + 1) * place[:, None] * np.pi / (2 * _BLOCK)
    basis = (np.cos(angles) / 2).astype(np.float32)
    basis[0] /= np.float32(np.sqrt(2))
    return basis


def _spectrum(luma: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Power of the middle of a picture, and its frequency as a share of the finest, both [n, n]."""
    side = min(_SPECTRUM_PX, *luma.shape)
    top, left = (luma.shape[0] - side) // 2, (luma.shape[1] - side) // 2
    part = luma[top : top + side, left : left + side]
    window = np.hanning(side).astype(np.float32)
    power = np.abs(np.fft.fft2((part - part.mean()) * window * window[:, None])) ** 2
    axis = np.abs(np.fft.fftfreq(side) * 2)
    return power.astype(np.float64), np.maximum(axis, axis[:, None])


def _detail(luma: NDArray[np.float32], factor: float) -> float:
    """Energy beyond 1/factor of the finest detail, over that of the octave below.

    Each is weighted by the square of its frequency, which levels the spectrum of a photo.
    """
    power, frequency = _spectrum(luma)
    power *= frequency**2
    beyond = power[frequency > 1.08 / factor]
    below = power[(frequency > 0.5 / factor) & (frequency <= 0.92 / factor)]
    if not beyond.size or not below.size:
        return 1.0
    return float(beyond.mean() / max(1e-6, float(below.mean())))


def _residue(luma: NDArray[np.float32], factor: float) -> float:
    """Energy that a picture smaller by `factor` can't hold.

    As a share of what one smaller by half as much again can't hold.
    """
    power, frequency = _spectrum(luma)
    lost = float(power[frequency > 1 / factor].sum())
    return lost / max(1e-6, float(power[frequency > 1 / (1.5 * factor)].sum()))
