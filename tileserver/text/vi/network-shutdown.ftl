### Shutdowns: confirmed, followed, and told to customers.

network-title-shutdowns = Ngừng cấp nước
page-network-shutdowns = Các đợt ngừng cấp nước
page-network-shutdown = Đợt ngừng cấp nước

api-network-shutdown-confirm = Lập một đợt ngừng cấp nước: van cần đóng theo thứ tự đi, vùng mất nước, các đợt trùng thời gian và khu vực
api-network-shutdowns = Các đợt ngừng cấp nước của một mạng lưới; nêu nơi bị vỡ thì chỉ các đợt chưa xong trên cùng đoạn cô lập (cho người trong cơ quan)
api-network-shutdown = Một đợt ngừng cấp nước; người trong cơ quan thấy cả van, câu hỏi và các đợt trùng
api-network-shutdown-step = Một bước của đợt ngừng cấp nước: bắt đầu, đóng hoặc mở van, kết thúc, hủy
api-network-shutdown-notices = Khách hàng mất nước của một đợt, mỗi người một dòng CSV, tính lại theo mạng lưới hiện nay
api-parameter-shutdown = mã số của đợt ngừng cấp nước
api-parameter-shutdown-state = Chỉ các đợt ở trạng thái này: planned (dự kiến), active (đang thực hiện), ended (đã kết thúc), cancelled (đã hủy)
api-answer-shutdown = Đợt ngừng cấp nước sau khi ghi
api-answer-shutdown-notices = Tệp CSV (UTF-8)
problem-expected-shutdown = mã số của một đợt ngừng cấp nước
problem-expected-shutdown-state = planned, active, ended hoặc cancelled
problem-expected-graph = dấu đồ thị của câu trả lời đã xem: trường graph của GET /v1/networks/…/isolation
problem-shutdown-not-found = Mạng lưới { $network } không có đợt ngừng cấp nước { $shutdown }.
problem-shutdown-no-burst = Cần nêu ít nhất một nơi trong burst hoặc bursts.
problem-shutdown-too-many = Trường { $field } có quá nhiều mục; nhiều nhất là { $most }.
problem-shutdown-text = Trường { $field } dài quá { $most } ký tự hoặc có ký tự không dùng được.
problem-shutdown-word = Trường { $field } không có giá trị “{ $word }”; mode là topo hoặc aware, kind là burst (sự cố) hoặc planned (theo kế hoạch).
problem-shutdown-place = Trường { $field } phải là kinh độ từ −180 đến 180 và vĩ độ từ −90 đến 90.
problem-shutdown-within = within_m phải từ 0 đến { $most } mét.
problem-shutdown-time = Trường { $field } không phải thời điểm: “{ $value }”. Cần dạng 2026-11-30T08:00:00+07:00.
problem-shutdown-hours = planned_hours phải lớn hơn 0 và không quá { NUMBER($most) } giờ.
problem-shutdown-no-begin = Đợt ngừng cấp nước theo kế hoạch cần thời điểm bắt đầu: hãy gửi planned_from.
problem-shutdown-reversed = Thời điểm kết thúc ({ $to }) phải sau thời điểm bắt đầu ({ $from }).
problem-shutdown-ahead = Thời điểm { $at } còn ở phía trước; chỉ ghi việc đã làm.
problem-shutdown-changed = Mạng lưới { $network } đã thay đổi{ $revision ->
    [none] {""}
   *[other] {" "}kể từ phiên bản { $revision }
 }. Nay cần đóng van { $valves }; mất nước trực tiếp { NUMBER($direct) } khách hàng, ngoài ý muốn { NUMBER($unintended) }. Hãy xem lại rồi gửi lại.
problem-shutdown-step-unknown = Không có bước “{ $step }”; các bước là { $steps }.
problem-shutdown-not-from = Đợt ngừng cấp nước đang ở trạng thái { $state ->
    [planned] dự kiến
    [active] đang thực hiện
    [ended] đã kết thúc
    [cancelled] đã hủy
   *[other] “{ $state }”
 } nên không làm được bước { $step }. { $possible ->
    [none] Không còn bước nào.
   *[other] Có thể làm: { $possible }.
 }
problem-shutdown-stands-so = Van { $valve } đã { $position ->
    [closed] đóng
   *[open] mở
 } và đã được ghi cho đợt này.
problem-shutdown-still-shut = Còn { NUMBER($count) } van đóng cho đợt này chưa mở lại: { $valves }. Hãy mở lại, hoặc gửi leave_closed: true nếu để các van này đóng.
problem-shutdown-overtaken = Người khác vừa cập nhật đợt ngừng cấp nước này (nay là phiên bản { $version }, trạng thái { $state }). Hãy xem lại rồi gửi lại.
problem-shutdown-valve-needed = Bước { $step } cần mã van: hãy gửi valve.
problem-shutdown-notices-large = Danh sách { NUMBER($count) } khách hàng vượt quá { $most } MB. Hãy chia đợt ngừng cấp nước thành nhiều đợt, hoặc tăng [limits] answer_mb.
network-shutdown-warning-valves-closed = { NUMBER($count) } van đóng cho đợt này chưa được mở lại: { $valves }.
network-shutdown-warning-no-outline = Không vẽ được vùng mất nước: mạng lưới không có vị trí trên bản đồ.
network-shutdown-warning-customers-changed = Theo mạng lưới hiện nay, đợt này làm mất nước trực tiếp { NUMBER($direct) } khách hàng, ngoài ý muốn { NUMBER($unintended) }: khác với lúc lập.
network-shutdown-warning-many-jobs = Còn { NUMBER($count) } đợt khác cùng thời gian chưa được so sánh.
network-shutdown-replaced = Được thay bằng đợt { $code }.
network-notices-file = ngung-cap-nuoc
network-notices-code = Mã khách hàng (code)
network-notices-meter = Đồng hồ (meter)
network-notices-class = Loại khách hàng (class)
network-notices-name = Tên khách hàng (name)
network-notices-address = Địa chỉ (address)
network-notices-outage = Mất nước (outage)
network-notices-from = Từ (from)
network-notices-to = Đến (to)
network-notices-revision = Phiên bản dữ liệu (data_revision)
network-notices-direct = trực tiếp
network-notices-unintended = ngoài ý muốn
