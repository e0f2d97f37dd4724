### The burst screen: tap a pipe, which valves to close, who goes without water, and what if a valve is stuck.

web-water = Vỡ ống nước
web-water-ask = Điểm vỡ
web-water-lead = Ống vỡ ở đâu? Chạm vào đoạn ống trên bản đồ, hoặc nhập địa chỉ, mã ống.
web-water-empty = Kho dữ liệu này chưa có mạng lưới nào. Hãy nhập bằng lệnh diaban import --kind network.
web-water-network = Mạng lưới
web-water-at-place = Đang tìm đoạn ống gần nhất
web-water-at-code = Đang tính cho { $code }
web-water-wider = Tìm trong vòng { NUMBER($metres) } m
web-water-burst-edge = Vỡ ống { $code }
web-water-burst-node = Vỡ tại nút { $code }
web-water-burst-device = Hỏng thiết bị { $code }
web-water-no-diameter = chưa rõ đường kính
web-water-away = cách { NUMBER($metres) } m
web-water-is-open = Đang mở
web-water-is-closed = Đang đóng
web-water-not-operable = kẹt
web-water-not-accessible = không tiếp cận được
web-water-not-tight = đóng không kín
web-water-close = { $count ->
    [0] Không phải đóng van nào ({ NUMBER($of) } van biên)
   *[other] Đóng { NUMBER($count) } van ({ NUMBER($of) } van biên)
 }
web-water-customers = { $count ->
    [0] Không khách hàng nào mất nước
   *[other] { NUMBER($count) } khách hàng mất nước: { NUMBER($direct) } trực tiếp, { NUMBER($unintended) } kéo theo
 }
web-water-critical = { NUMBER($count) } khách hàng ưu tiên mất nước
web-water-unintended = kéo theo
web-water-show = Xem trên bản đồ
web-water-hydrants = { NUMBER($count) } trụ nước chữa cháy mất nước
web-water-drain = Cô lập { $length } ống, xả cạn { $volume } nước
web-water-valves-in-order = Van cần đóng, theo thứ tự đường đi
web-water-new = thêm
web-water-mark = Kẹt, không đóng được
web-water-unmark = Bỏ đánh dấu
web-water-marked = Van đã đánh dấu kẹt
web-water-others = { NUMBER($count) } van biên không cần đóng
web-water-why-closed = đã đóng sẵn
web-water-why-dry = phía bên kia không còn nước
web-water-difference = Khác với khi chưa đánh dấu van kẹt
web-water-no-difference = Không có gì khác.
web-water-more-sources = Không cô lập được nữa: nguồn nước { $sources } nằm trong đoạn.
web-water-fewer-sources = Nguồn nước { $sources } không còn nằm trong đoạn.
web-water-more-valves = Đóng thêm { NUMBER($count) } van: { $valves }.
web-water-fewer-valves = Không cần đóng { NUMBER($count) } van: { $valves }.
web-water-more-customers = Thêm { NUMBER($count) } khách hàng mất nước.
web-water-fewer-customers = Bớt { NUMBER($count) } khách hàng mất nước.
web-water-shifted-customers = Vẫn chừng ấy khách hàng mất nước; { NUMBER($count) } khách hàng chuyển giữa trực tiếp và kéo theo.
web-water-more-critical = Thêm { NUMBER($count) } khách hàng ưu tiên.
web-water-fewer-critical = Bớt { NUMBER($count) } khách hàng ưu tiên.
web-water-more-hydrants = Thêm { NUMBER($count) } trụ nước chữa cháy.
web-water-fewer-hydrants = Bớt { NUMBER($count) } trụ nước chữa cháy.
web-water-hints = Cấp nước trở lại
web-water-other-pipes = { $count ->
    [1] Ống vỡ là ống này?
   *[other] Ống vỡ là một trong các ống này?
 }
web-water-warnings = Cần lưu ý
web-water-basis = Dữ liệu phiên bản { $revision }, hỏi lúc { $time }. Kết quả theo sự liên thông của mạng lưới, chưa tính áp lực.
web-water-news = Mạng lưới vừa thay đổi.
web-water-take = Xem kết quả mới
web-water-confirm = Lập lệnh cắt nước
web-water-leave = Điểm vỡ khác
web-water-note = Ghi nhận
web-water-now = Theo dữ liệu: { $state }.
web-water-found = Van { $valve } tại hiện trường
web-water-found-stuck = Kẹt
web-water-found-buried = Bị lấp, không tìm thấy
web-water-found-leaks = Đóng không kín
web-water-found-closed = Đã đóng
web-water-found-open = Đang mở, đóng được
web-water-remark = Ghi chú (không bắt buộc)
web-water-note-save = Ghi vào dữ liệu
web-water-note-all-the-same = Vẫn ghi vào dữ liệu
web-water-noted = Đã ghi nhận van { $valve } vào dữ liệu.
web-water-class-household = hộ gia đình
web-water-class-hospital = bệnh viện
web-water-class-clinic = cơ sở y tế
web-water-class-dialysis = chạy thận
web-water-class-school = trường học
web-water-class-market = chợ
web-water-class-fire = chữa cháy
web-water-class-business = cơ sở kinh doanh
web-water-hint-open = Mở van { $valve } (đang đóng) để cấp nước lại cho khu vực mất nước kéo theo.
web-water-source-inside = Không cô lập được: nguồn nước { $sources } nằm trong đoạn bị vỡ. Phải ngừng nguồn này thì đoạn ống mới cạn.
web-water-not-supplied = Đoạn này hiện không được cấp nước: không ai mất nước thêm.
web-water-volume-in-part = Có đoạn ống chưa rõ đường kính: thể tích nước cần xả chỉ tính phần đã biết.
