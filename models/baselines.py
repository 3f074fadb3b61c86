"""The methods that ours is compared with: hashes, a histogram, local features, other programs.

A global method turns each photo into a row of numbers whose dot products rank pairs, so that all
pairs are one matrix product. A local method compares two lists of descriptors and costs about a
millisecond a pair. None of them is part of the program.
"""

from __future__ import annotations

import base64
import contextlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image

# Points a photo and the larger side they are found on, the same for all local methods.
POINTS, LOCAL_PX = 500, 320
RATIO = 0.8
REACH_PX = 4.0


@dataclass(frozen=True)
class Global:
    """Name, and what turns a photo (uint8 [h, w, 3]) into float32 [D]."""

    name: str
    describe: Callable[[np.ndarray], np.ndarray]


def signs(bits: np.ndarray) -> np.ndarray:
    """Bits as +-1, scaled so that the dot product is 1 - 2 x Hamming distance / length."""
    flat = np.asarray(bits, bool).reshape(-1)
    return (flat * 2.0 - 1.0).astype(np.float32) / np.float32(np.sqrt(len(flat)))


def hash_method(name: str, function: Callable[..., Any], **options: int) -> Global:
    """A hash of the imagehash package."""
    return Global(name, lambda photo: signs(function(Image.fromarray(photo), **options).hash))


def text_bits(text: str) -> np.ndarray:
    """The bits of a hash written in the alphabet of URL-safe base64, or of plain base64."""
    plain = text.replace("-", "+").replace("_", "/")
    return np.unpackbits(np.frombuffer(base64.b64decode(plain + "=" * (-len(plain) % 4)), np.uint8))


def czkawka() -> Global:
    """The hash of Czkawka's core, through its Python package; it reads files."""
    from czkawka import ImageSimilarity

    finder = ImageSimilarity()
    folder = Path(tempfile.mkdtemp())

    def describe(photo: np.ndarray) -> np.ndarray:
        path = folder / "photo.png"
        Image.fromarray(photo).save(path, compress_level=0)
        return signs(text_bits(finder.hash_image(path)))

    return Global("Czkawka core", describe)


def imagededup_methods() -> list[Global]:
    """The hashes of imagededup; its package brings torch along."""
    from imagededup import methods

    def describer(hasher: Any) -> Callable[[np.ndarray], np.ndarray]:
        def describe(photo: np.ndarray) -> np.ndarray:
            text = hasher.encode_image(image_array=photo)
            return signs(np.unpackbits(np.frombuffer(bytes.fromhex(text), np.uint8)))

        return describe

    return [
        Global(f"imagededup {name}", describer(getattr(methods, name)()))
        for name in ("PHash", "DHash", "AHash", "WHash")
    ]


def histogram(photo: np.ndarray) -> np.ndarray:
    """HSV histogram, 8 x 8 x 8; its square root makes the dot product the Bhattacharyya measure."""
    hsv = cv2.cvtColor(photo, cv2.COLOR_RGB2HSV)
    counts = cv2.calcHist([hsv], [0, 1, 2], None, [8, 8, 8], [0, 180, 0, 256, 0, 256]).reshape(-1)
    return np.sqrt(counts / counts.sum()).astype(np.float32)


def global_methods() -> list[Global]:
    """All global methods whose packages are installed."""
    import imagehash

    methods = [
        hash_method("aHash 64", imagehash.average_hash, hash_size=8),
        hash_method("dHash 64", imagehash.dhash, hash_size=8),
        hash_method("dHash 256", imagehash.dhash, hash_size=16),
        hash_method("pHash 64", imagehash.phash, hash_size=8),
        hash_method("pHash 256", imagehash.phash, hash_size=16),
        hash_method("wHash 64", imagehash.whash, hash_size=8),
        Global("HSV histogram", histogram),
    ]
    with contextlib.suppress(ImportError):
        methods.append(czkawka())
    with contextlib.suppress(ImportError):
        methods += imagededup_methods()
    return methods


