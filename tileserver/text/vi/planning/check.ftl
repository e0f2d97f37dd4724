### May this building stand here: the limits of plans against what was measured.

api-planning-check = Công trình này có được xây ở đây không? Đối chiếu mặt bằng, số tầng, chiều cao và diện tích sàn với mọi chỉ tiêu của quy hoạch đang có hiệu lực trên thửa: mật độ xây dựng, hệ số sử dụng đất, tầng cao, chiều cao, khoảng lùi, phần lấn ra ngoài; xét riêng từng ô chức năng. Không lưu gì
api-answer-planning-check = Từng chỉ tiêu với số đo được, kết luận, lý do và quyết định làm căn cứ; phần vi phạm ở dạng GeoJSON
problem-check-day = as_of không phải là một ngày: “{ $text }”. Hãy ghi theo dạng 2026-03-02.
problem-check-number = { $member } phải là một số từ { NUMBER($least) } đến { NUMBER($most) }. Hãy sửa rồi gửi lại.
problem-check-vertices = Mặt bằng công trình có nhiều nhất { NUMBER($most) } đỉnh. Hãy đơn giản hóa rồi gửi lại.
problem-check-side = Công trình dài và rộng nhiều nhất { NUMBER($most) } m. Hãy kiểm tra mặt bằng và hệ tọa độ rồi gửi lại.
problem-check-parcels = Dưới mặt bằng công trình có hơn { NUMBER($most) } thửa đất. Hãy kiểm tra từng phần.
problem-check-footprint = Mặt bằng (footprint) phải là một vùng (Polygon hoặc MultiPolygon). Hãy vẽ đường bao công trình nhìn từ trên xuống rồi gửi lại.
problem-check-beside = Công trình không nằm trong thửa { $key }. Hãy kiểm tra mặt bằng hoặc khóa của thửa, hoặc bỏ trường “parcel”.
problem-check-no-grid = Kho chưa có quy hoạch hay thửa đất nào trong hệ tọa độ phẳng nên không đo được gì. Hãy nhập thửa đất trước.

check-amount = { $kind ->
    [density] { $number } %
    [far] { $number } lần
    [storeys] { $number } tầng
    [encroachment] { $number } m²
   *[other] { $number } m
}
check-within = { $measured }: trong giới hạn quy hoạch ghi ({ $limit }).
check-at-most-within = Nhiều nhất { $measured }: trong giới hạn quy hoạch ghi ({ $limit }).
check-above = { $measured }, vượt mức tối đa { $most } của quy hoạch.
check-below = { $measured }, chưa đạt mức tối thiểu { $least } của quy hoạch.
check-not-regulated = Quy hoạch không đặt giới hạn (“{ $text }”). Quy chuẩn vẫn có thể có giới hạn riêng.
check-not-recorded = Sổ quy hoạch chưa ghi chỉ tiêu này cho ô chức năng. Hãy tra trong hồ sơ của đồ án.
check-unreadable = Quy hoạch ghi “{ $text }”, cần có người đọc: hãy tra trong hồ sơ của đồ án.
check-not-sent = Chưa xét được vì thiếu { $member ->
    [floor_area_m2] diện tích sàn
    [storeys] số tầng
    [height_m] chiều cao
   *[footprint] mặt bằng
}. Hãy bổ sung rồi hỏi lại.
check-floor-area-shared = Công trình nằm trên nhiều ô chức năng và chưa biết diện tích sàn trong ô này là bao nhiêu. Hãy kiểm tra riêng từng phần.
check-no-parcel = Chưa có thửa đất nào ở đây nên không có gì để đối chiếu.
check-no-plan = Ở đây không có quy hoạch xây dựng nào đang có hiệu lực, hoặc sổ chưa có. Hãy hỏi cơ quan phụ trách.
check-no-zone = { $measured } của công trình không nằm trong ô chức năng nào của quy hoạch đang có hiệu lực. Hãy hỏi cơ quan phụ trách.
check-within-parcel = Công trình nằm gọn trong thửa đất.
check-outside-parcel = { $measured } của công trình nằm ngoài thửa đất. Hãy dời hoặc thu nhỏ mặt bằng.
check-zone-allows = { $measured } của công trình nằm trong { $zone }, nơi được xây dựng theo các chỉ tiêu của quy hoạch.
check-zone-forbids = { $measured } của công trình nằm trong { $zone }, nơi không được xây dựng. Hãy dời hoặc thu nhỏ mặt bằng.
check-zone-unclear = { $measured } của công trình nằm trong { $zone }. Sổ quy hoạch không ghi ở đó có được xây công trình như vậy hay không: hãy hỏi cơ quan phụ trách.
check-road-takes = { $measured } của công trình nằm trên phần đất dành cho đường, tính từ tim đường và lộ giới. Hãy dời hoặc thu nhỏ mặt bằng.
check-no-lines = Gần đây sổ chưa có chỉ giới đường đỏ hay chỉ giới xây dựng nào nên chưa biết khoảng lùi.
check-no-red-line = Sổ không có chỉ giới đường đỏ nào chạy dọc thửa này nên chưa biết khoảng lùi.
check-no-setback = Quy hoạch có chỉ giới đường đỏ mà không quy định khoảng lùi. Công trình cách chỉ giới { $measured }.
check-crosses-red-line = Chỉ giới đường đỏ cắt qua công trình. Hãy dời công trình vào sau chỉ giới.
check-beyond-red-line = Công trình nằm ngoài chỉ giới đường đỏ, về phía đường. Hãy dời công trình vào sau chỉ giới.
check-side-unknown = Chỉ giới đường đỏ cắt thửa đất, cách công trình { $measured }, và sổ không ghi đường nằm về phía nào. Hãy hỏi cơ quan phụ trách.
check-crosses-building-line = Chỉ giới xây dựng cắt qua công trình. Hãy dời công trình vào sau chỉ giới.
check-several-parcels = Công trình nằm trên { NUMBER($count) } thửa đất. Kết quả xét theo thửa đã nêu, hoặc theo thửa chứa phần lớn nhất của công trình.
check-this-building-alone = Chỉ tính công trình này: phải cộng thêm mật độ và diện tích sàn của các công trình khác trên thửa.
check-floor-area-beyond = Diện tích sàn lớn hơn mặt bằng nhân với số tầng ({ $area } m²). Hãy kiểm tra lại các số.
