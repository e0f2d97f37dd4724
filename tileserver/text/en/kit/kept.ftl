### Shapes one draws and keeps on the device.

web-kept = My drawings
web-kept-hint = Shapes stay in this device's browser and are sent nowhere. Clearing the browser's data deletes them: save them to a file to keep them for long.
web-kept-point = Point
web-kept-line = Line
web-kept-area = Area
web-kept-press = Press on the map to set the point (keyboard: Enter at the crosshair).
web-kept-press-corners = Press on the map to add corners.
web-kept-keys = Press Enter when it is done. By keyboard: move the map with the arrows, Enter sets a corner at the crosshair, Enter once more ends, Backspace takes back the last.
web-kept-crossed = The edges cross. Take the last corner back and go another way.
web-kept-done = Done
web-kept-undo = Remove the last corner
web-kept-cancel = Stop drawing
web-kept-name = { $kind } { $number }
web-kept-kept = { $count ->
    [one] The shape is saved on this device.
   *[other] { NUMBER($count) } shapes are saved on this device.
}
web-kept-refused = The browser saves no more. Save the shapes to a file and delete some.
web-kept-full = { NUMBER($most) } shapes are saved on this device already. Save them to a file and delete some.
web-kept-shown = Show { $name }
web-kept-called = Name of the shape
web-kept-colour = Colour of { $name }
web-kept-red = Red
web-kept-orange = Orange
web-kept-green = Green
web-kept-blue = Blue
web-kept-purple = Purple
web-kept-black = Black
web-kept-go = Go there
web-kept-go-to = Go to { $name }
web-kept-remove = Delete
web-kept-remove-it = Delete { $name }
web-kept-removed = { $name } was deleted.
web-kept-not-removed = { $name } could not be deleted. Try again.
web-kept-back = Restore
web-kept-save = Save to a file (GeoJSON)
web-kept-save-kml = Save for map apps (KML)
web-kept-open = Open a GeoJSON file
web-kept-file = drawings
web-kept-too-large = The file is larger than { NUMBER($most) } MB.
web-kept-unreadable = This file has no shapes in longitude and latitude (GeoJSON, WGS 84).
web-kept-left-out = { NUMBER($count) } shapes are saved; { NUMBER($others) } were left out (not in longitude and latitude, too many corners, or no room).
