### The legend one can work with: search, choice of classes, colours by any field.

web-legend-find = Tìm trong { $count } loại của lớp { $layer }
web-legend-find-hint = Tìm loại, ký hiệu…
web-legend-found = { $count ->
        [0] Không có loại nào khớp.
       *[other] { $count } loại khớp.
    }
web-legend-chosen = Đang hiện { $shown } trong { $all } loại của lớp { $layer }
web-legend-all = Hiện tất cả
web-legend-only = Chỉ hiện { $class }
web-legend-with = Hiện thêm { $class }
web-legend-keys = Bấm một loại để chỉ hiện loại đó, bấm lần nữa để hiện tất cả; dùng ô đánh dấu (hoặc giữ Ctrl) để chọn nhiều loại.
web-legend-more = Thêm { $count } loại không có trong khung nhìn
web-legend-less = Ẩn các loại không có trong khung nhìn
web-legend-hint-chosen = Màu theo trường bạn chọn, không phải màu theo quy định.
web-legend-hint-learnt = Loại đang hiện trên bản đồ đứng trước. Dữ liệu không có màu quy định thì các loại cùng nhóm được tô màu gần nhau.
web-legend-of-view = Chỉ tính trên những gì đang hiện trên bản đồ, vì máy chủ chưa tổng hợp được trường này.
web-legend-counts = Số bên phải mỗi loại là số đối tượng trong cả lớp.
web-colour-by-of = Tô màu lớp { $layer } theo…
web-colour-by-field = Trường dữ liệu
web-colour-by-usual = Như thường lệ
web-colour-by-method = Cách chia
web-colour-by-categories = Mỗi giá trị một màu
web-colour-by-quantiles = Số đối tượng bằng nhau
web-colour-by-equal = Khoảng bằng nhau
web-colour-by-count = Số khoảng
web-colour-by-done = Xong
web-colour-by-nothing = Trường đã chọn không có giá trị nào để tô màu.
web-range = { $from } – { $to }
web-range-below = Dưới { $to }
web-range-above = Từ { $from } trở lên
web-range-all = Một giá trị
web-no-data = Không có dữ liệu
web-yes = Có
web-no = Không
