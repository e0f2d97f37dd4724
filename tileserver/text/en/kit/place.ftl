### What lies at a place: the card and the list of what is in view.

web-click-hint = Tap the map to see what is at that point. By keyboard: move with the arrow keys, press Enter to select at the crosshair.
web-at-this-point = { $count ->
    [one] At this point: { $count } feature
   *[other] At this point: { $count } features
}
web-nothing-here = There is nothing at this point. Zoom in or choose another point.
web-gone = This feature is no longer here.
web-gone-remedy = It was deleted or replaced, or only staff who have signed in see it. Choose on the map again, or search by sheet and number or by address.
web-merged = At this scale { $count } features of the same class are merged. Zoom in to see each of them.
web-feature-id = Feature id
web-card-from-tile = The full record could not be read; these are the values on the map.
web-edit = Edit
web-edit-named = Edit: { $name }
web-open-record = Open the original record
web-in-layers-off = In layers that are off: { $count }
web-over-plans = { $count ->
    [one] { $count } plan no longer in force
   *[other] { $count } plans no longer in force
}
web-over-rows = { $count ->
    [one] { $count } feature no longer in force
   *[other] { $count } features no longer in force
}
web-show-more = Show more ({ $count })
web-more-not-listed = { $count } more are not listed. Zoom in and choose again to see all.
web-no-parcel-here = The data has no parcel at this point.
web-no-parcel-data = The store has no parcel layer yet.
web-no-zone-in-force = The data has no plan in force at this point.
web-no-zone-here = The data has no plan at this point.
web-no-zone-data = The store has no planning layer yet.
web-list-count = In view: { $count } in the layer { $layer }
web-list-empty = No single features in view. Zoom in to see them one by one.
web-list-place = { $name }, { $place } of { $of }
