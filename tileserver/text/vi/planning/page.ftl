### The extract of a parcel as people read it: the words of the page and of the sheet.

api-parcel-page = Thông tin quy hoạch của thửa đất dưới dạng trang, đọc được mà không cần chạy mã; nhiều thửa cùng khóa thì là danh sách
api-parcel-picture = Hình vẽ đúng tỷ lệ của thửa đất và các ô chức năng trên đó
api-parameter-parcel-layer = lớp thửa đất, khi khóa ứng với nhiều thửa
api-parameter-extract-revision = Phiên bản dữ liệu được hỏi; câu trả lời giữ nguyên dù dữ liệu thay đổi sau đó. Không có: phiên bản mới nhất.
api-answer-page = Trang
problem-expected-extract-form = json, html, geojson hoặc pdf

parcel-page-parcel = Thửa { $number }, tờ { $sheet }, xã, phường mã { $commune }
parcel-page-parcel-ward = Thửa { $number }, tờ { $sheet }, { $ward }
parcel-page-parcel-sheet = Thửa { $number }, tờ { $sheet }
parcel-page-parcel-identifier = Thửa đất { $identifier }
parcel-page-parcel-id = Thửa đất mã số { $id }
parcel-page-lead-whole = Toàn bộ thửa đất này được quy hoạch là: { $name }.
parcel-page-lead-most = Phần lớn thửa đất này ({ $percent }) được quy hoạch là: { $name }. { $more ->
    [yes] Phần còn lại: { $rest }.
   *[no] Phần còn lại chưa có ô chức năng.
}
parcel-page-lead-several = Thửa đất này được quy hoạch là: { $shares }.
parcel-page-lead-part = Quy hoạch áp dụng trước nhất bao trùm { $covers } thửa đất này; trong phần đó: { $shares }.
parcel-page-lead-share = { $name } ({ $percent })
parcel-page-lead-also = Theo { $plan }: { $shares }.
parcel-page-lead-no-zone = Có quy hoạch bao trùm thửa đất này nhưng bản vẽ không có ô chức năng nào ở đây.
parcel-page-lead-none = Trong dữ liệu, ngày { $day } chưa có quy hoạch nào có hiệu lực trên thửa đất này.
parcel-page-lead-unknown = Chưa có dữ liệu quy hoạch cho thửa đất này: không thể kết luận là có hay không có quy hoạch.
parcel-page-day = Xem theo ngày:
parcel-page-day-show = Xem
parcel-page-changed = Trang này theo dữ liệu phiên bản { $linked }, như khi liên kết được tạo; dữ liệu hiện nay là phiên bản { $revision }. Bỏ tham số revision để xem bản hiện tại.
parcel-page-forgotten = Liên kết này được tạo từ dữ liệu phiên bản { $linked }, nay không còn tra lại được; trang này theo phiên bản { $revision }. Hãy đối chiếu với bản đã in.

parcel-page-ways = Các dạng khác
parcel-page-way-pdf = Tải phiếu (PDF)
parcel-page-way-map = Xem trên bản đồ
parcel-page-way-json = Dữ liệu (JSON)
parcel-page-way-geojson = Ranh giới các phần (GeoJSON)
parcel-page-way-language = English
parcel-page-link = Liên kết lâu dài, ghi ngày và phiên bản dữ liệu:
parcel-page-code = Mã QR của liên kết này
page-report-way = Báo thông tin sai
page-report-note = Thư mở trong chương trình thư của bạn; trang này không tự gửi gì đi.
page-report-subject = Báo thông tin sai: { $parcel }
page-report-body =
    Thông tin tại { $parcel } (phiên bản dữ liệu { $revision }) có chỗ chưa đúng:

    (Hãy ghi rõ chỗ chưa đúng, và thông tin đúng nếu bạn biết.)

    { $link }
parcel-page-several = { NUMBER($count) } thửa đất cùng khóa
parcel-page-several-about = Nhiều thửa đất có cùng khóa này. Hãy chọn thửa cần xem.
parcel-page-several-one = Lớp { $layer }, mã số { $id }, { $area }.
parcel-page-none = Không tìm thấy thửa đất
parcel-page-none-about = Không có thửa đất nào mang khóa “{ $key }”. Số tờ, số thửa có thể đã đổi khi sắp xếp đơn vị hành chính. Hãy tìm theo địa chỉ, số tờ và số thửa, hoặc tọa độ.

