-- How people can be reached who handed something in without an account, by the SHA-256 of the receipt they were given. What they handed in
-- lies with the layers; nothing there says who it was.
CREATE TABLE diaban_private.contacts (
  digest bytea PRIMARY KEY,
  name text,
  phone text,
  email text,
  created bigint NOT NULL
);
