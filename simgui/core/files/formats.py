"""What a file is: by its name for the folder walk, by its first bytes for the decoder."""

from __future__ import annotations

import os
from enum import Enum

from simgui.core.files.companion_kinds import Holds, suffixes_of

SNIFF_BYTES = 64
"""As much of a file as `sniff` looks at."""


def words(*lines: str) -> frozenset[str]:
    """The words of some lines, for long tables of suffixes."""
    return frozenset(" ".join(lines).split())


class Kind(Enum):
    """What a file's name says it is."""

    PICTURE = "picture"
    RAW = "raw"
    SIDECAR = "sidecar"  # edits and metadata of a photo of the same name
    VIDEO = "video"  # may be the moving half of a photo of the same name
    SOUND = "sound"  # may be a note spoken to a photo of the same name
    OTHER = "other"  # known not to be a picture; never opened
    UNKNOWN = "unknown"  # only its content can tell


FAMILIES: dict[str, frozenset[str]] = {
    "jpeg": words(".jpg .jpeg .jpe .jfif .jif .mpo .jps .insp"),
    "heif": words(".heic .heif .hif .heics .heifs"),
    "png": words(".png .apng"),
    "raw": words(
        ".3fr .ari .arw .bay .cap .cr2 .cr3 .crw .dcr .dcs .dng .erf .fff .gpr .iiq .k25 .kdc .mef",
        ".mos .mrw .nef .nrw .orf .ori .pef .ptx .raf .raw .rw2 .rwl .sr2 .srf .srw .x3f",
    ),
    "tiff": words(".tif .tiff"),
    "webp": words(".webp"),
    "gif": words(".gif"),
    "avif": words(".avif .avifs"),
    "jxl": words(".jxl"),
    "jp2": words(".jp2 .j2k .j2c .jpf .jpx .jpc"),
    "psd": words(".psd"),
    "bmp": words(".bmp .dib"),
    "other": words(".ico .tga .icb .vda .vst .ppm .pgm .pbm .pnm .pfm"),
}
"""Suffixes of what the user may leave out of a scan, the most usual kinds first."""

RAW_SUFFIXES = FAMILIES["raw"]
PICTURE_SUFFIXES = frozenset().union(*FAMILIES.values()) - RAW_SUFFIXES
CAMERA_SUFFIXES = words(".jpg .jpeg .jpe .jfif .heic .heif .hif .mpo")
"""What a camera writes itself, beside a RAW or the video of a Live Photo."""

SIDECAR_SUFFIXES = suffixes_of(Holds.EDITS, Holds.RECORD, Holds.PREVIEW)
VIDEO_SUFFIXES = suffixes_of(Holds.FILM)
SOUND_SUFFIXES = suffixes_of(Holds.SOUND)

# A home folder holds hundreds of thousands of files that are no pictures; opening each of them to
# look costs far more than the walk itself.
OTHER_SUFFIXES = words(
    # documents and text
    ".txt .md .rst .pdf .doc .docx .odt .rtf .xls .xlsx .ods .ppt .pptx .odp .csv .tsv .epub .mobi",
    ".html .htm .xhtml .mhtml .css .xml .jsonl .yaml .yml .toml .ini .cfg .conf .log .tex",
    ".bib .eml .msg .ics .vcf .srt .sub .vtt .nfo .url .lnk .desktop .webloc .pages .numbers .key",
    # programs and source
    ".py .pyc .pyo .pyi .pyd .ipynb .js .mjs .cjs .ts .tsx .jsx .map .c .h .cc .cpp .hpp .cxx .cs",
    ".java .class .jar .kt .go .rs .rb .php .pl .pm .sh .bash .bat .cmd .ps1 .lua .swift .m .mm .r",
    ".sql .so .a .o .obj .lib .dll .dylib .exe .msi .deb .rpm .apk .appimage .ko .sys .bin .elf",
    ".whl .egg .gem .node .wasm .po .mo .qm .ui .qml .qrc .glade .cmake .mk .diff .patch",
    # archives and disks
    ".zip .tar .gz .tgz .bz2 .xz .zst .lz4 .7z .rar .cab .iso .img .dmg .vmdk .vdi",
    ".qcow2 .squashfs",
    # sound, video that no camera phone pairs with a photo, fonts, models
    ".mp3 .m4a .aac .flac .ogg .opus .wma .aif .aiff .mid .avi .mkv .webm .wmv .flv .m4v .mpg",
    ".mpeg .mts .m2ts .3gp .vob .ogv .ttf .otf .woff .woff2 .eot .stl .obj .fbx .blend .glb .gltf",
    # databases, caches, what photo programs keep
    ".db .db-wal .db-shm .sqlite .sqlite3 .sqlite-wal .sqlite-shm .mdb .dat .idx .pack .lock .tmp",
    ".bak .swp .part .crdownload .torrent .cache .pickle .pkl .npy .npz .h5 .hdf5 .parquet .onnx",
    ".pt .pth .safetensors .lrcat .lrdata .lrprev .thumb .ithmb",
    # drawings that are no photos
    ".svg .svgz .ai .eps .ps .indd .sketch .fig .xcf .kra .dwg .dxf .drawio .icns .cur .ani",
    ".pem .crt .cer .p12 .gpg .asc .sig .sha256 .md5",
)

