### The legend one can work with: search, choice of classes, colours by any field.

web-legend-find = Search the { $count } classes of { $layer }
web-legend-find-hint = Search classes, codes…
web-legend-found = { $count ->
        [0] No class matches.
        [one] { $count } class matches.
       *[other] { $count } classes match.
    }
web-legend-chosen = { $shown } of { $all } classes of { $layer } shown
web-legend-all = Show all
web-legend-only = Only { $class }
web-legend-with = Also { $class }
web-legend-keys = Press a class to show only that one, and again to show all; tick boxes (or hold Ctrl) to choose several.
web-legend-more = { $count ->
        [one] { $count } more class outside the view
       *[other] { $count } more classes outside the view
    }
web-legend-less = Hide classes outside the view
web-legend-hint-chosen = Colours by the field you chose, not the official ones.
web-legend-hint-learnt = Classes on the map now come first. Where the data has no official colours, related classes have related colours.
web-legend-of-view = Counted from what the map shows only: the server does not summarise this field.
web-legend-counts = The number beside a class is of features in the whole layer.
web-colour-by-of = Colour { $layer } by…
web-colour-by-field = Field
web-colour-by-usual = As usual
web-colour-by-method = Classes
web-colour-by-categories = One colour a value
web-colour-by-quantiles = Equally many features
web-colour-by-equal = Equal steps
web-colour-by-count = Number of ranges
web-colour-by-done = Done
web-colour-by-nothing = The chosen field has no value to colour by.
web-range = { $from } – { $to }
web-range-below = Below { $to }
web-range-above = { $from } and more
web-range-all = One value
web-no-data = No data
web-yes = Yes
web-no = No
