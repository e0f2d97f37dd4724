### Networks: what hangs together, and turning a device.

portal-app-water = Vỡ ống nước
portal-app-water-about = Chạm vào đoạn ống vỡ: đóng những van nào, ai mất nước, và nếu một van bị kẹt.
page-networks = Mạng lưới
page-network-trace = Những gì nối liền với đoạn ống

api-networks = Các mạng lưới
api-network-trace = Mọi thứ nối liền với một đoạn ống mà không đi qua van đóng
api-network-device = Đóng hoặc mở một thiết bị
api-parameter-network = tên mạng lưới
api-parameter-device = mã của thiết bị
api-parameter-from-edge = mã của đoạn ống bắt đầu
api-parameter-after-network = Chỉ các mạng lưới có tên đứng sau: cách liên kết trang sau đi tiếp
api-parameter-limit-ids = Số mã đoạn, nút và thiết bị đóng trên một trang
api-parameter-offset = Số mã mỗi loại nằm ở các trang trước: cách liên kết trang sau đi tiếp
api-answer-device = Trạng thái của thiết bị và phiên bản kho
problem-network-not-found = Không có mạng lưới { $network }. Danh sách các mạng lưới có ở /v1/networks.
problem-edge-not-found = Mạng lưới { $network } không có đoạn ống { $edge }.
problem-device-not-found = Mạng lưới { $network } không có thiết bị { $device }.
problem-device-position = Thiết bị không có trạng thái “{ $position }”; cần open (mở) hoặc closed (đóng).
page-network-isolation = Cô lập điểm vỡ
page-network-device = Thiết bị
api-network-isolation = Cô lập một điểm vỡ: đóng những van nào, ai mất nước
api-network-device-shown = Trạng thái của một thiết bị
api-parameter-burst-edge = Mã đoạn ống bị vỡ; lặp lại cho nhiều đoạn. Chỉ dùng một loại trong edge, node, device, at, bursts
api-parameter-burst-node = Mã nút bị vỡ
api-parameter-burst-device = Mã thiết bị bị vỡ: thiết bị ấy không còn đóng được gì
api-parameter-burst-at = Kinh độ, vĩ độ của điểm vỡ: lấy đoạn ống gần nhất trong bán kính within_m
api-parameter-bursts = Nơi bị vỡ, dạng JSON như khi lập đợt ngừng cấp nước: {"{"}"edge": …, "along_m": …{"}"}, {"{"}"node": …{"}"}, {"{"}"device": …{"}"} hoặc {"{"}"at": [kinh độ, vĩ độ], "within_m": …{"}"}; lặp lại để tính nhiều nơi cùng lúc
api-parameter-within-m = Bán kính tìm đoạn ống quanh điểm đã chỉ (mét)
api-parameter-inoperable = Mã van không đóng được; lặp lại cho nhiều van
api-parameter-outage = true: vẽ cả vùng mất nước (tối đa 500 đoạn ống); mặc định không vẽ
api-parameter-mode = topo: chỉ xét đường ống; aware: xét cả ống đang đóng, van một chiều và máy bơm
problem-expected-mode = topo hoặc aware
problem-burst-one-place = Cần nêu nơi bị vỡ bằng đúng một loại: edge, node, device hoặc at; mỗi loại lặp lại được. Các nơi khác loại thì nêu từng nơi trong bursts.
problem-burst-along-negative = along_m phải là số mét từ đầu đoạn ống, không âm.
problem-burst-along-beyond = Đoạn ống { $edge } dài { NUMBER($length) } m: không có điểm nào cách đầu ống { NUMBER($along) } m.
problem-expected-burst = JSON của một nơi bị vỡ, ví dụ {"{"}"edge":"P-17","along_m":12.5{"}"}
network-valve-close = Cần đóng
network-valve-keep-closed = Đã đóng sẵn, giữ nguyên
network-valve-leave = Không cần đóng: phía bên kia không còn nước
network-warning-no-outage-area = Hơn { NUMBER($most) } đoạn ống mất nước: vùng mất nước chỉ được vẽ khi lập đợt ngừng cấp nước.
network-clock-ahead = Đồng hồ của máy gửi chạy trước máy chủ: việc này được ghi vào lúc { $at }.
problem-node-not-found = Mạng lưới { $network } không có nút { $node }.
problem-no-edge-near = Mạng lưới { $network } không có đoạn ống nào trong vòng { $metres } m quanh điểm đã chỉ. Hãy chỉ gần đoạn ống hơn hoặc tăng within_m.
problem-network-part-not-found = Mạng lưới { $network } không còn phần được hỏi: { $part }.
problem-device-evidence = Căn cứ “{ $evidence }” không có; cần field (tại hiện trường), scada (đo từ xa) hoặc plan (theo hồ sơ).
problem-device-remark = Ghi chú dài quá { $most } ký tự.
problem-device-moment = Thời điểm “{ $at }” không dùng được: cần dạng 2026-11-30T14:05:00+07:00 và không muộn hơn bây giờ.
problem-device-overtaken = Người khác vừa cập nhật thiết bị { $device } (hiện: { $position ->
    [closed] đóng
   *[open] mở
 }, { $operable ->
    [true] vận hành được
   *[false] không vận hành được
 }). Hãy xem lại rồi gửi lại.
