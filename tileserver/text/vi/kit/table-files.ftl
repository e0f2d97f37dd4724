### Files of the table: the whole layer, what is in view, rows that were ticked.

api-parameter-rows-ids = Chỉ các dòng mang mã này, cách nhau bằng dấu phẩy, theo thứ tự ấy; không dùng cùng điều kiện lọc
problem-expected-ids = mã các đối tượng, cách nhau bằng dấu phẩy, nhiều nhất { $most } mã

web-table-tick = Chọn dòng { $number }
web-table-tick-all = Chọn tất cả dòng đang thấy
web-table-ticked = { NUMBER($count) } dòng đã chọn
web-table-untick = Bỏ chọn
web-table-ticked-most = Chọn được nhiều nhất { NUMBER($most) } dòng; cần hơn nữa thì lọc rồi tải về.
web-table-file-ticked = Các dòng đã chọn ({ NUMBER($count) })
web-table-file-filtered = Các dòng đang lọc
web-table-file-view = Những gì trong khung nhìn
web-table-file-all = Cả lớp
