### Adding a feature: its shape drawn on the map, corner by corner.

web-draw-add = Thêm đối tượng vào lớp { $layer }
web-draw-new = Thêm vào lớp { $layer }
web-draw-name = đối tượng mới
web-draw-heading = Vẽ hình trên bản đồ
web-draw-what = Vẽ gì
web-draw-point = Điểm
web-draw-line = Đường
web-draw-polygon = Vùng
web-draw-point-hint = Bấm lên bản đồ để đặt điểm. Điểm tự bắt vào đỉnh và cạnh lân cận.
web-draw-line-hint = Bấm lên bản đồ để thêm từng đỉnh; bấm lại đỉnh cuối là xong. Đỉnh tự bắt vào hình lân cận.
web-draw-polygon-hint = Bấm lên bản đồ để thêm từng đỉnh; bấm lại đỉnh đầu hoặc đỉnh cuối để khép vùng. Đỉnh tự bắt vào hình lân cận.
web-draw-keys = Bàn phím: dời bản đồ bằng mũi tên, Enter đặt đỉnh tại dấu thập, Enter lần nữa là xong, Backspace bỏ đỉnh cuối. Giữ Alt để không bắt.
web-draw-corner = Đỉnh { $number }:
web-draw-done = Xong
web-draw-undo = Bỏ đỉnh cuối
web-draw-type = Tọa độ đỉnh tiếp theo
web-draw-type-point = Tọa độ điểm
web-draw-put = Thêm
