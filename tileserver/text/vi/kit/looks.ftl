### The switch for what is loud on the map.

web-looks = Nội dung chính của bản đồ
web-looks-now = Nội dung bản đồ: { $look }. Chọn nội dung khác
web-look-plan = Quy hoạch
web-look-land-use = Loại đất
web-look-base = Bản đồ nền
web-look-photo = Ảnh
