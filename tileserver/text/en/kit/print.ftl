### Printing to scale.

web-print-to-scale = Print to scale
web-print-hint = A frame on the map shows what will be printed, by paper and scale.
web-print-frame = Choose the frame
web-print-title = Title
web-print-usual-title = Map of parcels and plans
web-print-paper = Paper
web-print-way = Orientation
web-print-portrait = Portrait
web-print-landscape = Landscape
web-print-scale = Scale
web-print-making = Preparing the print…
web-print-failed = The print could not be made. Choose smaller paper, or try again.
web-print-date = Printed on { $date }
web-print-legend-apart = Legend: see next page
web-north = North
web-north-letter = N
