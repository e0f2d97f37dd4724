### What to do when something is not as one would like: the server away, several answers alike, no map.

web-error-waits = The page loads by itself once it is connected again.
web-search-alike = { NUMBER($count) } results fit equally well: please choose one.
web-no-webgl-text = You can look things up without the map: find a parcel in the search box, and the answer comes as text.
web-no-webgl-go = Look up as text