network-hint-open = Mở van { $valve } (đang đóng) để cấp nước lại cho khu vực mất nước ngoài ý muốn.
network-hint-close-first = Đóng thêm van { $first } trước, rồi mở van { $valve } (đang đóng) để cấp nước lại cho khu vực mất nước ngoài ý muốn. Nếu không đóng trước, nước sẽ chảy ngược về chỗ vỡ.
network-warning-source-inside = Không cô lập được: nguồn nước { $sources } nằm trong đoạn bị vỡ. Phải ngừng nguồn này thì đoạn ống mới cạn.
network-warning-not-supplied = Đoạn cô lập này hiện không được cấp nước: không ai mất nước thêm.
network-warning-volume-in-part = Có đoạn ống chưa rõ đường kính: thể tích nước cần xả chỉ tính phần đã biết.
network-warning-stray-devices = { NUMBER($count) } thiết bị không nằm trên đoạn ống hay nút nào: không được tính.
network-warning-stray-connections = { NUMBER($count) } điểm đấu nối chưa gán vào đoạn ống nào: không được đếm.
network-warning-repeated-codes = { NUMBER($count) } mã bị trùng trong mạng lưới { $network } (ví dụ { $code }): hỏi theo mã chỉ tới đối tượng đầu tiên.
network-warning-open-end = Đầu ống tại nút { $node } nằm cách đoạn ống { $edge } { NUMBER($metres) } m mà không nối: nếu thực tế có nối thì kết quả này sai.
network-warning-missing-nodes = Nút không có dòng dữ liệu (chỉ được đoạn ống nhắc tới): { $nodes }.
network-warning-stray-nearby = Gần đây có thiết bị chưa nằm trên đoạn ống hay nút nào, không được tính: { $devices }.
network-warning-nearby-in-part = Đoạn cô lập này quá lớn: chưa xem hết lỗi dữ liệu xung quanh.
page-network-segments = Các đoạn có thể cô lập
page-network-valves = Van theo mức độ quan trọng
page-network-zones = Phân vùng mạng lưới
page-network-graph = Toàn bộ mạng lưới
api-network-segments = Mọi đoạn có thể cô lập, đoạn làm nhiều khách hàng mất nước nhất đứng trước
api-network-valves = Mọi van, van mà khi hỏng làm thêm nhiều khách hàng mất nước nhất đứng trước
api-network-zones = Vùng áp lực, khu vực đo đếm (DMA), phân khu, theo trạng thái van hiện tại
api-network-graph = Toàn bộ mạng lưới dưới dạng dữ liệu, để dùng khi không có mạng
api-parameter-from-node = Mã nút bắt đầu, thay cho from
api-parameter-to-edge = Mã đoạn ống cần tới (direction=path)
api-parameter-to-node = Mã nút cần tới (direction=path)
api-parameter-barrier = Mã thiết bị không được đi qua; lặp lại cho nhiều thiết bị
api-parameter-direction = connected: nối liền; upstream: về phía nguồn; downstream: về phía tiêu thụ; path: đường ngắn nhất tới nơi khác; loops: mạch vòng
api-parameter-zone-kind = Chỉ một loại phân vùng: pressure_zone, dma, sector
problem-expected-direction = connected, upstream, downstream, path hoặc loops
problem-network-no-way = Mạng lưới { $network } không có đường nối hai nơi ấy với các van đang đóng và các thiết bị bị chặn.
problem-trace-one-place = Cần nêu đúng một nơi: from (đoạn ống) hoặc from_node (nút); với direction=path thêm to hoặc to_node.
problem-network-too-large = Mạng lưới { $network } có { NUMBER($edges) } đoạn ống, nhiều hơn mức { NUMBER($most) } có thể tải về một lần.