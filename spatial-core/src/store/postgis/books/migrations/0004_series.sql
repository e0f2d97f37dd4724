-- Values over time, in a schema of their own: they are no layer, have no revision, and a backup may leave them out. Times are
-- microseconds since 1970 in UTC.
CREATE SCHEMA diaban_series;

CREATE TABLE diaban_series.series (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE,
  clearance text NOT NULL,
  keep bigint NOT NULL               -- seconds
);

-- No foreign key: it would be looked up, and the series' row be locked, for each value. A series is never removed.
CREATE TABLE diaban_series.observation (
  stream bigint NOT NULL,
  at bigint NOT NULL,
  value double precision NOT NULL,
  series integer NOT NULL,
  quality smallint NOT NULL,
  PRIMARY KEY (series, stream, at)
) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1);
