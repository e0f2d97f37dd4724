### The tree of layers.

web-layers = Lớp bản đồ
web-layers-all-off = Tắt tất cả
web-layers-undo = Hoàn tác tắt tất cả
web-group-land = Đất đai và quy hoạch
web-group-streets = Đường phố, công trình
web-group-networks = Hạ tầng kỹ thuật
web-group-others = Ranh giới và lớp khác
web-group-of = Các lớp trong nhóm { $group }
web-layer-settings = Tùy chỉnh lớp { $layer }
web-layer-up = Đưa lớp { $layer } lên trên
web-layer-down = Đưa lớp { $layer } xuống dưới
web-layer-colours = Tô màu theo…
web-layer-moved = { $layer }: vị trí { $place } trên { $of } trong nhóm
web-strength = Độ đậm nhạt
web-strength-of = Độ đậm nhạt của { $layer }
web-base-maps = Bản đồ nền
web-base-none = Không dùng bản đồ nền
