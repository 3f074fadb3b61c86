"""What a network made of the contents: vectors, matched contents, pairs. One network, one key."""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simgui.core.catalog import LocalBackground
from simgui.core.task import Token
from simgui.core.types import ContentId, Pair, PhotoId, Tier, Vector
from simgui.core.vectors import HalfVectors
from simgui.store.database import values
from simgui.store.database.columns import PAIR_COLUMNS, chunks, from_pair, to_pair, whole
from simgui.store.database.db import Database
from simgui.store.database.tables import LIVE
from simgui.store.database.values import integer

# float16 rounding moves the length of a 256-d unit vector by less than 0.001; a flipped exponent
# bit moves it by far more.
_LENGTH_TOLERANCE = 0.01

_VECTORS_AT_ONCE = 1024  # read in one statement: 0.5 MB

# Real networks have a few hundred; a damaged number must not ask for all memory.
_MAX_DIM = 65_536

_HAS_PHOTO = f"EXISTS (SELECT 1 FROM photo p WHERE p.content_id = {{}} AND p.state IN {LIVE})"


def is_unit(vectors: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which rows of [N, D] are finite and of unit length."""
    return _is_one(np.sqrt(np.einsum("nd,nd->n", vectors, vectors)))


def _is_one(lengths: NDArray[np.float32]) -> NDArray[np.bool_]:
    # A NaN or infinity makes the comparison False.
    return np.asarray(np.abs(lengths - 1.0) <= _LENGTH_TOLERANCE)


def _upto(tier: Tier | None) -> str:
    """SQL for pairs up to a tier."""
    return "" if tier is None else f" AND tier <= {int(tier)}"


def _to_model(row: Sequence[Any]) -> tuple[int, int]:
    """Key and dimension of a network."""
    return integer(row[0]), integer(row[1], 0, _MAX_DIM)


def _to_id_and_data(row: Sequence[Any]) -> tuple[int, Any]:
    if type(row[0]) is not int:
        raise ValueError("not an id")
    return row[0], row[1]


def _to_id(row: Sequence[Any]) -> int:
    return integer(row[0])


class Pairs:
    """Reads and writes vectors, matched contents and pairs, each under a network's id."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._stored: defaultdict[str, array[int]] = defaultdict(lambda: array("q"))

    def _model(self, run: sqlite3.Connection, name: str) -> tuple[int, int] | None:
        row = run.execute("SELECT id, dim FROM model WHERE name = ?", (name,)).fetchone()
        if row is None:
            return None
        return next(self._db.decode(_to_model, (row,)))

    def models(self) -> list[str]:
        """Names of the networks that something is stored of."""
        with self._db.reading() as run:
            rows = run.execute("SELECT name FROM model ORDER BY id")
            return list(self._db.decode(lambda row: values.text(row[0]), rows))

    def store_vector(
        self, run: sqlite3.Connection, model_id: str, content_id: ContentId, vector: Vector
    ) -> None:
        """Store a vector within the caller's transaction.

        Raises:
            ValueError: It is not a finite unit vector of the network's dimension.
        """
        if vector.ndim != 1 or not is_unit(vector[None].astype(np.float32))[0]:
            raise ValueError(f"not a unit vector: shape {vector.shape}")
        key, dim = self._model_for(run, model_id)
        if dim == 0:
            run.execute("UPDATE model SET dim = ? WHERE id = ?", (vector.shape[0], key))
        elif vector.shape[0] != dim:
            raise ValueError(f"{vector.shape[0]} dimensions for a network of {dim}")
        run.execute(
            "INSERT OR REPLACE INTO vector VALUES (?, ?, ?)",
            (key, int(content_id), vector.astype("<f2").tobytes()),
        )

    def _model_for(self, run: sqlite3.Connection, name: str) -> tuple[int, int]:
        """Key and dimension of a network, 0 as long as it has no vector."""
        found = self._model(run, name)
        if found is None:
            cursor = run.execute("INSERT INTO model (name, dim) VALUES (?, 0)", (name,))
            found = (cursor.lastrowid or 0, 0)
        return found

    def contents_with_vector(self, model_id: str) -> set[bytes]:
        """Hashes of the contents that were read in full and have a vector of this network."""
        with self._db.reading() as run:
            rows = run.execute(
                "SELECT c.hash FROM vector v JOIN content c ON c.id = v.content_id"
                " WHERE c.holdings IS NOT NULL AND v.model = (SELECT id FROM model WHERE name = ?)",
                (model_id,),
            )
            return {key for (key,) in rows}

    def missing_vectors(self, model_id: str) -> set[PhotoId]:
        """Present photos to be read again: without a vector, or read by an older simgui."""
        with self._db.reading() as run:
            rows = run.execute(
                "SELECT p.id FROM photo p JOIN content c ON c.id = p.content_id"
                # The index, or all vectors would be read to see whether they are there.
                " WHERE p.state = 'present' AND (c.holdings IS NULL OR NOT EXISTS (SELECT 1 FROM"
                " vector v INDEXED BY vector_content WHERE v.content_id = p.content_id"
                " AND v.model = (SELECT id FROM model WHERE name = ?)))",
                (model_id,),
            )
            return {PhotoId(row[0]) for row in rows}

    def vector(self, model_id: str, content_id: ContentId) -> NDArray[np.float32] | None:
        """The vector [D] of one content, or None where there is none that is whole."""
        with self._db.reading() as run:
            row = run.execute(
                "SELECT v.data, m.dim FROM vector v JOIN model m ON m.id = v.model"
                " WHERE m.name = ? AND v.content_id = ?",
                (model_id, int(content_id)),
            ).fetchone()
        if row is None or type(row[0]) is not bytes or len(row[0]) != 2 * row[1]:
            return None
        vector = np.frombuffer(row[0], "<f2").astype(np.float32)
        with np.errstate(all="ignore"):
            is_whole = is_unit(vector[None])[0]
        return vector / np.linalg.norm(vector) if is_whole else None

    def read_vectors(
        self, model_id: str, token: Token | None = None
    ) -> tuple[NDArray[np.int64], HalfVectors, NDArray[np.int64]]:
        """Vectors of every content that some known photo still has.

        Returns:
            Ids int64 [N] ascending, vectors [N, D] of unit length, and the ids of those whose
            stored bytes are damaged.

        Raises:
            Cancelled: The token was cancelled.
        """
        none = np.zeros(0, np.int64)
        with self._db.reading() as run:
            model = self._model(run, model_id)
            if model is None:
                return none, HalfVectors(np.zeros((0, 0), np.float16)), none
            key, dim = model
            (most,) = run.execute("SELECT count(*) FROM content").fetchone()
            rows = run.execute(
                "SELECT content_id, data FROM vector WHERE model = ?"
                f" AND {_HAS_PHOTO.format('vector.content_id')} ORDER BY content_id",
                (key,),
            )
            kept, cut = array("q"), array("q")
            # Pages that are never written to take no memory.
            halves = np.empty((most, dim), np.float16)
            while some := rows.fetchmany(_VECTORS_AT_ONCE):
                if token is not None:
                    token.check()
                start = len(kept)
                part, data = self._as_halves(some, dim, cut)
                kept.extend(part)
                halves[start : len(kept)] = data
        ids = np.array(kept, np.int64)
        with np.errstate(all="ignore"):
            vectors = HalfVectors(halves[: len(ids)])
            good = _is_one(vectors.lengths)
        damaged = np.concatenate([ids[~good], np.asarray(cut, np.int64)])
        if not good.all():
            ids, vectors = ids[good], vectors.where(good)
        return ids, vectors, damaged

    def _as_halves(
        self, rows: Sequence[Any], dim: int, cut: array[int]
    ) -> tuple[Sequence[int], NDArray[np.float16]]:
        """Ids [n] and float16 [n, dim] of rows; ids of vectors of another size are added to cut."""
        ids: list[int]
        data: list[bytes]
        ids, data = map(list, zip(*rows, strict=True))
        is_whole = set(map(type, ids)) == {int} and set(map(type, data)) == {bytes}
        if not is_whole or set(map(len, data)) != {2 * dim}:
            ids, data = [], []
            for content_id, numbers in self._db.decode(_to_id_and_data, rows):
                if type(numbers) is bytes and len(numbers) == 2 * dim:
                    ids.append(content_id)
                    data.append(numbers)
                else:
                    cut.append(content_id)
        return ids, np.frombuffer(b"".join(data), "<f2").reshape(-1, dim)

    def vectors_of(
        self, model_id: str, ids: NDArray[np.int64] | None = None
    ) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """Vectors of these contents, or of all, whether a photo still has them or not.

        Yields:
            Some at a time: ids int64 [n] and vectors float32 [n, D] of unit length; those that are
            damaged are left out.
        """
        with self._db.reading() as run:
            model = self._model(run, model_id)
            if model is None:
                return
            select = "SELECT content_id, data FROM vector WHERE model = ?"
            wanted = (
                [([], "")]
                if ids is None
                else [(part, f" AND content_id IN ({marks})") for part, marks in chunks(whole(ids))]
            )
            for part, which in wanted:
                rows = run.execute(f"{select}{which}", (model[0], *part))
                while some := rows.fetchmany(_VECTORS_AT_ONCE):
                    found, halves = self._as_halves(some, model[1], array("q"))
                    with np.errstate(all="ignore"):
                        vectors = halves.astype(np.float32)
                        lengths = np.sqrt(np.einsum("nd,nd->n", vectors, vectors))
                        good = _is_one(lengths)
                        vectors = (vectors / lengths[:, None])[good]
                    yield np.array(found, np.int64)[good], vectors

    def vectors_stored(
        self, model_id: str, position: int | None
    ) -> tuple[NDArray[np.int64] | None, int]:
        """Ids of the contents whose vectors were stored since an earlier call.

        Args:
            model_id: The network's id.
            position: What that call returned, or None if there was none.

        Returns:
            The ids, None for all; and a position for the next call.
        """
        noted = self._stored[model_id]
        end = len(noted)
        return None if position is None else np.array(noted[position:end], np.int64), end

    def note_stored(self, model_id: str, content_ids: Iterable[int]) -> None:
        """Keep in mind whose vectors were stored, once the transaction that did it is complete."""
        self._stored[model_id].extend(content_ids)

    def drop_vectors(self, model_id: str, content_ids: Sequence[int]) -> None:
        """Forget vectors, so that the next scan embeds these contents again."""
        with self._db.writing() as run:
            for table in ("vector", "matched", "level"):
                run.executemany(
                    f"DELETE FROM {table} WHERE content_id = ?"
                    " AND model = (SELECT id FROM model WHERE name = ?)",
                    [(int(content_id), model_id) for content_id in content_ids],
                )

    def unmatched(self, model_id: str) -> NDArray[np.int64]:
        """Ids of contents that have a vector but were not yet matched under this network."""
        with self._db.reading() as run:
            rows = run.execute(
                "SELECT v.content_id FROM vector v INDEXED BY vector_content"
                " WHERE v.model = (SELECT id FROM model WHERE name = ?) AND NOT EXISTS"
                " (SELECT 1 FROM matched WHERE content_id = v.content_id AND model = v.model)"
                f" AND {_HAS_PHOTO.format('v.content_id')} ORDER BY v.content_id",
                (model_id,),
            )
            ids = list(self._db.decode(_to_id, rows))
        return np.array(ids, np.int64)

    def levels(self, model_id: str) -> LocalBackground:
        """Levels of contents, ascending by id; those that are no numbers are left out."""
        with self._db.reading() as run:
            rows = run.execute(
                "SELECT content_id, value, among FROM level"
                " WHERE model = (SELECT id FROM model WHERE name = ?)"
                " AND typeof(value) = 'real' AND typeof(among) = 'integer'"
                " AND typeof(content_id) = 'integer' ORDER BY content_id",
                (model_id,),
            )
            ids, values, among = array("q"), array("f"), array("q")
            for content_id, value, count in rows:
                ids.append(content_id)
                values.append(value)
                among.append(count)
        return LocalBackground(
            np.array(ids, np.int64), np.array(values, np.float32), np.array(among, np.int64)
        )

    def save_matches(
        self,
        model_id: str,
        matched: Sequence[ContentId],
        pairs: Sequence[Pair],
        levels: LocalBackground | None = None,
    ) -> None:
        """Store pairs, replacing older evidence, and levels, and note what was matched."""
        with self._db.writing() as run:
            key, _ = self._model_for(run, model_id)
            run.executemany(
                f"INSERT OR REPLACE INTO pair (model, {PAIR_COLUMNS})"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(key, *from_pair(pair)) for pair in pairs],
            )
            run.executemany(
                "INSERT OR IGNORE INTO matched VALUES (?, ?)",
                [(int(content_id), key) for content_id in matched],
            )
            if levels is not None:
                columns = (levels.ids.tolist(), levels.values.tolist(), levels.among.tolist())
                run.executemany(
                    "INSERT OR REPLACE INTO level VALUES (?, ?, ?, ?)",
                    [(key, *row) for row in zip(*columns, strict=True)],
                )

    def forget_matches(self, model_id: str) -> None:
        """Drop this network's pairs and note its contents as unmatched."""
        with self._db.writing() as run:
            for table in ("pair", "matched", "level"):
                run.execute(
                    f"DELETE FROM {table} WHERE model = (SELECT id FROM model WHERE name = ?)",
                    (model_id,),
                )

    def paired(self, model_id: str, upto: Tier | None = None) -> set[ContentId]:
        """Contents that are in a pair of this network, up to this tier if one is given."""
        with self._db.reading() as run:
            rows = run.execute(
                "SELECT a, b FROM pair WHERE model = (SELECT id FROM model WHERE name = ?)"
                f"{_upto(upto)}",
                (model_id,),
            )
            return {ContentId(i) for row in rows for i in row if type(i) is int}

    def pairs(self, model_id: str, upto: Tier | None = None) -> list[Pair]:
        """Pairs of this network whose two contents some known photo still has, by (a, b).

        Args:
            model_id: The network's id.
            upto: Weakest tier, or None for all: in a folder of photos that look alike, nearly all
                pairs are mere likeness.
        """
        with self._db.reading() as run:
            rows = run.execute(
                f"SELECT {PAIR_COLUMNS} FROM pair"
                f" WHERE model = (SELECT id FROM model WHERE name = ?){_upto(upto)}"
                f" AND {_HAS_PHOTO.format('pair.a')} AND {_HAS_PHOTO.format('pair.b')}"
                " ORDER BY a, b",
                (model_id,),
            )
            return list(self._db.decode(to_pair, rows))
