### Questions and edits that get no answer.

problem-not-found = Không có trang nào ở địa chỉ này.
problem-host-missing = Yêu cầu không ghi Host, mà HTTP/1.1 bắt buộc phải có.
problem-host-unreadable = Yêu cầu phải ghi đúng một Host, ở đây không đọc được hoặc có nhiều.
problem-host-unknown = Máy chủ này không có tên “{ $host }”. Hãy dùng đúng tên của máy chủ; người quản trị có thể thêm tên ở [server] hosts.
problem-name-not-known = Máy chủ chưa biết địa chỉ công khai của mình nên không vẽ mã được. Người quản trị có thể đặt [server] public_url.
problem-layer-not-found = Không có lớp { $layer }. Danh sách các lớp có ở /collections.
problem-item-not-found = Lớp { $layer } không có đối tượng { $id }.
problem-parcel-key-not-found = Không có thửa đất nào mang khóa { $key } (mã xã-số tờ-số thửa). Hãy kiểm tra mã xã, hoặc tìm theo số tờ, số thửa cũ ở ô tìm kiếm.
problem-parcel-identifier-not-found = Không có thửa đất nào mang mã định danh { $key }. Mã định danh có 12 ký tự; khóa dạng mã xã-số tờ-số thửa hoặc mã số cũng dùng được.
problem-parcel-id-not-found = Không có thửa đất nào mang mã số hay mã định danh { $key }. Hãy thử khóa dạng mã xã-số tờ-số thửa.
problem-tile-outside = Ô bản đồ { $z }/{ $x }/{ $y } nằm ngoài lưới; mức phóng từ 0 đến 20.
problem-style-not-found = Không có kiểu bản đồ { $style }. Danh sách có ở /styles.
problem-parameter-unknown = Không có tham số { $name }. Xem các tham số dùng được ở /api.
problem-parameter-invalid = Tham số { $name } không nhận giá trị { $value }; cần { $expected }.
problem-parameter-missing = Thiếu tham số { $name }; cần { $expected }.
problem-parameter-apart = Tham số { $name } không dùng cùng với { $other }: đó là hai câu hỏi khác nhau. Hãy bỏ một trong hai.
problem-parameter-alone = Tham số { $name } chỉ dùng cùng với { $other }. Hãy thêm { $other } hoặc bỏ { $name }.
problem-parameter-twice = Tham số { $name } bị ghi hai lần.
problem-expected-bbox = bốn số (hoặc sáu số, kèm độ cao): kinh độ tây, vĩ độ nam, kinh độ đông, vĩ độ bắc (nam không lớn hơn bắc)
problem-expected-no-bbox = được bỏ đi: tọa độ của lớp này là tọa độ cục bộ, không có vị trí trên mặt đất
problem-expected-limit = số nguyên từ 1 trở lên
problem-expected-after = mã số của đối tượng cuối trang trước
problem-expected-datetime = một thời điểm hoặc khoảng thời gian theo RFC 3339
problem-expected-format = json hoặc html
problem-expected-language = vi hoặc en
problem-expected-shorter = một đoạn chữ ngắn hơn (tối đa { NUMBER($most) } byte)
problem-expected-place = kinh độ và vĩ độ theo độ, cách nhau bằng dấu phẩy: 107.08,10.35
problem-expected-metres = một số mét từ 0 đến { NUMBER($most) }
problem-expected-link = đường dẫn trên máy chủ này, bắt đầu bằng một dấu / và dài không quá { NUMBER($most) } byte
problem-expected-integer = một số nguyên
problem-expected-whole = một số nguyên từ { NUMBER($least) } đến { NUMBER($most) }
problem-expected-real = một số
problem-expected-boolean = true hoặc false
problem-too-many-layers = Một ô bản đồ chứa nhiều nhất { NUMBER($limit) } lớp.
problem-layer-without-shape = Lớp { $layer } là bảng không có hình học nên không có ô bản đồ. Các dòng của bảng có ở /collections/{ $layer }/items.
problem-layers-too-long = Danh sách lớp trong địa chỉ quá dài: một ô bản đồ chứa nhiều nhất { NUMBER($limit) } lớp. Hãy yêu cầu ít lớp hơn mỗi lần.
problem-sign-in-needed = Chỉ người đã đăng nhập mới được làm việc này. Hãy đăng nhập, hoặc gửi mã truy cập trong tiêu đề Authorization.
problem-not-allowed = Việc này cần vai trò { $role } mà bạn không có. Hãy nhờ quản trị viên đổi vai trò cho bạn.
problem-token-unknown = Không có mã truy cập này, hoặc mã đã hết hạn. Hãy xin quản trị viên mã mới, hoặc bỏ mã đi.
problem-sign-in-wrong = Sai tên hoặc mật khẩu. Hãy kiểm tra cả hai rồi thử lại.
problem-code-needed = Mật khẩu đúng, nhưng tài khoản này còn cần mã xác thực. Hãy nhập 6 chữ số đang hiện trong ứng dụng xác thực.
problem-code-wrong = Mã xác thực sai, đã hết hạn hoặc đã dùng rồi. Hãy nhập mã mới đang hiện trong ứng dụng xác thực; nếu vẫn sai, hãy xem giờ trên điện thoại có đúng không.
problem-sign-in-unreadable = Để đăng nhập, hãy gửi JSON có “name” và “password”, kèm “code” nếu có mã xác thực (Content-Type: application/json).
problem-passwords-unreadable = Để đổi mật khẩu, hãy gửi JSON có “password” và “new_password” (Content-Type: application/json).
problem-too-often = Đã thử quá nhiều lần. Hãy đợi { NUMBER($seconds) } giây rồi thử lại.
problem-sign-in-crowded = Đang có nhiều người đăng nhập. Hãy thử lại sau giây lát.
problem-cross-origin = Yêu cầu không đến từ trang của hệ thống này (Origin là trang khác, hoặc không có), nên chưa làm gì. Hãy mở chính bản đồ và thử lại ở đó; chương trình thì gửi mã truy cập trong tiêu đề Authorization.
problem-read-only = Không thể thay đổi gì ở đây: máy chủ này hiển thị một kho mà nó không ghi được. Người quản trị có thể cấp quyền ghi cho tệp và thư mục chứa tệp.
problem-method = Địa chỉ này chỉ trả lời { $allowed }.
problem-version-needed = Muốn sửa đối tượng, hãy nêu phiên bản bạn đã xem: gửi ETag của lần đọc gần nhất trong If-Match. Không dùng “*”, vì như vậy sẽ ghi đè phần người khác vừa sửa.
problem-conflict = Đối tượng { $id } của lớp { $layer } đã được sửa sau khi bạn đọc; chưa lưu gì. Cả hai phiên bản có trong câu trả lời này: hãy sửa trên phiên bản hiện tại rồi gửi lại kèm phiên bản đó.
problem-conflict-gone = Đối tượng { $id } của lớp { $layer } đã bị xóa sau khi bạn đọc; chưa lưu gì. Phiên bản bạn đã đọc có trong câu trả lời này, nếu còn giữ: hãy thêm thành đối tượng mới nếu cần có lại.
problem-findings = Chưa lưu gì. Nội dung gửi lên có { NUMBER($count) } lỗi; mỗi lỗi được nêu kèm vị trí và cách xử lý.
problem-not-json = Chưa lưu gì. Nội dung gửi lên không phải JSON hợp lệ: xem dòng { NUMBER($line) }, cột { NUMBER($column) }.
problem-json-beyond = Chưa lưu gì. Nội dung gửi lên là JSON hợp lệ, nhưng { $what ->
        [number] số tại dòng { NUMBER($line) }, cột { NUMBER($column) } lớn hơn mọi số lưu được (1,8 × 10³⁰⁸). Hãy ghi số nhỏ hơn, hoặc null.
        [depth] tại dòng { NUMBER($line) }, cột { NUMBER($column) } các giá trị lồng nhau quá sâu. Hãy làm phẳng.
       *[letter] chữ tại dòng { NUMBER($line) }, cột { NUMBER($column) } chứa nửa ký tự (surrogate đơn lẻ). Hãy ghi chính ký tự đó.
    }
