### Many parcels at once: an area or corridor, whole plans as files, lines for spreadsheets.

api-planning-area = All parcels and zones of an area or corridor on a day: what of each parcel lies in it, and in which zone of which plan; with totals by function. Send a GeoJSON geometry, a KML file, a GeoPackage (4 MB at most) or a table of corners; at most 100 km² and 10,000 parcels
api-plan-download = A plan with all its zones in one file, written while it is sent
api-answer-area = Parcels with their shares and plans with their totals; as a table one line for each share
api-answer-download = The plan and its zones
api-parameter-area-f = the form of the answer: json, geojson (the parts of parcels), csv, xlsx or gpkg (the shares with their shapes)
api-parameter-area-layer = the layer that is meant of a GeoPackage that is sent and has several
api-parameter-area-within = what lies within so many metres of the shape belongs to the area; a line or point needs it
api-parameter-download-f = the form of the file: geojson, or csv (without shapes)
problem-expected-area-format = json, geojson, csv, xlsx or gpkg
problem-expected-download-format = geojson or csv
problem-area-not-text = What was sent is not text in UTF-8. Save the file as UTF-8 and send it again.
problem-area-kml = What was sent is no KML with polygons, lines or points, or a coordinate in it cannot be read. A .kmz is a packed .kml: unpack it first.
problem-area-corners = No outline can be read from these corners. Send a line for each corner, three or more, with X and Y in VN-2000 metres or with latitude and longitude, near the data of this server.
problem-area-corners-several = These corners fit several systems ({ $systems }). Write the central meridian in the first line, such as “KTT 107°45′”, and send them again.
problem-area-gpkg-none = What was sent is no GeoPackage. Export the .gpkg again with QGIS and send the whole file, not packed.
problem-area-gpkg-damaged = The GeoPackage is damaged, cut short, or a table is not as the file's own catalogue says. Try to open it in QGIS, export it again and send it.
problem-area-gpkg-empty = The GeoPackage has no layer of features. Save your area or line as a layer of the file and send it again.
problem-area-gpkg-several = The GeoPackage has several layers ({ $names }). Choose one with the parameter layer, such as layer=name.
problem-area-gpkg-other = The GeoPackage has no layer { $name }; its layers are: { $names }.
problem-area-gpkg-computed = The layer { $name } of the GeoPackage is a view or a virtual table, not an ordinary one. Export that layer as a table and send it again.
problem-area-gpkg-no-crs = The layer in the GeoPackage states no reference system. Set one in QGIS, export the layer again and send it.
problem-area-gpkg-crs = The reference system that the GeoPackage states is not known, or contradicts itself ({ $crs }). Set it again in QGIS, a VN-2000 zone for example, export the layer and send it.
problem-area-gpkg-shape = The shape of feature { NUMBER($record) } of the GeoPackage cannot be read, or is too large. Mend or remove it and send the file again.
problem-area-gpkg-many = The layer in the GeoPackage has more than { NUMBER($most) } shapes. Join them, or send them in several questions.
problem-area-empty = There is no shape in what was sent. Draw a polygon, or a line together with within_m.
problem-area-flat = A line or a point alone is no area. Add within_m, the metres to each side that belong to it.
problem-area-too-large = The area is { NUMBER($area) } km², and one question may be about { NUMBER($most) } km². Divide it; whole plans are at /v1/plans/(id)/download.
problem-area-too-many = The area touches more than { NUMBER($most) } parcels, and one question is about that many at most. Divide it; whole plans are at /v1/plans/(id)/download.
area-title = Planning of an area
area-about = { NUMBER($parcels) } parcels in { $area } m² ({ $crs }), as of { $day }, data revision { $revision }
area-reference = For reference only: what counts is the decision with its drawings.
area-unknown = The parcels of the layer { $layer } share no grid with the zones, so nothing is known of them.
area-outside-data = This area lies outside the data: the store holds neither parcels nor zones there. That nothing is found does not mean that nothing is planned; check the coordinates, or ask the authority of that place.
download-terms = For reference only: what counts is the decision with its drawings. Whoever passes this on names the plan, its decision and the day of the data.
sheet-name-parcels = Parcels
sheet-name-summary = Summary
sheet-layer = Layer
sheet-parcel = Parcel id
sheet-commune = Commune
sheet-sheet = Sheet
sheet-number = Parcel number
sheet-identifier = Parcel identifier
sheet-parcel-area = Parcel area (m²)
sheet-inside-area = Of it in the area (m²)
sheet-plan = Plan id
sheet-plan-code = Plan code
sheet-plan-name = Plan
sheet-decision = Decision
sheet-governs = Governs (m²)
sheet-law-state = Standing in law
sheet-part = Part
sheet-zone = Zone id
sheet-zones = Zones
sheet-sign = Sign
sheet-function = Function
sheet-function-unknown = Not stated
sheet-area = Area (m²)
sheet-percent = Share (%)
sheet-part-zone = In a zone
sheet-part-below = In a zone, too small to count
sheet-part-uncovered = In no zone of the plan
sheet-part-no-plan = In no plan
sheet-part-unknown = Not known
sheet-law = { $state ->
    [in_force] in force
    [decided] decided, not in force yet
    [proposed] proposed
    [suspended] suspended
    [not_yet_decided] not decided yet
    [replaced] replaced
    [expired] expired
    [annulled] annulled
   *[unknown] not known
}
