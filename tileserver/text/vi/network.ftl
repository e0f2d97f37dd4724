### Networks: what hangs together, and turning a device.

portal-app-network = Mạng lưới
portal-app-network-about = Nút, đoạn ống và van của mạng lưới: bấm vào một đoạn ống để thấy những gì nối liền với nó, đóng mở van.
page-networks = Mạng lưới
page-network-trace = Những gì nối liền với đoạn ống

api-networks = Các mạng lưới
api-network-trace = Mọi thứ nối liền với một đoạn ống mà không đi qua van đóng
api-network-device = Đóng hoặc mở một thiết bị
api-parameter-network = tên mạng lưới
api-parameter-device = mã số của thiết bị
api-parameter-from-edge = mã số của đoạn ống bắt đầu
api-parameter-after-network = Chỉ các mạng lưới có tên đứng sau: cách liên kết trang sau đi tiếp
api-parameter-limit-ids = Số mã đoạn, nút và thiết bị đóng trên một trang
api-parameter-offset = Số mã mỗi loại nằm ở các trang trước: cách liên kết trang sau đi tiếp
api-answer-device = Trạng thái của thiết bị và phiên bản kho
problem-expected-device = mã số của một thiết bị
problem-expected-edge = mã số của một đoạn ống
problem-network-not-found = Không có mạng lưới { $network }. Danh sách các mạng lưới có ở /v1/networks.
problem-edge-not-found = Mạng lưới { $network } không có đoạn ống { $edge }.
problem-device-not-found = Mạng lưới { $network } không có thiết bị { $device }.
problem-device-position = Thiết bị không có trạng thái “{ $position }”; cần open (mở) hoặc closed (đóng).

web-network = Mạng lưới
web-network-hint = Bấm vào một đoạn ống để xem những gì nối liền với nó; bấm vào một van để đóng hoặc mở.
web-network-empty = Kho dữ liệu này chưa có mạng lưới nào.
web-network-size = { NUMBER($edges) } đoạn ống, { NUMBER($nodes) } nút
web-network-stray = { NUMBER($count) } thiết bị không nằm trên đoạn ống nào: không được tính khi truy vết.
web-network-trace = Những gì nối liền
web-network-reached = Tới được { NUMBER($edges) } đoạn ống, { NUMBER($nodes) } nút.
web-network-unsteady = Mạng lưới thay đổi nhanh hơn tốc độ truy vết. Lát nữa hãy bấm lại vào đoạn ống.
web-network-nothing-closed = Không gặp van đóng nào.
web-network-closed = Dừng ở { NUMBER($count) } van đóng.
web-network-valve = Van { $code }
web-network-is-open = Đang mở
web-network-is-closed = Đang đóng
web-network-turn-open = Mở van
web-network-turn-closed = Đóng van