problem-clearance = Chưa thay đổi gì. Người được xem lớp là “anonymous”, “staff” hoặc một quyền như “water.view”, không phải “{ $clearance }”.
problem-body-broken = Chưa lưu gì. Nội dung gửi lên bị đứt giữa chừng; hãy gửi lại.
problem-media-type = Chưa lưu gì. Địa chỉ này chỉ đọc nội dung dạng { $accepted }, không nén; hãy ghi rõ trong Content-Type.
problem-content-crs = Chưa lưu gì. Content-Crs ghi { $given }; tọa độ chỉ nhận bằng độ (không có tiêu đề này) hoặc trong hệ của chính lớp, { $own }.
problem-why = Chưa lưu gì. Diaban-Why nhận tối đa { NUMBER($most) } chữ, không xuống dòng, mã hóa phần trăm theo UTF-8.
problem-base-map-missing = Bản đồ nền “{ $map }” không có ảnh ở đây. Xem các bản đồ nền hiện có tại /v1/base-maps.
problem-base-map-away = Máy chủ của bản đồ nền “{ $map }” không trả lời; các lớp dữ liệu không bị ảnh hưởng. Thử lại sau ít giây.
problem-listeners-full = Đã có đủ số người theo dõi thay đổi ({ NUMBER($limit) }). Hãy thử lại sau, hoặc đề nghị người quản trị tăng [limits] listeners.
problem-client-full = Địa chỉ của bạn đã mở hết mức một nơi được phép ({ NUMBER($limit) }). Hãy đợi có trả lời rồi hỏi tiếp; nếu nhiều người dùng chung địa chỉ, người quản trị có thể tăng [limits] { $key }.
problem-connections-full = Mọi kết nối đang bận. Hãy thử lại sau giây lát.
problem-not-edited = Lớp { $layer } chứa bản ghi tạm giữ khi nhập; không sửa ở đây được. Hãy sửa bản ghi ở nguồn rồi nhập lại.
problem-table-not-edited = Lớp { $layer } là bảng do chương trình khác quản lý; ở đây chỉ được đọc. Hãy sửa bằng chương trình đó.
problem-other-door = Lớp { $layer } chỉ được ghi qua phân hệ “{ $door }” theo quy tắc của phân hệ đó, không sửa từng đối tượng ở đây. /api liệt kê những gì phân hệ cung cấp.
problem-not-written = Chưa lưu gì: kho dữ liệu hiện không nhận thay đổi. Có thể chương trình khác đang ghi. Hãy thử lại sau giây lát; nếu vẫn vậy, báo cho người quản trị kèm mã yêu cầu.
problem-disk-full = Chưa lưu gì: ổ đĩa của máy chủ đã đầy. Hãy báo người quản trị; thử lại khi đã có chỗ.
problem-out-of-memory = Chưa lưu gì: máy chủ hiện hết bộ nhớ. Hãy thử lại sau giây lát; nếu vẫn vậy, hãy báo người quản trị.
problem-unconfirmed = Kho dữ liệu chưa trả lời trong { NUMBER($seconds) } giây nên chưa rõ thay đổi đã được lưu hay chưa. Hãy đọc lại đối tượng trước khi gửi tiếp.
edit-not-a-feature = Đây không phải đối tượng GeoJSON: “type” phải là “Feature”.
edit-member-missing = Đối tượng thiếu “{ $member }”.
edit-id-differs = Mã số trong nội dung không phải { $id } như trong địa chỉ.
edit-field-unknown = Lớp không có trường { $field } mà bạn được ghi.
edit-value = Trường { $field } không nhận giá trị này; cần { $expected }.
edit-expected-text = văn bản không chứa ký tự NUL
edit-expected-date = ngày dạng 2026-11-21
edit-expected-datetime = thời điểm dạng 2026-11-21T07:04:00Z
edit-expected-json = một giá trị JSON
edit-no-number = Có tọa độ không phải số: { $found }. Mỗi vị trí gồm hai số, [x, y], không để null và không đặt trong dấu nháy.
edit-geometry-unreadable = Không đọc được hình theo GeoJSON (type và coordinates).
edit-geometry-family = Lớp không chứa loại hình này, chỉ chứa { $family ->
        [point] điểm
        [line] đường
       *[polygon] vùng
    }.
