import errno
import os
import socket
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simgui.core.files import formats, scan
from simgui.core.files.formats import Kind
from simgui.core.task import Cancelled, Token
from simgui.core.types import FileStat
from tests.core.pictures import photo, save_jpeg

JPEG = b"\xff\xd8\xff\xe0" + bytes(60)


def put(path: Path, data: bytes = JPEG) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def found(root: Path, *excluded: Path) -> list[str]:
    files = scan.walk(str(root), [str(path) for path in excluded], Token())
    return [Path(file.path).relative_to(root).as_posix() for file in files]


def errors(root: Path) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    list(scan.walk(str(root), [], Token(), on_error=lambda path, why: told.append((path, why))))
    return told


posix_only = pytest.mark.skipif(os.name == "nt", reason="needs POSIX file systems")


class TestWalk:
    def test_photos_are_found_by_folder_in_the_order_of_names(self, tmp_path):
        for name in ("b.jpg", "a/z.PNG", "a/b/c.heic", "A.cr2", "c.xmp", "d.mov"):
            put(tmp_path / name)
        assert found(tmp_path) == ["A.cr2", "b.jpg", "c.xmp", "d.mov", "a/z.PNG", "a/b/c.heic"]

    def test_a_file_is_described_as_the_file_system_shows_it(self, tmp_path):
        path = save_jpeg(tmp_path / "a.jpg", photo(1, (32, 24)))
        os.link(path, tmp_path / "b.jpg")
        info = path.stat()
        wanted = FileStat(
            str(path), info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns, links=2
        )
        (first, second) = scan.walk(str(tmp_path), [], Token())
        assert first == wanted == scan.file_stat(str(path))
        assert second.inode == first.inode

    def test_files_that_are_no_pictures_are_left_out(self, tmp_path):
        for name in ("a.txt", "b.mp3", "c.docx", "d.py"):
            put(tmp_path / name)
        assert found(tmp_path) == []

    def test_an_unknown_or_missing_suffix_is_decided_by_content(self, tmp_path):
        put(tmp_path / "noname")
        put(tmp_path / "photo.weird")
        put(tmp_path / "data.weird2", b"nothing to see, nothing to see")
        put(tmp_path / "README", b"read me")
        assert found(tmp_path) == ["noname", "photo.weird"]

    def test_hidden_trash_system_and_application_folders_are_not_entered(self, tmp_path):
        for folder in (
            ".hidden",
            ".Trash-1000/files",
            ".Trashes",
            "$RECYCLE.BIN/S-1-5",
            "System Volume Information",
            "lost+found",
            "@eaDir",
            "#recycle",
            ".thumbnails",
            ".dtrash",
            "node_modules/pkg",
            "Viewer.app/Contents",
            "Mine.photoslibrary/originals/0",
            "Old.aplibrary",
            "Catalog Previews.lrdata",
            "xdg/Trash/files",
        ):
            put(tmp_path / folder / "a.jpg")
        (tmp_path / "xdg/Trash/info").mkdir()
        put(tmp_path / ".hidden.jpg")
        put(tmp_path / "Trash" / "mine.jpg")
        put(tmp_path / "seen" / "a.jpg")
        assert found(tmp_path) == ["Trash/mine.jpg", "seen/a.jpg"]

    def test_a_root_named_by_a_person_is_taken_whatever_it_is(self, tmp_path):
        hidden = tmp_path / ".hidden"
        package = tmp_path / "Mine.photoslibrary"
        put(hidden / "a.jpg")
        put(package / "originals" / "a.jpg")
        assert found(hidden) == ["a.jpg"]
        assert found(package) == ["originals/a.jpg"]

    def test_a_root_may_be_a_single_file(self, tmp_path):
        path = put(tmp_path / ".odd.name")
        assert [f.path for f in scan.walk(str(path), [], Token())] == [str(path)]

    def test_excluded_folders_are_not_entered(self, tmp_path):
        put(tmp_path / "a" / "x.jpg")
        put(tmp_path / "ab" / "x.jpg")
        assert found(tmp_path, tmp_path / "a") == ["ab/x.jpg"]
        assert found(tmp_path, tmp_path) == []

    def test_empty_photos_are_named_and_other_empty_files_are_not(self, tmp_path):
        for name in ("a.jpg", "b.nef", "notes.txt", "unknown"):
            put(tmp_path / name, b"")
        told = []
        files = scan.walk(str(tmp_path), [], Token(), on_error=lambda *what: told.append(what))
        assert list(files) == []
        assert [os.path.basename(path) for path, _ in told] == ["a.jpg", "b.nef"]
        assert {why for _, why in told} == {"The file is empty: 0 bytes."}

    @posix_only
    def test_links_are_no_copies_and_never_lead_in_a_circle(self, tmp_path):
        put(tmp_path / "a" / "x.jpg")
        os.symlink(tmp_path / "a" / "x.jpg", tmp_path / "link.jpg")
        os.symlink(tmp_path, tmp_path / "a" / "loop")
        os.symlink(tmp_path / "nowhere", tmp_path / "dangling.jpg")
        assert found(tmp_path) == ["a/x.jpg"]

    @posix_only
    def test_a_root_may_be_a_link_to_a_folder(self, tmp_path):
        put(tmp_path / "real" / "x.jpg")
        os.symlink(tmp_path / "real", tmp_path / "link")
        assert found(tmp_path / "link") == ["x.jpg"]

    @posix_only
    def test_pipes_and_sockets_are_never_opened(self, tmp_path):
        os.mkfifo(tmp_path / "pipe.jpg")
        os.mkfifo(tmp_path / "pipe")
        # A socket's path has at most 107 bytes, and tmp_path may be longer.
        with tempfile.TemporaryDirectory() as short, socket.socket(socket.AF_UNIX) as listener:
            listener.bind(f"{short}/s.jpg")
            assert found(Path(short)) == []
        assert found(tmp_path) == []

    @posix_only
    def test_names_that_are_not_utf8_survive(self, tmp_path):
        raw = os.path.join(os.fsencode(tmp_path), b"\xff\xfe")
        os.mkdir(raw)
        with open(os.path.join(raw, b"caf\xe9.jpg"), "wb") as file:
            file.write(JPEG)
        (file_stat,) = scan.walk(str(tmp_path), [], Token())
        assert os.fsencode(file_stat.path) == os.path.join(raw, b"caf\xe9.jpg")

    def test_odd_names_are_found(self, tmp_path):
        names = ["a b.jpg", "ü ñ 写真.jpg", "#1;rm -rf.jpg", "-dash.jpg", "end..jpg"]
        if os.name == "posix":
            names += ["new\nline.jpg", "tab\t.jpg", "back\\slash.jpg", '"quote".jpg']
        for name in names:
            put(tmp_path / name)
        assert sorted(found(tmp_path)) == sorted(names)

    @posix_only
    def test_paths_of_thousands_of_characters_and_deep_folders_are_walked(self, tmp_path):
        folder = tmp_path
        while len(str(folder)) < 3000:
            folder = folder / ("d" * 100)
        put(folder / "deep.jpg")
        many = tmp_path / "many"
        for _ in range(400):
            many = many / "x"
        put(many / "bottom.jpg")
        assert [os.path.basename(path) for path in found(tmp_path)] == ["deep.jpg", "bottom.jpg"]

    @pytest.mark.skipif(
        os.name == "nt" or os.geteuid() == 0, reason="needs a user who may be refused"
    )
    @pytest.mark.parametrize("mode", [0, 0o111, 0o444], ids=oct)
    def test_a_folder_that_may_not_be_listed_or_entered_is_reported(self, tmp_path, mode):
        closed = tmp_path / "closed"
        put(closed / "a.jpg")
        put(closed / "b.jpg")
        put(tmp_path / "open" / "b.jpg")
        closed.chmod(mode)
        try:
            assert found(tmp_path) == ["open/b.jpg"]
            assert [path for path, _ in errors(tmp_path)] == [str(closed)]
        finally:
            closed.chmod(0o700)

    @posix_only
    def test_a_file_that_cannot_be_looked_at_is_unknown_and_not_gone(self, tmp_path, monkeypatch):
        """A disk that fails answers EIO for one file; a folder without its x shows only names."""

        class Failing:
            def __init__(self, name, error):
                self.name, self._error = name, error

            def is_dir(self, *, follow_symlinks=True):
                return False

            def is_file(self, *, follow_symlinks=True):
                raise self._error

        folder = str(tmp_path)
        entries = [
            Failing("gone.jpg", FileNotFoundError(errno.ENOENT, "No such file or directory")),
            Failing("a.jpg", PermissionError(errno.EACCES, "Permission denied")),
            Failing("b.jpg", PermissionError(errno.EACCES, "Permission denied")),
            Failing("c.jpg", OSError(errno.EIO, "Input/output error")),
        ]
        monkeypatch.setattr(scan, "_listing", lambda folder, on_error: entries)
        told = errors(tmp_path)
        assert [path for path, _ in told] == [folder, os.path.join(folder, "c.jpg")]
        assert "Permission denied" in told[0][1]
        assert "Input/output error" in told[1][1]

    @posix_only
    def test_a_folder_too_deep_for_the_system_is_reported_and_the_rest_is_found(self, tmp_path):
        here = os.getcwd()
        os.chdir(tmp_path)
        try:
            for _ in range(50):
                os.mkdir("n" * 100)
                os.chdir("n" * 100)
        finally:
            os.chdir(here)
        put(tmp_path / "z" / "a.jpg")
        assert found(tmp_path) == ["z/a.jpg"]
        ((path, reason),) = errors(tmp_path)
        assert path.startswith(str(tmp_path / ("n" * 100)))
        assert "can't be listed" in reason

    def test_a_root_that_is_not_there_is_reported(self, tmp_path):
        assert [path for path, _ in errors(tmp_path / "gone")] == [str(tmp_path / "gone")]

    def test_a_cancelled_walk_stops(self, tmp_path):
        for name in "abc":
            put(tmp_path / name / "x.jpg")
        token = Token()
        walk = scan.walk(str(tmp_path), [], token)
        next(walk)
        token.cancel()
        with pytest.raises(Cancelled):
            list(walk)

    def test_the_top_of_a_file_system_hides_the_system(self):
        assert {"proc", "sys", "usr"} <= scan.SYSTEM_FOLDERS["linux"]
        assert "windows" in scan.SYSTEM_FOLDERS["win32"]


