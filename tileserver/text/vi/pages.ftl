### Plain pages: what stands around them, how layers and their values are called, errors, link previews; the authority in the settings.

page-theme-dark = Nền tối
page-theme-light = Nền sáng
page-trail = Vị trí trang
page-ways = Xem tiếp
page-foot-data = Dữ liệu: phiên bản { $revision }, cập nhật ngày { $day }.
page-foot-revision = Dữ liệu: phiên bản { $revision }.
page-foot-sources = Nguồn: { $sources }.
page-phone = Điện thoại
page-yes = Có
page-no = Không
page-parcel = Thửa { $number }, tờ { $sheet }
page-feature = Đối tượng
page-first = Trang đầu
page-table = Xem bảng
page-on-the-map = Xem trên bản đồ
page-about-layer = Về lớp này
page-items-of = { NUMBER($returned) } trên tổng số đối tượng { NUMBER($matched) }
page-items-none = Lớp này chưa có đối tượng nào, hoặc không có đối tượng nào hợp với điều kiện.
page-layers-count = { NUMBER($count) } lớp dữ liệu đã công bố. Mỗi lớp có bảng, bản đồ và dữ liệu cho phần mềm GIS.
page-layer = Lớp dữ liệu
page-name-of-layer = Tên trong địa chỉ
page-updated = Ngày cập nhật
page-data = Dữ liệu
page-fields = Các trường
page-name-of-field = Tên trong dữ liệu
page-value-kind = Kiểu giá trị
page-value-boolean = có hoặc không
page-value-integer = số nguyên
page-value-real = số
page-value-text = chữ
page-value-date = ngày
page-value-datetime = thời điểm
page-value-json = cấu trúc (JSON)
page-group-name = Nhận biết
page-group-size = Số đo
page-group-law = Pháp lý, hiệu lực
page-group-more = Thông tin khác
page-map-north = B
page-map-about = Bản đồ nhỏ: { $title } và những gì ở xung quanh, phía bắc ở trên
page-method = Cách hỏi
page-address = Địa chỉ
page-purpose = Để làm gì
page-error-sign-in = Trang này chỉ dành cho người đã đăng nhập. Hãy về trang chủ, đăng nhập bằng tài khoản được cấp rồi mở lại.
page-error-not-allowed = Tài khoản của bạn chưa được phép xem hoặc làm việc này. Nếu bạn cần, hãy liên hệ cơ quan quản lý trang này.
page-error-to-sign-in = Về trang chủ để đăng nhập
page-error-server = Máy chủ tạm thời chưa trả lời được. Hãy thử lại sau ít phút; nếu vẫn gặp, hãy báo cho cơ quan quản lý trang này và đọc số yêu cầu bên dưới.
page-preview-parcel = Thửa đất này được quy hoạch làm gì, theo quyết định nào: xem trên bản đồ.

### Kinds of shapes.

page-shape-kind = { $kind ->
    [Point] Điểm
    [MultiPoint] Nhiều điểm
    [LineString] Đường
    [MultiLineString] Nhiều đường
    [Polygon] Vùng
    [MultiPolygon] Nhiều vùng
   *[other] Nhiều hình
}
page-geometry-kind = { $kind ->
    [point] Điểm
    [line] Đường
    [polygon] Vùng
    [mixed] Nhiều loại hình
   *[none] Không có hình
}

### Addresses of these in the interface description.

api-page-js = Giao diện sáng hoặc tối của các trang thường
api-authority-css = Màu của cơ quan, thay cho màu của chương trình
api-authority-file = Logo (logo) hoặc quốc huy, huy hiệu (arms) của cơ quan
api-icon-file = Biểu tượng dạng điểm ảnh: touch.png, 192.png, 512.png, preview.png
api-manifest = Thông tin để cài trang như một ứng dụng

### The authority in the settings.

config-not-of-an-authority = { $key }: { $value }: { $mistake ->
    [too_long] quá dài hoặc có nhiều dòng; hãy ghi một dòng, tối đa 160 chữ.
    [phone] không phải số điện thoại; hãy ghi chữ số, dấu cách, +, -, dấu chấm, ngoặc.
    [email] không phải địa chỉ thư điện tử; hãy ghi dạng ten@tinh.gov.vn.
    [colour] không phải màu; hãy ghi dạng #00595b.
    [bright] màu quá sáng: chữ trắng trên màu này có độ tương phản dưới 4,5. Hãy chọn màu đậm hơn.
    [unreadable] không đọc được tệp. Kiểm tra đường dẫn (tính từ thư mục khởi động chương trình) và quyền đọc.
    [large] tệp quá lớn; hình tối đa 256 kB, mỗi chiều tối đa 4096 điểm ảnh.
    [acts] hình SVG có mã lệnh, hoặc gọi tới nơi khác. Hãy xuất lại thành SVG thuần hoặc PNG.
   *[picture] không phải hình PNG hoặc SVG.
}
