### Parts of a page that come when they are wanted.

web-late-coming = Đang mở…
web-late-missed = Chưa mở được phần này.
web-late-remedy = Mất kết nối, hoặc máy chủ vừa có bản mới. Hãy tải lại trang; những gì bạn đang xem vẫn được giữ.
web-late-anew = Tải lại trang
