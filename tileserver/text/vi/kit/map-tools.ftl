### Tools of the map on a small screen.

web-map-tools = Công cụ bản đồ
web-map-tools-close = Đóng công cụ
web-map-middle = Tọa độ giữa bản đồ
