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

web-title = Địa bàn – bản đồ
web-brand = Địa bàn
web-tagline = Bản đồ thửa đất và quy hoạch
web-skip-to-map = Chuyển đến bản đồ
web-language = Ngôn ngữ
web-language-vi = Tiếng Việt
web-language-en = Tiếng Anh
web-loading = Đang tải bản đồ…
web-empty = Kho dữ liệu chưa có lớp bản đồ nào.
web-empty-remedy = Hãy nhập một tệp bằng lệnh dưới đây rồi tải lại trang.
web-error = Chưa tải được bản đồ.
web-error-remedy = Hãy kiểm tra máy chủ còn chạy và đường truyền còn thông, rồi bấm “Thử lại”.
web-request = Mã yêu cầu để báo lỗi: { $id }
web-retry = Thử lại
web-no-webgl = Trình duyệt này không vẽ được bản đồ (thiếu WebGL 2).
web-no-webgl-remedy = Hãy bật tăng tốc đồ họa hoặc mở trang bằng Chrome, Edge, Firefox hay Safari bản mới.
web-layers = Lớp bản đồ và chú giải
web-legend-of = Chú giải của lớp { $layer }
web-click-hint = Chạm vào bản đồ để xem thông tin tại điểm đó. Dùng bàn phím: di chuyển bằng phím mũi tên, bấm Enter để chọn tại dấu thập.
web-at-this-point = Tại điểm này: { $count } đối tượng
web-nothing-here = Không có đối tượng nào tại điểm này. Hãy phóng to hoặc chọn điểm khác.
web-close = Đóng
web-parcel = Thửa { $number }, tờ { $sheet }
web-merged = Ở mức thu nhỏ này, { $count } đối tượng cùng loại được gộp lại. Hãy phóng to để xem từng đối tượng.
web-feature-id = Mã đối tượng
web-card-from-tile = Chưa lấy được bản ghi đầy đủ; đây là các giá trị có trên bản đồ.
web-open-record = Mở bản ghi gốc
web-sheet-more = Mở rộng bảng thông tin
web-sheet-less = Thu gọn bảng thông tin
web-field-so-to = Số tờ
web-field-so-thua = Số thửa
web-field-loai-dat = Loại đất
web-field-chuc-nang = Chức năng sử dụng đất
web-field-dien-tich = Diện tích
web-field-dien-tich-phap-ly = Diện tích pháp lý
web-field-dien-tich-do = Diện tích đo đạc
web-field-ma-dinh-danh = Mã định danh thửa đất
web-field-ma-xa = Mã phường, xã
web-field-ten = Tên
web-field-ten-duong = Tên đường
web-field-ten-xa = Phường, xã
web-field-dia-chi = Địa chỉ
web-field-lo-gioi = Lộ giới
web-field-be-rong = Bề rộng
web-field-mat-do = Mật độ xây dựng
web-field-mat-do-xay-dung = Mật độ xây dựng
web-field-tang-cao = Tầng cao
web-field-he-so = Hệ số sử dụng đất
web-field-he-so-su-dung-dat = Hệ số sử dụng đất
web-field-ky-hieu = Ký hiệu ô đất
web-field-dan-so = Dân số
web-field-quyet-dinh = Quyết định
web-field-so-quyet-dinh = Số quyết định
web-field-ngay-quyet-dinh = Ngày quyết định
web-maplibre-attribution-control-toggle-attribution = Hiện hoặc ẩn nguồn dữ liệu
web-maplibre-attribution-control-map-feedback = Báo lỗi dữ liệu
web-maplibre-fullscreen-control-enter = Toàn màn hình
web-maplibre-fullscreen-control-exit = Thoát toàn màn hình
web-maplibre-geolocate-control-find-my-location = Vị trí của tôi
web-maplibre-geolocate-control-location-not-available = Không xác định được vị trí
web-maplibre-logo-control-title = Biểu trưng MapLibre
web-maplibre-map-title = Bản đồ
web-maplibre-marker-title = Điểm đánh dấu
web-maplibre-navigation-control-reset-bearing = Kéo để xoay, bấm để quay về hướng bắc
web-maplibre-navigation-control-zoom-in = Phóng to
web-maplibre-navigation-control-zoom-out = Thu nhỏ
web-maplibre-popup-close = Đóng
web-maplibre-scale-control-feet = ft
web-maplibre-scale-control-meters = m
web-maplibre-scale-control-kilometers = km
web-maplibre-scale-control-miles = dặm
web-maplibre-scale-control-nautical-miles = hải lý
web-maplibre-globe-control-enable = Xem dạng quả địa cầu
web-maplibre-globe-control-disable = Xem dạng phẳng
web-maplibre-terrain-control-enable = Bật địa hình
web-maplibre-terrain-control-disable = Tắt địa hình
web-maplibre-cooperative-gestures-handler-windows-help-text = Giữ Ctrl và lăn chuột để phóng bản đồ
web-maplibre-cooperative-gestures-handler-mac-help-text = Giữ ⌘ và lăn chuột để phóng bản đồ
web-maplibre-cooperative-gestures-handler-mobile-help-text = Dùng hai ngón tay để di chuyển bản đồ
