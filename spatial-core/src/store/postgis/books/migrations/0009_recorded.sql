-- Draws the number at COMMIT, as before (0001). A clock that was set back does not make recorded times run backwards: they stand still until
-- it has caught up. The lock is taken first, so that the last commit is the one before this.
CREATE OR REPLACE FUNCTION diaban.number() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  last timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock(7017291);
  SELECT recorded_at INTO last FROM diaban.commit WHERE revision IS NOT NULL ORDER BY revision DESC LIMIT 1;
  UPDATE diaban.commit SET revision = nextval('diaban.revision'), recorded_at = greatest(clock_timestamp(), last) WHERE tx = NEW.tx;
  PERFORM pg_notify('diaban', '');
  RETURN NULL;
END $$;
