### Two maps side by side, with a handle between them.

web-swipe = Compare two maps
web-swipe-left = Map on the left
web-swipe-right = Map on the right
web-swipe-handle = Line between the maps
web-swipe-share = Left { $share } %
web-swipe-turn-left = Map 1
web-swipe-turn-right = Map 2
web-swipe-map = As the map is now
web-swipe-looks = Main content
web-swipe-plans = Plans
web-swipe-day = Plans in force on…
web-swipe-day-of = Day
web-swipe-plan = Plan { $plan }
web-swipe-far = Zoom in to see single plans.
web-swipe-missed = The list of plans did not come: the map does not show the plans of the chosen day yet.
web-swipe-words = Differences as a table
web-swipe-close = Stop comparing
