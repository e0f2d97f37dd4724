-- A second factor of who signs in: the secret (20 bytes) that codes are made of, and the time step of the last code that was used.
ALTER TABLE diaban_private.users ADD COLUMN factor bytea, ADD COLUMN factor_step bigint;
