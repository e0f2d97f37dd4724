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
api-answer-device = Trạng thái của thiết bị và phiên bản kho
problem-expected-device = mã số của một thiết bị
problem-expected-edge = mã số của một đoạn ống
problem-network-not-found = Không có mạng lưới { $network }. Danh sách các mạng lưới có ở /v1/networks.
problem-edge-not-found = Mạng lưới { $network } không có đoạn ống { $edge }.
problem-device-not-found = Mạng lưới { $network } không có thiết bị { $device }.
problem-device-position = Thiết bị không có trạng thái “{ $position }”; cần open (mở) hoặc closed (đóng).