parcel-page-governs = Quy hoạch nào áp dụng
parcel-page-governs-why = { $sort }. { $reason } Áp dụng trên { $percent } thửa đất.
parcel-page-unplanned = Phần còn lại { $area } ({ $percent } thửa đất) chưa có { $group ->
    [spatial] quy hoạch đô thị, nông thôn hoặc khu chức năng
    [land_use] quy hoạch sử dụng đất
    [annual_land_use] kế hoạch sử dụng đất hằng năm
   *[other] quy hoạch cùng loại
} nào có hiệu lực.
parcel-page-governs-none = Ngày { $day } không có quy hoạch nào có hiệu lực trên thửa đất này trong dữ liệu.
parcel-page-reason-local = Áp dụng trước vì đây là điều chỉnh cục bộ, thay thế quy hoạch được điều chỉnh trong ranh giới của mình.
parcel-page-reason-level = Áp dụng trước vì chi tiết hơn các quy hoạch khác ở đây.
parcel-page-reason-date = Áp dụng trước vì được phê duyệt sau các quy hoạch cùng cấp độ.
parcel-page-reason-recorded = Áp dụng trước vì được ghi vào sổ sau quy hoạch cùng cấp độ và cùng ngày phê duyệt.
parcel-page-reason-only = Đây là quy hoạch duy nhất thuộc loại này có hiệu lực ở đây.
parcel-page-sort = { $level } ({ $kind })
parcel-page-level = { $level ->
    [general] Quy hoạch chung
    [subdivision] Quy hoạch phân khu
    [detailed] Quy hoạch chi tiết
    [shortened] Quy hoạch chi tiết theo quy trình rút gọn
   *[other] { $level }
}
parcel-page-kind = { $kind ->
    [urban] quy hoạch đô thị
    [rural] quy hoạch nông thôn
    [functional_area] quy hoạch khu chức năng
    [land_use] quy hoạch sử dụng đất
    [annual_land_use] kế hoạch sử dụng đất hằng năm
    [sector] quy hoạch ngành
    [none] chưa ghi loại quy hoạch
   *[other] { $kind }
}
parcel-page-law = { $law ->
    [in_force] có hiệu lực
    [decided] đã phê duyệt, chưa có hiệu lực
    [proposed] đang lập, chưa có hiệu lực
    [unknown] trạng thái không rõ
    [suspended] tạm đình chỉ
    [not_yet_decided] chưa được phê duyệt vào ngày này
    [replaced] đã được thay thế
    [expired] hết hiệu lực
    [annulled] đã hủy
   *[other] { $law }
}
parcel-page-decision-of = Quyết định số { $number } ngày { $date }
parcel-page-decision-bare = Quyết định số { $number }
parcel-page-decision-none = Chưa ghi quyết định phê duyệt
parcel-page-from = Có hiệu lực từ ngày { $from }
parcel-page-until = Hết hiệu lực từ ngày { $until }
parcel-page-from-until = Có hiệu lực từ ngày { $from }, hết hiệu lực từ ngày { $until }
parcel-page-plan-id = Đồ án mã số { $plan }
parcel-page-plan-law = { $plan } – { $law }
parcel-page-no-effect = Không áp dụng: { $law }.

parcel-page-zones = Trong thửa đất có gì
parcel-page-coming = Chưa có hiệu lực
parcel-page-former = Không còn hiệu lực vào ngày này
parcel-page-covers = Đồ án này bao trùm { $area } của thửa đất ({ $percent }).
parcel-page-shares = Các ô chức năng trong thửa đất, theo { $plan }
parcel-page-function = Chức năng sử dụng đất
parcel-page-function-none = Chưa ghi chức năng
parcel-page-sign = Ký hiệu
parcel-page-area = Diện tích (m²)
parcel-page-percent = Tỷ lệ (%)
parcel-page-uncovered = Chưa có ô chức năng
parcel-page-more-rows = Bảng chỉ nêu { NUMBER($count) } ô lớn nhất; toàn bộ có trong dữ liệu JSON.
parcel-page-not-exclusive = Các ô chức năng của đồ án này có thể chồng lên nhau: tỷ lệ không cộng lại.
parcel-page-limits = Được xây dựng thế nào, theo { $plan }
parcel-page-density = Mật độ xây dựng
parcel-page-storeys = Tầng cao
parcel-page-far = Hệ số sử dụng đất
parcel-page-height = Chiều cao
parcel-page-footprint = Diện tích xây dựng tối đa
parcel-page-floor-area = Diện tích sàn tối đa
parcel-page-unit-percent = %
parcel-page-unit-storeys = tầng
parcel-page-unit-times = lần
parcel-page-unit-metres = m
parcel-page-limit = { $read } (ghi trong đồ án: “{ $text }”)
parcel-page-as-written = “{ $text }” (cần người đọc)
parcel-page-not-regulated = không quy định

