### Search: what a text was read as, and the search box.

search-parcel = Sheet { $sheet }, parcel { $number }
search-sheet = Sheet { $sheet }
search-number = Parcel { $number }
search-identifier = Parcel identifier { $identifier }
search-decision = Decision { $number }
search-degrees = { $north }, { $east }
search-metres = X (north) = { $north }; Y (east) = { $east }
search-zone = VN-2000, central meridian { $meridian }, { $width }° zone
search-corners = { NUMBER($count) } corners
search-corners-area = { NUMBER($count) } corners, { $area } m²
web-search = Search parcels, places, streets, coordinates
web-search-hint = Sheet and parcel number, a street, coordinates…
web-search-clear = Clear the search
web-search-results = Search results
web-search-recent = Recent searches (kept on this device only)
web-search-forget = Forget recent searches
web-search-asking = Searching…
web-search-failed = The search did not work.
web-search-none = Nothing was found.
web-search-none-remedy = Try the sheet and parcel number with the ward's name, the name before the merger, or VN-2000 coordinates.
web-search-read = Read as: { $read }
web-search-count = { NUMBER($count) } results
web-search-more = There are more: type more of it.
web-search-elsewhere = In another commune
web-search-elsewhere-note = There is no such parcel in the place you named; those below have the same number and lie elsewhere. Choose one only if it is the one you mean.
web-search-left-out = Not searched: { $layers }. Look at these layers on the map, or ask the administrator for more search memory.
web-search-kind-parcel = Parcels
web-search-kind-place = Places
web-search-kind-street = Streets
web-search-kind-zone = Planned zones
web-search-kind-feature = Other features
web-search-kind-coordinate = Coordinates
web-search-kind-corners = Outline of a corner table
