-- The login that migrates and imports: no superuser, owner of the database, and may make the roles that `diaban migrate` makes. Run by a
-- superuser, once or at every start.
\getenv owner_password OWNER_PASSWORD
CREATE EXTENSION IF NOT EXISTS postgis;
SELECT 'CREATE ROLE diaban_steward LOGIN' WHERE NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'diaban_steward') \gexec
ALTER ROLE diaban_steward NOSUPERUSER NOCREATEDB CREATEROLE PASSWORD :'owner_password';
SELECT format('ALTER DATABASE %I OWNER TO diaban_steward', current_database()) \gexec
GRANT SELECT, INSERT ON spatial_ref_sys TO diaban_steward WITH GRANT OPTION;
