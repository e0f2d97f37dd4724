### What lies at a place: the card and the list of what is in view.

web-click-hint = Chạm vào bản đồ để xem thông tin tại điểm đó. Dùng bàn phím: di chuyển bằng phím mũi tên, bấm Enter để chọn tại dấu thập.
web-at-this-point = Tại điểm này: { $count } đối tượng
web-nothing-here = Không có đối tượng nào tại điểm này. Hãy phóng to hoặc chọn điểm khác.
web-gone = Đối tượng này không còn ở đây.
web-gone-remedy = Đối tượng đã bị xóa, được thay bằng đối tượng khác, hoặc chỉ dành cho cán bộ đã đăng nhập. Hãy chọn lại trên bản đồ hoặc tìm bằng số tờ, số thửa, địa chỉ.
web-merged = Ở mức thu nhỏ này, { $count } đối tượng cùng loại được gộp lại. Hãy phóng to để xem từng đối tượng.
web-feature-id = Mã đối tượng
web-card-from-tile = Chưa lấy được bản ghi đầy đủ; đây là các giá trị có trên bản đồ.
web-edit = Sửa
web-edit-named = Sửa: { $name }
web-open-record = Mở bản ghi gốc
web-in-layers-off = Trong các lớp đang tắt: { $count } đối tượng
web-over-plans = { $count } đồ án không còn hiệu lực
web-over-rows = { $count } đối tượng không còn hiệu lực
web-show-more = Hiện thêm ({ $count })
web-more-not-listed = Còn { $count } đối tượng nữa. Hãy phóng to và chọn lại để xem hết.
web-no-parcel-here = Không có thửa đất nào trong dữ liệu tại điểm này.
web-no-parcel-data = Kho dữ liệu chưa có lớp thửa đất.
web-no-zone-in-force = Không có quy hoạch còn hiệu lực trong dữ liệu tại điểm này.
web-no-zone-here = Chưa có quy hoạch trong dữ liệu tại điểm này.
web-no-zone-data = Kho dữ liệu chưa có lớp quy hoạch.
web-list-count = Trong khung nhìn: { $count } đối tượng của lớp { $layer }
web-list-empty = Không có đối tượng riêng lẻ nào trong khung nhìn. Hãy phóng to để thấy từng đối tượng.
web-list-place = { $name }, { $place } trên { $of }
