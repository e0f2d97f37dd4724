# The one catalogue of sentences (en). Codes come from the rooms; keep sections and their order equal in both languages.


### crs
crs-unknown = The reference system “{ $text }” is not known. Give an EPSG code, for example --crs EPSG:9210 (VN-2000, central meridian 105°45').
crs-withdrawn = EPSG:{ $code } was withdrawn because its definition is wrong; use EPSG:{ $by }.
crs-local = Local coordinates have no place on the earth and cannot be transformed. State the reference system of the data.
crs-out-of-area = The point { $x }, { $y } lies outside the reach of { $crs }. Check the reference system and the order of X and Y in the data.
crs-proj = There is no operation from { $from } to { $to }. Convert the data to VN-2000 or WGS 84 before importing it.
crs-doubt-swapped = The axes seem swapped for { $crs } (x must be easting or longitude). Please check; nothing was exchanged.
crs-doubt-outside-vietnam = By { $crs } the data lies at { $place }, outside mainland Vietnam. Check the central meridian; ignore this for the sea and far islands.
crs-doubt-degrees = The coordinates look like degrees, but { $crs } is in metres. Check the stated reference system.
crs-doubt-metres = The coordinates look like metres, but { $crs } is in degrees. Check the stated reference system.



### geometry



### store



### snapshot



### tiles



### importers



### data-samples

sample-size = A sample city of { $parcels } parcels cannot be made. Choose a number of parcels from 1 to { $most }.



### command line



### server



### web

