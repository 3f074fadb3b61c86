"""A link in a photo's place never changes who may read it: where it would, the photo stays."""

import os
import shutil
import struct

import pytest

from simgui.core.files.access import access_of
from simgui.core.removal.execute import execute
from simgui.core.removal.journal import Action
from simgui.core.removal.movers import links
from simgui.core.removal.plan import Refusal, plan_removal
from simgui.core.task import Token
from simgui.core.types import Tier
from simgui.store.library import Library
from tests.core.removal_fixtures import group_of, photo_at, write

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes, owners and attributes")


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library") as library:
        yield library


@pytest.fixture
def twins(tmp_path):
    """Two photos with the same bytes."""
    paths = tmp_path / "photos" / "keep.jpg", tmp_path / "photos" / "sub" / "copy.jpg"
    return tuple(photo_at(write(path, b"picture")) for path in paths)


def replaced(keeper, copy, action, library):
    plan = plan_removal([group_of(keeper, (copy, Tier.IDENTICAL))], {copy.id}, action=action)
    outcome = execute(plan, None, library.journal, Token(), roots=[])
    return {refused.photo.path: (refused.refusal, refused.detail) for refused in outcome.refused}


def _mode(path):
    os.chmod(path, 0o600)
    return "mode"


def _owner(path):
    try:
        os.chown(path, 65534, -1)
    except PermissionError:
        pytest.skip("needs a user who may give files away")
    return "owner"


def _attribute(path):
    return _set(path, "user.origin", b"camera") and "user.origin"


def _access_list(path):
    # linux/posix_acl_xattr.h, version 2: owner rw, user 1 r, group r, mask r, others none.
    entries = [(1, 6, -1), (2, 4, 1), (4, 4, -1), (16, 4, -1), (32, 0, -1)]
    value = struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *entry) for entry in entries)
    return _set(path, "system.posix_acl_access", value) and "access control list"


def _set(path, name, value):
    try:
        os.setxattr(path, name, value)
    except (OSError, AttributeError) as error:
        pytest.skip(f"no such attributes here: {error}")
    return True


@pytest.mark.parametrize("whose", ["copy", "keeper"])
@pytest.mark.parametrize("differ", [_mode, _owner, _attribute, _access_list])
@pytest.mark.parametrize("action", [Action.HARD_LINK, Action.REFLINK])
def test_a_link_never_changes_who_may_read_a_photo(twins, library, action, differ, whose):
    keeper, copy = twins
    name = differ(copy.path if whose == "copy" else keeper.path)
    before = access_of(copy.path)
    refusal, detail = replaced(keeper, copy, action, library)[copy.path]
    assert refusal is Refusal.OTHER_ACCESS
    assert name in detail
    assert access_of(copy.path) == before
    assert not os.path.samefile(keeper.path, copy.path)


def test_who_may_read_it_is_looked_at_again_when_the_link_takes_its_place(
    twins, library, monkeypatch
):
    keeper, copy = twins
    link = os.link
    monkeypatch.setattr(os, "link", lambda *a, **b: (link(*a, **b), os.chmod(copy.path, 0o600)))
    refusal, detail = replaced(keeper, copy, Action.HARD_LINK, library)[copy.path]
    assert refusal is Refusal.CANT_MOVE
    assert "mode" in detail
    assert os.listdir(os.path.dirname(copy.path)) == ["copy.jpg"]
    assert os.stat(copy.path).st_mode & 0o777 == 0o600


def test_a_clone_has_the_owner_and_attributes_of_the_photo_whose_place_it_takes(
    twins, library, monkeypatch
):
    keeper, copy = twins
    monkeypatch.setattr(links, "_clone", shutil.copyfile)  # as where clones are not possible
    for path in (keeper.path, copy.path):
        _attribute(path)
        _mode(path)
    before = access_of(copy.path)
    assert replaced(keeper, copy, Action.REFLINK, library) == {}
    assert access_of(copy.path) == before
    monkeypatch.setattr(links, "copy_access", lambda source, target: None)
    refusal, detail = replaced(keeper, copy, Action.REFLINK, library)[copy.path]
    assert refusal is Refusal.CANT_MOVE
    assert "user.origin" in detail
    assert access_of(copy.path) == before