edit-heights = Tọa độ có số thứ ba (độ cao); ở đây chỉ giữ x và y.
edit-local = Tọa độ của lớp này là tọa độ cục bộ, không có vị trí trên mặt đất. Hãy gửi nguyên như vậy, kèm Content-Crs: <local>.
edit-outside = Có đỉnh nằm ngoài phạm vi của { $crs }, hoặc kinh độ và vĩ độ bị đổi chỗ.
edit-remedy-correct = Hãy sửa lại rồi gửi lại đối tượng.
edit-remedy-mendable = Lỗi này chương trình sửa được (trong QGIS: Fix geometries). Hãy xem lại kết quả rồi gửi lại; chúng tôi không tự đổi hình bạn vẽ.
edit-remedy-redraw = Hãy vẽ lại ranh giới tại vị trí nêu rồi gửi lại đối tượng.
problem-body-missing = Nội dung gửi lên thiếu “{ $member }”. Hãy bổ sung rồi gửi lại; xem mẫu ở /api.
problem-body-unknown = Nội dung gửi lên có mục “{ $member }” không dùng đến; các mục dùng được: { $members }. Hãy sửa hoặc bỏ mục đó rồi gửi lại.
problem-body-word = Mục “{ $member }” chỉ nhận một trong các từ: { $words }. Hãy sửa rồi gửi lại.
problem-body-type = Mục “{ $member }” phải là { $expected ->
        [whole] số nguyên không âm, không có phần lẻ
        [integer] số nguyên, không có phần lẻ
        [number] một số, không đặt trong dấu nháy
        [text] chữ đặt trong dấu nháy
        [flag] true hoặc false
        [list] một danh sách, đặt trong ngoặc vuông
        [object] một đối tượng JSON, đặt trong ngoặc nhọn
       *[other] một giá trị khác
    }. Hãy sửa rồi gửi lại; xem mẫu ở /api.
