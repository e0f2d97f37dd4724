### The switch for what is loud on the map.

web-looks = What the map shows first
web-looks-now = The map shows: { $look }. Choose another
web-look-plan = Plan
web-look-land-use = Land use
web-look-base = Base map
web-look-photo = Photo
