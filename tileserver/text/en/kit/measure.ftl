### Measuring on the map.

web-measure-heading = Measure on the map
web-measure-what = What to measure?
web-measure-length = Length
web-measure-area = Area
web-measure-hint = Press the map to add corners. By keyboard: arrow keys move, Enter adds a corner at the crosshair, Backspace takes the last one back, Esc ends it.
web-measure-three = An area needs at least three corners.
web-measure-crossed = The edges cross, so there is no area. Take the last corner back and go another way.
web-measure-outline = outline { $length }
web-measure-edges = Corners and edges
web-measure-corner = Corner { $number }
web-measure-edge = Edge { $from }–{ $to }: { $length }
web-measure-undo = Take back
web-measure-clear = Clear
web-measure-copy = Copy
web-measure-type = Or type the corners, one a line (X Y in VN-2000, or latitude, longitude)
web-measure-add = Add corners
web-measure-unreadable = These are no coordinates yet. Each line needs two numbers, such as 1144200.50 426902.37 or 10.346, 107.084.
web-measure-grid = Reckoned in the grid { $grid }