@dataclass(frozen=True)
class Local:
    """A local method.

    Attributes:
        name: as printed.
        describe: photo -> (points float32 [n, 2], descriptors [n, D]).
        is_binary: descriptors are bits, compared by Hamming distance.
        with_geometry: matches count only if they agree on one affine map.
    """

    name: str
    describe: Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]
    is_binary: bool = False
    with_geometry: bool = False


def opencv_features(make: Callable[[], Any]) -> Callable[[np.ndarray], tuple]:
    """Points and descriptors of an OpenCV detector on the grey photo."""
    detector = make()

    def describe(photo: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        points, descriptors = detector.detectAndCompute(local_grey(photo), None)
        if descriptors is None:
            return np.zeros((0, 2), np.float32), np.zeros((0, 1), np.float32)
        return np.array([point.pt for point in points], np.float32), descriptors

    return describe


def local_grey(photo: np.ndarray) -> np.ndarray:
    """Grey photo with the larger side at most LOCAL_PX."""
    factor = LOCAL_PX / max(photo.shape[:2])
    if factor < 1:
        photo = cv2.resize(photo, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)


def surf_features(photo: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """SURF of mahotas: the strongest POINTS points."""
    from mahotas.features import surf

    found = surf.surf(local_grey(photo), nr_octaves=4, nr_scales=6, initial_step_size=1)
    found = found[np.argsort(-found[:, 3])][:POINTS]
    return found[:, [1, 0]].astype(np.float32), found[:, 6:].astype(np.float32)


def local_methods() -> list[Local]:
    """SIFT, ORB and SURF, each by counted matches and by matches that fit one affine map."""
    methods = []
    for name, describe, is_binary in (
        ("SIFT", opencv_features(lambda: cv2.SIFT_create(POINTS)), False),
        ("ORB", opencv_features(lambda: cv2.ORB_create(POINTS)), True),
        ("SURF", surf_features, False),
    ):
        methods.append(Local(f"{name}, matches", describe, is_binary))
        methods.append(Local(f"{name} + RANSAC", describe, is_binary, True))
    try:
        import mahotas  # noqa: F401
    except ImportError:
        return [method for method in methods if not method.name.startswith("SURF")]
    return methods


def matched(first: np.ndarray, second: np.ndarray, is_binary: bool) -> np.ndarray:
    """Index pairs [m, 2] of nearest descriptors that pass the ratio test."""
    if len(first) < 2 or len(second) < 2:
        return np.zeros((0, 2), np.intp)
    if is_binary:
        matcher = cv2.BFMatcher(cv2.NORM_HAMMING)
        pairs = matcher.knnMatch(first, second, 2)
        good = [(a.queryIdx, a.trainIdx) for a, b in pairs if a.distance < RATIO * b.distance]
        return np.array(good, np.intp).reshape(-1, 2)
    squares = (first**2).sum(1)[:, None] + (second**2).sum(1)[None] - 2 * first @ second.T
    best = np.argpartition(squares, 1, axis=1)[:, :2]
    rows = np.arange(len(first))
    near, next_ = squares[rows, best[:, 0]], squares[rows, best[:, 1]]
    swap = near > next_
    nearest = np.where(swap, best[:, 1], best[:, 0])
    near, next_ = np.minimum(near, next_), np.maximum(near, next_)
    good = near < RATIO**2 * next_
    return np.stack([rows[good], nearest[good]], 1)


def agreement(method: Local, first: tuple, second: tuple) -> float:
    """Score of a pair: matches, or those that agree on one affine map."""
    pairs = matched(first[1], second[1], method.is_binary)
    if not method.with_geometry:
        return float(len(np.unique(pairs[:, 1])))
    if len(pairs) < 4:
        return 0.0
    source, target = first[0][pairs[:, 0]], second[0][pairs[:, 1]]
    _, inside = cv2.estimateAffine2D(
        source, target, method=cv2.RANSAC, ransacReprojThreshold=REACH_PX, maxIters=500
    )
    if inside is None:
        return 0.0
    return float(len(np.unique(target[inside[:, 0] > 0], axis=0)))
