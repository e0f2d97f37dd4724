### MapLibre's own sentences; the ids are its keys.

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
