### Printing to scale.

web-print-to-scale = In đúng tỷ lệ
web-print-hint = Khung trên bản đồ cho biết phần sẽ in ra, theo khổ giấy và tỷ lệ đã chọn.
web-print-frame = Chọn khung in
web-print-title = Tiêu đề
web-print-usual-title = Bản đồ thửa đất và quy hoạch
web-print-paper = Khổ giấy
web-print-way = Hướng giấy
web-print-portrait = Dọc
web-print-landscape = Ngang
web-print-scale = Tỷ lệ
web-print-making = Đang chuẩn bị bản in…
web-print-failed = Chưa làm được bản in. Hãy chọn khổ giấy nhỏ hơn hoặc thử lại.
web-print-date = Ngày in: { $date }
web-print-legend-apart = Chú giải: xem trang sau
web-north = Hướng bắc
web-north-letter = B
