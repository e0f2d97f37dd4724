### Files of the table: the whole layer, what is in view, rows that were ticked.

api-parameter-rows-ids = Only rows with these ids, commas between, in this order; not together with filters
problem-expected-ids = ids of features with commas between, { $most } at most

web-table-tick = Choose row { $number }
web-table-tick-all = Choose all rows in sight
web-table-ticked = { NUMBER($count) } rows chosen
web-table-untick = Choose none
web-table-ticked-most = { NUMBER($most) } rows can be chosen at most; for more, filter and download those.
web-table-file-ticked = The rows chosen ({ NUMBER($count) })
web-table-file-filtered = The rows the filters leave
web-table-file-view = What is in view
web-table-file-all = The whole layer
