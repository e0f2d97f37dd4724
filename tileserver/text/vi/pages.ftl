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

### Fields the map has no words for; a field `ly_trinh` is `page-field-ly-trinh`.

page-field-mang = Mạng lưới
page-field-doan = Đoạn
page-field-nut = Nút
page-field-ly-trinh = Lý trình
page-field-dong-duoc = Đóng được
page-field-vi-tri = Vị trí
page-field-van-hanh = Vận hành
page-field-tiep-can = Tiếp cận được
page-field-kin = Kín
page-field-tu-luc = Từ lúc
page-field-nut-dau = Nút đầu
page-field-nut-cuoi = Nút cuối
page-field-chieu-dai = Chiều dài
page-field-chieu = Chiều
page-field-dang-dong = Đang đóng
page-field-toa-do = Tọa độ
page-field-cao-do = Cao độ
page-field-la-nguon = Là nguồn
page-field-dia-diem = Địa điểm
page-field-quy-hoach = Quy hoạch
page-field-tep = Tệp
page-field-so-hieu = Số hiệu
page-field-ngay-ban-hanh = Ngày ban hành
page-field-co-quan-ban-hanh = Cơ quan ban hành
page-field-so-trang = Số trang
page-field-ky-hieu-mat-cat = Ký hiệu mặt cắt
page-field-ma-loai-dat = Mã loại đất
page-field-xa-thuc-hien = Xã thực hiện
page-field-thua-dat = Thửa đất
page-field-nam-thuc-hien = Năm thực hiện
page-field-loai-chu-dau-tu = Loại chủ đầu tư
page-field-nguon = Nguồn
page-field-ma-quy-hoach = Mã quy hoạch
page-field-cap-do = Cấp độ
page-field-dieu-chinh = Điều chỉnh
page-field-dieu-chinh-cua = Điều chỉnh của
page-field-thay-the = Thay thế
page-field-ngay-cong-bo = Ngày công bố
page-field-loai-tru = Loại trừ
page-field-so-buoc = Số bước
page-field-ma-thong-tin = Mã thông tin
page-field-dinh-chi-tu = Đình chỉ từ
page-field-chu-de = Chủ đề
page-field-can-cu = Căn cứ
page-field-chieu-rong = Chiều rộng
page-field-he-so-sdd = Hệ số sử dụng đất
page-field-dieu-khien = Điều khiển
page-field-quy-tac = Quy tắc
page-field-he-toa-do = Hệ tọa độ
page-field-bat-dau = Bắt đầu
page-field-ket-thuc = Kết thúc
page-field-bat-dau-du-kien = Dự kiến bắt đầu
page-field-ket-thuc-du-kien = Dự kiến kết thúc
page-field-khach-truc-tiep = Khách mất nước trực tiếp
page-field-khach-lien-doi = Khách liên đới

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
