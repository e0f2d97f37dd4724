### Tools of the map on a small screen.

web-map-tools = Map tools
web-map-tools-close = Close tools
web-map-middle = Coordinates of the middle
