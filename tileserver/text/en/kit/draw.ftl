### Adding a feature: its shape drawn on the map, corner by corner.

web-draw-add = Add a feature to { $layer }
web-draw-new = Add to { $layer }
web-draw-name = the new feature
web-draw-heading = Draw the shape on the map
web-draw-what = What to draw
web-draw-point = Point
web-draw-line = Line
web-draw-polygon = Area
web-draw-point-hint = Press on the map to set the point. It snaps to corners and edges nearby.
web-draw-line-hint = Press on the map to add corners; press the last one again when it is done. Corners snap to shapes nearby.
web-draw-polygon-hint = Press on the map to add corners; press the first or the last one again to close the area. Corners snap to shapes nearby.
web-draw-keys = By keyboard: move the map with the arrows, Enter sets a corner at the crosshair, Enter once more ends, Backspace takes back the last. Hold Alt to prevent snapping.
web-draw-corner = Corner { $number }:
web-draw-done = Done
web-draw-undo = Remove the last corner
web-draw-type = Coordinates of the next corner
web-draw-type-point = Coordinates of the point
web-draw-put = Add
