// The whole project file, version 1. Times are ISO 8601 UTC text; `no` is the row's small internal key, `id` the public one.
export const name = 'project'

export const sql = `
CREATE TABLE project (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  domain TEXT NOT NULL,
  pack TEXT NOT NULL,
  reading TEXT NOT NULL CHECK (reading IN ('shared', 'independent')),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE users (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  colour TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE schema_versions (
  version INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  author_id TEXT REFERENCES users(id),
  time TEXT NOT NULL,
  reason TEXT
) STRICT;

CREATE TABLE rounds (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  number INTEGER NOT NULL UNIQUE CHECK (number > 0),
  title TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

-- path is absolute, or relative to the project folder when copied = 1.
CREATE TABLE sources (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  copied INTEGER NOT NULL CHECK (copied IN (0, 1)),
  file_name TEXT NOT NULL,
  stem TEXT NOT NULL,
  kind TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  mtime_ms REAL NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  frames INTEGER NOT NULL,
  channels INTEGER NOT NULL,
  bits_stored INTEGER NOT NULL,
  orientation INTEGER NOT NULL,
  facts TEXT NOT NULL
) STRICT;
CREATE INDEX sources_by_hash ON sources(sha256);
CREATE INDEX sources_by_path ON sources(path);
CREATE INDEX sources_by_file_name ON sources(file_name);
CREATE INDEX sources_by_stem ON sources(stem);

-- annotations, document_no, facets, updated_at: summary of the reading an export would take, kept with every write
-- (itemSummary.ts).
CREATE TABLE items (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('todo', 'working', 'submitted', 'returned', 'done', 'excluded')),
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  frames INTEGER NOT NULL,
  annotations INTEGER NOT NULL DEFAULT 0,
  document_no INTEGER,
  facets TEXT NOT NULL DEFAULT '',
  updated_at TEXT
) STRICT;
CREATE INDEX items_by_name ON items(name);
-- Everything a filter asks for, in list order: a filter over the whole project never touches the table itself.
CREATE INDEX items_in_order ON items(sort_key, no, state, annotations, folded, facets);

CREATE TABLE item_slots (
  no INTEGER PRIMARY KEY,
  item_no INTEGER NOT NULL REFERENCES items(no),
  slot TEXT NOT NULL,
  source_no INTEGER NOT NULL REFERENCES sources(no),
  UNIQUE (item_no, slot)
) STRICT;
CREATE INDEX item_slots_by_source ON item_slots(source_no, item_no);

-- What a foreign format says about the whole data set or about an image and has no place here; written back on export.
-- subject: '' for the project, items.id for an item. No reference: a damaged project must still give up the rest.
CREATE TABLE foreign_fields (
  scope TEXT NOT NULL CHECK (scope IN ('project', 'item')),
  subject TEXT NOT NULL,
  format TEXT NOT NULL,
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  PRIMARY KEY (scope, subject, format)
) STRICT, WITHOUT ROWID;

CREATE TABLE assignments (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  item_no INTEGER NOT NULL REFERENCES items(no),
  round_id TEXT NOT NULL REFERENCES rounds(id),
  user_id TEXT NOT NULL REFERENCES users(id),
  created_at TEXT NOT NULL,
  UNIQUE (item_no, round_id, user_id)
) STRICT;
CREATE INDEX assignments_by_user ON assignments(user_id, round_id, item_no);

-- author_id NULL = the shared document of the item in that round.
CREATE TABLE documents (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  item_no INTEGER NOT NULL REFERENCES items(no),
  round_id TEXT NOT NULL REFERENCES rounds(id),
  author_id TEXT REFERENCES users(id),
  revision INTEGER NOT NULL DEFAULT 0,
  schema_version INTEGER NOT NULL REFERENCES schema_versions(version),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'submitted')),
  annotations INTEGER NOT NULL DEFAULT 0,
  updated_at TEXT
) STRICT;
CREATE UNIQUE INDEX documents_one_per_reader ON documents(item_no, round_id, ifnull(author_id, ''));

-- record is the whole annotation as canonical JSON; the other columns are copies to search by.
CREATE TABLE annotations (
  no INTEGER PRIMARY KEY,
  document_no INTEGER NOT NULL REFERENCES documents(no),
  id TEXT NOT NULL,
  class_id TEXT,
  shape TEXT,
  record TEXT NOT NULL,
  UNIQUE (document_no, id)
) STRICT;
CREATE INDEX annotations_by_class ON annotations(document_no, class_id);

-- payload: the diff of a document operation, or what else happened, as JSON (deflated when long). findings: the answer that was given.
CREATE TABLE change_log (
  seq INTEGER PRIMARY KEY,
  op_id TEXT UNIQUE,
  kind TEXT NOT NULL,
  mark TEXT NOT NULL,
  of_op TEXT,
  document_no INTEGER REFERENCES documents(no),
  item_no INTEGER REFERENCES items(no),
  author_id TEXT REFERENCES users(id),
  time TEXT NOT NULL,
  reason TEXT,
  revision INTEGER,
  added INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0,
  payload ANY,
  findings TEXT,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX change_log_by_document ON change_log(document_no, seq, kind, op_id, of_op) WHERE document_no IS NOT NULL;
CREATE INDEX change_log_by_item ON change_log(item_no, seq) WHERE item_no IS NOT NULL;
CREATE TRIGGER change_log_no_update BEFORE UPDATE ON change_log
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER change_log_no_delete BEFORE DELETE ON change_log
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
-- REPLACE removes rows without asking the delete trigger.
CREATE TRIGGER change_log_only_behind BEFORE INSERT ON change_log
WHEN EXISTS (SELECT 1 FROM change_log c WHERE c.seq >= NEW.seq OR c.op_id = NEW.op_id)
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;

CREATE TABLE verdicts (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  document_no INTEGER NOT NULL REFERENCES documents(no),
  annotation_id TEXT,
  author_id TEXT NOT NULL REFERENCES users(id),
  decision TEXT NOT NULL,
  reason TEXT,
  time TEXT NOT NULL
) STRICT;
CREATE INDEX verdicts_by_document ON verdicts(document_no);

CREATE TABLE findings (
  no INTEGER PRIMARY KEY,
  item_no INTEGER REFERENCES items(no),
  annotation_id TEXT,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
  message TEXT NOT NULL,
  time TEXT NOT NULL
) STRICT;
CREATE INDEX findings_by_item ON findings(item_no, rule);

CREATE TABLE jobs (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled', 'interrupted')),
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER,
  remaining_seconds REAL,
  author_id TEXT REFERENCES users(id),
  started_at TEXT NOT NULL,
  ended_at TEXT,
  error TEXT,
  result TEXT,
  -- What is needed to start the same job again after a crash.
  input TEXT
) STRICT;
CREATE INDEX jobs_running ON jobs(no) WHERE state = 'running';
`
