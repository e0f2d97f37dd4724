-- Whose a layer is, through which door it is written and who sees its rows; what fields mean and which layer they refer to.
ALTER TABLE diaban.layer ADD COLUMN subject text, ADD COLUMN door text NOT NULL DEFAULT 'items', ADD COLUMN row_policy text;
ALTER TABLE diaban.field ADD COLUMN role text, ADD COLUMN unit text, ADD COLUMN refers text COLLATE "C";
CREATE INDEX field_refers ON diaban.field (refers) WHERE refers IS NOT NULL;

-- Powers of a user over subjects: words with a space between.
ALTER TABLE diaban_private.users ADD COLUMN grants text NOT NULL DEFAULT '';

-- The commit that a line of the audit log was written with: its revision is drawn after the line. What exactly was done.
ALTER TABLE diaban_private.audit ADD COLUMN tx bigint, ADD COLUMN detail text;
