# The one catalogue of sentences (vi). Codes come from the rooms; keep sections and their order equal in both languages.


### crs
crs-unknown = Không nhận ra hệ tọa độ “{ $text }”. Hãy ghi mã EPSG, ví dụ --crs EPSG:9210 (VN-2000, kinh tuyến trục 105°45').
crs-withdrawn = EPSG:{ $code } đã bị thu hồi vì định nghĩa sai; hãy dùng EPSG:{ $by }.
crs-local = Tọa độ giả định (local) không có vị trí trên trái đất nên không thể chuyển hệ. Hãy khai báo hệ tọa độ của dữ liệu.
crs-out-of-area = Điểm { $x }, { $y } nằm ngoài phạm vi của { $crs }. Hãy kiểm tra hệ tọa độ và thứ tự X–Y của dữ liệu.
crs-proj = Không có phép chuyển từ { $from } sang { $to }. Hãy chuyển dữ liệu sang VN-2000 hoặc WGS 84 trước khi nhập.
crs-doubt-swapped = Tọa độ có vẻ bị đảo trục X–Y so với { $crs } (x phải là tọa độ đông hoặc kinh độ). Hãy kiểm tra; chương trình không tự đổi.
crs-doubt-outside-vietnam = Theo { $crs }, dữ liệu nằm ở { $place }, ngoài đất liền Việt Nam. Hãy kiểm tra kinh tuyến trục; bỏ qua nếu đó là vùng biển, đảo xa bờ.
crs-doubt-degrees = Tọa độ giống độ nhưng { $crs } dùng mét. Hãy kiểm tra hệ tọa độ đã khai báo.
crs-doubt-metres = Tọa độ giống mét nhưng { $crs } dùng độ. Hãy kiểm tra hệ tọa độ đã khai báo.



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