_TIFF_MAGIC = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_RAW_MAGIC = (
    b"FUJIFILMCCD-RAW",
    b"II\x1a\0\0\0HEAPCCDR",
    b"IIRO",
    b"IIRS",
    b"MMOR",
    b"IIU\0",
    b"\0MRM",
    b"FOVb",
)
_HEIF_BRANDS = frozenset(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")
)
_STARTS = {
    b"\xff\xd8\xff": "jpeg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"BM": "bmp",
    b"8BPS\0\x01": "psd",
    b"\0\0\0\x0cjP  \r\n\x87\n": "jp2",
    b"\xff\x4f\xff\x51": "jp2",
    b"\xff\x0a": "jxl",
    b"\0\0\0\x0cJXL \r\n\x87\n": "jxl",
    b"\0\0\x01\0": "ico",
}
_TGA_SUFFIXES = frozenset((".tga", ".icb", ".vda", ".vst"))


_FAMILY_OF = {end: name for name, ends in FAMILIES.items() for end in ends}


def suffix(path: str) -> str:
    """The lower-case suffix with its dot, or an empty string."""
    # What os.path.splitext gives, at a third of the time: this is asked of every file of a disk.
    name = path.rpartition(os.sep)[2]
    if os.altsep:
        name = name.rpartition(os.altsep)[2]
    start, dot, end = name.rpartition(".")
    return dot + end.lower() if start.strip(".") else ""


_KINDS = {
    end: kind
    for kind, ends in (
        (Kind.VIDEO, VIDEO_SUFFIXES),
        (Kind.SOUND, SOUND_SUFFIXES),
        (Kind.SIDECAR, SIDECAR_SUFFIXES),
        (Kind.RAW, RAW_SUFFIXES),
        (Kind.OTHER, OTHER_SUFFIXES),
        (Kind.PICTURE, PICTURE_SUFFIXES),
    )
    for end in ends
}


def kind(path: str) -> Kind:
    """What the name of a file says it is."""
    return _KINDS.get(suffix(path), Kind.UNKNOWN)


def family(path: str) -> str | None:
    """Which of FAMILIES a file's name puts it in; None for a suffix of no picture."""
    return _FAMILY_OF.get(suffix(path))


def sniff(head: bytes, name: str = "") -> str | None:
    """Name the format of a file by its first bytes.

    Args:
        head: At least SNIFF_BYTES of it, or all.
        name: Its path. It only tells apart what shares a beginning (many RAW formats are TIFF
            files), and is believed for TGA, which has no mark of its own.

    Returns:
        One of jpeg, png, gif, webp, bmp, tiff, heif, avif, jxl, psd, jp2, ico, ppm, tga, raw; None
        for what is no picture that can be decoded.
    """
    for start, found in _STARTS.items():
        if head.startswith(start):
            return found
    if head[:4] in _TIFF_MAGIC:
        is_raw = head[8:10] == b"CR" or suffix(name) in RAW_SUFFIXES
        return "raw" if is_raw else "tiff"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return _sniff_brand(head)
    if head.startswith(_RAW_MAGIC):
        return "raw"
    if head[:1] == b"P" and head[1:2] in b"1234567fF" and head[2:3] in b" \t\r\n#":
        return "ppm"
    return "tga" if suffix(name) in _TGA_SUFFIXES else None


def _sniff_brand(head: bytes) -> str | None:
    """Tell HEIF, AVIF and Canon's CR3 apart by the brands of their container."""
    size = min(int.from_bytes(head[:4], "big"), len(head))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, size - 3, 4))]
    if brands[0] == b"crx ":
        return "raw"
    if b"avif" in brands or b"avis" in brands:
        return "avif"
    return "heif" if any(brand in _HEIF_BRANDS for brand in brands) else None


def long_path(path: str, *, is_windows: bool = os.name == "nt") -> str:
    r"""The form of an absolute path that the system opens even if it is long.

    Windows refuses more than 260 characters unless the path begins with \\?\, which in turn wants
    it absolute and with backslashes only. Elsewhere the path is returned as it is.
    """
    if not is_windows or path.startswith("\\\\?\\") or len(path) < 240:
        return path
    path = path.replace("/", "\\")
    if path.startswith("\\\\"):
        return "\\\\?\\UNC\\" + path[2:]
    return "\\\\?\\" + path
