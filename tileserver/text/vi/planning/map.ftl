### The planning map.

web-title = Địa bàn – bản đồ
web-brand = Địa bàn
web-tagline = Bản đồ thửa đất và quy hoạch
web-skip-to-map = Chuyển đến bản đồ
