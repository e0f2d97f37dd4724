### The table of a layer beside the map.

api-rows = Rows of a layer as a table shows them: f.FIELD= filters by a field (A|B one of these; 1..9 from and to; ~text has this in it, tones aside; nothing for no value; =… as it is written)
api-rows-csv = The same rows as CSV (UTF-8 with BOM, cells by comma, decimals by point; a cell that could be taken for a formula is led by an apostrophe)
api-rows-geojson = The same rows with their shapes (GeoJSON), in order of id
api-field-summary = What values a field has, in the whole layer or in view
api-answer-rows = A page of the table
api-answer-csv = A CSV file
api-answer-field-summary = Counts, frequent values, least, greatest and quantiles
api-parameter-sort = Sorted by these fields, with commas between; a minus before one turns its order round. Rows without a value stand last
api-parameter-rows-q = Words the row must have, tones and capitals aside
api-parameter-rows-from = At which row the page begins, counted from 0
api-parameter-rows-after = The member next of the previous page
api-parameter-rows-holds = The page that has the feature of this id, wherever it stands
problem-expected-sort = names of fields with commas between, { $most } at most
problem-expected-range = a range such as 100..500 or 2020-01-01.., or one value
problem-expected-fewer-filters = { $most } filters at most
problem-expected-fewer-words = { $most } words at most
problem-expected-fewer-values = 256 values at most
problem-expected-rows-after = the member next of the previous page
problem-expected-feature = the id of a feature
problem-rows-moved = The data changed since the previous page was read. Begin again with the first page.
problem-field-missing = Layer { $layer } has no field { $field }.

web-table = Table
web-table-layer = Layer
web-table-search = Search the table
web-table-in-view = Only what is in view
web-table-rows = { $count ->
    [0] No rows
    [one] One row
   *[other] { NUMBER($count) } rows
}
web-table-grid = Rows of { $layer }
web-table-filter = Filter { $field }
web-table-clear = Clear filters
web-table-filter-hint = text, 1..9, A|B
web-table-close = Close the table
web-table-failed = The table could not be loaded.
web-table-retry = Try again
web-table-download = Download
web-table-bars = By { $field }
web-table-bars-field = Bars by
web-table-bar = { $value }: { NUMBER($count) }
web-table-bar-area = { $value }: { NUMBER($count) } ({ $area })
web-table-bars-none = No field to class by
web-table-bars-others = { NUMBER($count) } more values
web-table-yes = yes
web-table-no = no
web-table-keys = Arrow keys move in the table, Enter shows the row on the map, Space chooses it.
web-table-filter-wrong = { $field } cannot be filtered by “{ $typed }”. { $needs }
web-table-filter-needs-integer = A whole number is needed: 5, 100..500 or > 100.
web-table-filter-needs-real = A number is needed: 120.5, 100..500 or > 100.
web-table-filter-needs-day = A day is needed: 5/3/2026 or 2020-01-01..2021-12-31.