parcel-page-map = Bản vẽ thửa đất
parcel-page-map-caption = Vẽ đúng tỷ lệ trong lưới tọa độ của dữ liệu ({ $crs }); lưới cách nhau { $side } m; hướng bắc của lưới ở phía trên.
parcel-page-north = B
parcel-page-legend = Chú giải
parcel-page-around = xung quanh
parcel-page-road = Đường và phần được xây dựng
parcel-page-road-takes = Đường quy hoạch lấy { $area } của thửa đất ({ $percent }), xác định theo { $method }.
parcel-page-frontage = Mặt tiền: { $length } m.
parcel-page-road-doubt = Dữ liệu không cho biết chắc phía nào là đường: hãy hỏi cơ quan quản lý quy hoạch.
parcel-page-road-otherwise = Nếu đường nằm ở phía bên kia thì lấy { $area }.
parcel-page-buildable = Phần được xây dựng sau chỉ giới: { $area } ({ $percent }), xác định theo { $method }.
parcel-page-buildable-doubt = Dữ liệu không cho biết chắc phía nào của chỉ giới được xây dựng: hãy hỏi cơ quan quản lý quy hoạch.
parcel-page-method = { $method ->
    [planned_road] khu đất đường giao thông trong đồ án
    [red_lines] chỉ giới đường đỏ
    [centreline] tim đường và lộ giới
    [building_line] chỉ giới xây dựng
    [setback] chỉ giới đường đỏ và khoảng lùi
   *[other] { $method }
}
parcel-page-lines = Các đường chỉ giới
parcel-page-line-kind = Loại
parcel-page-line-length = Chiều dài (m)
parcel-page-line-setback = Khoảng lùi
parcel-page-line-width = Lộ giới (m)
parcel-page-line-section = Mặt cắt
parcel-page-line = { $kind ->
    [red_line] Chỉ giới đường đỏ
    [road_boundary] Ranh giới đường
    [centreline] Tim đường
    [building_line] Chỉ giới xây dựng
    [corner_splay] Vạt góc
    [safety_corridor] Hành lang an toàn
   *[other] { $kind }
}
parcel-page-restrictions = Hạn chế khác
parcel-page-restriction = Hạn chế
parcel-page-basis = Căn cứ
parcel-page-office = Cơ quan phụ trách

parcel-page-warnings = Cần lưu ý
parcel-page-about-parcel = Thửa đất
parcel-page-key-number = Số thửa
parcel-page-key-sheet = Số tờ
parcel-page-key-ward = Xã, phường (mã)
parcel-page-key-commune = Mã xã, phường
parcel-page-key-identifier = Mã định danh
parcel-page-registered-area = Diện tích pháp lý
parcel-page-grid-area = Diện tích trên lưới của dữ liệu
parcel-page-area-differs = Chênh lệch
parcel-page-grid = Hệ tọa độ
parcel-page-themes = Có dữ liệu về những gì
parcel-page-theme-head = Nội dung
parcel-page-theme-known = Trên thửa đất này
parcel-page-theme = { $theme ->
    [urban] Quy hoạch đô thị
    [rural] Quy hoạch nông thôn
    [functional_area] Quy hoạch khu chức năng
    [land_use] Quy hoạch sử dụng đất
    [annual_land_use] Kế hoạch sử dụng đất hằng năm
    [sector] Quy hoạch ngành
    [lines] Chỉ giới đường đỏ, chỉ giới xây dựng, hành lang
    [restrictions] Hạn chế khác
   *[other] { $theme }
}
parcel-page-theme-state = { $state ->
    [concerned] có liên quan
    [not_concerned] không liên quan
   *[no_data] chưa có dữ liệu
}
parcel-page-no-data-note = “Chưa có dữ liệu” không có nghĩa là không có quy hoạch hay hạn chế.
parcel-page-documents = Văn bản, hồ sơ
parcel-page-document = Văn bản
parcel-page-plan = Đồ án
parcel-page-source-head = Nguồn
parcel-page-source = Theo sổ quy hoạch và lớp thửa đất “{ $layer }”, tra cứu cho ngày { $day }, dữ liệu phiên bản { $revision }.
parcel-page-reference-only = Chỉ có giá trị tham khảo, không thay văn bản của cơ quan có thẩm quyền.
