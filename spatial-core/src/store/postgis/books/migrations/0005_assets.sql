-- Files under the hash of their bytes, in pieces, in a schema of their own. Times are milliseconds since 1970 in UTC.
CREATE SCHEMA diaban_assets;

CREATE TABLE diaban_assets.asset (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hash bytea UNIQUE,                -- null: it is still being put, and nobody reads it
  bytes bigint NOT NULL,
  put bigint NOT NULL
);

CREATE TABLE diaban_assets.piece (
  asset bigint NOT NULL REFERENCES diaban_assets.asset ON DELETE CASCADE,
  number integer NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (asset, number)
);
-- Documents are packed already.
ALTER TABLE diaban_assets.piece ALTER COLUMN content SET STORAGE EXTERNAL;
