### MapLibre's own sentences; the ids are its keys.

web-maplibre-fullscreen-control-enter = Full screen
web-maplibre-fullscreen-control-exit = Leave full screen
web-maplibre-geolocate-control-find-my-location = My location
web-maplibre-geolocate-control-location-not-available = Location not available
web-maplibre-map-title = Map
web-maplibre-marker-title = Marker
web-maplibre-navigation-control-reset-bearing = Drag to rotate, click to face north
web-maplibre-navigation-control-zoom-in = Zoom in
web-maplibre-navigation-control-zoom-out = Zoom out
web-maplibre-scale-control-meters = m
web-maplibre-scale-control-kilometers = km
