"""Makes the Linux bundle smaller: replaces libraries that simgui never calls.

Wheels bring whole libraries for functions that simgui doesn't use: OpenCV's video codecs, libheif's
HEVC encoder, a second OpenBLAS, ICU's data for 700 locales. The files that want them don't load
without them, so each is replaced by a small library of the same name (ELF soname) that has the
symbols its users ask for.

Needs gcc, nm and readelf (Debian: gcc, binutils), and icupkg (icu-devtools) for ICU.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent

STUBBED = re.compile(r"lib(avcodec|avformat|avutil|swscale|x265)-[0-9a-f]{8}\.so")
"""Video decoding of OpenCV and HEVC encoding of libheif: every function returns 0 here."""

BRIDGED = re.compile(r"libopenblasp-r0-[0-9a-f]{8}\.[0-9.]+\.so")
"""OpenCV's OpenBLAS; its users get NumPy's, through blas_bridge.c."""

NUMPYS_BLAS = re.compile(r"libscipy_openblas64_-[0-9a-f]{8}\.so")

ICU_DATA = re.compile(r"libicudata\.so\.(\d+)")
ICU_KEPT = re.compile(
    r"^(root|en|de)\.res$|^coll/(root|en|de|ucadata|res_index)|^(pool|res_index|supplementalData"
    r"|keyTypeData|likelySubtags|plurals|dayPeriods|numberingSystems|metadata|metaZones"
    r"|timezoneTypes|windowsZones|zoneinfo64|icustd|icuver|units|genderList|pluralRanges"
    r"|grammaticalFeatures)\.res$|\.(nrm|spp|icu)$|^(zone|lang|region|curr|unit)/"
    r"(root|en|de|res_index|pool)\.res$"
)
"""What Qt reads for text, sorting, and times in English and German."""


def _run(*command: str | Path) -> str:
    done = subprocess.run(
        [str(part) for part in command], check=True, capture_output=True, text=True
    )
    return done.stdout


def _symbols(library: str | Path, which: str) -> dict[str, str]:
    """Names of C functions that a library has or lacks, with their symbol version or ''."""
    found = {}
    for line in _run("nm", "-D", f"--{which}-only", library).splitlines():
        name, _, version = line.split()[-1].partition("@")
        if not name.startswith("_"):
            found[name] = version.lstrip("@")
    return found


def soname(library: str | Path) -> str:
    """The name under which the loader looks for a library."""
    match = re.search(r"SONAME\).*\[(.+)\]", _run("readelf", "-d", library))
    return match.group(1) if match else Path(library).name


def needed(library: str | Path) -> set[str]:
    """The names of the libraries that a file asks the loader for."""
    return set(re.findall(r"NEEDED\).*\[(.+)\]", _run("readelf", "-d", library)))


def stub(library: str | Path, users: Iterable[str | Path], target: Path) -> None:
    """Write a library of the same name whose functions do nothing and return 0.

    Args:
        library: The library to stand in for.
        users: The files that load it; only what they ask for is defined.
        target: Where to write.

    Raises:
        SystemExit: A user wants a variable, which no function can stand in for.
    """
    has = _symbols(library, "defined")
    wanted = {}
    for user in users:
        asked = _symbols(user, "undefined")
        wanted |= {name: asked[name] for name in asked.keys() & has.keys()}
    kinds = dict(
        reversed(line.split()[-2:])
        for line in _run("nm", "-D", "--defined-only", "--without-symbol-versions", library)
        .splitlines()
    )  # fmt: skip
    variables = sorted(name for name in wanted if kinds.get(name) not in ("T", "W", "i"))
    if variables:
        raise SystemExit(f"{library}: {variables} are no functions, a stub can't stand in for them")
    source = target.with_suffix(".c")
    source.write_text("".join(f"void *{name}(void) {{ return 0; }}\n" for name in sorted(wanted)))
    nodes: dict[str, list[str]] = {}
    for name, version in wanted.items():
        nodes.setdefault(version, []).append(name)
    script = target.with_suffix(".map")
    script.write_text(
        "".join(
            f"{version} {{ global: {'; '.join(sorted(names))}; }};\n"
            for version, names in nodes.items()
            if version
        )
    )
    options = [f"-Wl,--version-script={script}"] if script.stat().st_size else []
    _compile(source, target, soname(library), *options)


def bridge(library: str | Path, numpys: str | Path, target: Path) -> None:
    """Write a library with the name of OpenCV's OpenBLAS that calls NumPy's."""
    _compile(
        HERE / "blas_bridge.c",
        target,
        soname(library),
        numpys,
        "-Wl,-z,defs",
        "-Wl,-rpath,$ORIGIN:$ORIGIN/../numpy.libs",
    )


def _compile(source: Path, target: Path, name: str, *more: str | Path) -> None:
    _run("gcc", "-O2", "-fPIC", "-shared", f"-Wl,-soname,{name}", "-s", "-o", target, source, *more)


def icu_data(library: str | Path, target: Path) -> bool:
    """Write ICU's data library again with what ICU_KEPT names.

    Returns:
        Whether it was written; False where icupkg is missing or can't read this version.
    """
    if not shutil.which("icupkg"):
        return False
    version = ICU_DATA.match(Path(library).name).group(1)  # type: ignore[union-attr]
    folder = target.parent / f"icu{version}"
    folder.mkdir(parents=True, exist_ok=True)
    name = f"icudt{version}"
    whole = folder / f"{name}l.dat"
    table = _run("readelf", "-Ws", "--dyn-syms", library)
    row = next(line.split() for line in table.splitlines() if line.endswith(f"{name}_dat"))
    start, size = int(row[1], 16), int(row[2], 0)
    data = Path(library).read_bytes()
    whole.write_bytes(data[start : start + size])
    try:
        items = _run("icupkg", "-l", whole).split()
        unwanted = folder / "unwanted.txt"
        unwanted.write_text("\n".join(item for item in items if not ICU_KEPT.search(item)))
        lean = folder / "lean" / whole.name
        lean.parent.mkdir(exist_ok=True)
        _run("icupkg", "-r", unwanted, whole, lean)
    except subprocess.CalledProcessError:
        return False
    source = folder / f"{name}.c"
    symbol = f"{name}_dat"
    source.write_text(
        f'__asm__(".section .rodata\\n.balign 16\\n.globl {symbol}\\n.type {symbol}, @object\\n"\n'
        f'        "{symbol}: .incbin \\"{lean}\\"\\n.size {symbol}, . - {symbol}\\n");\n'
    )
    _compile(source, target, soname(library))
    return True


def reachable(binaries: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Leave out wheel libraries that nothing in the bundle asks for any more.

    Args:
        binaries: PyInstaller's entries: name in the bundle, source, kind.

    Returns:
        The entries that an extension module or a plug-in needs, directly or not.
    """
    hashed = re.compile(r"-[0-9a-f]{8}[0-9a-f.-]*\.so")  # auditwheel puts a hash into the name
    sources = {
        os.path.basename(name): source for name, source, kind in binaries if kind != "SYMLINK"
    }
    asks = {name: needed(source) & sources.keys() for name, source in sources.items()}
    waiting = [name for name in sources if not hashed.search(name)]
    kept = set(waiting)
    while waiting:
        for name in asks[waiting.pop()] - kept:
            kept.add(name)
            waiting.append(name)
    return [entry for entry in binaries if os.path.basename(entry[0]) in kept]
