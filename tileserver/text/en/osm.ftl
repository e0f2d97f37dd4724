import-osm-damaged = Block { $block } of { $file } is not what an OpenStreetMap extract has there; nothing of this layer was imported. Download the file again, and compare its checksum.
import-osm-packing = Block { $block } of { $file } is packed by a method that is not read (only zlib is). Pack it anew: osmium cat in.osm.pbf -o out.osm.pbf
import-osm-feature = { $file } asks of its readers to know “{ $name }”, which this program does not. Make a plain extract of it: osmium time-filter in.osh.pbf -o out.osm.pbf, or osmium cat.
import-osm-too-many = { $file } has more than { $limit } nodes or ways of areas in one layer, more than fit into the memory an import may take. Cut out your region first: osmium extract -b WEST,SOUTH,EAST,NORTH in.osm.pbf -o out.osm.pbf
finding-relation-not-closed-reason = The ways of this area do not close: some lie outside the extract, or the relation is broken.
finding-relation-not-closed-remedy = It was put aside. Cut the extract so that relations stay whole (osmium extract with its smart strategy), or mend the relation in OpenStreetMap.
finding-nodes-missing-reason = { $count } points of ways are not in the file.
finding-nodes-missing-remedy = The ways were drawn without them. Cut the extract so that ways stay whole (osmium extract, its usual strategy).
finding-coastline-left-out-reason = { $count } ways of coastline were left out: they are lines, and do not say where the sea ends.
finding-coastline-left-out-remedy = Import the sea as polygons from osmdata.openstreetmap.de (water polygons): --kind base --layer base_areas --mode append, and a mapping with [constants] class = "sea".
cli-base-layers = Base map: { $layers }; one commit each, { $unpublished ->
    [true] for staff only
   *[false] published to everybody
}.
usage-layer-missing = Give the layer a name: --layer NAME. Only an OpenStreetMap extract (.osm.pbf) with --kind base brings names of its own.
usage-base-unfit = { $option } does not go with an OpenStreetMap extract that becomes a base map: its layers, fields and reference system are known. Leave it out.
base-areas = Base map: water and land cover
base-waterways = Base map: rivers and canals
base-buildings = Base map: buildings
base-roads = Base map: roads
base-boundaries = Base map: boundaries
base-places = Base map: places
