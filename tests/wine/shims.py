"""Small libraries for what Wine lacks, compiled with Debian's MinGW.

- 35 functions on complex numbers that its ucrtbase.dll does not export, which NumPy imports.
- icuuc.dll, which Windows has had since 2017, and Qt imports.
- python3.dll, which forwards the stable interface of Python; a Windows installation has it.
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.wine.system import System

COMPILER = "x86_64-w64-mingw32-gcc"
OBJDUMP = "x86_64-w64-mingw32-objdump"

# The name in a library's table of imports is patched, so it has to stay as long as it is.
MATH = b"api-ms-win-crt-math-l1-1-0.dll"
MATH_INSTEAD = b"xpi-ms-win-crt-math-l1-1-0.dll"

_NAMES = "abs arg real imag proj sqrt exp log log10 pow sin cos tan sinh cosh tanh asin acos atan"
_NAMES += " asinh acosh atanh"
COMPLEX = {f"c{name}": name for name in _NAMES.split()}
REAL_RESULTS = {"cabs", "carg", "creal", "cimag"}

COMPLEX_HEAD = """
#include <complex.h>
#include <math.h>
typedef struct { double r, i; } D;
typedef struct { float r, i; } F;
static D of_double(double complex z) { D d = {creal(z), cimag(z)}; return d; }
static F of_float(float complex z) { F d = {crealf(z), cimagf(z)}; return d; }
#define C(a) ((a).r + (a).i * I)
"""

# Qt asks ICU only for encodings that it doesn't know itself: it knows UTF-8, UTF-16 and Latin-1.
ICU = """
void *ucnv_open(const char *name, int *error) { *error = 16; /* U_UNSUPPORTED_ERROR */ return 0; }
int ucnv_countAvailable(void) { return 0; }
const char *ucnv_getAvailableName(int n) { return 0; }
const char *ucnv_getStandardName(const char *n, const char *s, int *e) { *e = 16; return 0; }
"""
ICU_NEVER_CALLED = (
    "close cbFromUWriteUChars cbToUWriteUChars fromUCountPending fromUnicode getFromUCallBack"
    " getMaxCharSize getName getToUCallBack reset setFromUCallBack setToUCallBack toUCountPending"
    " toUnicode"
)


def compile_program(system: System, name: str, source: str, *options: str) -> None:
    """Compile a program or a library from C into the folder of python.exe."""
    work = system.root / "tmp"
    (work / "source.c").write_text(source)
    target = f"/root/wine/drive_c/python/{name}"
    if name.endswith(".dll"):
        options = ("-shared", *options)
    files = ["/tmp/source.c"] if source else []
    system.inside(COMPILER, "-O2", "-static-libgcc", *options, "-o", target, *files, "-lm")


def encodings(system: System) -> None:
    """Make icuuc.dll."""
    never = [f"ucnv_{name}" for name in ICU_NEVER_CALLED.split()]
    never += ["UCNV_FROM_U_CALLBACK_SUBSTITUTE", "UCNV_TO_U_CALLBACK_SUBSTITUTE"]
    compile_program(
        system, "icuuc.dll", ICU + "".join(f"void {name}(void) {{}}\n" for name in never)
    )


def forward_stable_interface(system: System) -> None:
    """Make python3.dll, whose every name is that of python311.dll."""
    dump = system.inside(OBJDUMP, "-p", "/root/wine/drive_c/python/python311.dll").stdout
    table = dump.partition("[Ordinal/Name Pointer] Table")[2]
    names = re.findall(r"\[ *\d+\](?: \+base\[ *\d+\])?(?: +[0-9a-f]+)? +(\w+)$", table, re.M)
    if len(names) < 1000:  # 1,600 in fact
        raise SystemExit(f"python311.dll: only {len(names)} names were found")
    lines = [f"  {name} = python311.{name}" for name in names]
    definition = "\n".join(["LIBRARY python3.dll", "EXPORTS", *lines])
    (system.root / "tmp" / "python3.def").write_text(definition)
    compile_program(system, "python3.dll", "int unused;", "/tmp/python3.def")


def complex_functions(system: System, packages: Path) -> None:
    """Let the libraries below a folder import the mathematics from a library of ours.

    It forwards all but the functions on complex numbers, which are MinGW's.
    """
    names: set[str] = set()
    for path in sorted(packages.rglob("*")):
        if path.suffix not in (".pyd", ".dll"):
            continue
        data = path.read_bytes()
        if MATH not in data and MATH_INSTEAD not in data:
            continue
        inside = "/" + str(path.relative_to(system.root))
        names |= _imports(system.inside(OBJDUMP, "-p", inside, check=False).stdout)
        path.write_bytes(data.replace(MATH, MATH_INSTEAD))
    source, definition = [COMPLEX_HEAD], ["EXPORTS"]
    for name in sorted(names):
        made = _complex_function(name)
        source += [made] if made else []
        definition.append(f"  {name} = {f'x_{name}' if made else f'ucrtbase.{name}'}")
    (system.root / "tmp" / "math.def").write_text("\n".join(definition))
    compile_program(system, MATH_INSTEAD.decode(), "\n".join(source), "/tmp/math.def")


def _imports(dump: str) -> set[str]:
    """The names that a library imports from the mathematics, as objdump prints them."""
    names, is_math = set(), False
    for line in dump.splitlines():
        library = re.search(r"DLL Name: (\S+)", line)
        if library:
            is_math = library[1].endswith(MATH[1:].decode())
        elif is_math and (
            name := re.match(
                r"\s+[0-9a-f]+\s+(?:\d+\s+)?(?:<none>\s+[0-9a-f]+\s+)?([A-Za-z_]\w*)\s*$", line
            )
        ):
            names.add(name[1])
    return names


def _complex_function(name: str) -> str:
    """C for one of the functions on complex numbers, empty for any other name.

    Windows hands them over as structures; a long double is a double there.
    """
    base = name if name in COMPLEX or name == "conj" else name[:-1]
    suffix = name[len(base) :]
    if base not in {*COMPLEX, "conj"} or suffix not in ("", "f", "l"):
        return ""
    is_float = suffix == "f"
    kind, scalar, made = ("F", "float", "of_float") if is_float else ("D", "double", "of_double")
    function = base + ("f" if is_float else "")
    if base in REAL_RESULTS:
        return f"{scalar} x_{name}({kind} a) {{ return {function}(C(a)); }}"
    if base == "cpow":
        return f"{kind} x_{name}({kind} a, {kind} b) {{ return {made}({function}(C(a), C(b))); }}"
    return f"{kind} x_{name}({kind} a) {{ return {made}({function}(C(a))); }}"
