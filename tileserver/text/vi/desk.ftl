### The steward's desk: files brought into the store, people who may sign in, how the server is.

api-imports = Các tệp đã gửi để nhập, mới nhất trước, và tình trạng từng tệp (cho người quản trị)
api-import-receive = Gửi một tệp để nhập; chưa đọc gì trong tệp (cho người quản trị)
api-import = Một tệp và tình trạng nhập: trạng thái, tiến độ, phương án, báo cáo (cho người quản trị)
api-import-check = Kiểm tra tệp theo phương án, như diaban import --dry-run; không ghi gì (cho người quản trị)
api-import-confirm = Nhập tệp đúng như lần kiểm tra được nêu (check); 409 nếu chưa kiểm tra, đã kiểm tra lại, hoặc lớp đã đổi từ lúc đó (cho người quản trị)
api-import-forget = Dừng việc đang làm với tệp và bỏ tệp; kho dữ liệu không còn lại gì dở dang (cho người quản trị)
api-import-findings = Những điều phát hiện trong tệp, theo trang (cho người quản trị)
api-import-finding-points = Những điều phát hiện có vị trí, là các điểm trên bản đồ (cho người quản trị)
api-answer-imports = Các tệp, mới nhất trước
api-answer-import = Tệp và tình trạng nhập
api-answer-import-received = Tệp đã nhận; địa chỉ nằm trong Location
api-answer-import-asked = Sẽ làm khi đến lượt; hỏi lại tệp để biết tiến độ
api-answer-import-forgotten = Đã bỏ
api-answer-import-findings = Một trang các điều phát hiện, và tổng số
api-parameter-import = mã của lần nhập
api-parameter-import-name = tên tệp, như báo cáo nhắc lại
api-parameter-findings-limit = số điều phát hiện trên một trang
api-parameter-findings-offset = số điều phát hiện trên các trang trước
problem-import-not-found = Không có lần nhập { $import }. Có thể đã bị bỏ: tệp được giữ một tuần, và đến khi máy chủ khởi động lại.
problem-import-under-way = Tệp này đang chờ đến lượt hoặc đang được xử lý. Hãy đợi xong, hoặc bỏ tệp.
problem-import-done = Tệp này đã nhập rồi. Hãy gửi lại tệp nếu muốn nhập lần nữa.
problem-import-unchecked = Hãy kiểm tra tệp trước; kiểm tra thế nào thì nhập thế ấy.
problem-import-checked-anew = Tệp này vừa được kiểm tra lại, có thể theo cách khác. Hãy xem kết quả mới rồi xác nhận.
problem-import-publishing = Tệp này đang được đưa vào kho, không dừng được nữa. Hãy đợi vài giây.
problem-import-full = Đã có { NUMBER($most) } tệp đang chờ ở đây. Hãy bỏ bớt, rồi gửi lại tệp này.
problem-import-no-room = Không còn chỗ cho tệp này bên cạnh các tệp đang chờ. Hãy bỏ bớt rồi gửi lại, hoặc đề nghị tăng [limits] import_mb.
problem-import-too-large = Tệp để nhập có tối đa { NUMBER($limit) } MB. Hãy nén tệp (.zip, .gz), chia thành nhiều phần, hoặc tăng [limits] import_mb.
problem-import-name = Hãy cho biết tên tệp: ?name=…
problem-import-empty = Tệp { $name } trống. Hãy chọn lại tệp rồi gửi lần nữa.
problem-import-fields = Nêu được tối đa { NUMBER($most) } trường.
problem-import-word = Mục { $field } không thể là “{ $word }”.
problem-import-key-missing = Cập nhật cần trường để nhận ra bản ghi: hãy gửi key.
problem-import-key-unused = Chỉ cập nhật (mode: update) mới cần key. Hãy bỏ key, hoặc chọn update.
problem-import-name-field-unused = Chỉ khi tạo hoặc thay cả lớp mới chọn được trường tên (name_field). Hãy bỏ name_field.
steward-import-altered = Có người đã sửa lớp { $layer } sau khi tệp được kiểm tra. Hãy kiểm tra lại.
steward-import-failed = Không nhập được tệp này
api-users = Ai được đăng nhập, các vai trò, và các quyền mà hệ thống hỏi đến (cho người quản trị)
api-user-add = Thêm một người với mật khẩu đầu tiên (cho người quản trị)
api-user-remove = Xóa một người; các phiên và mã truy cập của họ kết thúc (cho người quản trị)
api-user-permissions = Toàn bộ quyền của một người, thay cho các quyền đang có (cho người quản trị)
api-user-sign-out = Kết thúc các phiên của một người; mã truy cập của chương trình vẫn dùng được (cho người quản trị)
api-answer-users = Những người dùng, theo tên
api-answer-user = Người dùng như hiện nay
api-answer-user-removed = Đã xóa
api-answer-user-signed-out = Các phiên đã kết thúc
api-parameter-user = tên đăng nhập
api-desk = Tình trạng máy chủ và dữ liệu đang có: lần ghi, kho, yêu cầu, bộ nhớ, mọi lớp và trường, cảnh báo (cho người quản trị)
api-desk-log = Ai đã làm gì: các dòng cuối của nhật ký, mới nhất trước (cho người quản trị)
api-answer-desk = Tình trạng máy chủ
api-answer-desk-log = Các dòng, mới nhất trước
api-parameter-log-limit = số dòng nhật ký
problem-user-role = Không có vai trò “{ $name }”; các vai trò là viewer, editor, admin.
problem-user-permission = “{ $name }” không phải là quyền. Quyền viết là lĩnh_vực.quyền, hoặc lĩnh_vực.quyền@mã_xã.
problem-user-oneself = Bạn không thể tự xóa mình. Hãy nhờ một người quản trị khác.
desk-behind = Không kết nối được kho dữ liệu đã { NUMBER($seconds) } giây; dữ liệu đang hiển thị cũ chừng ấy.
desk-model-failed = Không dựng được { $model } từ dữ liệu mới nhất; nhật ký máy chủ cho biết lý do.
desk-deed = { $deed ->
    [sign-in] Đăng nhập
    [sign-in-failed] Đăng nhập không thành
    [sign-in-limited] Thử đăng nhập quá nhiều lần
    [sign-out] Đăng xuất
    [tokens-limited] Dùng mã truy cập lạ quá nhiều lần
    [user-added] Thêm người dùng
    [user-removed] Xóa người dùng
    [token-issued] Cấp mã truy cập
    [feature-created] Thêm đối tượng
    [feature-changed] Sửa đối tượng
    [feature-deleted] Xóa đối tượng
    [grants-changed] Đổi quyền
    [subject-written] Ghi theo nghiệp vụ
    [password-changed] Đổi mật khẩu
    [sessions-ended] Kết thúc phiên
    [private-read] Xem trường không công khai
    [asset-put] Gửi tệp
    [layer-published] Công bố lớp
    [layer-hidden] Ẩn lớp
    [second-factor-set] Đặt xác thực hai lớp
    [second-factor-removed] Bỏ xác thực hai lớp
    [code-asked] Được hỏi mã xác thực
    [layer-imported] Nhập tệp
    [layer-removed] Xóa lớp
   *[other] { $deed }
 }
desk-remedy-crs = Hãy chọn hệ tọa độ của dữ liệu rồi kiểm tra lại. Nếu tệp tự khai một hệ khác và khai sai, hãy đánh dấu dùng hệ bạn chọn.
desk-remedy-source-layer = Hãy chọn đúng lớp trong tệp rồi kiểm tra lại.
desk-remedy-encoding = Hãy chọn bảng mã đọc đúng các tên rồi kiểm tra lại.
desk-remedy-mode = Hãy chọn cách nhập khác (tạo mới, thay, thêm, cập nhật) hoặc lớp khác rồi kiểm tra lại.
desk-remedy-key = Hãy chọn một trường của lớp mà mỗi bản ghi có một giá trị riêng rồi kiểm tra lại.
desk-remedy-private-fields = Hãy chọn các trường nội bộ khác, hoặc thay cả lớp, rồi kiểm tra lại.
desk-remedy-unpublished = Lớp này đang công khai; hãy ẩn lớp trước, hoặc đừng chọn chưa công bố, rồi kiểm tra lại.
