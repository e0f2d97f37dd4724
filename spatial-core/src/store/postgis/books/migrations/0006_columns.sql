-- Which column of its table a field lies in, by the number PostgreSQL keeps for it under any name; and whether the layer's table is there.
ALTER TABLE diaban.field ADD COLUMN number smallint;
ALTER TABLE diaban.layer ADD COLUMN present boolean NOT NULL DEFAULT true;

-- The newest fields of each layer, and the columns they lie in now: that of the name; where there is none, that of the number, unless it is
-- another field's. A name comes first, because numbers are others after a dump was put back.
CREATE VIEW diaban.column_now AS
  SELECT s.layer, f.schema, f.position, f.column_name AS former, f.number AS former_number, a.attname::text AS now, a.attnum AS number
  FROM diaban.schema s JOIN diaban.field f USING (schema)
  JOIN pg_catalog.pg_class c ON c.relname = s.layer AND c.relnamespace = 'layers'::regnamespace
  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    AND (a.attname = f.column_name OR a.attnum = f.number
      AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_attribute n
        WHERE n.attrelid = c.oid AND n.attname = f.column_name AND NOT n.attisdropped)
      AND NOT EXISTS (SELECT 1 FROM diaban.field o WHERE o.schema = f.schema AND o.column_name = a.attname))
  WHERE s.schema = (SELECT max(n.schema) FROM diaban.schema n WHERE n.layer = s.layer);

-- Writes down the numbers of columns that are called as the books say.
CREATE FUNCTION diaban.number_columns() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE diaban.field f SET number = v.number FROM diaban.column_now v
    WHERE v.schema = f.schema AND v.position = f.position AND v.now = v.former AND v.number IS DISTINCT FROM f.number;
$$;
SELECT diaban.number_columns();

-- Lets the books of a layer follow what its owner did to its columns: renamed ones keep their past under the new name, dropped ones leave
-- the fields. Columns whose new name looks like a person's are for staff only.
CREATE FUNCTION diaban.follow_columns(the_layer text, personal text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  was bigint;
  made bigint;
  moved record;
  aside text;
BEGIN
  PERFORM pg_advisory_xact_lock(7017292, hashtext(the_layer));
  IF NOT EXISTS (SELECT 1 FROM diaban.column_now WHERE layer = the_layer AND now IS DISTINCT FROM former) THEN
    RETURN;
  END IF;
  PERFORM set_config('diaban.who', 'external', true), set_config('diaban.why', '', true);
  INSERT INTO diaban.change (tx, layer, op) VALUES (diaban.tx(), the_layer, 'alter');
  SELECT max(schema) INTO was FROM diaban.schema WHERE layer = the_layer;
  WITH seen AS MATERIALIZED (SELECT * FROM diaban.column_now WHERE layer = the_layer AND now IS NOT NULL),
    next AS (INSERT INTO diaban.schema (layer, since_tx) VALUES (the_layer, diaban.tx()) RETURNING schema)
  INSERT INTO diaban.field (schema, position, name, column_name, type, audience, role, unit, refers, number)
    SELECT next.schema, f.position, CASE WHEN f.name = f.column_name THEN seen.now ELSE f.name END, seen.now, f.type,
      CASE WHEN seen.now <> seen.former AND seen.now = ANY (personal) THEN 'staff' ELSE f.audience END,
      f.role, f.unit, f.refers, seen.number
    FROM next, seen JOIN diaban.field f ON f.schema = seen.schema AND f.position = seen.position;
  SELECT max(schema) INTO made FROM diaban.schema WHERE layer = the_layer;
  FOR moved IN SELECT f.name, f.column_name AS former, m.column_name AS now FROM diaban.field f
      JOIN diaban.field m ON m.schema = made AND m.position = f.position
      WHERE f.schema = was AND m.column_name <> f.column_name LOOP
    EXECUTE format('UPDATE history.%I SET diaban_values = (diaban_values - $1) || jsonb_build_object($2, diaban_values -> $1) '
      'WHERE diaban_values ? $1', the_layer) USING moved.former, moved.now;
    FOR aside IN SELECT s.table_name FROM diaban.superseded s WHERE s.layer = the_layer AND EXISTS (SELECT 1 FROM pg_attribute a
        WHERE a.attrelid = to_regclass(format('history.%I', s.table_name)) AND a.attname = moved.former AND NOT a.attisdropped)
        AND NOT EXISTS (SELECT 1 FROM pg_attribute a
        WHERE a.attrelid = to_regclass(format('history.%I', s.table_name)) AND a.attname = moved.now AND NOT a.attisdropped) LOOP
      EXECUTE format('ALTER TABLE history.%I RENAME COLUMN %I TO %I', aside, moved.former, moved.now);
    END LOOP;
    UPDATE diaban.field f SET column_name = moved.now FROM diaban.schema s
      WHERE s.schema = f.schema AND s.layer = the_layer AND s.schema <> made AND f.column_name = moved.former;
    -- A map drawn by a field would show it to everybody.
    UPDATE diaban.layer l SET class_field = CASE WHEN NOT moved.now = ANY (personal) THEN moved.now END
      WHERE l.name = the_layer AND l.class_field = moved.name AND moved.name = moved.former;
    IF moved.now = ANY (personal) AND to_regrole('diaban_reader') IS NOT NULL THEN
      EXECUTE format('REVOKE SELECT (%I) ON layers.%I FROM diaban_reader', moved.now, the_layer);
    END IF;
  END LOOP;
END $$;

-- Notes which layers' tables are gone, or there again: a table that was renamed is no layer until it has its name back.
CREATE FUNCTION diaban.follow_tables() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  moved text;
BEGIN
  PERFORM set_config('diaban.who', 'external', true), set_config('diaban.why', '', true);
  FOR moved IN UPDATE diaban.layer SET present = NOT present
      WHERE present <> (to_regclass(format('layers.%I', table_name)) IS NOT NULL) RETURNING name LOOP
    INSERT INTO diaban.change (tx, layer, op) VALUES (diaban.tx(), moved, 'alter');
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION diaban.number_columns(), diaban.follow_columns(text, text[]), diaban.follow_tables() FROM PUBLIC;
