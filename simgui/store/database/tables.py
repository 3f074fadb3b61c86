"""The SQL of the tables in library.db, as each version added them."""

from __future__ import annotations

LIVE = "('present', 'offline')"
"""SQL list of the states in which a photo still has its content."""

TABLES = (
    """CREATE TABLE content (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        hash BLOB NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        format TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        luma BLOB NOT NULL,
        dhash INTEGER NOT NULL,
        quality INTEGER,
        frames INTEGER NOT NULL,
        has_alpha INTEGER NOT NULL,
        depth INTEGER NOT NULL,
        metadata TEXT NOT NULL,
        pixel_hash BLOB
    )""",
    # device and inode have no type: a number beyond 64 bits (ReFS) is kept as its digits.
    """CREATE TABLE photo (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        path BLOB NOT NULL UNIQUE,
        root BLOB NOT NULL,
        device NOT NULL,
        inode NOT NULL,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        links INTEGER NOT NULL,
        content_id INTEGER REFERENCES content (id),
        state TEXT NOT NULL,
        reason BLOB NOT NULL,
        companions TEXT NOT NULL
    )""",
    "CREATE INDEX photo_content ON photo (content_id, state)",
    """CREATE TABLE model (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        dim INTEGER NOT NULL
    )""",
    """CREATE TABLE vector (
        model INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
        content_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
        data BLOB NOT NULL,
        PRIMARY KEY (model, content_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX vector_content ON vector (content_id)",
    """CREATE TABLE matched (
        content_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
        model INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
        PRIMARY KEY (content_id, model)
    ) WITHOUT ROWID""",
    """CREATE TABLE pair (
        model INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
        a INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
        b INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
        tier INTEGER NOT NULL,
        cosine REAL,
        score REAL,
        probability REAL,
        alignment BLOB,
        changes TEXT NOT NULL,
        PRIMARY KEY (model, a, b)
    ) WITHOUT ROWID""",
    "CREATE INDEX pair_a ON pair (a)",
    "CREATE INDEX pair_b ON pair (b)",
    # A content that leaves and comes back must meet those that came in between.
    f"""CREATE TRIGGER photo_left AFTER UPDATE OF content_id, state ON photo
        WHEN OLD.content_id IS NOT NULL
            AND (NEW.content_id IS NOT OLD.content_id OR NEW.state NOT IN {LIVE})
        BEGIN
            DELETE FROM matched WHERE content_id = OLD.content_id AND NOT EXISTS (
                SELECT 1 FROM photo WHERE content_id = OLD.content_id AND state IN {LIVE});
        END""",
    f"""CREATE TRIGGER photo_dropped AFTER DELETE ON photo WHEN OLD.content_id IS NOT NULL
        BEGIN
            DELETE FROM matched WHERE content_id = OLD.content_id AND NOT EXISTS (
                SELECT 1 FROM photo WHERE content_id = OLD.content_id AND state IN {LIVE});
        END""",
    "CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)

# Decisions and the journal name contents by hash and not by id, so that they outlive everything
# that can be made again. Their first pages lie at the start of the file, where most damage leaves
# them.
LASTING = (
    """CREATE TABLE root (
        path BLOB PRIMARY KEY,
        role TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE apart (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        at_ms INTEGER NOT NULL
    )""",
    """CREATE TABLE apart_member (
        apart_id INTEGER NOT NULL REFERENCES apart (id) ON DELETE CASCADE,
        hash BLOB NOT NULL,
        PRIMARY KEY (apart_id, hash)
    ) WITHOUT ROWID""",
    """CREATE TABLE chosen (
        hash BLOB PRIMARY KEY,
        path BLOB NOT NULL,
        at_ms INTEGER NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE mark (
        hash BLOB NOT NULL,
        path BLOB NOT NULL,
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (hash, path)
    ) WITHOUT ROWID""",
    """CREATE TABLE action (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        target BLOB NOT NULL,
        at_ms INTEGER NOT NULL
    )""",
    """CREATE TABLE step (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        action_id INTEGER NOT NULL REFERENCES action (id) ON DELETE CASCADE,
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        settled_ms INTEGER,
        victim_hash BLOB NOT NULL,
        keeper_path BLOB NOT NULL,
        keeper_hash BLOB NOT NULL,
        tier INTEGER NOT NULL,
        evidence TEXT NOT NULL,
        sidecar TEXT NOT NULL
    )""",
    "CREATE INDEX step_action ON step (action_id)",
    "CREATE INDEX step_state ON step (state)",
    "CREATE INDEX step_keeper ON step (keeper_path)",
    """CREATE TABLE step_file (
        step_id INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        path BLOB NOT NULL,
        place BLOB,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        device NOT NULL,
        inode NOT NULL,
        PRIMARY KEY (step_id, seq)
    ) WITHOUT ROWID""",
    "CREATE INDEX step_file_path ON step_file (path)",
    "CREATE INDEX step_file_place ON step_file (place)",
)


# How alike a content is to the photos around it: costly to measure, and needed of every neighbour
# of a new photo.
LEVELS = (
    """CREATE TABLE level (
        model INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
        content_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
        value REAL NOT NULL,
        among INTEGER NOT NULL,
        PRIMARY KEY (model, content_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX level_content ON level (content_id)",
)

# Which steps this computer wrote: see `seal`. A table of its own, so that older programs and what
# is read of damaged libraries need not know of it.
SEALS = (
    """CREATE TABLE step_seal (
        step_id INTEGER PRIMARY KEY REFERENCES step (id) ON DELETE CASCADE,
        seal BLOB NOT NULL
    )""",
)

# What a file holds beyond its first picture. Files that were read before are read again at the next
# scan (NULL), and what was said of their pixels is forgotten: it took the film in a photo for none.
HOLDINGS = (
    "ALTER TABLE content ADD COLUMN holdings TEXT",
    "UPDATE content SET pixel_hash = NULL",
)

# In a table of its own: what is carried over from a damaged library of an older version has no
# more columns than that version.
TRAITS = (
    """CREATE TABLE step_traits (
        step_id INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        hash BLOB NOT NULL,
        traits TEXT NOT NULL,
        PRIMARY KEY (step_id, seq)
    ) WITHOUT ROWID""",
)


# Which of two copies was made from the other.
DESCENT = (
    "ALTER TABLE pair ADD COLUMN parent INTEGER",
    "ALTER TABLE pair ADD COLUMN descent TEXT",
)

# Groups that the user has looked at, each named by the contents of its photos: a group that gets
# another photo is to be looked at again.
REVIEWED = (
    """CREATE TABLE reviewed (
        digest BLOB PRIMARY KEY,
        at_ms INTEGER NOT NULL
    ) WITHOUT ROWID""",
)

# What was copied in from cards and disks.
INTAKES = (
    """CREATE TABLE intake (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        target BLOB NOT NULL,
        at_ms INTEGER NOT NULL
    )""",
    """CREATE TABLE intake_copy (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        intake_id INTEGER NOT NULL REFERENCES intake (id) ON DELETE CASCADE,
        source BLOB NOT NULL,
        place BLOB NOT NULL,
        hash BLOB NOT NULL,
        size INTEGER NOT NULL,
        mtime_ns NOT NULL,
        device NOT NULL,
        inode NOT NULL,
        state TEXT NOT NULL,
        seal BLOB NOT NULL
    )""",
    "CREATE INDEX intake_copy_state ON intake_copy (state)",
)
