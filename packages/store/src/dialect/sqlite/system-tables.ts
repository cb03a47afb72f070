/**
 * The store's first own tables. Revisions are those of the journal; times are milliseconds since the epoch.
 * `born` and `created` of a journal entry are revision and time of the creation of the object's present life:
 * an id may be used again after its object is deleted.
 */
const firstTables: readonly string[] = [
  `create table baryon_meta (name text primary key, value text not null) strict, without rowid`,
  `create table baryon_journal (
    revision integer primary key,
    tx integer not null,
    plane text not null,
    service text not null,
    kind text not null,
    id text not null,
    project text,
    operation text not null,
    image text not null,
    actor text not null,
    request_id text not null,
    time integer not null,
    born integer not null,
    created integer not null,
    scope text
  ) strict`,
  `create index baryon_journal__object on baryon_journal (service, kind, id, plane, revision)`,
  `create table baryon_cursor (reader text primary key, revision integer not null) strict, without rowid`,
  `create table baryon_model (
    service text primary key,
    hash text not null,
    model text not null,
    added text not null,
    retired text not null,
    applied integer not null
  ) strict`,
  `create table baryon_usage (
    service text not null,
    kind text not null,
    project text not null,
    count integer not null,
    primary key (service, kind, project)
  ) strict, without rowid`,
  `create table baryon_idempotency (
    key text primary key,
    fingerprint text not null,
    answer text not null,
    time integer not null
  ) strict`,
  `create index baryon_idempotency__time on baryon_idempotency (time)`,
]

/**
 * What targets of backends have acknowledged, how they are served, and which changes stand only if a target takes them.
 * `address` and `parents` are JSON, `fault` and `kept` too where there is one.
 */
export const tablesOfBackends: readonly string[] = [
  `create table baryon_delivery (
    target text not null,
    kind text not null,
    id text not null,
    state text not null,
    revision integer not null,
    hash text not null,
    address text not null,
    parents text not null,
    fault text,
    time integer not null,
    kept text,
    primary key (target, kind, id)
  ) strict, without rowid`,
  `create index baryon_delivery__state on baryon_delivery (target, state, kind, id)`,
  `create table baryon_target (target text primary key, mode text not null) strict, without rowid`,
  `create table baryon_trial (
    tx integer primary key,
    last integer not null,
    key text
  ) strict`,
]

/** What the tables of backends did not have at first. */
export const addedToBackends: readonly string[] = ['alter table baryon_delivery add column kept text']

/** What the journal did not have at first; JSON. */
export const addedToJournal: readonly string[] = ['alter table baryon_journal add column scope text']

export const systemTables: readonly string[] = [...firstTables, ...tablesOfBackends]
