### What the rooms of the core say: reference systems, shapes, stores, the World, tiles.

## crs

crs-unknown = Không nhận ra hệ tọa độ “{ $text }”. Hãy ghi mã EPSG, ví dụ --crs EPSG:9210 (VN-2000, kinh tuyến trục 105°45').
crs-withdrawn = EPSG:{ $code } đã bị thu hồi vì định nghĩa sai; hãy dùng EPSG:{ $by }.
crs-contradicted = EPSG:{ $code } mâu thuẫn với chính định nghĩa của nó: { crs-what } ở đó là { $found }, còn theo EPSG:{ $code } là { $expected }. Hãy khai báo đúng hệ tọa độ.
crs-what = { $what ->
    [meridian] kinh tuyến trục
    [latitude] vĩ độ gốc
    [scale] hệ số tỷ lệ
    [easting] độ dời trục đông
    [northing] độ dời trục bắc
    [parallel] vĩ tuyến chuẩn
    [unit] đơn vị tính bằng mét
    [ellipsoid] ê-líp-xô-ít
    [prime] kinh tuyến gốc
    [datum] hệ quy chiếu
    [method] phép chiếu
    [kind] loại tọa độ
   *[code] mã
  }
crs-by-parameters = Lớp “{ $layer }”: tệp ghi { $stated }, nhưng { $what ->
        [code] không ai biết mã đó, hoặc mã đã bị thu hồi
       *[other] { crs-what } trong định nghĩa là { $found }, còn theo EPSG:{ $code } là { $expected }
    }. Lớp được phục vụ theo định nghĩa, là { $by }. Hãy xem vị trí trên bản đồ; nếu điều tệp ghi mới đúng, hãy sửa định nghĩa trong tệp.
crs-of-layer-unknown = Lớp “{ $layer }”: không nhận ra hệ tọa độ “{ $text }”, hoặc nó tự mâu thuẫn, nên lớp không có vị trí trên bản đồ. Hãy đặt hệ tọa độ trong tệp (QGIS: Xuất, với đúng hệ tọa độ), hoặc nhập tệp vào một kho khác với --crs EPSG:… --override-crs.
crs-of-layer-unstated = Lớp “{ $layer }”: tệp không ghi hệ tọa độ nên lớp không có vị trí trên bản đồ. Hãy đặt hệ tọa độ trong tệp (QGIS: Xuất, với đúng hệ tọa độ), hoặc nhập tệp vào một kho khác với --crs EPSG:….
crs-local = Tọa độ giả định (local) không có vị trí trên trái đất nên không thể chuyển hệ. Hãy khai báo hệ tọa độ của dữ liệu.
crs-out-of-area = Điểm { $x }, { $y } nằm ngoài phạm vi của { $crs }. Hãy kiểm tra hệ tọa độ và thứ tự X–Y của dữ liệu.
crs-proj = Không có phép chuyển từ { $from } sang { $to }. Hãy chuyển dữ liệu sang VN-2000 hoặc WGS 84 trước khi nhập.
crs-doubt-swapped = Tọa độ có vẻ bị đảo trục X–Y so với { $crs } (x phải là tọa độ đông hoặc kinh độ). Hãy kiểm tra; chương trình không tự đổi.
crs-doubt-outside-vietnam = Theo { $crs }, dữ liệu nằm ở { $place }, ngoài đất liền Việt Nam. Hãy kiểm tra kinh tuyến trục; bỏ qua nếu đó là vùng biển, đảo xa bờ.
crs-doubt-degrees = Tọa độ giống độ nhưng { $crs } dùng mét. Hãy kiểm tra hệ tọa độ đã khai báo.
crs-doubt-metres = Tọa độ giống mét nhưng { $crs } dùng độ. Hãy kiểm tra hệ tọa độ đã khai báo.

## geometry

geometry-empty = Đối tượng không có tọa độ nào. Hãy vẽ lại hoặc bỏ bản ghi này.
geometry-not-finite = Đối tượng có tọa độ không phải là số hữu hạn. Hãy sửa tọa độ ở tệp gốc.
geometry-too-few-points = Đường hoặc vòng ranh có quá ít đỉnh khác nhau (vùng cần ít nhất ba, đường cần hai). Hãy bổ sung đỉnh ở tệp gốc.
geometry-self-intersection = Ranh tự cắt, tự chạm hoặc đi ngược lại chính nó. Hãy kiểm tra ranh tại vị trí đã nêu.
geometry-zero-area = Vùng có diện tích bằng không. Hãy kiểm tra ranh ở tệp gốc.
geometry-hole-outside = Vùng trống bên trong nằm ngoài hoặc cắt qua ranh ngoài. Hãy kiểm tra tại vị trí đã nêu.
geometry-parts-overlap = Các phần hoặc các vùng trống chồng lấn nhau. Hãy kiểm tra tại vị trí đã nêu.
geometry-interior-cut = Các vùng trống chạm nhau hoặc chạm ranh ngoài, cắt rời phần bên trong. Hãy tách thành nhiều phần.
geometry-not-closed = Vòng ranh không khép kín: điểm cuối khác điểm đầu. Hãy kiểm tra đỉnh cuối.
geometry-too-tangled = Hình có quá nhiều vòng ranh giới chồng lên nhau nên không xét được. Hãy vẽ hình với ít phần hơn.
geometry-wkb-truncated = Dữ liệu hình học (WKB) bị cụt ở byte { $at }. Hãy xuất lại tệp gốc.
geometry-wkb-type = Kiểu hình học WKB { $type } chưa được hỗ trợ. Hãy chuyển cung tròn, mặt cong thành đoạn thẳng trước khi nhập.
geometry-wkb-order = Dữ liệu hình học không phải WKB (sai ở byte { $at }). Hãy xuất lại tệp gốc.
geometry-wkb-deep = Hình học lồng nhau quá { $depth } cấp. Hãy tách tập hợp hình học trước khi nhập.

## store

layer-name-invalid = Không thể đặt tên lớp là “{ $name }”. Chỉ dùng chữ thường không dấu a–z, chữ số và dấu gạch dưới, bắt đầu bằng chữ cái, tối đa 48 ký tự, không kết thúc bằng _history hoặc _quarantine.
store-not-found = Không có dữ liệu tại { $path }. Hãy kiểm tra địa chỉ, hoặc nhập dữ liệu vào đó trước: diaban import TỆP --into { $path } --layer TÊN.
store-not-a-store = { $path } không phải là tệp GeoPackage. Hãy chọn tệp .gpkg; nếu muốn giữ tệp này, hãy đặt tên khác.
store-too-new = { $path } do phiên bản diaban mới hơn ghi. Hãy cập nhật chương trình rồi mở lại.
layer-not-found = Không có lớp “{ $layer }”. Hãy kiểm tra tên lớp, hoặc nhập lớp này trước.
layer-exists = Lớp “{ $layer }” đã có. Hãy chọn --mode replace, append hoặc update, hoặc đặt tên khác.
schema-mismatch = Trường “{ $field }” không phù hợp với lớp “{ $layer }”. Hãy sửa dữ liệu hoặc khai báo trường trong tệp ánh xạ trường.
layer-crs-mismatch = Lớp “{ $layer }” dùng { $has }, còn dữ liệu dùng { $given }. Hãy chuyển hệ tọa độ của dữ liệu, hoặc nhập thành lớp riêng.
layer-other-door = Lớp “{ $layer }” chỉ được ghi qua “{ $door }”. Hãy dùng trang hoặc lệnh riêng của phần đó.
layer-never-public = Lớp “{ $layer }” chứa các bản ghi tạm giữ khi nhập, chỉ dành cho cán bộ. Hãy sửa các bản ghi đó rồi nhập vào một lớp riêng.
srid-redefined = Cơ sở dữ liệu định nghĩa SRID { $srid } khác với EPSG:{ $srid } (bảng spatial_ref_sys), nên chưa ghi gì: ai đọc lớp qua cơ sở dữ liệu sẽ thấy lớp ở chỗ khác. Nếu không bảng nào dùng định nghĩa đó, hãy chạy DELETE FROM spatial_ref_sys WHERE srid = { $srid }; rồi làm lại, diaban sẽ ghi định nghĩa đúng.
reference-missing = Trường “{ $field }” của lớp “{ $layer }” trỏ tới { $refers }/{ $id } nhưng đối tượng này không có. Hãy nhập đối tượng được trỏ tới trước, hoặc sửa giá trị.
still-referred = Không thể xóa { $layer }/{ $id } khi { $by }/{ $referrer } còn trỏ tới. Hãy sửa hoặc xóa đối tượng đó trước, hoặc cả hai cùng lúc.
layer-declared-otherwise = Lớp “{ $layer }” đã có nhưng khác với cấu trúc chương trình cần: { $what } là “{ $has }” chứ không phải “{ $wanted }”. Hãy đổi tên lớp đó, hoặc dùng kho dữ liệu khác.
stages-apart = Không thể công bố cùng lúc các lớp của hai kho dữ liệu. Hãy công bố từng kho.
conflict = Đối tượng { $id } của lớp “{ $layer }” vừa được người khác sửa. Hãy tải lại rồi thực hiện lại thay đổi.
store-moved = Dữ liệu vừa được người khác sửa. Hãy tải lại rồi thực hiện lại thay đổi.
feature-not-found = Lớp “{ $layer }” không có đối tượng { $id }. Có thể đối tượng đã bị xóa.
history-too-old = Lịch sử của lớp “{ $layer }” không còn đến phiên bản { $revision }. Hãy chọn phiên bản muộn hơn.
store-busy = Một chương trình khác đang ghi vào { $path } và chưa kết thúc. Hãy lưu hoặc kết thúc việc chỉnh sửa ở đó (QGIS, ogr2ogr) rồi thử lại.
store-crowded = Đang có quá nhiều câu hỏi được xử lý cùng lúc ({ $readers }) nên chưa đến lượt. Hãy thử lại sau vài giây hoặc hỏi một vùng nhỏ hơn.
store-cancelled = Câu hỏi đã được rút lại trước khi có câu trả lời. Nếu vẫn cần, hãy hỏi lại.
store-read-only = Không thể ghi vào { $path }. Hãy cấp quyền ghi cho tệp và thư mục chứa tệp, hoặc làm việc trên bản sao.
store-others-may-write = { $path } quy định ai được đăng nhập, nhưng người khác ngoài chủ tệp cũng ghi được: ai đã ghi vào đều có thể đăng nhập dưới tên bất kỳ. Hãy chạy “chmod 600 { $path }” rồi xem lại danh sách người dùng (diaban user list).
store-out-of-memory = Không còn bộ nhớ cho { $path }. Hãy đóng bớt chương trình khác hoặc cấp thêm bộ nhớ rồi thử lại; không có dữ liệu nào bị mất.
store-damaged = Tệp { $path } bị hỏng hoặc không đầy đủ. Hãy sao chép lại tệp từ nguồn, hoặc khôi phục từ bản sao lưu.
store-disk-full = Ổ đĩa không còn chỗ cho { $path }. Hãy giải phóng dung lượng rồi thử lại; không có dữ liệu nào bị mất.
key-ambiguous = “{ $field }” = “{ $value }” bị trùng lặp trong lớp “{ $layer }” (đối tượng: { $features }; bản ghi trong tệp: { $records }). Hãy bỏ các bản ghi trùng lặp hoặc chọn trường khóa khác.
layer-layout-changed = Lớp “{ $layer }” vừa được thay và nay có trường hoặc hệ tọa độ khác. Chưa thay đổi gì; hãy xem lại lớp rồi gửi lại thay đổi.
layer-changed-underneath = Lớp “{ $layer }” được thêm đối tượng trong khi đang nhập phiên bản mới. Chưa thay thế gì; hãy nhập lại.
user-name-invalid = “{ $name }” không dùng làm tên người dùng được. Hãy dùng chữ thường a–z không dấu, chữ số và . _ @ -, tối đa 64 ký tự, bắt đầu bằng chữ hoặc số.
user-exists = Đã có người dùng { $name }. Hãy xóa người dùng đó trước, hoặc chọn tên khác.
user-not-found = Không có người dùng { $name }. Lệnh `diaban user list` liệt kê mọi người dùng.
grant-not-held = { $name } không có quyền { $grant }. Lệnh `diaban user list` cho biết ai có quyền gì; quyền ở một xã phải thu hồi kèm mã xã.
second-factor-not-held = { $name } không bật xác thực hai lớp nên không có gì để tắt. Lệnh `diaban user list` cho biết ai đang bật.
grants-too-many = { $name } sẽ có hơn { NUMBER($most) } quyền. Hãy cấp quyền không kèm @MÃ_XÃ để áp dụng mọi nơi, hoặc thu hồi bớt trước.
store-not-an-address = Đây không phải địa chỉ cơ sở dữ liệu. Hãy viết postgres://người_dùng@máy_chủ:5432/cơ_sở_dữ_liệu; mật khẩu có thể đặt trong PGPASSWORD hoặc ~/.pgpass.
store-unconfirmed = Mất kết nối cơ sở dữ liệu đúng lúc lưu. Chưa biết đã lưu được hay chưa: hãy đọc lại dữ liệu trước khi thử lại.
store-unreachable = Cơ sở dữ liệu { $store } không trả lời. Hãy kiểm tra máy chủ có đang chạy, địa chỉ và mật khẩu có đúng, và pg_hba.conf có cho người dùng này vào không.
store-not-allowed = Người dùng này không được làm việc đó trong { $store }; lời của PostgreSQL ở dưới. Người nâng cấp và nhập dữ liệu cần vai trò diaban_owner, máy chủ cần diaban_app (README, “In PostgreSQL”); “diaban migrate” cấp quyền cho các vai trò.
store-sign-in-refused = Cơ sở dữ liệu { $store } từ chối người dùng này: sai tên hoặc mật khẩu, hoặc pg_hba.conf không cho vào. Ghi tên trong địa chỉ (postgres://tên@máy/cơ_sở_dữ_liệu) và mật khẩu trong PGPASSWORD hoặc ~/.pgpass.
store-no-database = Không có cơ sở dữ liệu { $store }. Hãy tạo bằng createdb, hoặc sửa tên trong địa chỉ.
store-no-postgis = { $store } chưa có PostGIS và người dùng này không cài được. Hãy cài gói postgresql-15-postgis-3, rồi với quyền quản trị chạy trong cơ sở dữ liệu đó: CREATE EXTENSION postgis.
store-postgres = Cơ sở dữ liệu { $store } từ chối; chưa thay đổi gì. Lời của nó ở dưới.
store-sqlite = Không đọc hoặc ghi được { $path }. Xem chi tiết trong nhật ký; hãy kiểm tra ổ đĩa và quyền truy cập.
feature-corrupt = Không đọc được trường “{ $field }” của đối tượng { $id } trong lớp “{ $layer }”. Hãy mở lớp bằng QGIS và sửa đối tượng này.
store-closed = Chương trình đang tắt; dữ liệu không thay đổi. Hãy thử lại sau.
table-no-database = Lớp “{ $layer }” phải lấy từ một bảng trong cơ sở dữ liệu, nhưng kho là một tệp. Hãy phục vụ kho postgres://…, hoặc bỏ lớp này khỏi cấu hình.
table-name-taken = Kho đã có lớp “{ $layer }”. Hãy đặt tên lớp khác cho bảng trong cấu hình.
table-not-found = Lớp “{ $layer }”: không có bảng hoặc khung nhìn { $table }. Hãy kiểm tra lược đồ và tên trong cấu hình; có phân biệt chữ hoa, chữ thường.
table-forbidden = Lớp “{ $layer }”: người dùng của cơ sở dữ liệu không được đọc { $what }. Hãy cấp quyền USAGE trên lược đồ và SELECT trên bảng.
table-column-not-found = Lớp “{ $layer }”: không có cột “{ $column }”. Các cột hiện có: { $has }.
table-not-geometry = Lớp “{ $layer }”: cột “{ $column }” có kiểu { $kind }, không phải geometry. Hãy ghi tên cột hình học trong cấu hình.
table-no-crs = Lớp “{ $layer }”: cột “{ $column }” (SRID { $srid }) không cho biết hệ tọa độ nào mà chương trình biết. Hãy thêm crs = "EPSG:…" vào cấu hình.
table-crs-differs = Lớp “{ $layer }”: cột “{ $column }” dùng { $has }, nhưng cấu hình ghi { $given }. Hãy bỏ crs khỏi cấu hình, hoặc sửa bảng.
table-crs-contradicted = Lớp “{ $layer }”: SRID { $srid } của cột “{ $column }” mâu thuẫn với định nghĩa của nó trong spatial_ref_sys: { crs-what } trong định nghĩa là { $found }, còn theo EPSG:{ $code } là { $expected }, và định nghĩa không phải hệ tọa độ nào mà chương trình biết. Hãy sửa srtext trong spatial_ref_sys, hoặc thêm crs = "EPSG:…" với hệ tọa độ đúng vào cấu hình.
table-crs-unknown = Lớp “{ $layer }”: cơ sở dữ liệu định nghĩa SRID { $srid } của cột “{ $column }” là “{ $text }”, một hệ tọa độ mà chương trình không biết. Hãy thêm crs = "EPSG:…" với hệ tọa độ đúng vào cấu hình, hoặc sửa srtext trong spatial_ref_sys.
table-crs-by-parameters = Lớp “{ $layer }”: cột “{ $column }” (SRID { $srid }) ghi { $stated }, nhưng { $what ->
        [code] không ai biết mã đó, hoặc mã đã bị thu hồi
       *[other] { crs-what } trong định nghĩa ở spatial_ref_sys là { $found }, còn theo EPSG:{ $code } là { $expected }
    }. Lớp được phục vụ theo định nghĩa, là { $by }. Hãy xem vị trí trên bản đồ; nếu mã mới đúng, hãy sửa srtext trong spatial_ref_sys, hoặc thêm crs = "EPSG:{ $code }" vào cấu hình.
table-type = Lớp “{ $layer }”: cột “{ $column }” có kiểu { $kind }, không phục vụ được. Hãy bỏ cột này, hoặc dùng khung nhìn chuyển nó sang text.
table-key-not-unique = Lớp “{ $layer }”: có nhiều dòng cùng khóa { $key }. Hãy chọn các cột khóa phân biệt được mọi dòng, hoặc sửa các dòng đó.
table-keys-collide = Lớp “{ $layer }”: hai khóa { $first } và { $second } cho cùng một mã số. Hãy đổi một khóa, hoặc dùng khung nhìn có khóa là số nguyên.
table-too-many = Lớp “{ $layer }” có hơn { NUMBER($most) } dòng. Nhiều dòng như vậy cần khóa là số nguyên.
table-read-only = Lớp “{ $layer }” là bảng của chương trình khác và ở đây chỉ được đọc. Hãy sửa bằng chương trình quản lý bảng đó.
series-name-invalid = “{ $name }” không phải là tên chuỗi dữ liệu hợp lệ. Tên phải bắt đầu bằng chữ thường a–z, sau đó có tối đa 47 chữ thường, chữ số hoặc dấu gạch dưới.
series-not-found = Không có chuỗi dữ liệu “{ $series }”. Hãy kiểm tra tên, hoặc khai báo chuỗi trước.
series-too-many = Đã gửi hoặc yêu cầu { $given } mục cùng lúc; chỉ cho phép tối đa { $most }. Hãy chia nhỏ và gửi lần lượt từng phần.
observation-not-finite = Một giá trị của luồng { $stream } trong chuỗi “{ $series }” không phải là số hữu hạn; chưa lưu gì của lô này. Hãy bỏ giá trị đó: không có giá trị thì không có quan trắc.
observation-out-of-time = Một quan trắc của luồng { $stream } trong chuỗi “{ $series }” nằm trước năm 1900 hoặc sau năm 2099; chưa lưu gì của lô này. Hãy kiểm tra đồng hồ của thiết bị và đơn vị thời gian.
observation-no-stream = { $stream } không phải là số hiệu luồng trong chuỗi “{ $series }”; chưa lưu gì của lô này. Số hiệu luồng phải nhỏ hơn 9007199254740992.
asset-missing = Trường “{ $field }” của lớp “{ $layer }” nêu tệp { $hash } nhưng không có tệp này. Hãy gửi tệp trước, rồi nêu tên tệp trong vòng một ngày.
asset-hash-invalid = “{ $hash }” không phải là mã băm của tệp. Mã phải là SHA-256 gồm 64 ký tự 0–9 và a–f.
asset-empty = Tệp rỗng nên không được lưu. Hãy kiểm tra rồi gửi lại.
asset-too-large = Tệp lớn hơn { $megabytes } MB nên không được lưu. Hãy chia nhỏ tệp hoặc lưu với độ phân giải thấp hơn.
asset-interrupted = Tệp chưa được gửi hết nên không được lưu. Hãy gửi lại.
asset-damaged = Tệp { $hash } trong kho dữ liệu đã bị hỏng. Hãy khôi phục từ bản sao lưu hoặc gửi lại.
asset-file = Không đọc hoặc ghi được tệp { $path }. Hãy kiểm tra đĩa và quyền của thư mục.
altered-layer-gone = Lớp “{ $layer }” không còn trong kho và thôi được phục vụ. Nếu không chủ ý, hãy phục hồi từ bản sao lưu.
altered-field-gone = Lớp “{ $layer }”: trường “{ $field }” không còn trong kho và thôi được phục vụ; những gì lịch sử có về trường này vẫn được giữ. Nếu không chủ ý, hãy phục hồi từ bản sao lưu.
altered-field-renamed = Lớp “{ $layer }”: trường “{ $field }” nay tên là “{ $name }”, người được xem vẫn như trước. Hãy sửa các kiểu vẽ và chương trình có gọi tên trường này.
altered-field-new = Lớp “{ $layer }”: có thêm trường “{ $field }”, người được xem: { $seen_by }.
left-out-view = { $table } là khung nhìn (view) nên không được phục vụ: không chạy gì trong lược đồ của tệp. Hãy lưu thành bảng riêng, ví dụ ogr2ogr -f GPKG out.gpkg TEP.gpkg "{ $table }", rồi nhập bảng đó.
left-out-table = Danh mục của kho có { $table } nhưng không có bảng này. Nếu bảng bị đổi tên, hãy đổi lại tên cũ; nếu không, hãy bỏ khỏi danh mục.
left-out-key = Bảng { $table } không được phục vụ: khóa không phải một cột số nguyên (INTEGER PRIMARY KEY) mà mọi lớp của GeoPackage phải có. Hãy sao chép, ví dụ ogr2ogr -f GPKG out.gpkg TEP.gpkg "{ $table }", rồi nhập bản sao.
left-out-books = Bảng { $table } do chương trình khác thêm vào nên không được phục vụ: chưa ai cho biết ai được xem. Để phục vụ, hãy sao chép, ví dụ ogr2ogr -f GPKG out.gpkg TEP.gpkg "{ $table }", rồi nhập bản sao với tên riêng.
left-out-stranger = Bảng { $table } trong lược đồ layers không phải lớp nên không được phục vụ. Nếu bảng của một lớp bị đổi tên, hãy đổi lại: ALTER TABLE layers."{ $table }" RENAME TO …; bảng riêng của đơn vị có thể phục vụ bằng [[tables]].
left-out-ids = Bảng { $table }: { NUMBER($count) } đối tượng có mã nhỏ hơn 0 nên không được phục vụ. Hãy cấp mã khác, ví dụ UPDATE … SET fid = (SELECT max(fid) FROM …) - fid WHERE fid < 0.
left-out-place = Lớp { $table } không lên bản đồ: không rõ hệ tọa độ { $crs }. Hãy tạo bản sao của tệp rồi nhập lớp từ bản sao đó: sqlite3 TEP.gpkg ".backup ban-sao.gpkg", sau đó diaban import ban-sao.gpkg --source-layer "{ $table }" --into TEP.gpkg --layer TEN --mode replace --crs EPSG:… --override-crs (TEN có thể giữ như cũ).
left-out-bytes = Cột { $column } của { $table } chứa dữ liệu nhị phân (BLOB) nên không được phục vụ; các cột khác vẫn được phục vụ. Nếu đó là tệp kèm theo, hãy gửi từng tệp bằng POST /v1/assets và ghi mã nhận được vào một cột kiểu chữ; sau đó xóa cột này trong QGIS.
left-out-shapes = Bảng { $table }: { NUMBER($count) } đối tượng được phục vụ không có hình vì không đọc được hình (đầu tiên là đối tượng { $first }): hình bị hỏng hoặc là đường cong. Hãy vẽ lại các hình đó trong QGIS; đường cong thì đổi thành đoạn thẳng, ví dụ ogr2ogr -f GPKG out.gpkg TEP.gpkg "{ $table }" -nlt CONVERT_TO_LINEAR, rồi phục vụ tệp mới.
left-out-values = Bảng { $table }: { NUMBER($count) } giá trị của cột { $column } không thuộc kiểu của cột nên được phục vụ như để trống (đầu tiên ở đối tượng { $first }). Hãy sửa các giá trị đó, hoặc đổi kiểu của cột thành TEXT.
left-out-column = Cột { $column } của { $table } được thêm ngoài diaban nên không được phục vụ. Hãy nhập lại lớp cùng cột này, hoặc phục vụ bảng bằng [[tables]].
left-out-rows = Bảng { $table }: { NUMBER($rows) } dòng không được phục vụ vì khóa rỗng, trùng hoặc không nằm từ 0 đến 2^53, và { NUMBER($shapes) } dòng được phục vụ không có hình vì không đọc được hình. Nhật ký ghi những dòng đầu tiên; hãy sửa trong bảng.

## snapshot

field-not-found = Lớp “{ $layer }” không có trường “{ $field }”. Hãy xem danh sách trường của lớp và kiểm tra chính tả, kể cả chữ hoa và chữ thường.
layer-not-drawable = Lớp “{ $layer }” có hệ tọa độ không chuyển được sang hệ tọa độ của khung tìm kiếm. Hãy kiểm tra hệ tọa độ của lớp, hoặc nêu khung bằng hệ tọa độ của chính lớp đó.
world-unsettled = Kho dữ liệu thay đổi liên tục nên chưa đọc được trọn vẹn. Hãy đợi việc nhập dữ liệu đang chạy kết thúc rồi thử lại.
world-cache-not-written = Không ghi được bản đọc nhanh { $path }. Hãy kiểm tra dung lượng đĩa còn trống và quyền ghi của thư mục; dữ liệu không bị ảnh hưởng.

## tiles

tile-outside-grid = Không có ô bản đồ { $z }/{ $x }/{ $y }: mức thu phóng từ 0 đến { $max }, cột và hàng từ 0 đến 2 lũy thừa mức thu phóng trừ 1, sau hàng không có đuôi (.mvt, .png). Hãy kiểm tra lại địa chỉ.
