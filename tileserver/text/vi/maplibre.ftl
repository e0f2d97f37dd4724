### MapLibre's own sentences; the ids are its keys.

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
