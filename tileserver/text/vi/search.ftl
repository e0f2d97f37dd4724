### Search: what a text was read as, and the search box.

search-parcel = Tờ { $sheet }, thửa { $number }
search-sheet = Tờ { $sheet }
search-number = Thửa { $number }
search-identifier = Mã định danh thửa đất { $identifier }
search-decision = Quyết định { $number }
search-degrees = { $north }; { $east }
search-metres = X (Bắc) = { $north }; Y (Đông) = { $east }
search-zone = VN-2000, KTT { $meridian }, múi { $width }°
search-corners = { NUMBER($count) } đỉnh
search-corners-area = { NUMBER($count) } đỉnh, { $area } m²
web-search = Tìm kiếm thửa đất, địa danh, đường, tọa độ
web-search-hint = Số tờ và số thửa, tên đường, tọa độ…
web-search-clear = Xóa nội dung tìm kiếm
web-search-results = Kết quả tìm kiếm
web-search-recent = Tìm gần đây (chỉ lưu trên máy này)
web-search-forget = Xóa các lần tìm gần đây
web-search-asking = Đang tìm…
web-search-failed = Chưa tìm được.
web-search-none = Không tìm thấy kết quả.
web-search-none-remedy = Hãy thử số tờ và số thửa kèm tên phường, tên cũ trước sáp nhập, hoặc tọa độ VN-2000.
web-search-read = Đọc là: { $read }
web-search-count = { NUMBER($count) } kết quả
web-search-more = Còn kết quả khác, hãy gõ rõ hơn.
web-search-elsewhere = Ở phường, xã khác
web-search-elsewhere-note = Không có thửa này ở nơi đã nêu; các thửa cùng số dưới đây nằm ở nơi khác. Hãy chọn nếu đúng là thửa cần tìm.
web-search-left-out = Các lớp chưa được tìm kiếm: { $layers }. Hãy xem các lớp này trên bản đồ, hoặc báo người quản trị tăng bộ nhớ tìm kiếm.
web-search-kind-parcel = Thửa đất
web-search-kind-place = Địa danh
web-search-kind-street = Đường
web-search-kind-zone = Ô chức năng
web-search-kind-feature = Đối tượng khác
web-search-kind-coordinate = Tọa độ
web-search-kind-corners = Ranh theo bảng tọa độ
