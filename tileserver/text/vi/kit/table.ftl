### The table of a layer beside the map.

api-rows = Các dòng của một lớp như bảng hiển thị: f.TRƯỜNG= lọc theo trường (A|B một trong các giá trị; 1..9 từ đến; ~chữ có chứa, không phân biệt dấu; để trống là không có giá trị; =… lấy đúng như viết)
api-rows-csv = Cũng các dòng ấy thành tệp CSV (UTF-8 có BOM, dấu phẩy ngăn ô, dấu chấm thập phân; ô dễ bị hiểu là công thức có dấu nháy đơn đứng trước)
api-rows-geojson = Cũng các dòng ấy kèm hình dạng (GeoJSON), theo thứ tự mã
api-field-summary = Một trường có những giá trị nào, trên toàn lớp hay trong khung nhìn
api-answer-rows = Một trang của bảng
api-answer-csv = Tệp CSV
api-answer-field-summary = Số lượng, giá trị thường gặp, nhỏ nhất, lớn nhất và phân vị
api-parameter-sort = Sắp theo các trường này, cách nhau bằng dấu phẩy; dấu trừ đứng trước là giảm dần. Dòng không có giá trị đứng cuối
api-parameter-rows-q = Các từ phải có trong dòng, không phân biệt dấu và chữ hoa
api-parameter-rows-from = Trang bắt đầu từ dòng thứ mấy, đếm từ 0
api-parameter-rows-after = Giá trị next của trang trước
api-parameter-rows-holds = Trang có đối tượng mang mã này, dù đứng ở đâu
problem-expected-sort = tên các trường, cách nhau bằng dấu phẩy, nhiều nhất { $most } trường
problem-expected-range = khoảng như 100..500 hoặc 2020-01-01.., hoặc một giá trị
problem-expected-fewer-filters = nhiều nhất { $most } điều kiện lọc
problem-expected-fewer-words = nhiều nhất { $most } từ
problem-expected-fewer-values = nhiều nhất 256 giá trị
problem-expected-rows-after = giá trị next của trang trước
problem-expected-feature = mã của một đối tượng
problem-rows-moved = Dữ liệu đã thay đổi từ khi trang trước được đọc. Hãy đọc lại từ trang đầu.
problem-field-missing = Lớp { $layer } không có trường { $field }.

web-table = Bảng
web-table-layer = Lớp
web-table-search = Tìm trong bảng
web-table-in-view = Chỉ những gì trong khung nhìn
web-table-rows = { $count ->
    [0] Không có dòng nào
   *[other] { NUMBER($count) } dòng
}
web-table-grid = Các dòng của lớp { $layer }
web-table-filter = Lọc { $field }
web-table-clear = Bỏ lọc
web-table-filter-hint = chữ, 1..9, A|B
web-table-close = Đóng bảng
web-table-failed = Chưa tải được bảng.
web-table-retry = Thử lại
web-table-download = Tải về
web-table-bars = Phân bố theo { $field }
web-table-bars-field = Phân bố theo
web-table-bar = { $value }: { NUMBER($count) }
web-table-bar-area = { $value }: { NUMBER($count) } ({ $area })
web-table-bars-none = Không có trường phân loại
web-table-bars-others = Còn { NUMBER($count) } giá trị khác
web-table-yes = có
web-table-no = không
web-table-keys = Phím mũi tên để đi trong bảng, Enter để xem trên bản đồ, phím cách để chọn dòng.
web-table-filter-wrong = { $field }: không lọc được theo “{ $typed }”. { $needs }
web-table-filter-needs-integer = Cần số nguyên: 5, 100..500 hoặc > 100.
web-table-filter-needs-real = Cần số: 120,5 hoặc 100..500 hoặc > 100.
web-table-filter-needs-day = Cần ngày: 5/3/2026 hoặc 2020-01-01..2021-12-31.
