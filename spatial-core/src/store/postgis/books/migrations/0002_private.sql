-- Who may sign in, their tokens, and what they did. Times are milliseconds since 1970 in UTC. Removed users keep their line without a
-- hash, so that the audit log always means the same person.
CREATE TABLE diaban_private.users (
  name text COLLATE "C" PRIMARY KEY,
  hash text,                        -- argon2id in PHC form; null: removed
  role text NOT NULL,
  created bigint NOT NULL,
  disabled bigint
);

-- SHA-256 of bearer tokens and sessions.
CREATE TABLE diaban_private.tokens (
  digest bytea PRIMARY KEY,
  kind text NOT NULL,
  user_name text COLLATE "C" NOT NULL REFERENCES diaban_private.users,
  created bigint NOT NULL,
  expires bigint NOT NULL,
  used bigint
);
CREATE INDEX tokens_user ON diaban_private.tokens (user_name);
CREATE INDEX tokens_expires ON diaban_private.tokens (expires);

CREATE TABLE diaban_private.audit (
  entry bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at bigint NOT NULL,
  who text NOT NULL,
  role text,
  deed text NOT NULL,
  subject text,
  layer text,
  fid bigint,
  revision bigint,
  request text NOT NULL,
  address text NOT NULL
);

-- Personal data of a feature at a revision; nothing writes it yet.
CREATE TABLE diaban_private.holders (
  layer text COLLATE "C" NOT NULL,
  fid bigint NOT NULL,
  revision bigint NOT NULL,
  name text,
  id_number text,
  address text,
  certificate text,
  PRIMARY KEY (layer, fid, revision)
);
