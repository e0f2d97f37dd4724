### What only the planner's map offers: checking a building, comparing two days.

web-table-open = Open the table
web-check = Building check
web-check-open = Check a building on this parcel
web-check-hint = Draw the footprint: press the map to add corners (by keyboard: arrow keys move, Enter adds a corner at the crosshair, Backspace takes the last one back), or type their coordinates.
web-check-footprint = Footprint: { $area }
web-check-three = A footprint needs at least three corners.
web-check-crossed = The edges cross. Take the last corner back and draw again.
web-check-storeys = Storeys
web-check-height = Height (m)
web-check-floor-area = Floor area (m²)
web-check-optional = Leave empty what is not known yet.
web-check-number = “{ $text }” is not a number. Write it like 12.5.
web-check-go = Check
web-check-going = Checking…
web-check-done = { NUMBER($count) } checks: { NUMBER($fail) } fail
web-check-verdict-pass = Pass
web-check-verdict-fail = Fail
web-check-verdict-no-limit = No limit
web-check-verdict-cannot-tell = Cannot tell
web-check-verdict-pass-by-standard = Pass by the regulation; no plan sets a limit
web-check-verdict-fail-by-standard = Fail by the regulation; no plan sets a limit
web-check-of-density = Building density
web-check-of-far = Floor area ratio
web-check-of-storeys = Storeys
web-check-of-height = Height
web-check-of-setback = Setback
web-check-of-encroachment = Beyond what may be built on
web-check-measured = Measured { $value }
web-check-measured-at-most = Measured at most { $value }
web-check-show = Show on the map what breaks the limit
web-check-limit = Limit { $value }
web-check-by-standard = Limit of the regulation, not of a plan: { $value }
web-check-source = Source: { $source }
web-compare = Compare two days
web-compare-first = Day A
web-compare-second = Day B
web-compare-go = Compare
web-compare-going = Comparing…
web-compare-same = Nothing differs between the two days.
web-compare-differs = { $count ->
    [one] { NUMBER($count) } row differs, marked ≠.
   *[other] { NUMBER($count) } rows differ, marked ≠.
}
web-compare-what = What
web-compare-state = State
web-compare-governs = Governs
web-compare-uncovered = In no zone
web-compare-absent = none
web-compare-idle = does not apply on this day
web-compare-different = differs
