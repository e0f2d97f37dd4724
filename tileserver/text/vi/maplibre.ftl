### MapLibre's own sentences; the ids are its keys.

web-maplibre-fullscreen-control-enter = Toàn màn hình
web-maplibre-fullscreen-control-exit = Thoát toàn màn hình
web-maplibre-geolocate-control-find-my-location = Vị trí của tôi
web-maplibre-geolocate-control-location-not-available = Không xác định được vị trí
web-maplibre-map-title = Bản đồ
web-maplibre-marker-title = Điểm đánh dấu
web-maplibre-navigation-control-reset-bearing = Kéo để xoay, bấm để quay về hướng bắc
web-maplibre-navigation-control-zoom-in = Phóng to
web-maplibre-navigation-control-zoom-out = Thu nhỏ
web-maplibre-scale-control-meters = m
web-maplibre-scale-control-kilometers = km
