# The one catalogue of sentences (en). Codes come from the rooms; keep sections and their order equal in both languages.


### crs
crs-unknown = The reference system “{ $text }” is not known. Give an EPSG code, for example --crs EPSG:9210 (VN-2000, central meridian 105°45').
crs-withdrawn = EPSG:{ $code } was withdrawn because its definition is wrong; use EPSG:{ $by }.
crs-local = Local coordinates have no place on the earth and cannot be transformed. State the reference system of the data.
crs-out-of-area = The point { $x }, { $y } lies outside the reach of { $crs }. Check the reference system and the order of X and Y in the data.
crs-proj = There is no operation from { $from } to { $to }. Convert the data to VN-2000 or WGS 84 before importing it.
crs-doubt-swapped = The axes seem swapped for { $crs } (x must be easting or longitude). Please check; nothing was exchanged.
crs-doubt-outside-vietnam = By { $crs } the data lies at { $place }, outside mainland Vietnam. Check the central meridian; ignore this for the sea and far islands.
crs-doubt-degrees = The coordinates look like degrees, but { $crs } is in metres. Check the stated reference system.
crs-doubt-metres = The coordinates look like metres, but { $crs } is in degrees. Check the stated reference system.



### geometry
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



### store
layer-name-invalid = “{ $name }” cannot be the name of a layer. Use small letters a–z, digits and underscores, begin with a letter, at most 48 characters, and do not end in _history or _quarantine.
store-not-found = There is no data at { $path }. Check the address, or import data into it first: diaban import FILE --into { $path } --layer NAME.
store-not-a-store = { $path } is not a GeoPackage. Choose a .gpkg file; to keep this file, give another name.
store-too-new = { $path } was written by a newer version of diaban. Update this program, then open it again.
layer-not-found = There is no layer “{ $layer }”. Check the name, or import the layer first.
layer-exists = The layer “{ $layer }” exists already. Choose --mode replace, append or update, or another name.
schema-mismatch = The field “{ $field }” does not fit the layer “{ $layer }”. Correct the data or state the field in a mapping file.
layer-crs-mismatch = “{ $layer }” is in { $has }, but the data is in { $given }. Convert the data, or import it as a layer of its own.
conflict = Feature { $id } of “{ $layer }” was changed by somebody else meanwhile. Load it again, then repeat your change.
store-moved = The data was changed by somebody else meanwhile. Load it again, then repeat your change.
feature-not-found = “{ $layer }” has no feature { $id }. It may have been deleted.
history-too-old = The history of “{ $layer }” does not reach back to revision { $revision }. Ask for a later revision.
store-busy = Another program is writing to { $path } and does not let go. Save or end the editing there (QGIS, ogr2ogr), then try again.
store-crowded = So many questions are being answered ({ $readers }) that yours found no place. Try again in a few seconds, or ask for a smaller area.
store-cancelled = The question was withdrawn before it was answered. Ask again if you still need the answer.
store-read-only = { $path } cannot be written. Give this user write permission for the file and its folder, or work on a copy.
store-damaged = { $path } is damaged or incomplete. Copy the file again from its source, or restore it from a backup.
store-disk-full = The disk has no room left for { $path }. Free some space, then try again; nothing was lost.
key-ambiguous = “{ $field }” = “{ $value }” is not unique in “{ $layer }” (features: { $features }; records of the file: { $records }). Remove the duplicates or choose another key field.
layer-layout-changed = Layer “{ $layer }” was replaced a moment ago and has other fields or another coordinate system now. Nothing was changed; look at it again, and send the change again.
layer-changed-underneath = Features were added to “{ $layer }” while the new version was being imported. Nothing was replaced; import again.
user-name-invalid = “{ $name }” cannot be a user name. Use small letters a–z, digits and . _ @ -, up to 64 characters, beginning with a letter or digit.
user-exists = There is a user { $name } already. Remove that user first, or choose another name.
user-not-found = There is no user { $name }. `diaban user list` shows all users.
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
table-type = Layer “{ $layer }”: the column “{ $column }” is of type { $kind }, which cannot be served. Leave it out, or serve a view that casts it to text.
table-key-not-unique = Layer “{ $layer }”: several rows have the key { $key }. Name columns as key that tell all rows apart, or correct the rows.
table-keys-collide = Layer “{ $layer }”: the keys { $first } and { $second } make the same id. Change one of them, or serve a view with a whole number as key.
table-too-many = The layer “{ $layer }” has more than { NUMBER($most) } rows. So many need a whole number as key.
table-read-only = The layer “{ $layer }” is a table of others and is only read here. Change it in its own program.



### snapshot
field-not-found = Layer “{ $layer }” has no field “{ $field }”. Look at the layer's list of fields and check the spelling, capital letters included.
layer-not-drawable = Layer “{ $layer }” cannot be compared with a rectangle of that reference system. Check the layer's reference system, or give the rectangle in the layer's own.
world-unsettled = The store kept changing while it was read. Wait until the running import has finished and try again.
world-cache-not-written = The quick-start copy { $path } could not be written. Check the free space on the disk and the permissions of the folder; the data itself is not affected.



### tiles

tile-outside-grid = There is no map tile { $z }/{ $x }/{ $y }: zoom goes from 0 to { $max }, column and row from 0 to 2 to the power of the zoom, less 1; nothing follows the row (no .mvt, no .png). Check the address.



### importers
import-unreadable = The file { $file } cannot be opened. Check the path and the permission to read it.
import-not-a-file = { $file } is a folder, a device or a pipe, not a file; nothing was read. Give the file itself. What comes out of a pipe has to be saved as a file first.
import-changed = The file { $file } was written to while it was read; nothing was imported. Wait until it is complete, or make a copy, then import again.
import-cityjson = The file { $file } is CityJSON, a model of buildings in three dimensions, which is not read here. Convert it to a GeoPackage of footprints first, for example in QGIS with the plugin CityJSON Loader, then import that.
import-unknown-format = The format of { $file } is not known. Give GeoJSON, TopoJSON, GeoPackage or Shapefile (.shp or .zip); convert other formats with ogr2ogr first.
import-no-features = The GeoPackage { $file } holds no layer of features. Check that it is the right file; ogrinfo lists what is in it.
import-computed = The layer “{ $name }” of { $file } is a view or is computed by a module, so that nobody knows what reading it would do. Nothing was imported. Make an ordinary table of it in a program you trust, then import that: { $command }
import-damaged = The GeoPackage { $file } is damaged or cut off; nothing was imported. Copy or export it again. What is left of it can often be rescued: sqlite3 { $file } .recover | sqlite3 rescued.gpkg
import-no-shapefile = The archive { $file } holds no Shapefile (.shp). Put .shp, .dbf and .prj together into one .zip, or unpack the archive and import the file in it.
import-truncated = The file { $file } is empty or cut off; nothing was imported. Copy or download it again from its source.
import-broken = The file { $file } is broken at byte { $at }; nothing was imported. Export it again from its source.
import-record-too-large = Record { $record } of { $file } is larger than { $limit } MB; nothing was imported. Split the shape of that record into parts, or keep its long texts as files.
import-file-too-large = The file { $file } is larger than { $limit } MB unpacked and cannot be read as a stream. Convert it by this command, then import the result: { $command }
import-too-many-fields = The file { $file } has more than { $limit } fields. Drop those you do not need with a mapping file (--mapping).
import-field-name-too-long = A field of { $file } has a name of { $length } bytes, beginning with “{ $start }”; nothing was imported. The file is probably damaged, or values stand where names should: export it again from its source.
import-crs-missing = The file { $file } does not state its reference system. Run again with --crs, for example --crs EPSG:9210 (VN-2000, central meridian 105°45').
import-crs-unknown = The reference system stated in { $file } is not understood: { $text }. If you know it for certain, run again with --crs and --override-crs.
import-crs-differs = The file { $file } states { $found }, but --crs says { $asked }. Leave --crs out, or add --override-crs if the file is wrong.
import-crs-of-layer = The file { $file } is in { $found }, the layer in { $layer }. Convert the file to { $layer } first, or import it as a layer of its own.
import-axes-swapped = The axes of { $file } seem swapped for { $crs }: X must be easting or longitude, Y northing or latitude. The first is record { $record }, at { $x }, { $y }. Nothing was imported. Exchange the two at the source, then export the file again.
import-degrees-in-metres = The coordinates of { $file } look like degrees, but { $crs } is in metres. The first is record { $record }, at { $x }, { $y }. Nothing was imported. Run again with the system they are in, for example --crs EPSG:4326; add --override-crs if the file itself states { $crs }.
import-metres-in-degrees = The coordinates of { $file } look like metres, but { $crs } is in degrees. The first is record { $record }, at { $x }, { $y }. Nothing was imported. Run again with the system they are in, for example --crs EPSG:9210 (VN-2000, central meridian 105°45'); add --override-crs if the file itself states { $crs }.
import-outside-reach = By { $crs } the coordinates of { $file } lie beyond the reach of that system. The first is record { $record }, at { $x }, { $y }. Nothing was imported. Check --crs and look for stray coordinates in the file.
import-type-clash = { $file }, record { $record }: “{ $value }” in the field “{ $field }” does not fit the layer “{ $layer }”, where that field holds { $kind }. Nothing was changed. Correct the data, or import the whole layer again with --mode replace.
import-layer-choice = The file { $file } holds several layers: { $names }. Run again with --source-layer and the name of one of them.
import-layer-not-in-file = The file { $file } holds no layer “{ $name }”, only: { $names }. Correct --source-layer, or source_layer in the mapping file.
import-companion-missing = The file { $file } lacks its { $companion } part. Put .shp, .dbf and .prj together in one folder or one .zip.
import-archive-too-large = The archive { $file } exceeds what is allowed: at most { $limit } MB unpacked and { $entries } entries. Unpack it and import the .shp file.
import-archive-locked = The archive { $file } is protected by a password; nothing was imported. Unpack it with its password, then import the .shp file in it.
import-archive-packing = The archive { $file } is packed by a method that is not read here (only “deflate” and “store” are); nothing was imported. Unpack it, then import the .shp file in it.
import-inflated = The file { $file } unpacks to more than { $times } times its size, as no real data does; nothing was imported. Check where it comes from. If it is honest, unpack it and import what is in it.
import-no-room = There is no room in { $folder } to unpack { $file }; nothing was imported. Free some space there, or name another folder in the variable TMPDIR, then import again.
import-encoding-unknown = The text of { $file } is not UTF-8, and the file does not state its encoding. Run again with --encoding windows-1258 or --encoding windows-1252.
import-mapping = The mapping file { $file } is not understood: { $problem }
import-key-missing = Mode update needs a key field that the layer has; “{ $key }” is none. Give --key the name of a field of the layer.
import-field-is-public = The field “{ $field }” of the layer “{ $layer }” is public, and adding or updating records does not hide it. Nothing was changed. To hide it, import the whole layer again with --mode replace and --private-field; if anyone may see it, do not ask for it to be private.
import-private-field-missing = --private-field “{ $field }” names no field of the data. Nothing was imported. The fields are: { $names }. Write the name as it stands there, in the same case; for several fields give --private-field several times.
import-key-twice = { $file }, record { $record }: “{ $field }” = “{ $value }” stood before in { $before_file }, record { $before }. Nothing was changed. Remove one of the two records, or choose another --key.
import-nothing-loaded = None of the { $read } records can be loaded, so the layer was left as it is. Run with --dry-run to see the findings.
import-no-records = The files hold no records, so the layer was left as it is. Check that these are the right files, or export them again.
import-cancelled = The import was stopped; the store is as it was before.
import-reader-lost = Reading stopped unexpectedly by a fault of this program; the store is as it was before. Send the log to the developers.
finding-wrong-extension-reason = The extension of the file's name is wrong: its content is { $format }.
finding-wrong-extension-remedy = It was read by its content. Rename the file.
finding-crs-suspect-reason = By { $crs } the data lies at longitude { $lon }, latitude { $lat }, outside Vietnam.
finding-crs-suspect-remedy = Check the central meridian and the order of X and Y; if wrong, import again with the right --crs and --mode replace.
finding-crs-apart-reason = By { $crs } the data lies at longitude { $lon }, latitude { $lat }, { $km } km away from everything else in the store. { $better ->
        [none] No zone of VN-2000 would put it among it.
       *[other] By { $better } it would lie among it.
    }
finding-crs-apart-remedy = Check the central meridian; if it is wrong, import again with the right --crs, --override-crs and --mode replace. If the place is right, nothing needs to be done.
finding-dimensions-dropped-reason = { $count } shapes carry measures, or third numbers that are no heights.
finding-dimensions-dropped-remedy = X, Y and heights were kept. If you need measures, bring them in as a field.
finding-mapping-field-missing-reason = The mapping file speaks of a field that the data does not have.
finding-mapping-field-missing-remedy = Check the spelling, capital letters included.
finding-rows-missing-reason = The table (.dbf) has { $rows } rows for { $shapes } shapes (.shp); the record named is the first without a row.
finding-rows-missing-remedy = Shapes without a row were loaded without attributes. The two files may not belong together: export the Shapefile again from its source.
finding-shapes-missing-reason = The table (.dbf) has { $rows } rows for { $shapes } shapes (.shp); the record named is the first without a shape.
finding-shapes-missing-remedy = Rows without a shape were loaded, but are not on the map. The two files may not belong together: export the Shapefile again from its source.
finding-rows-deleted-reason = { $count } rows are marked as deleted in the table (.dbf).
finding-rows-deleted-remedy = They were left out, shapes included. Undelete them at their source if they are needed.
finding-columns-computed-reason = These columns are computed by the file itself: { $names }.
finding-columns-computed-remedy = They were left out, for computing them means to run what the file says. Store their values in ordinary columns at their source if they are needed.
finding-value-not-convertible-reason = The value “{ $value }” is not of the type the mapping file demands.
finding-value-not-convertible-remedy = The record was loaded without it. Correct the value at its source, or change the type in the mapping file.
finding-value-unreadable-reason = The value “{ $value }” cannot be read as the type its column states.
finding-value-unreadable-remedy = The record was loaded without it. Correct the value at its source and import again.
finding-value-in-memo-reason = The text lies in a memo file (.dbt or .fpt), which is not read.
finding-value-in-memo-remedy = The record was loaded without it. Convert the file to a GeoPackage (ogr2ogr -f GPKG), then import that.
finding-value-binary-reason = The field holds { $value } bytes of binary data, such as a picture.
finding-value-binary-remedy = The record was loaded without it. Keep such data as files and put their names into a text field.
finding-text-replaced-reason = Letters of the text “{ $value }” are lost (�).
finding-text-replaced-remedy = The text was loaded as it stands. Import again with the right --encoding, or correct the text at its source.
finding-key-empty-reason = The record has no key.
finding-key-empty-remedy = It was quarantined. Fill in the key at its source and import again.
finding-record-not-json-reason = The record is not valid JSON.
finding-record-not-json-remedy = It was quarantined. Export the file again, or correct this line and import it alone with --mode append.
finding-record-not-geojson-reason = The record is JSON but no GeoJSON feature.
finding-record-not-geojson-remedy = It was quarantined. Check the record's type, geometry and coordinates.
finding-record-too-deep-reason = Values are nested too deeply.
finding-record-too-deep-remedy = It was quarantined. Flatten the record's properties at their source.
finding-record-not-utf8-reason = The text of the record is not UTF-8.
finding-record-not-utf8-remedy = It was quarantined. Import again with --encoding, for example --encoding windows-1258.
finding-record-too-large-reason = The record is larger than any real one (32 MB).
finding-record-too-large-remedy = Its beginning was quarantined. Split its shape into parts at its source, or keep its long texts as files.
finding-topology-arc-missing-reason = The shape uses an arc that the TopoJSON file does not have.
finding-topology-arc-missing-remedy = It was quarantined. Export the file again from its source.
finding-topology-arcs-repeated-reason = The shapes of the file use its arcs so often that it would become many times larger than itself.
finding-topology-arcs-repeated-remedy = It was quarantined. Check where the file comes from, or export it again as GeoJSON.
finding-geometry-missing-reason = The record has no geometry.
finding-geometry-missing-remedy = Its attributes were loaded; it is not on the map. Add the geometry at its source if it should be.
finding-geometry-empty-reason = The geometry has no coordinate.
finding-geometry-empty-remedy =
    { $outcome ->
        [quarantined] It was quarantined. Draw the geometry again at its source, then import that record alone with --mode append.
       *[other] Its attributes were loaded; it is not on the map. Draw the geometry at its source if it should be.
    }
finding-geometry-unreadable-reason = The geometry of the record cannot be read.
finding-geometry-unreadable-remedy = It was quarantined. Export the file again; turn curves into straight segments.
finding-geometry-too-large-reason = The geometry has too many vertices.
finding-geometry-too-large-remedy = It was quarantined. Split it into parts at its source.
finding-geometry-not-polygon-reason = Layers of parcels, zones and administrative units need polygons; this is none.
finding-geometry-not-polygon-remedy = It was quarantined. Close the polygon at its source, or import the file with --kind line or --kind feature.
finding-geometry-other-family-reason = The existing layer does not hold shapes of this family.
finding-geometry-other-family-remedy = It was quarantined. Import these shapes as a layer of their own.
finding-coordinate-not-finite-reason = A coordinate is not a finite number.
finding-coordinate-not-finite-remedy =
    { $outcome ->
        [quarantined] It was quarantined. Correct the coordinate at its source, then import that record alone with --mode append.
       *[other] It was repaired. Look at the shape on the map.
    }
finding-coordinate-out-of-reach-reason = The coordinates cannot lie in the reference system of the layer.
finding-coordinate-out-of-reach-remedy = It was quarantined. Correct the coordinates at their source, then import that record alone with --mode append.
finding-ring-too-few-points-reason = A ring or line has too few different vertices (a polygon needs three, a line two).
finding-ring-too-few-points-remedy =
    { $outcome ->
        [quarantined] It was quarantined. Draw the shape again at its source, then import that record alone with --mode append.
       *[other] That part was left out. Look at the shape on the map.
    }
finding-ring-not-closed-reason = A ring is not closed: its last vertex is not its first.
finding-ring-not-closed-remedy =
    { $outcome ->
        [quarantined] It was quarantined. Close the ring at its source, then import that record alone with --mode append.
       *[other] It was closed. Check the last edge at the place given.
    }
finding-self-intersection-reason = A boundary crosses or touches itself, or runs back along itself.
finding-self-intersection-remedy =
    { $outcome ->
        [quarantined] It was quarantined. Correct the boundary at its source, then import that record alone with --mode append.
       *[other] It was repaired. Check the boundary at the place given.
    }
finding-zero-area-reason = The polygon has no area.
finding-zero-area-remedy =
    { $outcome ->
        [quarantined] It was quarantined. Draw the boundary again at its source, then import that record alone with --mode append.
       *[other] That part was left out. Look at the shape on the map.
    }
finding-hole-outside-reason = A hole lies outside its outer boundary or crosses it.
finding-hole-outside-remedy =
    { $outcome ->
        [quarantined] It was quarantined. Correct the hole at its source, then import that record alone with --mode append.
       *[other] It was repaired. Check the hole at the place given.
    }
finding-parts-overlap-reason = Parts of the shape, or holes, overlap each other.
finding-parts-overlap-remedy =
    { $outcome ->
        [quarantined] It was quarantined. Separate the parts at their source, then import that record alone with --mode append.
       *[other] It was repaired. Check the area and the shape at the place given.
    }
finding-interior-cut-reason = Holes touch each other or the outer boundary and cut the interior apart.
finding-interior-cut-remedy =
    { $outcome ->
        [quarantined] It was quarantined. Split the shape at its source, then import that record alone with --mode append.
       *[other] It was split into parts. Check the shape at the place given.
    }
finding-too-tangled-reason = The shape has so many rings over each other that nobody can tell how they lie.
finding-too-tangled-remedy = It was quarantined. Split the shape into parts at its source, then import that record alone with --mode append.
finding-part-without-extent-reason = A part of the shape is a mere point.
finding-part-without-extent-remedy = That part was left out; the others are as they were.
finding-line-without-length-reason = The line has no length: all its vertices are one.
finding-line-without-length-remedy = It was loaded as it is. Delete it or draw it again at its source if it is a mistake.
finding-heights-interpolated-reason = The shape was mended, and its new corners had no height.
finding-heights-interpolated-remedy = They were given one along the edges they lie on. Corners that were there keep theirs. Check the heights at its source.
finding-heights-missing-reason = The shape was mended, and no height was found for some of its new corners.
finding-heights-missing-remedy = Those corners have no height. Mend the shape at its source and import again.



### data-samples

sample-size = A sample city of { $parcels } parcels cannot be made. Choose a number of parcels from 1 to { $most }.



### command line

help-about = diaban: a server for the parcels, plans, networks and buildings of an authority.
help-heading-usage = Usage
help-heading-commands = Commands
help-heading-arguments = Arguments
help-heading-options = Options
help-help = Print this help
help-version = Print the version
help-lang = Language of the sentences: vi or en (default: LANG, then vi)
help-listen = Address and port to listen on (default 127.0.0.1:8080; port 0 lets the system choose)
help-config = Settings file; each key may also come from the environment as DIABAN_SECTION_KEY
help-demo = Make a sample city, start the server and print its address
help-demo-parcels = Parcels in the sample city, 1 to 1,000,000 (default 50,000)
help-demo-out = GeoPackage of the sample city, used again if it is there (default out/city-N.gpkg)
help-import = Bring map files into a store
help-import-file = Source files: GeoJSON, GeoJSON lines, TopoJSON (also .gz), GeoPackage, Shapefile (.shp or .zip)
help-import-into = The store: a .gpkg file, created if it is not there, or postgres://user@host/database
help-import-layer = Layer name: lower-case letters, digits and underscores, a letter first
help-import-kind = Kind of layer: parcel, zone, line, ward, network, building, feature (default feature)
help-import-mode = If the layer exists: create refuses (default), replace, append, or update by --key
help-import-key = The field that recognises a record, for --mode update
help-import-crs = Reference system of files that name none: an EPSG code (EPSG:9218) or local
help-import-override-crs = Use --crs even if the file names another system
help-import-encoding = Encoding of the texts in the file; auto recognises it (default)
help-import-source-layer = The layer to read, of files that hold several (GeoPackage, TopoJSON, .zip)
help-import-mapping = TOML file that maps field names and values
help-import-private-field = A field only staff may see; may be given several times
help-import-dry-run = Check and report only, write nothing to the store
help-import-report = Write the import report to a JSON file
help-serve = Serve a store over HTTP
help-serve-store = The store: a .gpkg file, or postgres://user@host/database
help-migrate = Brings a store to the layout this version knows (run as the owner of the database)
help-migrate-store = The store: a .gpkg file or postgres://…
help-sample = Make a GeoPackage with the sample city
help-sample-parcels = Number of parcels, 1 to 1,000,000
help-sample-out = GeoPackage to make; it must not exist yet
help-sample-layers = Layers to make, separated by commas, such as wards,parcels (default: all)
help-user = Say who may sign in
help-user-add = Take a person in; the password is asked for, or read from standard input
help-user-list = List all users: name, role, since when
help-user-remove = Remove a person; within seconds every server knows
help-user-token = Make a token for a program; it is printed once and kept nowhere
help-user-name = Name to sign in with: small letters a–z, digits and . _ @ -
help-user-role = viewer sees what staff see, editor also changes features, admin also looks after users
help-user-days = Days until the token ends, 1 to 3,650 (90 unless told otherwise)
usage-command-missing = No command given. Type diaban --help to see the commands.
usage-command-unknown = There is no command { $command }. Type diaban --help to see the commands.
usage-argument-missing = { $argument } is missing.
usage-argument-unknown = There is no option { $argument }.
usage-argument-conflict = { $argument } cannot stand beside the other options given, or stands twice.
usage-value-missing = { $argument } needs a value.
usage-value-unknown = { $argument } does not take { $value }; choose one of: { $choices }.
usage-value-invalid = { $argument } does not take { $value }; the command's help tells the range.
usage-not-utf8 = The command line contains characters that are not UTF-8.
usage-wrong = The command line is not right.
usage-hint = Type diaban { $command } --help to see how it is used.
usage-store-kind = { $store } is no store we can use: give the path of a .gpkg file, or postgres://user@host/database.
usage-key-missing = --mode update needs --key FIELD: which field recognises a record?
usage-key-unused = --key only goes with --mode update.
usage-encoding = There is no encoding { $name }. Write auto to recognise it, or a name such as utf-8, windows-1258, windows-1252. Texts in TCVN3 (ABC) or VNI must be converted to Unicode first.
password-too-short = The password is too short: it needs { NUMBER($least) } characters or more. A few words in a row are easy to remember.
password-too-long = The password is longer than { NUMBER($most) } bytes. Choose a shorter one.
password-different = The two passwords differ. Start again.
password-unhashable = The password could not be hashed: the system gives no random numbers or no memory. Try again.
cli-cannot-start = Cannot start: { $problem }
cli-cannot-listen = Cannot listen on { $address }. Another program may be using the port; choose another one with --listen.
cli-listening = Listening on { $address }
cli-migrated = { $store } is up to date now ({ $steps } steps).
cli-migrated-already = { $store } was up to date already.
cli-migrated-without-roles = The database has no roles to give to others, because this user may not make them: nobody but the owner can use it. Run “diaban migrate” once as a superuser, or as a user with CREATEROLE.
cli-stopping = Stopping: waiting for open requests.
cli-stopped = Stopped.
cli-adopting = { $path } was made by another program. diaban adds its own tables and triggers to it; the layers stay where and as they are.
cli-would-adopt = { $path } was made by another program. An import would add the tables and triggers of diaban to it; this dry run writes nothing.
cli-adopted-layer = Layer { $layer }:
cli-adopted-remedy = If a field must not be public, work on a copy and import its layers with --private-field NAME.
cli-loading = Loading { $store } into memory
cli-loaded = Loaded { NUMBER($features) } features of { NUMBER($layers) } layers in { $seconds } seconds
cli-demo-making = Making a sample city of { NUMBER($parcels) } parcels in { $path }
cli-demo-reusing = Using the sample city in { $path }
cli-demo-open = Open { $address } in a browser to see the map. Press Ctrl-C to stop.
cli-sample-done = Made { NUMBER($features) } features in { $path }
cli-password = Password (not shown while you type):
cli-password-again = The same again:
cli-no-password = The password could not be read. Type it at the prompt, or send it to standard input as one line of UTF-8.
cli-user-added = { $name } may sign in now as { $role }.
cli-user-removed = { $name } is removed; all sessions and tokens have ended.
cli-user-token = Token for { $name }, good for { NUMBER($days) } days. It is shown only now:
cli-into-itself = { $path } is the store itself. To import one of its layers under another name, make a copy first (sqlite3 { $path } ".backup copy.gpkg") and import the copy.
cli-no-report = { $path } exists and is not the report of an import: it is not overwritten, and nothing was imported. Choose another name for --report.
cli-file-exists = { $path } exists. Delete it or choose another name.
cli-cannot-write = Cannot write { $path }. Check that the folder exists and may be written.
cli-cancelled = Cancelled; the store is as it was.
import-progress = Read { NUMBER($read) } records
report-read = Read { NUMBER($count) } records
report-loaded = Loaded { NUMBER($count) } records
report-updated = Of these, { NUMBER($inserted) } are new and { NUMBER($updated) } are updated
report-repaired = Repaired the shape of { NUMBER($count) } records
report-quarantined = Quarantined { NUMBER($count) } records
report-published = Layer { $layer } is published at revision { $revision }
report-dry-run = Dry run: nothing was written to the store
report-public-fields = Fields anyone may see: { $fields }
report-private-fields = Fields only staff may see: { $fields }
report-no-fields = (none)
report-findings = Findings:
report-finding-group = { NUMBER($count) } times: { $sentence }
report-finding-where = { $file }, record { $record }
report-findings-more = and { NUMBER($count) } more records; --report FILE.json lists them all
config-unreadable = Cannot read the settings file { $path }.
config-not-toml = The settings file { $path } is not valid TOML: { $problem }
config-unknown-key = There is no setting { $key }. Check its spelling and its section.
config-not-addresses = { $key }: “{ $value }” is no list of addresses; write it like 127.0.0.1, 10.0.0.5.
config-not-an-address = { $key }: { $value } is no address; write it like 127.0.0.1:8080.
config-not-a-number = { $key }: { $value } is no whole number from { NUMBER($min) } to { NUMBER($max) }.
config-not-a-boolean = { $key }: { $value } is neither true nor false.
config-entry-missing = { $key } is missing.
config-entry-not-a-text = { $key }: { $value } is no text in quotes.
config-entry-not-names = { $key }: { $value } is neither a column's name nor a list of names.
config-entry-not-a-layer = { $key }: { $value } is no layer name; use small letters, digits and _, at most 48, a letter first.
config-entry-not-a-kind = { $key }: { $value } is none of parcel, zone, line, ward, network, building, feature.
config-entry-not-a-zoom = { $key }: { $value } is no whole number from 0 to 20.
config-entry-not-a-crs = { $key }: { $value } is no reference system; write it like EPSG:9218, or local.
config-entry-not-a-span = { $key }: { $value } is no span of time from 1s to 24h; write it like 60s, 5m or 1h.
config-entry-not-a-table = { $key }: { $value } is no table; write it like schema.table, with names that hold a dot in double quotes.
config-entry-not-a-name = { $key }: “{ $value }” cannot be a name; use lower-case letters a–z, digits and _, at most 48, beginning with a letter.
config-entry-not-a-url = { $key }: “{ $value }” is no address of tiles; write https://server/layer/{"{z}"}/{"{x}"}/{"{y}"}.jpg, or the WMTS form with {"{TileMatrix}"}, {"{TileRow}"}, {"{TileCol}"}.
config-entry-left-open = { $key }: nobody fills {"{"}{ $value }{"}"} in; write its value into the address, for a WMTS in the Web Mercator grid often “default” for the style and “GoogleMapsCompatible” for the matrix set.
config-entry-not-a-tile-size = { $key }: { $value } is neither 256 nor 512.
config-entry-not-a-box = { $key }: { $value } is no box [west, south, east, north] in degrees.
config-entry-twice = { $key }: { $value } is named twice.
config-entry-not-listed = { $key }: { $value } is in neither fields nor private_fields. Add it to one of them.

### server

problem-not-found = There is no page at this address.
problem-layer-not-found = There is no layer { $layer }. /collections lists the layers.
problem-item-not-found = Layer { $layer } has no feature { $id }.
problem-parcel-key-not-found = No parcel has the key { $key } (commune code-sheet-number). Check the commune code, or search for the former sheet and number in the search box.
problem-parcel-identifier-not-found = No parcel has the identifier { $key }. Identifiers have 12 characters; a key of commune code-sheet-number or an id will do, too.
problem-parcel-id-not-found = No parcel has the id or identifier { $key }. Try a key of commune code-sheet-number.
problem-tile-outside = Tile { $z }/{ $x }/{ $y } lies outside the grid; zoom goes from 0 to 20.
problem-style-not-found = There is no style { $style }. /styles lists them.
problem-parameter-unknown = There is no parameter { $name }. /api lists those that work here.
problem-parameter-invalid = Parameter { $name } does not take { $value }; it wants { $expected }.
problem-parameter-twice = Parameter { $name } stands twice.
problem-expected-bbox = four numbers (or six, with heights): west longitude, south latitude, east longitude, north latitude (south not above north)
problem-expected-no-bbox = to be left out here: the coordinates of this layer are local and have no place on the earth
problem-expected-limit = a whole number from 1 up
problem-expected-after = the id of the last feature of the previous page
problem-expected-datetime = an instant or an interval in RFC 3339
problem-expected-format = json or html
problem-expected-language = vi or en
problem-expected-shorter = a shorter text (8,192 bytes at most)
problem-expected-place = longitude and latitude in degrees with a comma between: 107.08,10.35
problem-expected-metres = a number of metres from 0 to 200
problem-expected-link = a path on this server that begins with a single / and has 1,000 bytes at most
problem-expected-integer = a whole number
problem-expected-real = a number
problem-expected-boolean = true or false
problem-too-many-layers = A tile carries at most { NUMBER($limit) } layers.
problem-layers-too-long = The list of layers in the address is too long: a tile carries at most { NUMBER($limit) } layers. Ask for fewer of them at a time.
problem-sign-in-needed = Only people who have signed in may do this. Sign in, or send your token in the Authorization header.
problem-not-allowed = This needs the role { $role }, which you do not have. Ask an administrator to change your role.
problem-token-unknown = This token is not known, or it has ended. Ask an administrator for a new one, or leave it out.
problem-sign-in-wrong = Name or password is wrong. Check both and try again.
problem-sign-in-unreadable = To sign in, send JSON with “name” and “password” (Content-Type: application/json).
problem-too-often = Too many tries. Wait { NUMBER($seconds) } seconds, then try again.
problem-sign-in-crowded = Many people are signing in just now. Try again in a moment.
problem-cross-origin = This did not come from a page of this site (its Origin is another one, or missing), so nothing was done. Open the map itself and try again there; programs send a token in the Authorization header.
problem-method = This address answers only { $allowed }.
problem-version-needed = To change a feature, name the version you have seen: send the ETag of your last reading in If-Match. “*” does not do, it would overwrite what others changed meanwhile.
problem-conflict = Feature { $id } of layer { $layer } was changed after you read it; nothing was saved. Both versions are in this answer: make your change upon the current one and send it again with its version.
problem-conflict-gone = Feature { $id } of layer { $layer } was deleted after you read it; nothing was saved. The version you read is in this answer, if it is still kept: add it as a new feature if it should exist.
problem-findings = Nothing was saved. What was sent has { NUMBER($count) } faults; each is listed with its place and what to do.
problem-not-json = Nothing was saved. The body is not valid JSON: see line { NUMBER($line) }, column { NUMBER($column) }.
problem-body-broken = Nothing was saved. The body broke off before its end; send it again.
problem-media-type = Nothing was saved. Bodies are read here only as { $accepted }, not packed; say so in Content-Type.
problem-content-crs = Nothing was saved. Content-Crs names { $given }; coordinates are taken in degrees (without that header) or in the layer's own system, { $own }.
problem-why = Nothing was saved. Diaban-Why takes up to { NUMBER($most) } letters without line breaks, percent-encoded as UTF-8.
problem-base-map-missing = Base map “{ $map }” has no picture here. See /v1/base-maps for those there are.
problem-base-map-away = The service of base map “{ $map }” does not answer; the data layers are not affected. Try again in some seconds.
problem-listeners-full = As many listen for changes as may ({ NUMBER($limit) }). Try again later, or ask the administrator to raise [limits] listeners.
problem-not-edited = Layer { $layer } holds records put aside at an import; it cannot be edited here. Correct the records at their source and import them again.
problem-table-not-edited = Layer { $layer } is a table that another program keeps; it is only read here. Change it in that program.
problem-not-written = Nothing was saved: the store does not take changes just now. Another program may be writing to it. Try again in a moment; if it stays, tell the administrator the request id.
problem-unconfirmed = The store has not answered within { NUMBER($seconds) } seconds, so it is not known whether the change was saved. Read the feature again before you send anything.
edit-not-a-feature = This is no GeoJSON feature: “type” must be “Feature”.
edit-member-missing = The feature has no “{ $member }”.
edit-id-differs = The id in the body is not { $id }, the one in the address.
edit-field-unknown = The layer has no field { $field } that you may write.
edit-value = Field { $field } does not take this value; it wants { $expected }.
edit-expected-text = a text without NUL characters
edit-expected-date = a day as 2026-11-21
edit-expected-datetime = a time as 2026-11-21T07:04:00Z
edit-expected-json = a JSON value
edit-geometry-unreadable = The geometry cannot be read as GeoJSON (type and coordinates).
edit-geometry-family = The layer does not hold shapes of this family, only { $family ->
        [point] points
        [line] lines
       *[polygon] polygons
    }.
edit-heights = Positions carry a third number (height); only x and y are kept.
edit-local = The coordinates of this layer are local and have no place on the earth. Send them as they are, with Content-Crs: <local>.
edit-outside = A vertex lies outside the reach of { $crs }, or longitude and latitude are exchanged.
edit-remedy-correct = Correct this and send the feature again.
edit-remedy-mendable = A program can mend this (in QGIS: Fix geometries). Look at the result, then send the feature again; we do not change what you drew.
edit-remedy-redraw = Draw the boundary anew at the place given and send the feature again.
problem-not-acceptable = None of the forms in Accept can be answered here; there is { $offered }.
problem-body-too-large = The body sent is larger than { NUMBER($limit) } kB.
problem-item-too-large = Feature { $id } of layer { $layer } alone is larger than an answer may be ({ NUMBER($limit) } MB). Go on behind it with after={ $id }, or ask the administrator to raise [limits] answer_mb.
problem-timed-out = The answer took more than { NUMBER($seconds) } seconds and was stopped. Ask for a smaller area and try again.
problem-vertex = Feature { $id } of layer { $layer } cannot be shown in degrees: vertex { $vertex } ({ $x }, { $y }) lies outside the reach of { $crs }. Correct this vertex, for example in QGIS, or state the layer's true reference system.
problem-internal = The server ran into an error. Try again; if it stays, tell the administrator the request id.
problem-sign-in-unconfirmed = The list of users does not answer just now, so nothing is written. Try again in some seconds; if it stays, tell the administrator the request id.
problem-store = The store cannot be read just now. Try again in a few minutes; if it stays, tell the administrator the request id.
problem-loading = The server is loading its data: { NUMBER($finished) } of { NUMBER($layers) } layers and { NUMBER($features) } features so far. Try again in a few seconds.
problem-search-not-ready = The search index is being made. Try again in a few seconds; searching by coordinates works already.
api-about = OGC API Features Core, vector tiles and operations of one store.
api-landing = The map for people, links for programs
api-conformance = Conformance classes
api-api = This document
api-collections = All layers
api-collection = One layer
api-items = Features of a layer; any field of the layer is a parameter, too
api-item = One feature
api-tilejson = What tiles of these layers contain (TileJSON 3.0.0)
api-tile = A vector tile (MVT 2.1)
api-styles = All map styles
api-style = A MapLibre style
api-style-file = A file beside a style, such as its legend
api-app = The page of a map app, such as planning
api-asset = A file of the map page
api-page-css = The look of the plain pages
api-changes = What changed, as it happens (server-sent events)
api-base-maps = The base maps to choose from
api-base-map = One tile of a base map
api-search = Find parcels, places, streets, signs, decisions and coordinates
api-parcel = A parcel by one of its keys; a list if several share it
api-qr = The QR code of an address on this server
api-live = The process answers
api-session = Who is signed in
api-sign-in = Sign in: a name and a password for a session cookie
api-sign-out = Sign out
api-security-bearer = A token made with “diaban user token”
api-security-session = The cookie a browser gets when somebody signs in
api-ready = The data is in memory and follows the store; 503 with the progress until then
api-metrics = Counters for Prometheus
api-answer-document = The document
api-answer-geojson = GeoJSON
api-answer-tile = The tile; 204 if nothing is drawn there
api-answer-file = The file
api-answer-picture = The drawing
api-answer-session = Who is signed in: signed_in, name, role
api-answer-signed-out = Nobody is signed in any more
api-answer-events = Events “current”, “changed” and “reset”; the id of an event is its revision
api-answer-text = Plain text
api-answer-problem = What went wrong, in the reader's language
api-create = Add a feature (needs the role editor)
api-replace = Replace a feature's content
api-patch = Change some of a feature's content (JSON merge patch)
api-remove = Delete a feature; its history stays
api-answer-created = The new feature; its address is in Location
api-answer-changed = The feature as it is now (204 with Prefer: return=minimal)
api-answer-gone = It is deleted
api-parameter-if-match = The ETag of the version you have seen
api-parameter-content-crs = The reference system of the coordinates: the layer's own, for legal coordinates (x easting). Without it, degrees
api-parameter-why = The reason, kept in the history; percent-encoded UTF-8
api-parameter-prefer = return=minimal leaves the feature out of the answer
api-parameter-last-event = The id of the last event heard: what came after it is told first
api-parameter-layers = Layer names with commas between them
api-parameter-bbox = West, south, east, north in degrees (CRS84); west greater than east crosses the antimeridian. Of six numbers the heights are not looked at. Features without geometry are always selected.
api-parameter-limit = Features on a page; one that grows too large ends earlier and links to the rest
api-parameter-datetime = An instant or an interval (RFC 3339). Features carry no time of their own here: all are selected.
api-parameter-after = Only features with a larger id: how next links go on
api-parameter-q = What to look for, with or without tone marks: sheet and parcel number, parcel identifier, address, name, coordinates in VN-2000 or WGS 84, a table of corners
api-parameter-near = Longitude, latitude one looks at: what is near comes first
api-parameter-at = Longitude, latitude: all features under this place, by their legal geometry; instead of q
api-parameter-within = Points and lines no further away than so many metres count, too
api-parameter-layer = This layer only; together with at
api-parameter-key = commune code-sheet-number, the 12-character parcel identifier, or the id
api-parameter-link = A path that begins with /; without it the first page
title-bad-request = Bad request
title-sign-in = Sign-in needed
title-not-allowed = Not allowed
title-too-often = Too many tries
title-not-found = Not found
title-method = Method not allowed
title-not-acceptable = Not acceptable
title-too-large = Content too large
title-conflict = Changed meanwhile
title-version-needed = Version needed
title-media-type = Kind of content not supported
title-invalid = Not valid
title-unavailable = Unavailable for now
title-internal = Internal error
page-layers = Layers
page-features = Features
page-home = Home
page-next = Next page
page-matched = { NUMBER($matched) } features
page-id = Id
page-title = Title
page-kind = Kind
page-count = Features
page-description = Description
page-links = Links
page-extent = Extent
page-spatial = On the map
page-bbox = Box (west, south, east, north)
page-storage-crs = Reference system of the data
page-item-type = Kind of content
page-attribution = Attribution
page-conforms = Conforms to
page-number-matched = Features in all
page-number-returned = Features on this page
page-time = Time
page-shape = { $kind }, { NUMBER($count) } vertices:
page-shape-all = all vertices (GeoJSON)
page-request-id = Request number, to tell the administrator if this stays: { $id }
page-crs = Reference system
page-field = Field
page-value = Value
page-geometry = Geometry
page-problem = Problem
page-base-maps = Base maps
page-styles = Styles
page-conformance = Conformance
page-api = Interface description (OpenAPI)
page-search = Search
page-no-web = The map was not built into this program. Run make web and build again; the data services work as they are.
search-parcel = Sheet { $sheet }, parcel { $number }
search-sheet = Sheet { $sheet }
search-number = Parcel { $number }
search-identifier = Parcel identifier { $identifier }
search-decision = Decision { $number }
search-degrees = { $north }, { $east }
search-metres = X (north) = { $north }; Y (east) = { $east }
search-zone = VN-2000, central meridian { $meridian }, { $width }° zone
search-corners = { NUMBER($count) } corners
search-corners-area = { NUMBER($count) } corners, { $area } m²

### portal
portal-title = Địa bàn – parcels and plans
portal-brand = Địa bàn
portal-tagline = Map of parcels and plans
portal-skip = Skip to the content
portal-languages = Language
portal-language = English
portal-heading = Look up parcels and plans
portal-lead = Where a parcel lies, what is planned there, by which decision: type one line and see the answer on the map.
portal-search = Search parcels, places, streets, coordinates
portal-search-hint = Sheet 12 parcel 345, a street, coordinates…
portal-search-go = Search
portal-examples = With or without tone marks. For example: tờ 12 thửa 345 Rạch Dừa; the identifier w3uy5vt93w85; VN-2000 coordinates 1208622.92 456313.40.
portal-apps = Applications
portal-app-planning = Planning map
portal-app-planning-about = Parcels, planned zones and road lines on one map: press a point to learn what lies there, measure areas, print to scale.
portal-layers = Published layers
portal-revision = Data revision { $revision }
portal-layer = Layer
portal-kind = Kind
portal-count = Features
portal-updated = Updated
portal-data = Data
portal-data-open = See the table
portal-kind-parcel = Parcels
portal-kind-zone = Planned zones
portal-kind-line = Lines
portal-kind-ward = Wards, communes
portal-kind-network = Network
portal-kind-building = Buildings
portal-kind-feature = Features
portal-empty = The store has no layers yet.
portal-empty-remedy = Bring in a file with the command below (GeoJSON, Shapefile, GeoPackage… will do), then reload this page.
portal-empty-sample = No file at hand? Have a look at the sample city:
portal-open = Open data
portal-open-about = QGIS and other programs read all of these layers by the OGC API standards: add this page's address as an “OGC API Features” connection.
portal-link-data = All layers (OGC API Features)
portal-link-api = Description of the programming interface (OpenAPI)
portal-link-conformance = Standards it conforms to
portal-link-styles = Map styles
portal-link-self = This page for programs (JSON)
portal-link-alternate = This page for people (HTML)
portal-reference-only = For reference only; the approved plans and the certificate are what counts in law.



### web

web-title = Địa bàn – map
web-brand = Địa bàn
web-tagline = Map of parcels and plans
web-skip-to-map = Skip to the map
web-language = Language
web-language-vi = Tiếng Việt
web-language-en = English
web-loading = Loading the map…
web-empty = The store has no layers yet.
web-empty-remedy = Bring in a file with the command below; the map then appears by itself.
web-error = The map could not be loaded.
web-partial = A part of the map could not be loaded.
web-error-remedy = Check that the server is running and the connection is up, then press “Try again”.
web-request = Request number for your report: { $id }
web-sign-in = Sign in
web-sign-in-why = For staff: sign in to see all fields.
web-user-name = User name
web-password = Password
web-sign-out = Sign out
web-signed-in-as = Signed in: { $name }
web-role-viewer = Role: sees data
web-role-editor = Role: sees and changes data
web-role-admin = Role: administrator
web-retry = Try again
web-no-webgl = This browser cannot draw the map (no WebGL 2).
web-no-webgl-remedy = Turn on graphics acceleration, or open the page in a recent Chrome, Edge, Firefox or Safari.
web-theme-dark = Use the dark theme
web-theme-light = Use the light theme
web-coord = Coordinates
web-coord-grid = X (North) = { $north }; Y (East) = { $east }
web-coord-zone = CM { $meridian }, { $width }° zone
web-coord-local = Local grid (the data is not in VN-2000)
web-coord-change = Change the system: VN-2000, WGS 84
web-coord-copy = Copy the coordinates
web-copied = Copied
web-locate-refused = The browser may not tell where you are. Allow it in this site's settings, or search for an address, a sheet or a parcel number.
web-locate-late = No position yet. Go where the sky is open or switch on location services, and press again.
web-locate-unknown = The device does not know where it is. Switch on location services, or search for an address, a sheet or a parcel number.
web-measure = Measure length, area
web-measure-heading = Measure on the map
web-measure-what = What to measure?
web-measure-length = Length
web-measure-area = Area
web-measure-hint = Press the map to add corners. By keyboard: arrow keys move, Enter adds a corner at the crosshair, Backspace takes the last one back, Esc ends it.
web-measure-three = An area needs at least three corners.
web-measure-crossed = The edges cross, so there is no area. Take the last corner back and go another way.
web-measure-outline = outline { $length }
web-measure-edges = Corners and edges
web-measure-corner = Corner { $number }
web-measure-edge = Edge { $from }–{ $to }: { $length }
web-measure-undo = Take back
web-measure-clear = Clear
web-measure-copy = Copy
web-measure-type = Or type the corners, one a line (X Y in VN-2000, or latitude, longitude)
web-measure-add = Add corners
web-measure-unreadable = These are no coordinates yet. Each line needs two numbers, such as 1144200.50 426902.37 or 10.346, 107.084.
web-measure-grid = Reckoned in the grid { $grid }
web-search = Search parcels, places, streets, coordinates
web-search-hint = Sheet 12 parcel 345, a street, coordinates…
web-search-clear = Clear the search
web-search-results = Search results
web-search-recent = Recent searches (kept on this device only)
web-search-forget = Forget recent searches
web-search-asking = Searching…
web-search-failed = The search did not work.
web-search-none = Nothing was found.
web-search-none-remedy = Try the sheet and parcel number with the ward's name, the name before the merger, or VN-2000 coordinates.
web-search-read = Read as: { $read }
web-search-count = { NUMBER($count) } results
web-search-more = There are more: type more of it.
web-search-elsewhere = In another commune
web-search-elsewhere-note = There is no such parcel in the place you named; those below have the same number and lie elsewhere. Choose one only if it is the one you mean.
web-search-left-out = Not searched: { $layers }. Look at these layers on the map, or ask the administrator for more search memory.
web-search-kind-parcel = Parcels
web-search-kind-place = Places
web-search-kind-street = Streets
web-search-kind-zone = Planned zones
web-search-kind-feature = Other features
web-search-kind-coordinate = Coordinates
web-search-kind-corners = Outline of a corner table
web-attribution = Data: { $who }
web-tabs = Parts of the panel
web-tab-info = Info
web-tab-layers = Layers
web-tab-legend = Legend
web-tab-tools = Tools
web-layers = Map layers
web-layers-all-off = All off
web-layers-undo = Undo all off
web-group-land = Land and planning
web-group-streets = Streets and buildings
web-group-networks = Utility networks
web-group-others = Boundaries and others
web-group-of = Layers of the group { $group }
web-layer-settings = Adjust { $layer }
web-layer-up = Move { $layer } up
web-layer-down = Move { $layer } down
web-layer-moved = { $layer }: place { $place } of { $of } in its group
web-strength = Opacity
web-strength-of = Opacity of { $layer }
web-base-maps = Base map
web-base-none = No base map
web-legend = Legend
web-legend-hint = Only what is on the map now, in the official colours.
web-legend-empty = No layer shows anything here. Switch one on under “Layers”, or move the map.
web-legend-of = Legend of the layer { $layer }
web-click-hint = Tap the map to see what is at that point. By keyboard: move with the arrow keys, press Enter to select at the crosshair.
web-at-this-point = { $count ->
    [one] At this point: { $count } feature
   *[other] At this point: { $count } features
}
web-nothing-here = There is nothing at this point. Zoom in or choose another point.
web-gone = This feature is no longer here.
web-gone-remedy = It was deleted or replaced, or only staff who have signed in see it. Choose on the map again, or search by sheet and number or by address.
web-close = Close
web-parcel = Parcel { $number }, sheet { $sheet }
web-merged = At this scale { $count } features of the same class are merged. Zoom in to see each of them.
web-feature-id = Feature id
web-card-from-tile = The full record could not be read; these are the values on the map.
web-open-record = Open the original record
web-copy-link = Copy link
web-link-copied = The link has been copied.
web-not-copied = The browser does not allow copying. Select the link in the box above and copy it by hand.
web-link-older = The data has changed since this link was made (revision { $then }, now { $now }). Check again before you rely on it.
web-share = Share
web-share-hint = The link opens the same place, layers and selected feature again.
web-share-link = Link to this map
web-share-on = Send
web-share-code = QR code of this link
web-share-code-hint = Scan the QR code with a phone to open this map.
web-share-no-code = There is no QR code: the link is too long, or the connection is gone. Copy the link above, or open this tab again to try once more.
web-decision = Decision { $number }
web-decision-of = Decision { $number } of { $date }
web-in-layers-off = In layers that are off: { $count }
web-show-more = Show more ({ $count })
web-more-not-listed = { $count } more are not listed. Zoom in and choose again to see all.
web-no-parcel-here = The data has no parcel at this point.
web-no-parcel-data = The store has no parcel layer yet.
web-no-zone-here = The data has no plan at this point.
web-no-zone-data = The store has no planning layer yet.
web-revision = Data revision { $revision }
web-reference-only = For reference only
web-list-count = In view: { $count } in the layer { $layer }
web-list-empty = No single features in view. Zoom in to see them one by one.
web-list-place = { $name }, { $place } of { $of }
web-print = Print
web-print-to-scale = Print to scale
web-print-hint = A frame on the map shows what will be printed, by paper and scale.
web-print-frame = Choose the frame
web-print-title = Title
web-print-usual-title = Map of parcels and plans
web-print-paper = Paper
web-print-way = Orientation
web-print-portrait = Portrait
web-print-landscape = Landscape
web-print-scale = Scale
web-print-making = Preparing the print…
web-print-failed = The print could not be made. Choose smaller paper, or try again.
web-print-date = Printed on { $date }
web-print-legend-apart = Legend: see next page
web-north = North
web-north-letter = N
web-keys = Keyboard shortcuts
web-keys-hint = The keys work while the map has the focus; Tab leads to the map.
web-key-search = Search
web-key-move = Move the map
web-key-zoom = Zoom in and out
web-key-pick = Choose at the crosshair in the middle of the map
web-key-step = Next and previous feature in view
web-key-layers = Map layers
web-key-legend = Legend
web-key-print = Print to scale
web-key-escape = Close, and back to the map
web-key-help = List of keys
web-sheet-more = Enlarge the panel
web-sheet-less = Collapse the panel
web-field-so-to = Sheet
web-field-so-thua = Parcel number
web-field-loai-dat = Land use
web-field-chuc-nang = Function
web-field-dien-tich = Area
web-field-dien-tich-phap-ly = Registered area
web-field-dien-tich-do = Measured area
web-field-ma-dinh-danh = Parcel identifier
web-field-ma-xa = Ward code
web-field-ten = Name
web-field-ten-cu = Former name
web-field-ten-duong = Street
web-field-ten-xa = Ward
web-field-dia-chi = Address
web-field-lo-gioi = Road reserve width
web-field-be-rong = Width
web-field-mat-do = Building density
web-field-mat-do-xay-dung = Building density
web-field-tang-cao = Storeys
web-field-he-so = Floor area ratio
web-field-he-so-su-dung-dat = Floor area ratio
web-field-ky-hieu = Zone sign
web-field-dan-so = Population
web-field-quyet-dinh = Decision
web-field-so-quyet-dinh = Decision no.
web-field-ngay-quyet-dinh = Decision date
web-field-nguon-goc = Origin of the land use right
web-field-do-an = Plan
web-field-loai = Type
web-field-dien-tich-km2 = Area
web-field-be-rong-mat-duong = Carriageway width
web-field-ma-do-an = Plan code
web-field-cap = Level
web-field-co-quan = Authority
web-field-hieu-luc-tu = In force from
web-field-hieu-luc-den = In force until
web-field-trang-thai = Status
web-field-giai-doan = Stage
web-field-khoang-lui = Setback
web-field-so-tang = Storeys
web-field-chieu-cao = Height
web-field-duong-kinh = Diameter
web-field-vat-lieu = Material
web-field-nam-lap = Laid in
web-field-ma = Code
web-field-cao-do-dau = Level at the upper end
web-field-cao-do-cuoi = Level at the lower end
web-field-do-doc = Fall
web-field-cao-do-nap = Level of the cover
web-field-cao-do-day = Level of the bottom
web-field-cong-suat = Power
web-field-loai-den = Lamp type
web-field-tu = Cabinet
web-field-lo = Circuit
web-field-cap-dien-ap = Voltage
web-field-xuat-tuyen = Feeder
web-maplibre-attribution-control-toggle-attribution = Show or hide sources
web-maplibre-attribution-control-map-feedback = Report a data error
web-maplibre-fullscreen-control-enter = Full screen
web-maplibre-fullscreen-control-exit = Leave full screen
web-maplibre-geolocate-control-find-my-location = My location
web-maplibre-geolocate-control-location-not-available = Location not available
web-maplibre-logo-control-title = MapLibre logo
web-maplibre-map-title = Map
web-maplibre-marker-title = Marker
web-maplibre-navigation-control-reset-bearing = Drag to rotate, click to face north
web-maplibre-navigation-control-zoom-in = Zoom in
web-maplibre-navigation-control-zoom-out = Zoom out
web-maplibre-popup-close = Close
web-maplibre-scale-control-feet = ft
web-maplibre-scale-control-meters = m
web-maplibre-scale-control-kilometers = km
web-maplibre-scale-control-miles = mi
web-maplibre-scale-control-nautical-miles = nm
web-maplibre-globe-control-enable = Show as a globe
web-maplibre-globe-control-disable = Show flat
web-maplibre-terrain-control-enable = Turn terrain on
web-maplibre-terrain-control-disable = Turn terrain off
web-maplibre-cooperative-gestures-handler-windows-help-text = Hold Ctrl and scroll to zoom the map
web-maplibre-cooperative-gestures-handler-mac-help-text = Hold ⌘ and scroll to zoom the map
web-maplibre-cooperative-gestures-handler-mobile-help-text = Use two fingers to move the map
