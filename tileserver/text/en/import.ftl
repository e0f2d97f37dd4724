### Imports: why one stops, what is found in a file, the report.

import-unreadable = The file { $file } cannot be opened. Check the path and the permission to read it.
import-not-a-file = { $file } is a folder, a device or a pipe, not a file; nothing was read. Give the file itself. What comes out of a pipe has to be saved as a file first.
import-changed = The file { $file } was written to while it was read; nothing was imported. Wait until it is complete, or make a copy, then import again.
import-cityjson = The file { $file } is CityJSON, a model of buildings in three dimensions, which is not read here. Convert it to a GeoPackage of footprints first, for example in QGIS with the plugin CityJSON Loader, then import that.
import-unknown-format = The format of { $file } is not known. Give GeoJSON, TopoJSON, GeoPackage or Shapefile (.shp or .zip); convert other formats with ogr2ogr first.
import-no-features = The GeoPackage { $file } holds no layer of features. Check that it is the right file; ogrinfo lists what is in it.
import-computed = The layer “{ $name }” of { $file } is a view or is computed by a module, so that nobody knows what reading it would do. Nothing was imported. Make an ordinary table of it in a program you trust, then import that: { $command }
import-table-missing = The GeoPackage { $file } lists the layer “{ $name }”, but its table is not in the file; nothing was imported. Export that layer again from its source, or choose another one with --source-layer.
import-table-unreadable = The table “{ $name }” of { $file } is not as the file describes it: { $problem }. Nothing was imported. Write the layer anew, then import that: { $command }
import-busy = Another program is writing into { $file }; nothing was imported. Close it there (in QGIS: save the edits), then import again.
import-damaged = The GeoPackage { $file } is damaged or cut off; nothing was imported. Copy or export it again. What is left of it can often be rescued: { $command }
import-no-shapefile = The archive { $file } holds no Shapefile (.shp). Put .shp, .dbf and .prj together into one .zip, or unpack the archive and import the file in it.
import-truncated = The file { $file } is empty or cut off; nothing was imported. Copy or download it again from its source.
import-broken = The file { $file } is broken at byte { $at }; nothing was imported. Export it again from its source.
import-record-too-large = Record { $record } of { $file } is larger than { $limit } MB; nothing was imported. Split the shape of that record into parts, or keep its long texts as files.
import-file-too-large = The file { $file } is larger than { $limit } MB unpacked and cannot be read as a stream. Convert it by this command, then import the result: { $command }
import-too-many-fields = The file { $file } has more than { $limit } fields. Drop those you do not need with a mapping file (--mapping).
import-field-name-too-long = A field of { $file } has a name of { $length } bytes, beginning with “{ $start }”; nothing was imported. The file is probably damaged, or values stand where names should: export it again from its source.
import-crs-missing = The file { $file } does not state its reference system. Run again with --crs, for example --crs EPSG:9210 (VN-2000, central meridian 105°45').
import-crs-unknown = The reference system stated in { $file } is not one that we know: { $text }. { $command ->
        [none] It is a mere name or number, by which nothing can be converted. Run again with the right --crs and --override-crs.
       *[other] If it is right, convert the file by it and import the result: { $command } – if you know that the file is wrong, run again with the right --crs and --override-crs.
    }
import-crs-contradicted = The file { $file } states EPSG:{ $code }, but { crs-what } is { $found } in its own definition and { $expected } in EPSG:{ $code }; nothing was imported. If the code is right, run again with --crs EPSG:{ $code } --override-crs. { $command ->
        [none] If the definition is right, run again with the right --crs and --override-crs.
       *[other] If the definition is right, convert the file by it and import the result: { $command }
    }
import-crs-of-record = Record { $record } of { $file } states { $found }, what stands before it is in { $before }; nothing was imported. Make a file of each reference system, or run again with --crs and --override-crs if all are in one.
import-crs-differs = The file { $file } states { $found }, but --crs says { $asked }. Leave --crs out, or add --override-crs if the file is wrong.
import-crs-of-layer = The file { $file } is in { $found }, the layer in { $layer }. Convert the file to { $layer } first, or import it as a layer of its own.
import-axes-swapped = The axes of { $file } seem swapped for { $crs } (in degrees: latitude and longitude): X must be easting or longitude, Y northing or latitude. The first is record { $record }, at { $x }, { $y }. Nothing was imported. Exchange the two at the source, then export the file again.
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
import-encoding-unknown = A text of { $file } is not in the encoding that was asked for or that the file states (UTF-8 if none); nothing was imported. Run again with the right one, --encoding UTF-8, TCVN3, VNI, VPS, windows-1258 or windows-1252, first with --dry-run, which tells if the texts do not look like it.
import-encoding-doubtful = The encoding of the texts in { $file } is stated nowhere or wrongly, and they are too few to tell; nothing was imported. Run again with --encoding and the name before the right reading: { $readings }
import-mapping = The mapping file { $file } is not understood: { $problem }
import-key-missing = Mode update needs a key field that the layer has; “{ $key }” is none. Give --key the name of a field of the layer.
import-field-is-public = The field “{ $field }” of the layer “{ $layer }” is public, and adding or updating records does not hide it. Nothing was changed. To hide it, import the whole layer again with --mode replace and --private-field; if anyone may see it, do not ask for it to be private.
import-layer-is-public = Anyone sees the layer “{ $layer }”, and adding or updating records does not hide it. Nothing was changed. Hide it first (diaban layer hide), or leave out --unpublished.
import-private-field-missing = --private-field “{ $field }” names no field of the data. Nothing was imported. The fields are: { $names }. Write the name as it stands there, in the same case; for several fields give --private-field several times.
import-mapped-field-missing = The mapping makes the field “{ $field }” private or drops it, and the data has no such field; the one that was meant would be public. Nothing was imported. The fields are: { $names }. Write the name under [fields] as it stands there, in the same case, or remove that line from the mapping.
import-key-twice = { $file }, record { $record }: “{ $field }” = “{ $value }” stood before in { $before_file }, record { $before }. Nothing was changed. Remove one of the two records, or choose another --key.
import-nothing-loaded = None of the { $read } records can be loaded, so the layer was left as it is. Run with --dry-run to see the findings.
import-no-records = The files hold no records, so the layer was left as it is. Check that these are the right files, or export them again.
import-cancelled = The import was stopped; the store is as it was before.
import-reader-lost = Reading stopped unexpectedly by a fault of this program; the store is as it was before. Send the log to the developers.
finding-wrong-extension-reason = The extension of the file's name is wrong: its content is { $format }.
finding-wrong-extension-remedy = It was read by its content. Rename the file.
finding-crs-contradiction-reason = The file states { $stated }, but { $what ->
        [code] nobody knows that code, or it was withdrawn. Its definition is that of { $by }.
       *[other] { crs-what } is { $found } in its own definition and { $expected } in EPSG:{ $code }.
    }
finding-crs-contradiction-remedy = It was read by the definition, as { $by }. Look at the place on the map; if that is wrong, import again with the right --crs, --override-crs and --mode replace.
finding-crs-suspect-reason = By { $crs } the data lies at longitude { $lon }, latitude { $lat }, outside Vietnam.
finding-crs-suspect-remedy = Check the central meridian and the order of X and Y; if wrong, import again with the right --crs (and --override-crs if the file states another) and --mode replace.
finding-crs-apart-reason = By { $crs } the data lies at longitude { $lon }, latitude { $lat }, { $km } km away from everything else in the store. { $better ->
        [none] No zone of VN-2000 would put it among it.
        [other] It is not in a zone of VN-2000, so no other zone can be named.
       *[other] By { $better } it would lie among it.
    }
finding-crs-apart-remedy = { $better ->
        [other] Look at the place on the map; if it is wrong, correct the coordinates or name the right --crs, with --override-crs and --mode replace.
       *[zone] Check the central meridian; if it is wrong, import again with the right --crs, --override-crs and --mode replace.
    } If the place is right, nothing needs to be done.
finding-dimensions-dropped-reason = { $count } shapes carry heights or measures.
finding-dimensions-dropped-remedy = Only X and Y were kept. If you need heights, bring them in as a field.
finding-mapping-field-missing-reason = The mapping file speaks of a field that the data does not have.
finding-mapping-field-missing-remedy = Check the spelling, capital letters included.
finding-rows-missing-reason = The table (.dbf) has { $rows } rows for { $shapes } shapes (.shp); the record named is the first without a row.
finding-rows-missing-remedy = Shapes without a row were loaded without attributes. The two files may not belong together: export the Shapefile again from its source.
finding-shapes-missing-reason = The table (.dbf) has { $rows } rows for { $shapes } shapes (.shp); the record named is the first without a shape.
finding-shapes-missing-remedy = Rows without a shape were loaded, but are not on the map. The two files may not belong together: export the Shapefile again from its source.
finding-rows-deleted-reason = { $count } rows are marked as deleted in the table (.dbf).
finding-rows-deleted-remedy = They were left out, shapes included. Undelete them at their source if they are needed.
finding-rows-beyond-reason = The table (.dbf) states { $rows } rows; { $count } more lie behind them.
finding-rows-beyond-remedy = Only the stated ones were loaded, as other programs do. If rows are missing, export the Shapefile again from its source.
finding-index-unreadable-reason = The index (.shx) is damaged or no index.
finding-index-unreadable-remedy = Shapes were read in the order in which they lie in the .shp. Check some of them on the map: if the Shapefile was edited, former versions of shapes may be among them. Then export it again from its source and import that with --mode replace.
finding-index-missing-reason = There is no index (.shx), and shape number { $number } lies in the .shp twice: the file was edited, and only the index says which one counts.
finding-index-missing-remedy = Shapes were read in the order in which they lie in the .shp, so that they may stand at wrong attributes. Put the .shx beside the .shp and import again with --mode replace.
finding-length-absurd-reason = The header of the .shp says that the file is { $length } bytes long, which cannot be, and there is no index (.shx).
finding-length-absurd-remedy = Shapes were read one after another to the end of the file. Compare their number in the report with the source; if there is a .shx, put it beside the .shp and import again with --mode replace.
finding-field-renamed-reason = The table (.dbf) has several fields with the name “{ $name }”, or one without a name.
finding-field-renamed-remedy = All were kept, this one as “{ $kept }”. Rename it at its source, or give it a name of its own in a mapping file.
finding-field-name-cut-reason = The name of the field “{ $kept }” was longer than a table (.dbf) allows, and its last letter was cut.
finding-field-name-cut-remedy = The field was loaded under the name without that letter. Give it its full name in a mapping file (--mapping).
finding-surfaces-flattened-reason = { $count } shapes are surfaces in space (MultiPatch); the record named is the first.
finding-surfaces-flattened-remedy = Their footprint was loaded: all faces as they lie on the map. If you need the surfaces, keep the file.
finding-columns-computed-reason = These columns are computed by the file itself: { $names }.
finding-columns-computed-remedy = They were left out, for computing them means to run what the file says. Store their values in ordinary columns at their source if they are needed.
finding-text-recognised-reason = { $stated ->
        [none] The file does not state the encoding of its texts.
       *[other] The file states { $stated } for its texts.
    } Of { $words } different words with marks, { $fitting } make sense as { $encoding } and { $fewer } as { $stated ->
        [none] UTF-8
       *[other] { $stated }
    }: “{ $before }” is “{ $after }”.
finding-text-recognised-remedy = The texts were read as { $encoding }. If that is wrong, import again with the right --encoding and --mode replace.
finding-text-doubted-reason = Of { $words } different words with marks, { $fewer } make sense as { $read }{ $better ->
        [none] .
       *[other] {""}, and { $fitting } as { $better }.
    } One text in all encodings: { $readings }
finding-text-doubted-remedy = The texts were read as { $read }. If that is wrong, import again with --encoding and the name before the right reading, and --mode replace.
finding-text-misread-reason = Another program decoded the texts wrongly: of { $words } different words with marks, { $fitting } make sense as { $encoding } and { $fewer } as they stand: “{ $before }” is “{ $after }”.
finding-text-misread-remedy = They were loaded as they stand. Import again with --encoding { $encoding } --mode replace, which reads them anew.
finding-text-not-utf8-reason = Texts of the file are not UTF-8, as they must be here. { $encoding ->
        [none] One of them in all encodings: { $readings }
       *[other] They look like { $encoding }: { $readings }
    }
finding-text-not-utf8-remedy = Those records were quarantined. { $encoding ->
        [none] Import again with --encoding and the name before the right reading, and --mode replace.
       *[other] Import again with --encoding { $encoding } --mode replace.
    }
finding-value-not-convertible-reason = The value “{ $value }” is not of the type the mapping file demands.
finding-value-not-convertible-remedy = The record was loaded without it. Correct the value at its source, or change the type in the mapping file.
finding-value-unreadable-reason = The value “{ $value }” cannot be read as the type its column states.
finding-value-unreadable-remedy = The record was loaded without it. Correct the value at its source and import again.
finding-value-in-memo-reason = The text lies in a memo file (.dbt or .fpt), which is not read.
finding-value-in-memo-remedy = The record was loaded without it. Convert the file to a GeoPackage (ogr2ogr -f GPKG), then import that.
finding-value-binary-reason = The field holds { $value } bytes of binary data, such as a picture.
finding-value-binary-remedy = The record was loaded without it. Keep such data as files and put their names into a text field.
finding-text-replaced-reason = Letters of the text “{ $value }” are lost (�).
finding-text-replaced-remedy = The text was loaded as it stands. If the file is a Shapefile, import it again with the right --encoding; else the letters were lost before: correct the text at its source.
finding-text-cut-reason = The text “{ $value }” is as long as its field, and a letter at its end was cut.
finding-text-cut-remedy = The text was loaded without that letter; more may be missing. Look up the full text at its source, or export to GeoPackage, which does not limit texts.
finding-key-empty-reason = The record has no key.
finding-key-empty-remedy = It was quarantined. Fill in the key at its source and import again.
finding-record-not-json-reason = The record is not valid JSON: at its byte { $at } stands “{ $value }”.
finding-record-not-json-remedy = It was quarantined. Export the file again, or correct this line and import it alone with --mode append.
finding-record-not-geojson-reason = The record is JSON but no GeoJSON feature: at its byte { $at } stands “{ $value }”.
finding-record-not-geojson-remedy = It was quarantined. Check the record's type, geometry and coordinates.
finding-record-too-deep-reason = Values are nested too deeply.
finding-record-too-deep-remedy = It was quarantined. Flatten the record's properties at their source.
finding-record-not-utf8-reason = The text of the record is not UTF-8.
finding-record-not-utf8-remedy = It was quarantined. What the file as a whole was found to be says which --encoding to import it again with.
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
finding-index-astray-reason = The index (.shx) points to a place in the .shp where no shape of this record lies.
finding-index-astray-remedy = It was quarantined. The two files may not belong together: export the Shapefile again from its source. If that cannot be done, remove the .shx and import again with --mode replace; shapes are then read in the order in which they lie in the .shp.
finding-geometry-not-polygon-reason = Layers of parcels, zones and administrative units need polygons; this is none.
finding-geometry-not-polygon-remedy = It was quarantined. Close the polygon at its source, or import the file with --kind line or --kind feature.
finding-geometry-other-family-reason = The existing layer does not hold shapes of this family.
finding-geometry-other-family-remedy = It was quarantined. Import these shapes as a layer of their own.
finding-coordinate-not-number-reason = A coordinate is no number: at byte { $at } of the record stands { $value }.
finding-coordinate-not-number-remedy = It was quarantined. Write the coordinate as a number at its source, or null in the place of the whole geometry, then import that record alone with --mode append.
finding-coordinate-not-finite-reason = A coordinate is not a finite number, or is larger than any that can be held (1.8 × 10³⁰⁸).
finding-coordinate-not-finite-remedy =
    { $outcome ->
        [quarantined] It was quarantined. Correct the coordinate at its source, then import that record alone with --mode append.
       *[other] It was repaired. Look at the shape on the map.
    }
finding-coordinate-out-of-reach-reason = The coordinates cannot lie in the reference system of the layer.
finding-coordinate-out-of-reach-remedy = It was quarantined. Correct the coordinates at their source (X and Y, or longitude and latitude, may be swapped), then import that record alone with --mode append.
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
import-progress = Read { NUMBER($read) } records
report-read = Read { NUMBER($count) } records
report-loaded = Loaded { NUMBER($count) } records
report-updated = Of these, { NUMBER($inserted) } are new and { NUMBER($updated) } are updated
report-repaired = Repaired the shape of { NUMBER($count) } records
report-quarantined = Quarantined { NUMBER($count) } records
report-nothing-loaded = Not one record could be loaded. Mend at its source what the findings name, then import again (with --mode replace if the layer is there).
report-published = Layer { $layer } is published at revision { $revision }
report-unpublished = Layer { $layer } is stored at revision { $revision } and is not public. To show it to everybody: diaban layer publish { $store } { $layer }
report-dry-run = Dry run: nothing was written to the store
report-dry-run-unpublished = Dry run: nothing was written to the store. The layer { $layer } would not be public; to show it to everybody after the import: diaban layer publish { $store } { $layer }
report-public-fields = Fields anyone may see: { $fields }
report-private-fields = Fields only staff may see: { $fields }
report-meanings = What fields were taken for: { $fields }
report-role = { $role ->
    [commune] commune code
    [sheet] map sheet
    [number] parcel number
    [identifier] identifier
    [address] address
    [name] name
    [former_name] former name
    [code] sign or code
    [decision] decision number
    [mention] name of what it belongs to
    [class] class that colours the map
    [decision_date] decision date
    [registered_area] registered area
    [measured_area] measured area
    [state] state
    [valid_from] in force from
    [valid_to] in force until
    [parent] what it is a part of
    [asset] file
    [from_node] first node
    [to_node] last node
    [edge] edge
    [position] open or closed
   *[other] something else
  }
report-no-fields = (none)
report-findings = Findings:
report-finding-group = { NUMBER($count) ->
        [one] Once: { $sentence }
       *[other] { NUMBER($count) } times: { $sentence }
    }
report-finding-where = { $file }, record { $record }
report-finding-line = { $file }, line { $line }
report-findings-more = and { NUMBER($count) } more records; --report FILE.json lists them all
