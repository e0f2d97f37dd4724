### The steward's desk: what is wrong at its field, powers in words, a file of which nothing can be brought in, layers removed.

## People.
web-admin-name-hint = Chữ thường a–z không dấu, chữ số và . _ @ -, ví dụ: minh.tran
web-admin-name-missing = Hãy gõ tên đăng nhập.
web-admin-name-unfit = “{ $name }” không dùng làm tên đăng nhập được. Hãy viết thường, không dấu, không khoảng trắng, ví dụ: minh.tran
web-admin-password-short = Mật khẩu cần ít nhất { NUMBER($least) } ký tự, mới có { NUMBER($typed) }. Vài từ ghép lại thì dễ nhớ.
web-admin-may-planning-draft = Lập và sửa đồ án đang soạn, trình thẩm định, trả lời góp ý.
web-admin-may-planning-appraise = Thẩm định đồ án được trình; trả lời góp ý và xem cách liên hệ người góp ý.
web-admin-may-planning-approve = Phê duyệt đồ án đã thẩm định và ghi số, ngày quyết định.
web-admin-may-planning-publish = Đưa đồ án đã phê duyệt ra cho mọi người xem, và cho đồ án hết hiệu lực.
web-admin-may-network-operate = Ghi van, thiết bị đang đóng hay mở; lập và kết thúc đợt ngừng cấp.
web-admin-may-network-read-meters = Lập tuyến ghi và gửi chỉ số đồng hồ.
web-admin-zone-said = Giờ theo múi giờ của máy này ({ $zone }).
## A file on its way when somebody signs out.
web-admin-sending-leave = Đăng xuất khi tệp chưa gửi xong?
web-admin-sending-leave-what = Tệp { $name } đang được gửi. Đăng xuất thì việc gửi dừng lại và phải gửi lại từ đầu; kho dữ liệu không thay đổi.
web-admin-sending-leave-yes = Dừng gửi và đăng xuất
web-admin-sending-lost = Tệp { $name } chưa gửi xong thì phiên đăng nhập kết thúc; việc gửi đã dừng. Hãy đăng nhập rồi gửi lại tệp.
## The name of a feature.
web-admin-name-field = Tên gọi trên bản đồ
web-admin-name-found = Tự nhận ra
web-admin-name-of = Tự nhận ra: trường { $field }
web-admin-name-none = Không nhận ra – hãy chọn
web-admin-name-why = Trường này đứng đầu thẻ thông tin và tìm được trong ô tìm kiếm.
web-admin-name-later = Sau khi kiểm tra, trang cho biết đối tượng được gọi tên theo trường nào và cho chọn trường khác.
web-admin-will-name = Trên bản đồ, đối tượng được gọi theo trường { $field }.
web-admin-will-nameless = Không nhận ra trường tên: trên bản đồ, đối tượng chỉ được gọi bằng tên lớp và số thứ tự. Bấm “Sửa cách nhập” để chọn trường.
## A file of which nothing can be brought in.
web-admin-state-barren = Đã kiểm tra: không có gì để nhập
web-admin-barren-empty = Tệp không có bản ghi nào
web-admin-barren-refused = Không nạp được bản ghi nào trong { NUMBER($count) } bản ghi
web-admin-barren-export = Mở tệp trong phần mềm nguồn xem có đối tượng không, rồi xuất lại: thường là lúc xuất đang lọc hoặc chỉ chọn một vùng trống.
web-admin-barren-other-layer = Tệp có { NUMBER($count) } lớp, lần này đọc lớp { $layer }. Nếu đó không phải lớp cần nhập, bấm “Sửa cách nhập” và chọn lớp khác.
web-admin-barren-findings = Xem các phát hiện bên dưới: mỗi bản ghi có lý do và cách xử lý.
web-admin-barren-plan = Nếu hệ tọa độ hoặc bảng mã không đúng, bấm “Sửa cách nhập”, chọn lại rồi kiểm tra lần nữa.
web-admin-barren-source = Nếu lỗi nằm trong dữ liệu, sửa ở phần mềm nguồn, xuất lại rồi gửi tệp mới.
web-admin-another-file = Gửi tệp khác
web-admin-map-frame = Khung đứt là phạm vi của tệp.
web-admin-map-layer = Lớp { $layer } được vẽ như đang có trong kho.
web-admin-map-shapes = Nét đậm là hình trong tệp như đã gửi, chưa sửa gì.
web-admin-map-later = Hình trong tệp được vẽ ở đây sau khi nhập.
## Layers removed.
web-admin-remove-layer = Xóa lớp { $layer }
web-admin-remove-layer-ask = Xóa lớp { $layer }?
web-admin-remove-layer-what = Lớp có { NUMBER($count) } đối tượng, hiện chỉ cán bộ xem được. Xóa rồi thì lớp không còn trên bản đồ, trong tìm kiếm và trong tệp tải về. Nếu có dữ liệu khác dựa vào lớp này, lớp được giữ nguyên và trang nói rõ đó là gì.
web-admin-remove-layer-shown = Lớp có { NUMBER($count) } đối tượng và đang công khai. Xóa rồi thì không ai còn thấy lớp trên bản đồ, trong tìm kiếm và trong dữ liệu mở. Nếu có dữ liệu khác dựa vào lớp này, lớp được giữ nguyên và trang nói rõ đó là gì.
web-admin-remove-layer-yes = Xóa { NUMBER($count) } đối tượng
web-admin-layer-removed = Đã xóa lớp { $layer } ({ NUMBER($count) } đối tượng).
## The log.
web-admin-log-feature = { $layer }, đối tượng { $feature }
web-admin-log-file = { $file } – { $mode }