class TestOnline:
    def test_a_root_that_is_missing_is_offline(self, tmp_path):
        assert not scan.is_online(str(tmp_path / "gone"))
        assert scan.is_online(str(tmp_path))

    def test_an_empty_folder_where_photos_were_is_a_mount_point_without_its_disk(self, tmp_path):
        here = os.stat(tmp_path).st_dev
        assert not scan.is_online(str(tmp_path), known_files=5, device=here + 1)
        assert not scan.is_online(str(tmp_path), known_files=5)

    def test_a_folder_that_a_person_emptied_is_online(self, tmp_path):
        here = os.stat(tmp_path).st_dev
        assert scan.is_online(str(tmp_path), known_files=5, device=here)
        assert scan.is_online(str(tmp_path), known_files=0)

    def test_a_root_that_is_a_file_is_online_while_it_exists(self, tmp_path):
        path = put(tmp_path / "a.jpg")
        assert scan.is_online(str(path), known_files=1)
        path.unlink()
        assert not scan.is_online(str(path), known_files=1)


class TestFormats:
    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("a.JPG", Kind.PICTURE),
            ("a.b.heic", Kind.PICTURE),
            ("a.CR3", Kind.RAW),
            ("a.xmp", Kind.SIDECAR),
            ("a.jpg.XMP", Kind.SIDECAR),
            ("IMG.MOV", Kind.VIDEO),
            ("notes.txt", Kind.OTHER),
            ("a", Kind.UNKNOWN),
            (".jpg", Kind.UNKNOWN),
            ("a.jpg_old", Kind.UNKNOWN),
        ],
    )
    def test_a_name_says_what_a_file_is(self, name, kind):
        assert formats.kind(name) is kind

    def test_no_suffix_has_two_meanings(self):
        groups = [
            formats.PICTURE_SUFFIXES,
            formats.RAW_SUFFIXES,
            formats.SIDECAR_SUFFIXES,
            formats.VIDEO_SUFFIXES,
            formats.OTHER_SUFFIXES,
        ]
        assert sum(map(len, groups)) == len(frozenset().union(*groups))

    @pytest.mark.parametrize(
        ("head", "name", "wanted"),
        [
            (b"II*\0\x10\0\0\0CR\x02\0", "a", "raw"),
            (b"II*\0\x08\0\0\0", "a.nef", "raw"),
            (b"II*\0\x08\0\0\0", "a.tif", "tiff"),
            (b"\0\0\0\x18ftypcrx \0\0\0\1crx isom", "a", "raw"),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a", "heif"),
            (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", "a", "avif"),
            (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", "a", None),
            (b"\0\0\x02\0\0\0\0\0", "a.tga", "tga"),
            (b"\0\0\x02\0\0\0\0\0", "a.dat", None),
            (b"P6 3 2 255\n", "a", "ppm"),
            (b"PK\3\4", "a", None),
            (b"", "a", None),
        ],
    )
    def test_the_first_bytes_tell_the_format(self, head, name, wanted):
        assert formats.sniff(head, name) == wanted

    def test_long_paths_get_the_prefix_that_windows_wants(self):
        long = "C:\\" + "\\".join(["folder"] * 60) + "\\a.jpg"
        assert formats.long_path(long, is_windows=True) == "\\\\?\\" + long
        assert formats.long_path("C:\\a.jpg", is_windows=True) == "C:\\a.jpg"
        share = "\\\\server\\share\\" + "x" * 250
        assert formats.long_path(share, is_windows=True) == "\\\\?\\UNC" + share[1:]
        assert formats.long_path("//" + "y" * 300, is_windows=False) == "//" + "y" * 300
        prefixed = "\\\\?\\" + long
        assert formats.long_path(prefixed, is_windows=True) == prefixed


@pytest.mark.skipif(sys.platform != "linux", reason="the trash of the XDG specification")
def test_photos_in_the_trash_of_another_drive_are_never_offered(tmp_path):
    put(tmp_path / ".Trash" / "1000" / "files" / "a.jpg")
    put(tmp_path / ".Trash-1000" / "files" / "a.jpg")
    assert found(tmp_path) == []


@given(st.text(alphabet="aB.é/ ", max_size=9))
def test_a_suffix_is_what_the_standard_library_says(name):
    assert formats.suffix(name) == os.path.splitext(name)[1].lower()
