# The one catalogue of sentences (vi). Codes come from the rooms; keep sections and their order equal in both languages.


### crs



### geometry



### store



### snapshot



### tiles



### importers



### data-samples

sample-size = Không tạo được thành phố mẫu có { $parcels } thửa đất. Hãy chọn số thửa từ 1 đến { $most }.



### command line



### server



### web

