### The extract of a parcel as people read it: the words of the page and of the sheet.

api-parcel-page = What plans say of a parcel as a page that needs no scripts; a list if several parcels share the key
api-parcel-picture = The parcel and the zones on it, drawn to scale
api-parameter-parcel-layer = the layer of the parcel, if the key leads to several
api-parameter-extract-revision = The data revision that is asked; the answer stays the same whatever changes later. Without it: the newest.
api-answer-page = A page
problem-expected-extract-form = json, html, geojson or pdf

parcel-page-parcel = Parcel { $number }, sheet { $sheet }, commune { $commune }
parcel-page-parcel-ward = Parcel { $number }, sheet { $sheet }, { $ward }
parcel-page-parcel-sheet = Parcel { $number }, sheet { $sheet }
parcel-page-parcel-identifier = Parcel { $identifier }
parcel-page-parcel-id = Parcel with id { $id }
parcel-page-lead-whole = The whole of this parcel is planned as: { $name }.
parcel-page-lead-most = The greater part of this parcel ({ $percent }) is planned as: { $name }. { $more ->
    [yes] The rest: { $rest }.
   *[no] The rest lies in no zone.
}
parcel-page-lead-several = This parcel is planned as: { $shares }.
parcel-page-lead-part = The plan that goes first covers { $covers } of this parcel; of that part: { $shares }.
parcel-page-lead-share = { $name } ({ $percent })
parcel-page-lead-also = By the { $plan }: { $shares }.
parcel-page-lead-no-zone = A plan covers this parcel, but it has no zone here.
parcel-page-lead-none = In the data, no plan is in force on this parcel on { $day }.
parcel-page-lead-unknown = There are no data of plans for this parcel: nothing can be concluded, neither that there is a plan nor that there is none.
parcel-page-day = As of:
parcel-page-day-show = Show
parcel-page-changed = This page is of data revision { $linked }, as when the link was made; the data are at revision { $revision } now. Leave out revision to see what is so now.
parcel-page-forgotten = This link was made from revision { $linked } of the data, which cannot be looked up any more; this page is of revision { $revision }. Compare it with what was printed.

parcel-page-ways = Other forms
parcel-page-way-pdf = Sheet to print (PDF)
parcel-page-way-map = Show on the map
parcel-page-way-json = Data (JSON)
parcel-page-way-geojson = Shapes of the parts (GeoJSON)
parcel-page-way-language = Tiếng Việt
parcel-page-link = Lasting link, with the day and the revision of the data:
parcel-page-code = QR code of this link
page-report-way = Report wrong information
page-report-note = A letter opens in your own mail program; this page sends nothing by itself.
page-report-subject = Wrong information: { $parcel }
page-report-body =
    Something is wrong on the page of { $parcel } (data revision { $revision }):

    (Please say what is wrong, and what you know to be right.)

    { $link }
parcel-page-several = { NUMBER($count) } parcels share this key
parcel-page-several-about = Several parcels have this key. Choose the one that is meant.
parcel-page-several-one = Layer { $layer }, id { $id }, { $area }.
parcel-page-none = No such parcel
parcel-page-none-about = No parcel has the key “{ $key }”. Sheets and numbers may have changed when communes were merged. Search by address, by sheet and number, or by coordinates.

parcel-page-governs = Which plan governs
parcel-page-governs-why = { $sort }. { $reason } It governs { $percent } of the parcel.
parcel-page-unplanned = The remaining { $area } ({ $percent } of the parcel) lie in no { $group ->
    [spatial] urban, rural or functional-area plan
    [land_use] land-use plan
    [annual_land_use] annual land-use plan
   *[other] plan of that kind
} in force.
parcel-page-governs-none = On { $day } no plan in the data is in force on this parcel.
parcel-page-reason-local = It goes first because it adjusts another plan locally and takes its place within its own boundary.
parcel-page-reason-level = It goes first because it is more detailed than the other plans here.
parcel-page-reason-date = It goes first because it was decided later than the plans of the same level.
parcel-page-reason-recorded = It goes first because it came into the register after a plan of the same level and the same day.
parcel-page-reason-only = It is the only plan of its kind in force here.
parcel-page-sort = { $level } ({ $kind })
parcel-page-level = { $level ->
    [general] General plan
    [subdivision] Subdivision plan
    [detailed] Detailed plan
    [shortened] Detailed plan by the shortened procedure
   *[other] { $level }
}
parcel-page-kind = { $kind ->
    [urban] urban plan
    [rural] rural plan
    [functional_area] plan of a functional area
    [land_use] land-use plan
    [annual_land_use] annual land-use plan
    [sector] plan of a sector
    [none] kind not recorded
   *[other] { $kind }
}
parcel-page-law = { $law ->
    [in_force] in force
    [decided] decided, not in force yet
    [proposed] proposed, without effect
    [unknown] state unknown
    [suspended] suspended
    [not_yet_decided] not decided yet on this day
    [replaced] replaced
    [expired] expired
    [annulled] annulled
   *[other] { $law }
}
parcel-page-decision-of = Decision { $number } of { $date }
parcel-page-decision-bare = Decision { $number }
parcel-page-decision-none = No decision recorded
parcel-page-from = In force from { $from }
parcel-page-until = No longer in force from { $until }
parcel-page-from-until = In force from { $from }, no longer from { $until }
parcel-page-plan-id = Plan with id { $plan }
parcel-page-plan-law = { $plan } – { $law }
parcel-page-no-effect = It does not apply: { $law }.

