### Plain pages: what stands around them, how layers and their values are called, errors, link previews; the authority in the settings.

page-theme-dark = Dark
page-theme-light = Light
page-trail = Where you are
page-ways = Where to go on
page-foot-data = Data: revision { $revision }, updated on { $day }.
page-foot-revision = Data: revision { $revision }.
page-foot-sources = Sources: { $sources }.
page-phone = Phone
page-yes = Yes
page-no = No
page-parcel = Parcel { $number }, sheet { $sheet }
page-feature = Feature
page-first = First page
page-table = Open the table
page-on-the-map = See it on the map
page-about-layer = About the layer
page-items-of = { NUMBER($returned) } of { NUMBER($matched) } features
page-items-none = The layer has no features, or none that fits the conditions.
page-layers-count = { NUMBER($count) } published layers. Each has a table, a map and data for GIS programs.
page-layer = Layer
page-name-of-layer = Name in addresses
page-updated = Updated
page-data = Data
page-fields = Fields
page-name-of-field = Name in the data
page-value-kind = Kind of value
page-value-boolean = yes or no
page-value-integer = whole number
page-value-real = number
page-value-text = text
page-value-date = date
page-value-datetime = date and time
page-value-json = structure (JSON)
page-group-name = What it is
page-group-size = Measures
page-group-law = Decisions and validity
page-group-more = More
page-map-north = N
page-map-about = Small map: { $title } and what lies around it, north at the top
page-method = Method
page-address = Address
page-purpose = What it is for
page-error-sign-in = This page is for people who are signed in. Go to the home page, sign in with the account you were given, and come back.
page-error-not-allowed = Your account may not see or do this. If you need it, get in touch with the authority behind this page.
page-error-to-sign-in = Sign in on the home page
page-error-server = The server cannot answer just now. Try again in a few minutes; if it stays so, tell the authority behind this page and give the request number below.
page-preview-parcel = What is planned on this parcel, and by which decision: see it on the map.

### Kinds of shapes.

page-shape-kind = { $kind ->
    [Point] Point
    [MultiPoint] Points
    [LineString] Line
    [MultiLineString] Lines
    [Polygon] Area
    [MultiPolygon] Areas
   *[other] Several shapes
}
page-geometry-kind = { $kind ->
    [point] Point
    [line] Line
    [polygon] Area
    [mixed] Several kinds
   *[none] No shape
}

### Addresses of these in the interface description.

api-page-js = Light or dark of the plain pages
api-authority-css = The authority's colour, in place of ours
api-authority-file = The authority's logo (logo) or coat of arms (arms)
api-icon-file = Our sign as dots: touch.png, 192.png, 512.png, preview.png
api-manifest = What a phone needs to keep us among its apps

### The authority in the settings.

config-not-of-an-authority = { $key }: { $value }: { $mistake ->
    [too_long] too long, or of several lines; write one line of at most 160 letters.
    [phone] no telephone number; write digits, spaces, +, -, dots, brackets.
    [email] no e-mail address; write it like name@province.gov.vn.
    [colour] no colour; write it like #00595b.
    [bright] too bright: white letters on it have a contrast below 4.5. Choose a darker colour.
    [unreadable] the file cannot be read. Look at the path (from where the program was started) and at who may read it.
    [large] the file is too large; a picture may have 256 kB and 4096 dots each way.
    [acts] the SVG holds commands, or asks for something elsewhere. Export it as plain SVG, or as PNG.
   *[picture] neither PNG nor SVG.
}
