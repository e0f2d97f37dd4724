### The planning map.

web-title = Địa bàn – map
web-brand = Địa bàn
web-tagline = Map of parcels and plans
web-skip-to-map = Skip to the map
