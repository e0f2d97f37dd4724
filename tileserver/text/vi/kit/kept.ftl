### Shapes one draws and keeps on the device.

web-kept = Hình vẽ của tôi
web-kept-hint = Hình chỉ nằm trong trình duyệt của máy này, không gửi đi đâu. Xóa dữ liệu trình duyệt là mất hình: hãy lưu ra tệp nếu cần giữ lâu.
web-kept-point = Điểm
web-kept-line = Đường
web-kept-area = Vùng
web-kept-press = Bấm lên bản đồ để đặt điểm (bàn phím: Enter tại dấu thập).
web-kept-press-corners = Bấm lên bản đồ để thêm từng đỉnh.
web-kept-keys = Vẽ xong thì bấm Enter. Bàn phím: dời bản đồ bằng mũi tên, Enter đặt đỉnh tại dấu thập, Enter lần nữa là xong, Backspace bỏ đỉnh cuối.
web-kept-crossed = Các cạnh cắt nhau. Hãy bỏ đỉnh cuối và đi lại.
web-kept-done = Xong
web-kept-undo = Bỏ đỉnh cuối
web-kept-cancel = Dừng vẽ
web-kept-name = { $kind } { $number }
web-kept-kept = { $count ->
    [one] Đã lưu hình trên máy này.
   *[other] Đã lưu { NUMBER($count) } hình trên máy này.
}
web-kept-refused = Trình duyệt không cho lưu thêm. Hãy lưu hình ra tệp rồi xóa bớt.
web-kept-full = Máy này đã lưu { NUMBER($most) } hình. Hãy lưu ra tệp rồi xóa bớt.
web-kept-shown = Hiện { $name }
web-kept-called = Tên hình
web-kept-colour = Màu của { $name }
web-kept-red = Đỏ
web-kept-orange = Cam
web-kept-green = Xanh lá
web-kept-blue = Xanh dương
web-kept-purple = Tím
web-kept-black = Đen
web-kept-go = Đến
web-kept-go-to = Đến { $name }
web-kept-remove = Xóa
web-kept-remove-it = Xóa { $name }
web-kept-removed = Đã xóa { $name }.
web-kept-not-removed = Chưa xóa được { $name }. Hãy thử lại.
web-kept-back = Khôi phục
web-kept-save = Lưu ra tệp (GeoJSON)
web-kept-save-kml = Lưu cho ứng dụng bản đồ (KML)
web-kept-open = Mở tệp GeoJSON
web-kept-file = hinh-ve
web-kept-too-large = Tệp lớn hơn { NUMBER($most) } MB.
web-kept-unreadable = Tệp này không có hình nào theo kinh độ, vĩ độ (GeoJSON, WGS 84).
web-kept-left-out = Đã lưu { NUMBER($count) } hình; bỏ qua { NUMBER($others) } (không theo kinh độ, vĩ độ, quá nhiều đỉnh hoặc hết chỗ).
