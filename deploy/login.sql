-- The login the servers of compose.yaml use: no superuser, owns nothing, a member of diaban_app (made by `diaban migrate`).
\getenv server_password SERVER_PASSWORD
SELECT 'CREATE ROLE diaban_server LOGIN' WHERE NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'diaban_server') \gexec
ALTER ROLE diaban_server NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'server_password';
GRANT diaban_app TO diaban_server;
