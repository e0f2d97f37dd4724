-- Shows a layer to others than before, within a transaction of ours. `readable` are the columns that anyone may read then; without any,
-- readers of the database read nothing of it.
CREATE FUNCTION diaban.show_layer(the_layer text, seen_by text, readable text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  the_table text;
BEGIN
  UPDATE diaban.layer l SET audience = seen_by WHERE l.name = the_layer RETURNING l.table_name INTO STRICT the_table;
  INSERT INTO diaban.change (tx, layer, op) VALUES (diaban.tx(), the_layer, 'alter');
  IF to_regrole('diaban_reader') IS NOT NULL THEN
    EXECUTE format('REVOKE ALL ON layers.%I FROM diaban_reader', the_table);
    IF cardinality(readable) > 0 THEN
      EXECUTE format('GRANT SELECT (%s) ON layers.%I TO diaban_reader',
        (SELECT string_agg(quote_ident(name), ', ') FROM unnest(readable) name), the_table);
    END IF;
  END IF;
END $$;
