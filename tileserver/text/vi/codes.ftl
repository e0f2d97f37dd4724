### What codes in fields of the built tables mean; which field has which, `text/field_words.rs` says. Others have sentences where they are said in more
### places.

code-planning-nguoi-xem-staff = Cán bộ
code-planning-nguoi-xem-public = Mọi người

code-planning-loai-chu-dau-tu-state = Cơ quan nhà nước
code-planning-loai-chu-dau-tu-public-unit = Đơn vị sự nghiệp công lập
code-planning-loai-chu-dau-tu-state-enterprise = Doanh nghiệp nhà nước

code-network-loai-junction = Nút
code-network-loai-reservoir = Nguồn nước
code-network-loai-tank = Bể chứa
code-network-loai-well = Giếng
code-network-loai-inlet = Điểm mua nước
code-network-loai-manhole = Hố ga
code-network-loai-pipe = Ống
code-network-loai-pump = Máy bơm
code-network-loai-valve = Van chặn
code-network-loai-hydrant = Trụ nước chữa cháy
code-network-loai-prv = Van giảm áp
code-network-loai-psv = Van giữ áp
code-network-loai-pbv = Van cắt áp
code-network-loai-fcv = Van điều khiển lưu lượng
code-network-loai-tcv = Van tiết lưu
code-network-loai-gpv = Van theo đường tổn thất
code-network-loai-pcv = Van điều khiển vị trí
code-network-loai-check = Van một chiều
code-network-loai-air = Van xả khí
code-network-loai-washout = Van xả cặn
code-network-loai-flow-meter = Đồng hồ tổng
code-network-loai-water = Cấp nước
code-network-loai-sewer = Thoát nước thải
code-network-loai-storm = Thoát nước mưa
code-network-loai-light = Chiếu sáng
code-network-loai-power = Điện
code-network-loai-telecom = Viễn thông
code-network-loai-pressure-zone = Vùng áp lực
code-network-loai-dma = Khu vực đo đếm (DMA)
code-network-loai-sector = Phân khu
code-network-loai-burst = Sự cố vỡ ống
code-network-loai-planned = Theo kế hoạch

code-network-chieu-both = Cả hai chiều
code-network-chieu-forward = Từ nút đầu đến nút cuối
code-network-chieu-backward = Từ nút cuối đến nút đầu

code-network-can-cu-field = Tại hiện trường
code-network-can-cu-scada = Đo từ xa (SCADA)
code-network-can-cu-plan = Theo hồ sơ

code-network-quy-tac-source = Theo nguồn
code-network-quy-tac-sink = Theo nơi xả

code-network-hang-household = Hộ gia đình
code-network-hang-hospital = Bệnh viện
code-network-hang-school = Trường học
code-network-hang-market = Chợ
code-network-hang-office = Cơ quan
code-network-hang-business = Thương mại, dịch vụ
code-network-hang-industry = Sản xuất
code-network-hang-worship = Cơ sở tôn giáo
code-network-hang-public = Công trình công cộng

code-network-ket-luan-ok = Bình thường
code-network-ket-luan-high = Cao bất thường
code-network-ket-luan-low = Thấp bất thường
code-network-ket-luan-backwards = Lùi số
code-network-ket-luan-zero = Không tiêu thụ
code-network-ket-luan-rollover = Quay vòng số
code-network-ket-luan-replaced = Thay đồng hồ
code-network-ket-luan-estimated = Tạm tính

code-network-che-do-topo = Chỉ theo ống
code-network-che-do-aware = Theo trạng thái van, bơm
