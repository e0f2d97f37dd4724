### The extract of a parcel on paper: what the sheet alone says.

parcel-sheet-title = PLANNING EXTRACT
parcel-sheet-of = As of
parcel-sheet-day = { $day }, revision { $revision } of the data
parcel-sheet-grade = Standing
parcel-sheet-scale = Scale 1:{ $scale }
parcel-sheet-page = Page { $page } of { $all }
parcel-sheet-foot = For reference only. This sheet is not signed.
parcel-sheet-foot-signed = For reference only. Digitally signed by { $name }. Check it at { $address }
parcel-sheet-others = { NUMBER($count) } more parcels share the key. Ask for each by its id.
parcel-sheet-cut = The sheet has as many pages as it may have; the rest is in the JSON.
