### What the rooms of the core say: reference systems, shapes, stores, the World, tiles.

## crs

crs-unknown = The reference system “{ $text }” is not known. Give an EPSG code, for example --crs EPSG:9210 (VN-2000, central meridian 105°45').
crs-withdrawn = EPSG:{ $code } was withdrawn because its definition is wrong; use EPSG:{ $by }.
crs-contradicted = EPSG:{ $code } contradicts its own definition: { crs-what } is { $found } there and { $expected } in EPSG:{ $code }. State the right system.
crs-what = { $what ->
    [meridian] the central meridian
    [latitude] the latitude of origin
    [scale] the scale factor
    [easting] the false easting
    [northing] the false northing
    [parallel] a standard parallel
    [unit] the unit in metres
    [ellipsoid] the ellipsoid
    [prime] the prime meridian
    [datum] the datum
    [method] the projection
    [kind] the kind of coordinates
   *[code] the code
  }
crs-by-parameters = Layer “{ $layer }”: the file states { $stated }, but { $what ->
        [code] nobody knows that code, or it was withdrawn
       *[other] { crs-what } is { $found } in its definition and { $expected } in EPSG:{ $code }
    }. It is served by the definition, as { $by }. Look at its place on the map; if what it states is right, correct the definition in the file.
crs-of-layer-unknown = Layer “{ $layer }”: its reference system “{ $text }” is not known, or contradicts itself, so it has no place on the map. Set it in the file (in QGIS: Export, with the right reference system), or import the file into another store with --crs EPSG:… --override-crs.
crs-of-layer-unstated = Layer “{ $layer }”: the file does not state its reference system, so it has no place on the map. Set it in the file (in QGIS: Export, with the right reference system), or import the file into another store with --crs EPSG:….
crs-local = Local coordinates have no place on the earth and cannot be transformed. State the reference system of the data.
crs-out-of-area = The point { $x }, { $y } lies outside the reach of { $crs }. Check the reference system and the order of X and Y in the data.
crs-proj = There is no operation from { $from } to { $to }. Convert the data to VN-2000 or WGS 84 before importing it.
crs-doubt-swapped = The axes seem swapped for { $crs } (x must be easting or longitude). Please check; nothing was exchanged.
crs-doubt-outside-vietnam = By { $crs } the data lies at { $place }, outside mainland Vietnam. Check the central meridian; ignore this for the sea and far islands.
crs-doubt-degrees = The coordinates look like degrees, but { $crs } is in metres. Check the stated reference system.
crs-doubt-metres = The coordinates look like metres, but { $crs } is in degrees. Check the stated reference system.

## geometry

geometry-empty = The feature has no coordinates. Draw it again or leave the record out.
geometry-not-finite = The feature has a coordinate that is not a finite number. Correct it in the source file.
geometry-too-few-points = A line or ring has too few different vertices (a polygon needs three, a line two). Add them in the source file.
geometry-self-intersection = A boundary crosses or touches itself or runs back along itself. Check it at the place given.
geometry-zero-area = The polygon has no area. Check its boundary in the source file.
geometry-hole-outside = A hole lies outside its outer boundary or crosses it. Check the place given.
geometry-parts-overlap = Parts, or holes, overlap each other. Check the place given.
geometry-interior-cut = Holes touch each other or the outer boundary and cut the interior apart. Split the polygon into parts.
geometry-not-closed = A ring is not closed: its last vertex is not its first. Check the last vertex.
geometry-too-tangled = Too many rings of the shape lie over each other to tell how they lie. Draw it in fewer parts.
geometry-wkb-truncated = The geometry (WKB) is cut off at byte { $at }. Export the source file again.
geometry-wkb-type = WKB geometry type { $type } is not supported. Convert curves and surfaces to straight segments before importing.
geometry-wkb-order = The geometry is not WKB (wrong at byte { $at }). Export the source file again.
geometry-wkb-deep = Geometries are nested deeper than { $depth } levels. Split the collection before importing.

## store

layer-name-invalid = “{ $name }” cannot be the name of a layer. Use small letters a–z, digits and underscores, begin with a letter, at most 48 characters, and do not end in _history or _quarantine.
store-not-found = There is no data at { $path }. Check the address, or import data into it first: diaban import FILE --into { $path } --layer NAME.
store-not-a-store = { $path } is not a GeoPackage. Choose a .gpkg file; to keep this file, give another name.
store-too-new = { $path } was written by a newer version of diaban. Update this program, then open it again.
layer-not-found = There is no layer “{ $layer }”. Check the name, or import the layer first.
layer-exists = The layer “{ $layer }” exists already. Choose --mode replace, append or update, or another name.
schema-mismatch = The field “{ $field }” does not fit the layer “{ $layer }”. Correct the data or state the field in a mapping file.
layer-crs-mismatch = “{ $layer }” is in { $has }, but the data is in { $given }. Convert the data, or import it as a layer of its own.
layer-other-door = The layer “{ $layer }” is written through “{ $door }” only. Use its own page or command.
layer-never-public = The layer “{ $layer }” holds what an import set aside and is for staff only. Correct its records, and import them into a layer of their own.
srid-redefined = The database defines SRID { $srid } otherwise than EPSG:{ $srid } (table spatial_ref_sys), so nothing was written: whoever reads the layer through the database would see it elsewhere. If no table uses that definition, run DELETE FROM spatial_ref_sys WHERE srid = { $srid }; and try again: diaban enters the right one.
reference-missing = “{ $field }” of the layer “{ $layer }” names { $refers }/{ $id }, which does not exist. Enter what it refers to first, or correct the value.
still-referred = { $layer }/{ $id } cannot go while { $by }/{ $referrer } refers to it. Change or delete that one first, or both together.
layer-declared-otherwise = The layer “{ $layer }” is there and is something else than this program expects: { $what } is “{ $has }” instead of “{ $wanted }”. Rename that layer, or use another store.
stages-apart = Layers of two stores cannot be published in one step. Publish them one store at a time.
conflict = Feature { $id } of “{ $layer }” was changed by somebody else meanwhile. Load it again, then repeat your change.
store-moved = The data was changed by somebody else meanwhile. Load it again, then repeat your change.
feature-not-found = “{ $layer }” has no feature { $id }. It may have been deleted.
history-too-old = The history of “{ $layer }” does not reach back to revision { $revision }. Ask for a later revision.
store-busy = Another program is writing to { $path } and does not let go. Save or end the editing there (QGIS, ogr2ogr), then try again.
store-crowded = So many questions are being answered ({ $readers }) that yours found no place. Try again in a few seconds, or ask for a smaller area.
store-cancelled = The question was withdrawn before it was answered. Ask again if you still need the answer.
store-read-only = { $path } cannot be written. Give this user write permission for the file and its folder, or work on a copy.
store-others-may-write = { $path } says who may sign in, and others than its owner may write to it: whoever did could sign in as anybody. Look whether its users are the right ones (diaban user list), after “chmod 600 { $path }”.
store-out-of-memory = There is no memory left for { $path }. Close other programs or give this one more memory, then try again; nothing was lost.
store-damaged = { $path } is damaged or incomplete. Copy the file again from its source, or restore it from a backup.
store-disk-full = The disk has no room left for { $path }. Free some space, then try again; nothing was lost.
key-ambiguous = “{ $field }” = “{ $value }” is not unique in “{ $layer }” (features: { $features }; records of the file: { $records }). Remove the duplicates or choose another key field.
layer-layout-changed = Layer “{ $layer }” was replaced a moment ago and has other fields or another coordinate system now. Nothing was changed; look at it again, and send the change again.
layer-changed-underneath = Features were added to “{ $layer }” while the new version was being imported. Nothing was replaced; import again.
user-name-invalid = “{ $name }” cannot be a user name. Use small letters a–z, digits and . _ @ -, up to 64 characters, beginning with a letter or digit.
user-exists = There is a user { $name } already. Remove that user first, or choose another name.
user-not-found = There is no user { $name }. `diaban user list` shows all users.
grant-not-held = { $name } does not hold { $grant }. `diaban user list` shows what everybody holds; a grant for one commune is taken back with its commune.
second-factor-not-held = { $name } has no second factor, so there is none to remove. `diaban user list` shows who has one.
grants-too-many = { $name } would hold more than { NUMBER($most) } grants. Give the power without @COMMUNE, so that it holds everywhere, or revoke some first.
store-not-an-address = This is not the address of a database. Write it as postgres://user@host:5432/database; a password may come from PGPASSWORD or ~/.pgpass.
store-unconfirmed = The database was lost in the moment of saving. Whether it was saved is not known: read the data before you try again.
store-unreachable = The database { $store } does not answer. Check that it runs, that address and password are right, and that pg_hba.conf lets this user in.
store-not-allowed = This user may not do that in { $store }; PostgreSQL’s own words follow. Who migrates and imports needs the role diaban_owner, who serves diaban_app (README, “In PostgreSQL”); “diaban migrate” gives the roles their rights.
store-sign-in-refused = The database { $store } refuses this user: the name or the password is wrong, or pg_hba.conf does not let them in. Give the user in the address (postgres://user@host/database) and the password in PGPASSWORD or ~/.pgpass.
store-no-database = There is no database { $store }. Make it with createdb, or correct the name in the address.
store-no-postgis = { $store } has no PostGIS, and this user cannot bring it there. Install the package postgresql-15-postgis-3, and as a superuser run in that database: CREATE EXTENSION postgis.
store-postgres = The database { $store } refused; nothing was changed. What it said follows.
store-sqlite = { $path } could not be read or written. The log says more; check the disk and the permissions.
feature-corrupt = The field “{ $field }” of feature { $id } in “{ $layer }” cannot be read. Open the layer in QGIS and correct this feature.
store-closed = The program is shutting down; the data was not changed. Try again later.
table-no-database = The layer “{ $layer }” is to be a table of a database, but the store is a file. Serve a postgres://… store, or take the layer out of the settings.
table-name-taken = The store has a layer “{ $layer }” already. Give the table another layer name in the settings.
table-not-found = Layer “{ $layer }”: there is no table or view { $table }. Check schema and name in the settings; case counts.
table-forbidden = Layer “{ $layer }”: the user of the database may not read { $what }. Grant it USAGE on the schema and SELECT on the table.
table-column-not-found = Layer “{ $layer }”: there is no column “{ $column }”. There are: { $has }.
table-not-geometry = Layer “{ $layer }”: the column “{ $column }” is of type { $kind }, not geometry. Name the column of shapes in the settings.
table-no-crs = Layer “{ $layer }”: the column “{ $column }” (SRID { $srid }) does not say a reference system that we know. Add crs = "EPSG:…" to the settings.
table-crs-differs = Layer “{ $layer }”: the column “{ $column }” is in { $has }, but the settings say { $given }. Take crs out of the settings, or correct the table.
table-crs-contradicted = Layer “{ $layer }”: SRID { $srid } of the column “{ $column }” contradicts its definition in spatial_ref_sys: { crs-what } is { $found } there and { $expected } in EPSG:{ $code }, and the definition is none of a system we know. Correct srtext in spatial_ref_sys, or add crs = "EPSG:…" with the right system to the settings.
table-crs-unknown = Layer “{ $layer }”: the database defines SRID { $srid } of the column “{ $column }” as “{ $text }”, a reference system we do not know. Add crs = "EPSG:…" with the right system to the settings, or correct srtext in spatial_ref_sys.
table-crs-by-parameters = Layer “{ $layer }”: the column “{ $column }” (SRID { $srid }) states { $stated }, but { $what ->
        [code] nobody knows that code, or it was withdrawn
       *[other] { crs-what } is { $found } in its definition in spatial_ref_sys and { $expected } in EPSG:{ $code }
    }. It is served by the definition, as { $by }. Look at its place on the map; if the code is right, correct srtext in spatial_ref_sys, or add crs = "EPSG:{ $code }" to the settings.
table-type = Layer “{ $layer }”: the column “{ $column }” is of type { $kind }, which cannot be served. Leave it out, or serve a view that casts it to text.
table-key-not-unique = Layer “{ $layer }”: several rows have the key { $key }. Name columns as key that tell all rows apart, or correct the rows.
table-keys-collide = Layer “{ $layer }”: the keys { $first } and { $second } make the same id. Change one of them, or serve a view with a whole number as key.
table-too-many = The layer “{ $layer }” has more than { NUMBER($most) } rows. So many need a whole number as key.
table-read-only = The layer “{ $layer }” is a table of others and is only read here. Change it in its own program.
series-name-invalid = “{ $name }” is no name of a series. It must begin with a lower-case letter a–z, followed by at most 47 lower-case letters, digits or underscores.
series-not-found = There is no series “{ $series }”. Check its name, or let it be declared first.
series-too-many = { $given } were sent or asked for at once; { $most } at most are allowed. Divide them and send one part after the other.
observation-not-finite = A value for stream { $stream } of series “{ $series }” is not a finite number; nothing of the batch was kept. Leave it out: no value is no observation.
observation-out-of-time = An observation for stream { $stream } of series “{ $series }” lies before 1900 or after 2099; nothing of the batch was kept. Check the clock of the device, and that times are in the unit asked for.
observation-no-stream = { $stream } is no number of a stream in series “{ $series }”; nothing of the batch was kept. Streams are numbered below 9007199254740992.
asset-missing = “{ $field }” of the layer “{ $layer }” names the file { $hash }, which is not there. Send the file first, then name it within a day.
asset-hash-invalid = “{ $hash }” is no hash of a file. It must be a SHA-256 of 64 digits 0–9 and a–f.
asset-empty = The file is empty, so it was not kept. Check it, and send it again.
asset-too-large = The file is larger than { $megabytes } MB, so it was not kept. Divide it, or save it with fewer dots per inch.
asset-interrupted = The file did not come to its end, so it was not kept. Send it again.
asset-damaged = The file { $hash } is damaged in the store. Put it back from a backup, or send it again.
asset-file = The file { $path } could not be read or written. Check the disk and the rights of its folder.
altered-layer-gone = Layer “{ $layer }” is gone from the store and no longer served. If that is not intended, put back a backup.
altered-field-gone = Layer “{ $layer }”: field “{ $field }” is gone from the store and no longer served; what history holds of it is kept. If that is not intended, put back a backup.
altered-field-renamed = Layer “{ $layer }”: field “{ $field }” is now called “{ $name }”, and who sees it is as before. Change styles and programs that name it.
altered-field-new = Layer “{ $layer }”: field “{ $field }” is new, and seen by: { $seen_by }.
left-out-view = { $table } is a view and left out: nothing in a file's schema is run. Save it as a table of its own, for example ogr2ogr -f GPKG out.gpkg FILE.gpkg "{ $table }", and import that.
left-out-table = The list of the store names { $table }, but there is no such table. If it was renamed, give it its name back; else take it off the list.
left-out-key = Table { $table } is left out: its key is not one column of whole numbers (INTEGER PRIMARY KEY), which every layer of a GeoPackage must have. Copy it, for example ogr2ogr -f GPKG out.gpkg FILE.gpkg "{ $table }", and import the copy.
left-out-books = Table { $table } was added by another program and is left out: nobody said who may see it. To serve it, copy it, for example ogr2ogr -f GPKG out.gpkg FILE.gpkg "{ $table }", and import the copy under a name of its own.
left-out-stranger = Table { $table } in schema layers is no layer and left out. If a layer's table was renamed, give it its name back: ALTER TABLE layers."{ $table }" RENAME TO …; a table of your own can be served by [[tables]].
left-out-ids = Table { $table }: { NUMBER($count) } features have ids below 0 and are left out. Give them other ids, for example UPDATE … SET fid = (SELECT max(fid) FROM …) - fid WHERE fid < 0.
left-out-place = Layer { $table } is not on the map: nobody knows its reference system { $crs }. Copy the file and import the layer from the copy: sqlite3 FILE.gpkg ".backup copy.gpkg", then diaban import copy.gpkg --source-layer "{ $table }" --into FILE.gpkg --layer NAME --mode replace --crs EPSG:… --override-crs (NAME may be the same).
left-out-bytes = Column { $column } of { $table } holds bytes (BLOB) and is not served; the other columns are. If they are files, send each to POST /v1/assets and enter the hash you get in a column of text; then delete this column in QGIS.
left-out-shapes = Table { $table }: { NUMBER($count) } features are served without shape because it cannot be read (the first is { $first }): it is damaged, or a curve. Draw these shapes again in QGIS; make lines of curves, for example ogr2ogr -f GPKG out.gpkg FILE.gpkg "{ $table }" -nlt CONVERT_TO_LINEAR, and serve the new file.
left-out-values = Table { $table }: { NUMBER($count) } values of column { $column } are not of the column's type and are served as empty (the first is that of feature { $first }). Correct these values, or make the column TEXT.
left-out-column = Column { $column } of { $table } was added past diaban and is left out. Import the layer again with it, or serve the table by [[tables]].
left-out-rows = Table { $table }: { NUMBER($rows) } rows are left out because their key is null, repeated or not from 0 to 2^53, and { NUMBER($shapes) } are served without a shape that cannot be read. The log names the first of them; correct them in the table.

## snapshot

field-not-found = Layer “{ $layer }” has no field “{ $field }”. Look at the layer's list of fields and check the spelling, capital letters included.
layer-not-drawable = Layer “{ $layer }” cannot be compared with a rectangle of that reference system. Check the layer's reference system, or give the rectangle in the layer's own.
world-unsettled = The store kept changing while it was read. Wait until the running import has finished and try again.
world-cache-not-written = The quick-start copy { $path } could not be written. Check the free space on the disk and the permissions of the folder; the data itself is not affected.

## tiles

tile-outside-grid = There is no map tile { $z }/{ $x }/{ $y }: zoom goes from 0 to { $max }, column and row from 0 to 2 to the power of the zoom, less 1; nothing follows the row (no .mvt, no .png). Check the address.
