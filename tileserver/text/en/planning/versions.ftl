### Two plans, or two versions of one, side by side.

web-tab-compare = Compare
web-versions = Compare two versions of a plan
web-versions-open = Compare two versions of a plan
web-versions-hint = Choose a plan and the one before it: ground that is added, removed, for another function or limited otherwise is listed in m² and drawn on the map. Press a row to go there; press a shape on the map (or Enter at the crosshair) to go to its row.
web-versions-no-plans = There is no plan with zones to compare yet.
web-versions-after = Later version
web-versions-before = Earlier version
web-versions-came-from = Plans it adjusts or replaces
web-versions-others = Other plans of its kind on the same ground
web-versions-choose = Choose a plan…
web-versions-alone = The register names no plan before this one, and there is no other plan of its kind on the same ground.
web-versions-go = Compare
web-versions-going = Comparing…
web-versions-close = Close comparison
web-versions-same = Nothing differs between the two plans.
web-versions-found = Compared: { $count ->
    [one] { NUMBER($count) } piece of ground differs.
   *[other] { NUMBER($count) } pieces of ground differ.
}
web-versions-totals = Areas by what became of them
web-versions-what = What became of it
web-versions-area = m²
web-versions-zones = { $count ->
    [one] { NUMBER($count) } zone
   *[other] { NUMBER($count) } zones
} · { $area }
web-versions-overlapping = of these { $area } in more than one zone
web-versions-added = Added
web-versions-removed = Removed
web-versions-outside = Outside the zones of the later version
web-versions-changed = Changed
web-versions-function = For another function
web-versions-indicators = Limited otherwise
web-versions-unchanged = Unchanged
web-versions-local = The later plan adjusts the earlier one locally: outside its boundary the earlier one still applies. { $area } m² of the earlier plan lie in no zone of the later one, and are not listed as removed.
web-versions-rest = Show this part, too
web-versions-functions = By function
web-versions-no-zone = in no zone
web-versions-limits-only = limits only
web-versions-pieces = Piece by piece
web-versions-number = No.
web-versions-change = Change
web-versions-count = { $count ->
    [one] { NUMBER($count) } piece
   *[other] { NUMBER($count) } pieces
}
web-versions-more = Show more rows
web-versions-show = Show piece { $number } ({ $zone }) on the map
web-versions-no-limit = not given
