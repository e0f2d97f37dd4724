# The one catalogue of sentences (en). Codes come from the rooms; keep sections and their order equal in both languages.


### crs



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

