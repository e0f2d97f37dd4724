### Two maps side by side, with a handle between them.

web-swipe = So sánh hai bản đồ
web-swipe-left = Bản đồ bên trái
web-swipe-right = Bản đồ bên phải
web-swipe-handle = Vạch giữa hai bản đồ
web-swipe-share = Bên trái { $share } %
web-swipe-turn-left = Bản đồ 1
web-swipe-turn-right = Bản đồ 2
web-swipe-map = Như bản đồ đang xem
web-swipe-looks = Nội dung chính
web-swipe-plans = Quy hoạch
web-swipe-day = Quy hoạch có hiệu lực vào ngày…
web-swipe-day-of = Ngày
web-swipe-plan = Quy hoạch { $plan }
web-swipe-far = Phóng to thêm để thấy từng quy hoạch.
web-swipe-missed = Chưa đọc được danh sách quy hoạch: bản đồ chưa hiện quy hoạch của ngày đã chọn.
web-swipe-words = Xem bảng khác biệt
web-swipe-close = Dừng so sánh
