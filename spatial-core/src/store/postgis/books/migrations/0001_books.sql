-- The books of a store. Features lie in schema "layers", one table for each layer, and what they were before in schema "history",
-- under the same name; what concerns persons lies in schema "diaban_private", which neither the reader nor any anonymous path can see.
-- Each layer's ids come from its sequence diaban."fid_<layer>", which outlives the table: ids are never reused.
CREATE SCHEMA diaban;
CREATE SCHEMA layers;
CREATE SCHEMA history;
CREATE SCHEMA diaban_private;

-- uuid of the store, and what else is one value.
CREATE TABLE diaban.meta (key text PRIMARY KEY, value text NOT NULL);

-- Everything about a layer but its features, its fields and how many features it has.
CREATE TABLE diaban.layer (
  name text COLLATE "C" PRIMARY KEY,
  table_name text NOT NULL UNIQUE,
  title text NOT NULL,
  kind text NOT NULL,
  shape text NOT NULL,              -- family: point, line, polygon, mixed
  declared text NOT NULL,           -- narrowest type true of all features: MULTIPOLYGON
  epsg integer,                     -- null: local coordinates
  operation text NOT NULL,
  audience text NOT NULL,
  min_zoom smallint NOT NULL,
  class_field text,
  sources text NOT NULL,            -- one file name a line
  imported_at text NOT NULL,
  who text NOT NULL,
  attribution text NOT NULL);

-- The fields of a layer since a transaction, so that history is read with the fields of its time.
CREATE TABLE diaban.schema (
  schema bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, layer text COLLATE "C" NOT NULL, since_tx bigint NOT NULL);
CREATE INDEX schema_layer ON diaban.schema (layer, schema);
CREATE TABLE diaban.field (
  schema bigint NOT NULL REFERENCES diaban.schema ON DELETE CASCADE, position integer NOT NULL, name text NOT NULL,
  column_name text NOT NULL, type text NOT NULL, audience text NOT NULL, PRIMARY KEY (schema, position));

-- Counts and boxes as rows that are only added, so that nobody waits for another's edit; summed when asked, folded now and then.
CREATE TABLE diaban.tally (
  layer text COLLATE "C" NOT NULL, features bigint NOT NULL,
  min_x double precision, min_y double precision, max_x double precision, max_y double precision);
CREATE INDEX tally_layer ON diaban.tally (layer);

-- One row a transaction; the number is drawn when it commits (diaban.number), so numbers follow visibility and none is skipped.
CREATE TABLE diaban.commit (
  tx bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  revision bigint UNIQUE,
  token bigint NOT NULL DEFAULT (('x' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 16))::bit(64)::bigint),
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  who text NOT NULL,
  why text NOT NULL,
  login text NOT NULL DEFAULT session_user);   -- who it was for the database, whatever "who" says
CREATE SEQUENCE diaban.revision;

-- One row a touched feature (fid), or a whole layer (fid null: create, replace, alter).
CREATE TABLE diaban.change (
  change bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tx bigint NOT NULL,
  layer text COLLATE "C" NOT NULL,
  fid bigint,
  op text NOT NULL);
CREATE INDEX change_feature ON diaban.change (layer, fid, change);
CREATE INDEX change_tx ON diaban.change (tx);

-- Features superseded all at once: their table moved to schema "history" as it was.
CREATE TABLE diaban.superseded (change bigint PRIMARY KEY, layer text COLLATE "C" NOT NULL, table_name text NOT NULL);

-- Invisible layer versions being filled; whoever fills one holds an advisory lock on its number.
CREATE TABLE diaban.stage (stage bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, layer text COLLATE "C" NOT NULL);

-- The commit row of this transaction, made when first needed.
CREATE FUNCTION diaban.tx() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine bigint := nullif(current_setting('diaban.tx', true), '')::bigint;
BEGIN
  IF mine IS NULL OR NOT EXISTS (SELECT 1 FROM diaban.commit WHERE tx = mine AND revision IS NULL) THEN
    INSERT INTO diaban.commit (who, why)
      VALUES (coalesce(nullif(current_setting('diaban.who', true), ''), session_user), coalesce(current_setting('diaban.why', true), ''))
      RETURNING tx INTO mine;
    PERFORM set_config('diaban.tx', mine::text, true);
  END IF;
  RETURN mine;
END $$;

-- Draws the number at COMMIT. The lock is taken then and not before, and held until the commit is visible: who commits later has the
-- higher number, on a standby as well. NOTIFY only wakes readers.
CREATE FUNCTION diaban.number() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7017291);
  UPDATE diaban.commit SET revision = nextval('diaban.revision'), recorded_at = clock_timestamp() WHERE tx = NEW.tx;
  PERFORM pg_notify('diaban', '');
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER number AFTER INSERT ON diaban.commit
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION diaban.number();

-- Begins a transaction of ours: who and why for the books. It does not wait for the disk at COMMIT, where it holds the lock all others
-- wait for; the caller has the log written before it answers anybody (commit.rs), and many such waits share one write.
CREATE FUNCTION diaban.begin(who text, why text) RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('diaban.who', who, true), set_config('diaban.why', why, true), set_config('synchronous_commit', 'off', true);
  RETURN diaban.tx();
END $$;

-- Makes all single shapes of a layer multi shapes. The places on the map stay the same, so this is no change of any feature.
CREATE FUNCTION diaban.promote(the_layer text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, @postgis@, pg_temp AS $$
DECLARE
  found diaban.layer%ROWTYPE;
BEGIN
  SELECT * INTO STRICT found FROM diaban.layer WHERE name = the_layer FOR UPDATE;
  IF found.declared IN ('POINT', 'LINESTRING', 'POLYGON') THEN
    EXECUTE format('ALTER TABLE layers.%I ALTER COLUMN geom TYPE geometry(%s, %s) USING ST_Multi(geom)',
      found.table_name, 'MULTI' || found.declared, coalesce(found.epsg, 0));
    UPDATE diaban.layer SET declared = 'MULTI' || found.declared WHERE name = the_layer;
  END IF;
END $$;

-- Keeps the books short: sums the tally, and forgets changes older than so long, except each feature's last one of then, its version.
-- Who stands further back than that reads everything anew. Commits and superseded features are kept.
CREATE FUNCTION diaban.upkeep(keep interval) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  last bigint;
  forgotten bigint;
BEGIN
  IF NOT pg_try_advisory_xact_lock(7017292) THEN
    RETURN 0;
  END IF;
  WITH folded AS (DELETE FROM diaban.tally RETURNING *)
    INSERT INTO diaban.tally SELECT layer, sum(features)::bigint, min(min_x), min(min_y), max(max_x), max(max_y)
      FROM folded GROUP BY layer;
  SELECT max(revision) INTO last FROM diaban.commit WHERE recorded_at <= clock_timestamp() - keep;
  DELETE FROM diaban.change c USING diaban.commit k WHERE k.tx = c.tx AND k.revision <= last AND c.fid IS NOT NULL
    AND EXISTS (SELECT 1 FROM diaban.change l JOIN diaban.commit m ON m.tx = l.tx
      WHERE l.layer = c.layer AND l.fid = c.fid AND l.change > c.change AND m.revision <= last);
  GET DIAGNOSTICS forgotten = ROW_COUNT;
  IF forgotten > 0 THEN
    INSERT INTO diaban.meta VALUES ('forgotten', last::text) ON CONFLICT (key) DO UPDATE SET value = last::text;
  END IF;
  RETURN forgotten;
END $$;
