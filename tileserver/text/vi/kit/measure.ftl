### Measuring on the map.

web-measure-heading = Đo trên bản đồ
web-measure-what = Muốn đo gì?
web-measure-length = Chiều dài
web-measure-area = Diện tích
web-measure-hint = Bấm lên bản đồ để thêm từng đỉnh. Bằng bàn phím: di chuyển bằng phím mũi tên, Enter thêm đỉnh tại dấu thập, Backspace bỏ đỉnh cuối, Esc kết thúc.
web-measure-three = Diện tích cần ít nhất ba đỉnh.
web-measure-crossed = Các cạnh cắt nhau nên không có diện tích. Hãy bỏ đỉnh cuối và đi lại.
web-measure-outline = chu vi { $length }
web-measure-edges = Các đỉnh và cạnh
web-measure-corner = Đỉnh { $number }
web-measure-edge = Cạnh { $from }–{ $to }: { $length }
web-measure-undo = Bỏ đỉnh cuối
web-measure-clear = Xóa hết
web-measure-copy = Sao chép
web-measure-type = Hoặc nhập tọa độ đỉnh, mỗi dòng một đỉnh (X Y theo VN-2000, hoặc vĩ độ, kinh độ)
web-measure-add = Thêm đỉnh
web-measure-unreadable = Chưa đọc được tọa độ. Mỗi dòng cần hai số, ví dụ 1144200,50 426902,37 hoặc 10.346, 107.084.
web-measure-grid = Tính trên lưới { $grid }