parcel-page-zones = What lies in the parcel
parcel-page-coming = Not in force yet
parcel-page-former = Not in force on this day
parcel-page-covers = This plan covers { $area } of the parcel ({ $percent }).
parcel-page-shares = Zones in the parcel, by { $plan }
parcel-page-function = Function
parcel-page-function-none = No function recorded
parcel-page-sign = Sign
parcel-page-area = Area (m²)
parcel-page-percent = Share (%)
parcel-page-uncovered = In no zone
parcel-page-more-rows = The table has the { NUMBER($count) } largest; all are in the JSON.
parcel-page-not-exclusive = Zones of this plan may lie on one another: their shares do not add up.
parcel-page-limits = What may be built, by { $plan }
parcel-page-density = Building density
parcel-page-storeys = Storeys
parcel-page-far = Floor area ratio
parcel-page-height = Height
parcel-page-footprint = Largest footprint
parcel-page-floor-area = Largest floor area
parcel-page-unit-percent = %
parcel-page-unit-storeys = storeys
parcel-page-unit-times = times
parcel-page-unit-metres = m
parcel-page-limit = { $read } (as written: “{ $text }”)
parcel-page-as-written = “{ $text }” (to be read by a person)
parcel-page-not-regulated = not regulated

parcel-page-map = The parcel on the map
parcel-page-map-caption = Drawn to scale in the grid of the data ({ $crs }); lines of the grid are { $side } m apart; grid north is up.
parcel-page-north = N
parcel-page-legend = Legend
parcel-page-around = around it
parcel-page-road = Road and buildable part
parcel-page-road-takes = The planned road takes { $area } of the parcel ({ $percent }), found by { $method }.
parcel-page-frontage = Frontage: { $length } m.
parcel-page-road-doubt = The data do not say for sure on which side the road lies: ask the planning office.
parcel-page-road-otherwise = If the road lies on the other side, it takes { $area }.
parcel-page-buildable = The part that may be built on: { $area } ({ $percent }), found by { $method }.
parcel-page-buildable-doubt = The data do not say for sure which side of the line may be built on: ask the planning office.
parcel-page-method = { $method ->
    [planned_road] road zones of the plan
    [red_lines] red lines
    [centreline] centreline and road width
    [building_line] the building line
    [setback] red line and setback
   *[other] { $method }
}
parcel-page-lines = Lines
parcel-page-line-kind = Kind
parcel-page-line-length = Length (m)
parcel-page-line-setback = Setback
parcel-page-line-width = Road width (m)
parcel-page-line-section = Section
parcel-page-line = { $kind ->
    [red_line] Red line
    [road_boundary] Road boundary
    [centreline] Centreline
    [building_line] Building line
    [corner_splay] Corner splay
    [safety_corridor] Safety corridor
   *[other] { $kind }
}
parcel-page-restrictions = Other restrictions
parcel-page-restriction = Restriction
parcel-page-basis = Legal basis
parcel-page-office = Responsible office

parcel-page-warnings = To be noted
parcel-page-about-parcel = The parcel
parcel-page-key-number = Number
parcel-page-key-sheet = Sheet
parcel-page-key-ward = Commune or ward (code)
parcel-page-key-commune = Commune
parcel-page-key-identifier = Identifier
parcel-page-registered-area = Registered area
parcel-page-grid-area = Area in the grid of the data
parcel-page-area-differs = Difference
parcel-page-grid = Reference system
parcel-page-themes = What is known at all
parcel-page-theme-head = Theme
parcel-page-theme-known = On this parcel
parcel-page-theme = { $theme ->
    [urban] Urban plans
    [rural] Rural plans
    [functional_area] Plans of functional areas
    [land_use] Land-use plans
    [annual_land_use] Annual land-use plans
    [sector] Plans of sectors
    [lines] Red lines, building lines, corridors
    [restrictions] Other restrictions
   *[other] { $theme }
}
parcel-page-theme-state = { $state ->
    [concerned] concerned
    [not_concerned] not concerned
   *[no_data] no data yet
}
parcel-page-no-data-note = “No data yet” does not mean that there is no plan or restriction.
parcel-page-documents = Documents
parcel-page-document = Document
parcel-page-plan = Plan
parcel-page-source-head = Source
parcel-page-source = From the plan register and the layer of parcels “{ $layer }”, for { $day }, revision { $revision } of the data.
parcel-page-reference-only = For reference only; it does not take the place of a statement by the authority.
