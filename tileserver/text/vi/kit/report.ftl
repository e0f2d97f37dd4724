### Wrong information, told to the authority by whoever sees it.

web-report = Báo thông tin sai
web-report-lead = Hãy viết điều bạn thấy sai. Trang này không tự gửi gì đi: bạn gửi bằng thư điện tử của mình, hoặc sao chép nội dung rồi gửi theo cách khác.
web-report-what = Thông tin nào chưa đúng?
web-report-what-hint = Ví dụ: diện tích, tên đường, đồ án còn thiếu. Đừng ghi thông tin riêng của người khác.
web-report-goes-along = Nội dung gửi kèm
web-report-to = Nơi nhận
web-report-phone = Điện thoại
web-report-asking = Đang tìm địa chỉ liên hệ…
web-report-no-mail = Cơ quan quản lý trang này không công bố địa chỉ thư điện tử. Hãy sao chép nội dung rồi liên hệ theo cách ghi ở trên.
web-report-nobody = Trang này không ghi địa chỉ liên hệ nào. Hãy sao chép nội dung rồi gửi đến cơ quan quản lý quy hoạch nơi có đất.
web-report-unreached = Chưa lấy được địa chỉ liên hệ của trang này. Bạn vẫn có thể sao chép nội dung; nội dung đã viết vẫn còn.
web-report-mail = Soạn thư điện tử
web-report-copy = Sao chép nội dung
web-report-copied = Đã sao chép nội dung.
web-report-not-copied = Trình duyệt không cho sao chép. Hãy chọn nội dung dưới đây và sao chép bằng tay.
web-report-empty = Hãy viết điều bạn thấy sai.
web-report-too-long = Nội dung dài quá mức gửi được qua liên kết thư. Hãy sao chép rồi dán vào thư của bạn.
web-report-close = Đóng
web-report-subject = Báo thông tin sai: { $about }
web-report-about = Vị trí: { $about }
web-report-commune = Mã phường, xã: { $code }
web-report-at = Tọa độ (vĩ độ, kinh độ WGS 84): { $place }
web-report-day = Thông tin tính đến ngày: { $day }
web-report-revision = Phiên bản dữ liệu: { $revision }
web-report-link = Liên kết: { $link }
web-report-place = địa điểm trên bản đồ