problem-body-whole = Nội dung gửi lên phải là một đối tượng JSON, đặt trong ngoặc nhọn. Hãy sửa rồi gửi lại; xem mẫu ở /api.
problem-findings-asked = Chưa tính được gì: nội dung gửi lên có { NUMBER($count) } lỗi; mỗi lỗi được nêu kèm vị trí và cách xử lý.
asked-remedy-correct = Hãy sửa lại rồi hỏi lại.
asked-remedy-mendable = Lỗi này chương trình sửa được (trong QGIS: Fix geometries). Hãy xem lại kết quả rồi hỏi lại; chúng tôi không tự đổi hình bạn vẽ.
asked-remedy-redraw = Hãy vẽ lại đường bao tại vị trí nêu rồi hỏi lại.
problem-not-acceptable = Không có dạng nào trong Accept mà địa chỉ này trả lời được; có { $offered }.
problem-body-too-large = Nội dung gửi lên lớn hơn { NUMBER($limit) } kB nên không được nhận. Hãy gửi ít hơn mỗi lần.
problem-upload-stalled = Tệp gửi lên chậm hơn { NUMBER($least) } kB mỗi giây, hoặc không có gì gửi lên trong { NUMBER($seconds) } giây, nên không được lưu. Hãy gửi lại qua đường truyền tốt hơn.
problem-uploads-used-up = Cùng với tệp này, bạn gửi nhiều hơn mức mỗi người được gửi ({ NUMBER($limit) } MB, hồi lại dần trong một ngày), nên tệp không được lưu. Hãy gửi lại sau { NUMBER($hours) } giờ, gửi tệp nhỏ hơn, hoặc đề nghị người quản trị tăng [limits] upload_mb.
problem-upload-beyond = Tệp này lớn hơn toàn bộ mức mỗi người được gửi trong một ngày ({ NUMBER($limit) } MB), nên không được lưu. Hãy gửi tệp nhỏ hơn, hoặc đề nghị người quản trị tăng [limits] upload_mb.
problem-item-too-large = Riêng đối tượng { $id } của lớp { $layer } đã lớn hơn mức cho phép của một câu trả lời ({ NUMBER($limit) } MB). Hãy bỏ qua đối tượng này bằng after={ $id }, hoặc đề nghị người quản trị tăng [limits] answer_mb.
problem-timed-out = Trả lời mất hơn { NUMBER($seconds) } giây nên đã dừng. Hãy thu nhỏ vùng hỏi rồi thử lại.
problem-vertex = Không đổi được đối tượng { $id } của lớp { $layer } ra độ: đỉnh { $vertex } ({ $x }, { $y }) nằm ngoài phạm vi của { $crs }. Hãy sửa đỉnh này, chẳng hạn bằng QGIS, hoặc khai đúng hệ tọa độ của lớp.
problem-internal = Máy chủ gặp lỗi. Hãy thử lại; nếu vẫn lỗi, báo cho người quản trị kèm mã yêu cầu.
problem-sign-in-unconfirmed = Danh sách người dùng hiện không trả lời nên chưa ghi gì. Hãy thử lại sau ít giây; nếu vẫn vậy, hãy báo mã yêu cầu cho quản trị viên.
problem-store = Chưa đọc được kho dữ liệu. Hãy thử lại sau ít phút; nếu vẫn lỗi, báo cho người quản trị kèm mã yêu cầu.
problem-loading = Máy chủ đang nạp dữ liệu: đã có { NUMBER($finished) } trên { NUMBER($layers) } lớp, { NUMBER($features) } đối tượng. Hãy thử lại sau ít giây.
problem-model-not-ready = Dữ liệu dùng để tính câu trả lời này ({ $model }) đang được cập nhật. Vui lòng thử lại sau ít giây; nếu vẫn vậy, hãy báo mã yêu cầu cho quản trị viên.
problem-search-not-ready = Đang lập chỉ mục tìm kiếm. Vui lòng thử lại sau ít giây; tìm theo tọa độ đã dùng được.
title-bad-request = Yêu cầu không đúng
title-sign-in = Cần đăng nhập
title-not-allowed = Không có quyền
title-too-often = Thử quá nhiều lần
title-not-found = Không tìm thấy
title-method = Phương thức không được phép
title-not-acceptable = Không có dạng phù hợp
title-misdirected = Không phải máy chủ này
title-too-large = Nội dung quá lớn
title-too-slow = Gửi lên quá chậm
title-contradicted = Không thực hiện được với dữ liệu hiện có
title-conflict = Đã bị sửa trong lúc đó
title-version-needed = Cần nêu phiên bản
title-media-type = Không hỗ trợ loại nội dung này
title-invalid = Không hợp lệ
title-unavailable = Tạm thời chưa phục vụ được
title-internal = Lỗi máy chủ
problem-grant-needed = Việc này cần quyền { $grant }. Người quản trị cấp quyền bằng lệnh diaban user grant.
problem-asset-not-found = Không có tệp { $hash }, hoặc không dòng dữ liệu nào bạn được xem ghi tên tệp này.
problem-table-lacks-field = Bảng { $layer } thiếu trường { $field } nên chưa ghi gì. Hãy khôi phục trường này từ bản sao lưu, hoặc hỏi người quản trị kho dữ liệu.
