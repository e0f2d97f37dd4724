### Lines of plans (red lines, building lines) and restrictions: what they say of a parcel.

plans-title-lines = Chỉ giới quy hoạch
plans-title-restrictions = Khu vực hạn chế xây dựng

extract-road-ambiguous = Đồ án “{ $plan }” không cho biết đường nằm ở phía nào của chỉ giới đường đỏ: phần đất thuộc lộ giới là { $area } m², hoặc nếu ở phía bên kia thì là { $otherwise } m². Hãy xem bản vẽ của đồ án hoặc hỏi cơ quan quản lý đồ án.
extract-buildable-ambiguous = Đồ án “{ $plan }” không cho biết được xây dựng ở phía nào của chỉ giới xây dựng. Hãy xem bản vẽ của đồ án hoặc hỏi cơ quan quản lý đồ án.
extract-too-many-lines = Quanh thửa đất này có hơn { $most } đường chỉ giới nên hệ thống chưa tính ảnh hưởng của chúng. Hãy tra cứu từng phần của thửa.

problem-line-without-shape = Một đường chỉ giới không có hình. Hãy gửi geometry cho từng đường; chưa có gì được lưu.
problem-restriction-without-shape = Một khu vực hạn chế không có hình. Hãy gửi geometry cho từng khu vực; chưa có gì được lưu.
problem-plan-width = { $field } là { $metres }: bề rộng phải từ 0 đến { $most } mét. Hãy sửa rồi gửi lại; chưa có gì được lưu.
extract-closed = Không tính { $area } m² ({ $percent } %) vì nằm trong phần đất “{ $function }” của “{ $plan }”, nơi không được xây dựng.
