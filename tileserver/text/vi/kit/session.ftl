### Signing in.

web-sign-in = Đăng nhập
web-sign-in-why = Dành cho cán bộ: đăng nhập để xem mọi trường dữ liệu.
web-user-name = Tên người dùng
web-password = Mật khẩu
web-code = Mã xác thực (6 chữ số)
web-password-change = Đổi mật khẩu
web-password-now = Mật khẩu hiện tại
web-password-new = Mật khẩu mới
web-password-again = Gõ lại mật khẩu mới
web-password-different = Hai lần gõ mật khẩu mới khác nhau.
web-password-changed = Đã đổi mật khẩu. Các phiên khác của bạn đã kết thúc.
web-sign-out = Đăng xuất
web-signed-in-as = Đang đăng nhập: { $name }
web-role-viewer = Vai trò: xem dữ liệu
web-role-editor = Vai trò: xem và sửa dữ liệu
web-role-admin = Vai trò: quản trị
web-admin-desk = Trang quản trị dữ liệu
