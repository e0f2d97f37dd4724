### The list of keys.

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
