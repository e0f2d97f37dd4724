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



### store



### snapshot



### tiles



### importers



### data-samples

sample-size = A sample city of { $parcels } parcels cannot be made. Choose a number of parcels from 1 to { $most }.



### command line



### server



### web

web-title = Địa bàn – map
web-brand = Địa bàn
web-tagline = Map of parcels and plans
web-skip-to-map = Skip to the map
web-language = Language
web-language-vi = Vietnamese
web-language-en = English
web-loading = Loading the map…
web-empty = The store has no layers yet.
web-empty-remedy = Bring in a file with the command below, then reload this page.
web-error = The map could not be loaded.
web-error-remedy = Check that the server is running and the connection is up, then press “Try again”.
web-request = Request number for your report: { $id }
web-retry = Try again
web-no-webgl = This browser cannot draw the map (no WebGL 2).
web-no-webgl-remedy = Turn on graphics acceleration, or open the page in a recent Chrome, Edge, Firefox or Safari.
web-layers = Layers and legend
web-legend-of = Legend of the layer { $layer }
web-click-hint = Tap the map to see what is at that point. By keyboard: move with the arrow keys, press Enter to select at the crosshair.
web-at-this-point = { $count ->
    [one] At this point: { $count } feature
   *[other] At this point: { $count } features
}
web-nothing-here = There is nothing at this point. Zoom in or choose another point.
web-close = Close
web-parcel = Parcel { $number }, sheet { $sheet }
web-merged = At this scale { $count } features of the same class are merged. Zoom in to see each of them.
web-feature-id = Feature id
web-card-from-tile = The full record could not be read; these are the values on the map.
web-open-record = Open the original record
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
