### The list of keys.

web-keys = Phím tắt
web-keys-hint = Các phím có tác dụng khi bản đồ đang được chọn; phím Tab đưa đến bản đồ.
web-key-search = Tìm kiếm
web-key-move = Di chuyển bản đồ
web-key-zoom = Phóng to, thu nhỏ
web-key-pick = Chọn tại dấu thập ở giữa bản đồ
web-key-step = Đối tượng kế tiếp, đối tượng trước trong khung nhìn
web-key-layers = Lớp bản đồ
web-key-legend = Chú giải
web-key-print = In đúng tỷ lệ
web-key-escape = Đóng và quay lại bản đồ
web-key-help = Danh sách phím tắt
