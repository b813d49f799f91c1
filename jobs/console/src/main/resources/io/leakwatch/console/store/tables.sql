-- What the console knows, made from Kafka's topics alone. Delete it, and it is made again.

CREATE TABLE known (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Up to where each partition was read.
CREATE TABLE position (
  topic TEXT NOT NULL, partition INTEGER NOT NULL, topic_id TEXT NOT NULL, next INTEGER NOT NULL,
  records INTEGER NOT NULL, faults INTEGER NOT NULL,
  PRIMARY KEY (topic, partition)
) WITHOUT ROWID;

-- Records that could not be read: the last few of each topic.
CREATE TABLE fault (
  topic TEXT NOT NULL, partition INTEGER NOT NULL, offset INTEGER NOT NULL, error TEXT NOT NULL,
  PRIMARY KEY (topic, partition, offset)
) WITHOUT ROWID;

-- The latest revision of each alert, short enough to be looked through: what is long is in page.
CREATE TABLE alert (
  n INTEGER PRIMARY KEY,
  alert_id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL,
  mark INTEGER NOT NULL,
  activity TEXT NOT NULL,
  detector_id TEXT NOT NULL,
  mode TEXT NOT NULL,
  severity INTEGER NOT NULL,
  confidence INTEGER NOT NULL,
  risk INTEGER NOT NULL,
  urgency INTEGER NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  raised_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  first_seen_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  closed_at INTEGER,
  arrived_at INTEGER NOT NULL,
  affected INTEGER NOT NULL,
  sources INTEGER NOT NULL,
  occurrences INTEGER NOT NULL,
  related INTEGER NOT NULL,
  suppressed_by TEXT,
  incident TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'OPEN',
  assignee TEXT,
  verdict TEXT,
  sequence INTEGER NOT NULL DEFAULT 0,
  came_back INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX alert_by_urgency ON alert (urgency DESC, raised_at DESC, alert_id);
CREATE INDEX alert_by_raised ON alert (raised_at DESC, alert_id);
CREATE INDEX alert_by_updated ON alert (updated_at DESC, alert_id);
CREATE INDEX alert_by_subject ON alert (subject_id, subject_type);
CREATE INDEX alert_by_incident ON alert (incident);
CREATE INDEX alert_by_assignee ON alert (assignee) WHERE assignee IS NOT NULL;
CREATE INDEX alert_by_suppression ON alert (suppressed_by) WHERE suppressed_by IS NOT NULL;

CREATE TABLE page (
  n INTEGER PRIMARY KEY, title TEXT NOT NULL, summary TEXT NOT NULL, json TEXT NOT NULL
);

CREATE TABLE revision (
  n INTEGER NOT NULL, revision INTEGER NOT NULL, mark INTEGER NOT NULL, activity TEXT NOT NULL,
  severity INTEGER NOT NULL, mode TEXT NOT NULL, risk INTEGER NOT NULL, confidence INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, affected INTEGER NOT NULL, occurrences INTEGER NOT NULL,
  sources INTEGER NOT NULL, records INTEGER NOT NULL, title TEXT NOT NULL, suppressed_by TEXT,
  evidence TEXT NOT NULL,
  PRIMARY KEY (n, revision)
) WITHOUT ROWID;

-- Whom and what alerts name: types of subjects, and COUNTRY, ASN, ATTACK, DATA_CLASS.
CREATE TABLE entity (
  e INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, UNIQUE (type, id)
);
CREATE TABLE link (
  e INTEGER NOT NULL, n INTEGER NOT NULL, role TEXT NOT NULL,
  PRIMARY KEY (e, n, role)
) WITHOUT ROWID;
CREATE INDEX link_of_alert ON link (n);

-- Which alerts an alert names.
CREATE TABLE quote (
  n INTEGER NOT NULL, alert_id TEXT NOT NULL, relation TEXT NOT NULL,
  PRIMARY KEY (n, alert_id, relation)
) WITHOUT ROWID;
CREATE INDEX quote_of_alert ON quote (alert_id);

CREATE VIRTUAL TABLE words USING fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE action (
  partition INTEGER NOT NULL, offset INTEGER NOT NULL, action_id TEXT NOT NULL, kind TEXT NOT NULL,
  author TEXT NOT NULL, at INTEGER NOT NULL, alert_id TEXT, command_id TEXT, note TEXT NOT NULL,
  sequence INTEGER, status TEXT, assignee TEXT, verdict TEXT, counted INTEGER NOT NULL,
  PRIMARY KEY (partition, offset)
) WITHOUT ROWID;
CREATE INDEX action_by_id ON action (action_id);
CREATE INDEX action_of_alert ON action (alert_id) WHERE alert_id IS NOT NULL;

-- How far analysts are with an alert: folded from the log (source 0), or as the state topic has it (1).
CREATE TABLE triage (
  alert_id TEXT NOT NULL, source INTEGER NOT NULL, sequence INTEGER NOT NULL, assignee TEXT,
  note TEXT NOT NULL, json TEXT NOT NULL,
  PRIMARY KEY (alert_id, source)
) WITHOUT ROWID;

-- Suppressions and controls.
CREATE TABLE command (
  kind TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL, json TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE answer (
  id TEXT PRIMARY KEY, revision INTEGER NOT NULL, answered_at INTEGER NOT NULL, outcome TEXT NOT NULL,
  reason TEXT NOT NULL
) WITHOUT ROWID;

-- Never the records themselves.
CREATE TABLE dead_letters (reason TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE dead_letter (
  reason TEXT NOT NULL, failed_at INTEGER NOT NULL, at_partition INTEGER NOT NULL,
  at_offset INTEGER NOT NULL, detail TEXT NOT NULL, topic TEXT NOT NULL, partition INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  PRIMARY KEY (reason, failed_at, at_partition, at_offset)
) WITHOUT ROWID;

CREATE TABLE view (name TEXT PRIMARY KEY, query TEXT NOT NULL, author TEXT NOT NULL) WITHOUT ROWID;
