# The one catalogue of sentences (vi). Codes come from the rooms; keep sections and their order equal in both languages.


### crs



### geometry



### store



### snapshot



### tiles



### importers



### data-samples



### command line



### server



### web

