# The one catalogue of sentences (vi). Codes come from the rooms; keep sections and their order equal in both languages.


### crs
crs-unknown = Không nhận ra hệ tọa độ “{ $text }”. Hãy ghi mã EPSG, ví dụ --crs EPSG:9210 (VN-2000, kinh tuyến trục 105°45').
crs-withdrawn = EPSG:{ $code } đã bị thu hồi vì định nghĩa sai; hãy dùng EPSG:{ $by }.
crs-local = Tọa độ giả định (local) không có vị trí trên trái đất nên không thể chuyển hệ. Hãy khai báo hệ tọa độ của dữ liệu.
crs-out-of-area = Điểm { $x }, { $y } nằm ngoài phạm vi của { $crs }. Hãy kiểm tra hệ tọa độ và thứ tự X–Y của dữ liệu.
crs-proj = Không có phép chuyển từ { $from } sang { $to }. Hãy chuyển dữ liệu sang VN-2000 hoặc WGS 84 trước khi nhập.
crs-doubt-swapped = Tọa độ có vẻ bị đảo trục X–Y so với { $crs } (x phải là tọa độ đông hoặc kinh độ). Hãy kiểm tra; chương trình không tự đổi.
crs-doubt-outside-vietnam = Theo { $crs }, dữ liệu nằm ở { $place }, ngoài đất liền Việt Nam. Hãy kiểm tra kinh tuyến trục; bỏ qua nếu đó là vùng biển, đảo xa bờ.
crs-doubt-degrees = Tọa độ giống độ nhưng { $crs } dùng mét. Hãy kiểm tra hệ tọa độ đã khai báo.
crs-doubt-metres = Tọa độ giống mét nhưng { $crs } dùng độ. Hãy kiểm tra hệ tọa độ đã khai báo.



### geometry
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



### store
layer-name-invalid = Không thể đặt tên lớp là “{ $name }”. Chỉ dùng chữ thường không dấu a–z, chữ số và dấu gạch dưới, bắt đầu bằng chữ cái, tối đa 48 ký tự, không kết thúc bằng _history hoặc _quarantine.
store-not-found = Không có dữ liệu tại { $path }. Hãy kiểm tra địa chỉ, hoặc nhập dữ liệu vào đó trước: diaban import TỆP --into { $path } --layer TÊN.
store-not-a-store = { $path } không phải là tệp GeoPackage. Hãy chọn tệp .gpkg; nếu muốn giữ tệp này, hãy đặt tên khác.
store-too-new = { $path } do phiên bản diaban mới hơn ghi. Hãy cập nhật chương trình rồi mở lại.
layer-not-found = Không có lớp “{ $layer }”. Hãy kiểm tra tên lớp, hoặc nhập lớp này trước.
layer-exists = Lớp “{ $layer }” đã có. Hãy chọn --mode replace, append hoặc update, hoặc đặt tên khác.
schema-mismatch = Trường “{ $field }” không phù hợp với lớp “{ $layer }”. Hãy sửa dữ liệu hoặc khai báo trường trong tệp ánh xạ trường.
layer-crs-mismatch = Lớp “{ $layer }” dùng { $has }, còn dữ liệu dùng { $given }. Hãy chuyển hệ tọa độ của dữ liệu, hoặc nhập thành lớp riêng.
conflict = Đối tượng { $id } của lớp “{ $layer }” vừa được người khác sửa. Hãy tải lại rồi thực hiện lại thay đổi.
store-moved = Dữ liệu vừa được người khác sửa. Hãy tải lại rồi thực hiện lại thay đổi.
feature-not-found = Lớp “{ $layer }” không có đối tượng { $id }. Có thể đối tượng đã bị xóa.
history-too-old = Lịch sử của lớp “{ $layer }” không còn đến phiên bản { $revision }. Hãy chọn phiên bản muộn hơn.
store-busy = Một chương trình khác đang ghi vào { $path } và chưa kết thúc. Hãy lưu hoặc kết thúc việc chỉnh sửa ở đó (QGIS, ogr2ogr) rồi thử lại.
store-crowded = Đang có quá nhiều câu hỏi được xử lý cùng lúc ({ $readers }) nên chưa đến lượt. Hãy thử lại sau vài giây hoặc hỏi một vùng nhỏ hơn.
store-cancelled = Câu hỏi đã được rút lại trước khi có câu trả lời. Nếu vẫn cần, hãy hỏi lại.
store-read-only = Không thể ghi vào { $path }. Hãy cấp quyền ghi cho tệp và thư mục chứa tệp, hoặc làm việc trên bản sao.
store-damaged = Tệp { $path } bị hỏng hoặc không đầy đủ. Hãy sao chép lại tệp từ nguồn, hoặc khôi phục từ bản sao lưu.
store-disk-full = Ổ đĩa không còn chỗ cho { $path }. Hãy giải phóng dung lượng rồi thử lại; không có dữ liệu nào bị mất.
key-ambiguous = “{ $field }” = “{ $value }” bị trùng lặp trong lớp “{ $layer }” (đối tượng: { $features }; bản ghi trong tệp: { $records }). Hãy bỏ các bản ghi trùng lặp hoặc chọn trường khóa khác.
layer-layout-changed = Lớp “{ $layer }” vừa được thay và nay có trường hoặc hệ tọa độ khác. Chưa thay đổi gì; hãy xem lại lớp rồi gửi lại thay đổi.
layer-changed-underneath = Lớp “{ $layer }” được thêm đối tượng trong khi đang nhập phiên bản mới. Chưa thay thế gì; hãy nhập lại.
user-name-invalid = “{ $name }” không dùng làm tên người dùng được. Hãy dùng chữ thường a–z không dấu, chữ số và . _ @ -, tối đa 64 ký tự, bắt đầu bằng chữ hoặc số.
user-exists = Đã có người dùng { $name }. Hãy xóa người dùng đó trước, hoặc chọn tên khác.
user-not-found = Không có người dùng { $name }. Lệnh `diaban user list` liệt kê mọi người dùng.
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
table-type = Lớp “{ $layer }”: cột “{ $column }” có kiểu { $kind }, không phục vụ được. Hãy bỏ cột này, hoặc dùng khung nhìn chuyển nó sang text.
table-key-not-unique = Lớp “{ $layer }”: có nhiều dòng cùng khóa { $key }. Hãy chọn các cột khóa phân biệt được mọi dòng, hoặc sửa các dòng đó.
table-keys-collide = Lớp “{ $layer }”: hai khóa { $first } và { $second } cho cùng một mã số. Hãy đổi một khóa, hoặc dùng khung nhìn có khóa là số nguyên.
table-too-many = Lớp “{ $layer }” có hơn { NUMBER($most) } dòng. Nhiều dòng như vậy cần khóa là số nguyên.
table-read-only = Lớp “{ $layer }” là bảng của chương trình khác và ở đây chỉ được đọc. Hãy sửa bằng chương trình quản lý bảng đó.



### snapshot
field-not-found = Lớp “{ $layer }” không có trường “{ $field }”. Hãy xem danh sách trường của lớp và kiểm tra chính tả, kể cả chữ hoa và chữ thường.
layer-not-drawable = Lớp “{ $layer }” có hệ tọa độ không chuyển được sang hệ tọa độ của khung tìm kiếm. Hãy kiểm tra hệ tọa độ của lớp, hoặc nêu khung bằng hệ tọa độ của chính lớp đó.
world-unsettled = Kho dữ liệu thay đổi liên tục nên chưa đọc được trọn vẹn. Hãy đợi việc nhập dữ liệu đang chạy kết thúc rồi thử lại.
world-cache-not-written = Không ghi được bản đọc nhanh { $path }. Hãy kiểm tra dung lượng đĩa còn trống và quyền ghi của thư mục; dữ liệu không bị ảnh hưởng.



### tiles

tile-outside-grid = Không có ô bản đồ { $z }/{ $x }/{ $y }: mức thu phóng từ 0 đến { $max }, cột và hàng từ 0 đến 2 lũy thừa mức thu phóng trừ 1, sau hàng không có đuôi (.mvt, .png). Hãy kiểm tra lại địa chỉ.



### importers
import-unreadable = Không mở được tệp { $file }. Hãy kiểm tra đường dẫn và quyền đọc.
import-not-a-file = { $file } là thư mục, thiết bị hoặc đường ống, không phải tệp; chưa đọc gì. Hãy chỉ rõ tệp cần nhập. Dữ liệu từ đường ống cần được lưu thành tệp trước.
import-changed = Tệp { $file } bị ghi thêm hoặc sửa trong lúc đang đọc; chưa nhập gì. Hãy đợi tệp được ghi xong hoặc tạo một bản sao rồi nhập lại.
import-cityjson = Tệp { $file } là CityJSON, mô hình công trình ba chiều, chương trình chưa đọc được. Hãy chuyển sang GeoPackage chứa đường bao chân công trình trước, chẳng hạn bằng QGIS với phần bổ trợ CityJSON Loader, rồi nhập tệp đó.
import-unknown-format = Không nhận ra định dạng của tệp { $file }. Hãy đưa vào GeoJSON, TopoJSON, GeoPackage hoặc Shapefile (.shp hay .zip); định dạng khác xin chuyển bằng ogr2ogr trước.
import-no-features = Tệp GeoPackage { $file } không có lớp đối tượng nào. Hãy kiểm tra có đúng tệp không; lệnh ogrinfo liệt kê nội dung tệp.
import-computed = Lớp “{ $name }” của tệp { $file } là khung nhìn (view) hoặc do một mô-đun tính ra, không thể đọc một cách an toàn. Chưa nhập gì. Hãy tạo bảng thường từ lớp đó bằng phần mềm tin cậy rồi nhập bảng ấy: { $command }
import-damaged = Tệp GeoPackage { $file } bị hỏng hoặc bị cắt cụt; chưa nhập gì. Hãy chép hoặc xuất lại tệp. Phần còn lại thường cứu được bằng lệnh: sqlite3 { $file } .recover | sqlite3 rescued.gpkg
import-no-shapefile = Tệp nén { $file } không chứa Shapefile (.shp). Hãy nén .shp, .dbf và .prj vào cùng một tệp .zip, hoặc giải nén rồi nhập tệp bên trong.
import-truncated = Tệp { $file } bị cắt cụt hoặc trống, chưa nhập gì. Hãy chép hoặc tải lại tệp từ nguồn.
import-broken = Tệp { $file } bị hỏng tại byte { $at }, chưa nhập gì. Hãy xuất lại tệp từ phần mềm nguồn.
import-record-too-large = Bản ghi { $record } của tệp { $file } lớn hơn { $limit } MB; chưa nhập gì. Hãy tách hình của bản ghi đó thành nhiều phần, hoặc lưu chữ dài thành tệp riêng.
import-file-too-large = Tệp { $file } lớn hơn { $limit } MB sau khi giải nén, không thể đọc theo dòng. Hãy chuyển bằng lệnh sau rồi nhập tệp kết quả: { $command }
import-too-many-fields = Tệp { $file } có hơn { $limit } trường. Hãy bỏ các trường không cần bằng tệp ánh xạ (--mapping).
import-field-name-too-long = Một trường của tệp { $file } có tên dài { $length } byte, bắt đầu bằng “{ $start }”; chưa nhập gì. Có lẽ tệp bị hỏng, hoặc giá trị nằm ở chỗ của tên: hãy xuất lại tệp từ phần mềm nguồn.
import-crs-missing = Tệp { $file } không ghi hệ tọa độ. Hãy chạy lại với --crs, ví dụ --crs EPSG:9210 (VN-2000, kinh tuyến trục 105°45').
import-crs-unknown = Không hiểu hệ tọa độ ghi trong tệp { $file }: { $text }. Nếu biết chắc hệ tọa độ, hãy chạy lại với --crs và --override-crs.
import-crs-differs = Tệp { $file } ghi hệ tọa độ { $found }, nhưng --crs là { $asked }. Hãy bỏ --crs, hoặc thêm --override-crs nếu tệp ghi sai.
import-crs-of-layer = Tệp { $file } dùng { $found }, còn lớp bản đồ dùng { $layer }. Hãy chuyển tệp sang { $layer } trước, hoặc nhập thành lớp riêng.
import-axes-swapped = Có vẻ hai trục của tệp { $file } bị đổi chỗ so với { $crs }: X phải là tọa độ đông hoặc kinh độ, Y là tọa độ bắc hoặc vĩ độ. Bản ghi đầu tiên như vậy là { $record }, tại { $x }, { $y }. Chưa nhập gì. Hãy đổi lại hai trục ở nguồn rồi xuất lại tệp.
import-degrees-in-metres = Tọa độ của tệp { $file } có vẻ tính bằng độ, còn { $crs } tính bằng mét. Bản ghi đầu tiên như vậy là { $record }, tại { $x }, { $y }. Chưa nhập gì. Hãy chạy lại với đúng hệ tọa độ, ví dụ --crs EPSG:4326; thêm --override-crs nếu chính tệp ghi { $crs }.
import-metres-in-degrees = Tọa độ của tệp { $file } có vẻ tính bằng mét, còn { $crs } tính bằng độ. Bản ghi đầu tiên như vậy là { $record }, tại { $x }, { $y }. Chưa nhập gì. Hãy chạy lại với đúng hệ tọa độ, ví dụ --crs EPSG:9210 (VN-2000, kinh tuyến trục 105°45'); thêm --override-crs nếu chính tệp ghi { $crs }.
import-outside-reach = Theo { $crs }, tọa độ của tệp { $file } nằm ngoài phạm vi của hệ đó. Bản ghi đầu tiên như vậy là { $record }, tại { $x }, { $y }. Chưa nhập gì. Hãy kiểm tra --crs và tìm tọa độ sai lạc trong tệp.
import-type-clash = { $file }, bản ghi { $record }: giá trị “{ $value }” của trường “{ $field }” không hợp với lớp “{ $layer }”, nơi trường đó có kiểu { $kind }. Chưa thay đổi gì. Hãy sửa dữ liệu, hoặc nhập lại toàn bộ lớp bằng --mode replace.
import-layer-choice = Tệp { $file } có nhiều lớp: { $names }. Hãy chạy lại với --source-layer và tên một trong các lớp đó.
import-layer-not-in-file = Tệp { $file } không có lớp “{ $name }”, chỉ có: { $names }. Hãy sửa --source-layer hoặc source_layer trong tệp ánh xạ.
import-companion-missing = Tệp { $file } thiếu phần { $companion } đi kèm. Hãy chép đủ .shp, .dbf và .prj vào cùng thư mục hoặc cùng tệp .zip.
import-archive-too-large = Tệp nén { $file } vượt giới hạn: sau khi giải nén nhiều nhất { $limit } MB và { $entries } mục. Hãy giải nén rồi nhập tệp .shp.
import-archive-locked = Tệp nén { $file } được bảo vệ bằng mật khẩu; chưa nhập gì. Hãy giải nén bằng mật khẩu rồi nhập tệp .shp bên trong.
import-archive-packing = Tệp nén { $file } dùng phương pháp nén chương trình không đọc được (chỉ đọc “deflate” và “store”); chưa nhập gì. Hãy giải nén rồi nhập tệp .shp bên trong.
import-inflated = Tệp { $file } bung ra hơn { $times } lần kích thước của nó, dữ liệu thật không như vậy; chưa nhập gì. Hãy kiểm tra nguồn gốc tệp. Nếu tệp đáng tin, hãy giải nén rồi nhập tệp bên trong.
import-no-room = Thư mục { $folder } không còn chỗ để giải nén { $file }; chưa nhập gì. Hãy giải phóng dung lượng ở đó, hoặc ghi thư mục khác vào biến TMPDIR, rồi nhập lại.
import-encoding-unknown = Chữ trong tệp { $file } không phải UTF-8 và tệp không ghi bảng mã. Hãy chạy lại với --encoding windows-1258 hoặc --encoding windows-1252.
import-mapping = Không hiểu tệp ánh xạ { $file }: { $problem }
import-key-missing = Cách nhập update cần một trường khóa có trong lớp, “{ $key }” thì không có. Hãy ghi --key với tên một trường của lớp.
import-field-is-public = Trường “{ $field }” của lớp “{ $layer }” đang công khai; thêm hoặc cập nhật bản ghi không ẩn được trường đó. Chưa thay đổi gì. Để ẩn, hãy nhập lại toàn bộ lớp bằng --mode replace với --private-field; nếu trường được phép công khai, hãy bỏ yêu cầu ẩn.
import-private-field-missing = --private-field “{ $field }” không phải tên một trường của dữ liệu. Chưa nhập gì. Các trường có: { $names }. Hãy ghi đúng tên, kể cả chữ hoa và chữ thường; nhiều trường thì ghi --private-field nhiều lần.
import-key-twice = { $file }, bản ghi { $record }: “{ $field }” = “{ $value }” đã có ở { $before_file }, bản ghi { $before }. Chưa thay đổi gì. Hãy bỏ một trong hai bản ghi hoặc chọn --key khác.
import-nothing-loaded = Đã đọc { $read } bản ghi nhưng không bản ghi nào nạp được, nên lớp cũ được giữ nguyên. Hãy chạy thử với --dry-run để xem kết quả kiểm tra.
import-no-records = Các tệp không có bản ghi nào, nên lớp cũ được giữ nguyên. Hãy kiểm tra có chọn đúng tệp không, hoặc xuất lại tệp từ phần mềm nguồn.
import-cancelled = Đã dừng việc nhập dữ liệu; kho dữ liệu vẫn như trước.
import-reader-lost = Việc đọc tệp dừng đột ngột do lỗi của chương trình; kho dữ liệu vẫn như trước. Hãy gửi nhật ký cho người phát triển.
finding-wrong-extension-reason = Phần mở rộng của tên tệp không đúng: nội dung là { $format }.
finding-wrong-extension-remedy = Đã đọc theo nội dung. Nên đổi tên tệp cho đúng.
finding-crs-suspect-reason = Theo { $crs }, dữ liệu nằm tại kinh độ { $lon }, vĩ độ { $lat }, ngoài Việt Nam.
finding-crs-suspect-remedy = Hãy kiểm tra kinh tuyến trục và thứ tự X, Y; nếu sai, nhập lại với --crs đúng và --mode replace.
finding-crs-apart-reason = Theo { $crs }, dữ liệu nằm tại kinh độ { $lon }, vĩ độ { $lat }, cách mọi dữ liệu khác trong kho { $km } km. { $better ->
        [none] Không múi VN-2000 nào đưa dữ liệu về cùng chỗ với chúng.
       *[other] Theo { $better }, dữ liệu sẽ nằm cùng chỗ với chúng.
    }
finding-crs-apart-remedy = Hãy kiểm tra kinh tuyến trục; nếu sai, nhập lại với --crs đúng, --override-crs và --mode replace. Nếu vị trí đúng thì không cần làm gì.
finding-dimensions-dropped-reason = { $count } hình có số đo M, hoặc số thứ ba không phải độ cao.
finding-dimensions-dropped-remedy = Đã giữ X, Y và độ cao. Nếu cần số đo M, hãy đưa vào một trường.
finding-mapping-field-missing-reason = Tệp ánh xạ nói đến một trường không có trong dữ liệu.
finding-mapping-field-missing-remedy = Hãy kiểm tra chính tả, kể cả chữ hoa và chữ thường.
finding-rows-missing-reason = Bảng thuộc tính (.dbf) có { $rows } dòng cho { $shapes } hình (.shp); bản ghi nêu tên là bản ghi đầu tiên thiếu dòng.
finding-rows-missing-remedy = Hình thiếu dòng đã được nạp không có thuộc tính. Hai tệp có thể không cùng một bộ: hãy xuất lại Shapefile từ nguồn.
finding-shapes-missing-reason = Bảng thuộc tính (.dbf) có { $rows } dòng cho { $shapes } hình (.shp); bản ghi nêu tên là bản ghi đầu tiên thiếu hình.
finding-shapes-missing-remedy = Dòng thiếu hình đã được nạp nhưng không hiện trên bản đồ. Hai tệp có thể không cùng một bộ: hãy xuất lại Shapefile từ nguồn.
finding-rows-deleted-reason = { $count } dòng được đánh dấu đã xóa trong bảng thuộc tính (.dbf).
finding-rows-deleted-remedy = Các dòng đó và hình của chúng không được nạp. Hãy bỏ dấu xóa ở nguồn nếu cần giữ.
finding-columns-computed-reason = Các cột sau do chính tệp tính ra: { $names }.
finding-columns-computed-remedy = Các cột đó không được nạp, vì muốn tính phải chạy lệnh ghi trong tệp. Nếu cần, hãy lưu giá trị vào cột thường ở nguồn.
finding-value-not-convertible-reason = Giá trị “{ $value }” không đúng kiểu mà tệp ánh xạ yêu cầu.
finding-value-not-convertible-remedy = Bản ghi đã nạp với ô trống. Hãy sửa giá trị ở nguồn hoặc đổi kiểu trong tệp ánh xạ.
finding-value-unreadable-reason = Không đọc được giá trị “{ $value }” theo kiểu mà cột khai báo.
finding-value-unreadable-remedy = Bản ghi đã nạp với ô trống. Hãy sửa giá trị ở nguồn rồi nhập lại.
finding-value-in-memo-reason = Đoạn chữ nằm trong tệp ghi chú (.dbt hoặc .fpt) không được đọc.
finding-value-in-memo-remedy = Bản ghi đã nạp với ô trống. Hãy chuyển tệp sang GeoPackage (ogr2ogr -f GPKG) rồi nhập tệp đó.
finding-value-binary-reason = Trường chứa { $value } byte dữ liệu nhị phân, chẳng hạn một tấm ảnh.
finding-value-binary-remedy = Bản ghi đã nạp với ô trống. Hãy lưu dữ liệu đó thành tệp riêng và ghi tên tệp vào một trường chữ.
finding-text-replaced-reason = Chuỗi chữ “{ $value }” bị mất ký tự (�).
finding-text-replaced-remedy = Chuỗi chữ đã được nạp như hiện có. Hãy nhập lại với --encoding đúng, hoặc sửa chữ ở nguồn.
finding-key-empty-reason = Bản ghi không có giá trị khóa.
finding-key-empty-remedy = Đã đưa vào bản ghi tạm giữ. Hãy điền khóa ở nguồn rồi nhập lại.
finding-record-not-json-reason = Bản ghi không phải JSON hợp lệ.
finding-record-not-json-remedy = Đã đưa vào bản ghi tạm giữ. Hãy xuất lại tệp, hoặc sửa dòng này rồi nhập riêng dòng đó bằng --mode append.
finding-record-not-geojson-reason = Bản ghi là JSON nhưng không phải đối tượng GeoJSON.
finding-record-not-geojson-remedy = Đã đưa vào bản ghi tạm giữ. Hãy kiểm tra type, geometry và coordinates của bản ghi.
finding-record-too-deep-reason = Các giá trị lồng nhau quá nhiều cấp.
finding-record-too-deep-remedy = Đã đưa vào bản ghi tạm giữ. Hãy làm phẳng các thuộc tính của bản ghi ở nguồn.
finding-record-not-utf8-reason = Chữ trong bản ghi không phải UTF-8.
finding-record-not-utf8-remedy = Đã đưa vào bản ghi tạm giữ. Hãy nhập lại với --encoding, ví dụ --encoding windows-1258.
finding-record-too-large-reason = Bản ghi lớn hơn mọi bản ghi thật (32 MB).
finding-record-too-large-remedy = Phần đầu đã được đưa vào bản ghi tạm giữ. Hãy tách hình thành nhiều phần ở nguồn, hoặc lưu chữ dài thành tệp riêng.
finding-topology-arc-missing-reason = Hình dùng một cung không có trong tệp TopoJSON.
finding-topology-arc-missing-remedy = Đã đưa vào bản ghi tạm giữ. Hãy xuất lại tệp từ nguồn.
finding-topology-arcs-repeated-reason = Các hình trong tệp dùng lại các cung quá nhiều lần, tệp sẽ phình ra gấp nhiều lần chính nó.
finding-topology-arcs-repeated-remedy = Đã đưa vào bản ghi tạm giữ. Hãy kiểm tra nguồn gốc tệp, hoặc xuất lại dưới dạng GeoJSON.
finding-geometry-missing-reason = Bản ghi không có hình.
finding-geometry-missing-remedy = Đã nạp thuộc tính, không hiện trên bản đồ. Hãy bổ sung hình ở nguồn nếu cần.
finding-geometry-empty-reason = Hình không có tọa độ nào.
finding-geometry-empty-remedy =
    { $outcome ->
        [quarantined] Đã đưa vào bản ghi tạm giữ. Hãy vẽ lại hình ở nguồn rồi nhập riêng bản ghi đó bằng --mode append.
       *[other] Đã nạp thuộc tính, không hiện trên bản đồ. Hãy vẽ lại hình ở nguồn nếu cần.
    }
finding-geometry-unreadable-reason = Không đọc được hình của bản ghi.
finding-geometry-unreadable-remedy = Đã đưa vào bản ghi tạm giữ. Hãy xuất lại tệp; đường cong cần đổi thành đoạn thẳng.
finding-geometry-too-large-reason = Hình có quá nhiều đỉnh.
finding-geometry-too-large-remedy = Đã đưa vào bản ghi tạm giữ. Hãy tách hình thành nhiều phần ở nguồn.
finding-geometry-not-polygon-reason = Lớp thửa đất, ô quy hoạch và đơn vị hành chính cần hình vùng; hình này không phải vùng.
finding-geometry-not-polygon-remedy = Đã đưa vào bản ghi tạm giữ. Hãy khép vùng ở nguồn, hoặc nhập tệp với --kind line hay --kind feature.
finding-geometry-other-family-reason = Lớp đã có không chứa loại hình này.
finding-geometry-other-family-remedy = Đã đưa vào bản ghi tạm giữ. Hãy nhập các hình này thành lớp riêng.
finding-coordinate-not-finite-reason = Một tọa độ không phải là số hữu hạn.
finding-coordinate-not-finite-remedy =
    { $outcome ->
        [quarantined] Đã đưa vào bản ghi tạm giữ. Hãy sửa tọa độ ở nguồn rồi nhập riêng bản ghi đó bằng --mode append.
       *[other] Đã tự sửa. Hãy xem lại hình trên bản đồ.
    }
finding-coordinate-out-of-reach-reason = Tọa độ không thể nằm trong hệ tọa độ của lớp.
finding-coordinate-out-of-reach-remedy = Đã đưa vào bản ghi tạm giữ. Hãy sửa tọa độ ở nguồn rồi nhập riêng bản ghi đó bằng --mode append.
finding-ring-too-few-points-reason = Vòng ranh giới hoặc đường có quá ít đỉnh khác nhau (vùng cần ba, đường cần hai).
finding-ring-too-few-points-remedy =
    { $outcome ->
        [quarantined] Đã đưa vào bản ghi tạm giữ. Hãy vẽ lại hình ở nguồn rồi nhập riêng bản ghi đó bằng --mode append.
       *[other] Đã bỏ phần đó. Hãy xem lại hình trên bản đồ.
    }
finding-ring-not-closed-reason = Vòng ranh giới chưa khép: đỉnh cuối không trùng đỉnh đầu.
finding-ring-not-closed-remedy =
    { $outcome ->
        [quarantined] Đã đưa vào bản ghi tạm giữ. Hãy khép vòng ở nguồn rồi nhập riêng bản ghi đó bằng --mode append.
       *[other] Đã tự khép. Hãy xem lại cạnh cuối tại vị trí nêu.
    }
finding-self-intersection-reason = Ranh giới tự cắt, tự chạm hoặc chạy ngược trên chính nó.
finding-self-intersection-remedy =
    { $outcome ->
        [quarantined] Đã đưa vào bản ghi tạm giữ. Hãy sửa ranh giới ở nguồn rồi nhập riêng bản ghi đó bằng --mode append.
       *[other] Đã tự sửa. Hãy xem lại ranh giới tại vị trí nêu.
    }
finding-zero-area-reason = Vùng không có diện tích.
finding-zero-area-remedy =
    { $outcome ->
        [quarantined] Đã đưa vào bản ghi tạm giữ. Hãy vẽ lại ranh giới ở nguồn rồi nhập riêng bản ghi đó bằng --mode append.
       *[other] Đã bỏ phần đó. Hãy xem lại hình trên bản đồ.
    }
finding-hole-outside-reason = Một lỗ nằm ngoài hoặc cắt qua ranh giới ngoài.
finding-hole-outside-remedy =
    { $outcome ->
        [quarantined] Đã đưa vào bản ghi tạm giữ. Hãy sửa lỗ ở nguồn rồi nhập riêng bản ghi đó bằng --mode append.
       *[other] Đã tự sửa. Hãy xem lại lỗ tại vị trí nêu.
    }
finding-parts-overlap-reason = Các phần của hình, hoặc các lỗ, chồng lên nhau.
finding-parts-overlap-remedy =
    { $outcome ->
        [quarantined] Đã đưa vào bản ghi tạm giữ. Hãy tách các phần ở nguồn rồi nhập riêng bản ghi đó bằng --mode append.
       *[other] Đã tự sửa. Hãy xem lại diện tích và hình tại vị trí nêu.
    }
finding-interior-cut-reason = Các lỗ chạm nhau hoặc chạm ranh giới ngoài, cắt rời phần bên trong.
finding-interior-cut-remedy =
    { $outcome ->
        [quarantined] Đã đưa vào bản ghi tạm giữ. Hãy tách hình ở nguồn rồi nhập riêng bản ghi đó bằng --mode append.
       *[other] Đã tách thành nhiều phần. Hãy xem lại hình tại vị trí nêu.
    }
finding-too-tangled-reason = Hình có quá nhiều vòng ranh giới chồng lên nhau, không thể xét chúng nằm thế nào.
finding-too-tangled-remedy = Đã đưa vào bản ghi tạm giữ. Hãy tách hình thành nhiều phần ở nguồn rồi nhập riêng bản ghi đó bằng --mode append.
finding-part-without-extent-reason = Một phần của hình chỉ là một điểm.
finding-part-without-extent-remedy = Đã bỏ phần đó; các phần còn lại giữ nguyên.
finding-line-without-length-reason = Đường không có chiều dài: mọi đỉnh trùng nhau.
finding-line-without-length-remedy = Đã nạp nguyên như vậy. Hãy xóa hoặc vẽ lại đường ở nguồn nếu đó là lỗi.
finding-heights-interpolated-reason = Hình đã được sửa, các đỉnh mới không có độ cao.
finding-heights-interpolated-remedy = Độ cao của chúng được nội suy dọc theo cạnh; đỉnh cũ giữ nguyên độ cao. Hãy kiểm tra độ cao ở nguồn.
finding-heights-missing-reason = Hình đã được sửa, không tìm được độ cao cho một số đỉnh mới.
finding-heights-missing-remedy = Các đỉnh đó không có độ cao. Hãy sửa hình ở nguồn rồi nhập lại.



### data-samples

sample-size = Không tạo được thành phố mẫu có { $parcels } thửa đất. Hãy chọn số thửa từ 1 đến { $most }.



### command line

help-about = diaban: máy chủ dữ liệu địa bàn cho thửa đất, quy hoạch, mạng lưới và công trình.
help-heading-usage = Cách dùng
help-heading-commands = Lệnh
help-heading-arguments = Tham số
help-heading-options = Tùy chọn
help-help = In phần trợ giúp này
help-version = In phiên bản
help-lang = Ngôn ngữ của câu chữ: vi hoặc en (mặc định theo LANG, rồi vi)
help-listen = Địa chỉ và cổng để lắng nghe (mặc định 127.0.0.1:8080; cổng 0 để hệ thống tự chọn)
help-config = Tệp cấu hình; mỗi khóa cũng nhận từ biến môi trường DIABAN_SECTION_KEY
help-demo = Tạo thành phố mẫu, mở máy chủ và in địa chỉ
help-demo-parcels = Số thửa đất của thành phố mẫu, từ 1 đến 1.000.000 (mặc định 50.000)
help-demo-out = Tệp GeoPackage của thành phố mẫu; dùng lại nếu đã có (mặc định out/city-N.gpkg)
help-import = Nhập tệp bản đồ vào kho dữ liệu
help-import-file = Tệp nguồn: GeoJSON, GeoJSON theo dòng, TopoJSON (cả .gz), GeoPackage, Shapefile (.shp hoặc .zip)
help-import-into = Kho dữ liệu: một tệp .gpkg, được tạo nếu chưa có, hoặc postgres://tên@máy/cơ_sở_dữ_liệu
help-import-layer = Tên lớp: chữ thường, số và dấu gạch dưới, bắt đầu bằng chữ
help-import-kind = Loại lớp: parcel, zone, line, ward, network, building, feature (mặc định feature)
help-import-mode = Khi lớp đã có: create từ chối (mặc định), replace thay thế, append thêm vào, update cập nhật theo --key
help-import-key = Trường dùng làm khóa khi --mode update
help-import-crs = Hệ tọa độ của tệp nếu tệp không ghi: mã EPSG (EPSG:9218) hoặc local
help-import-override-crs = Dùng --crs kể cả khi tệp ghi hệ tọa độ khác
help-import-encoding = Bảng mã của chữ trong tệp; auto để tự nhận (mặc định)
help-import-source-layer = Lớp cần đọc, nếu tệp có nhiều lớp (GeoPackage, TopoJSON, .zip)
help-import-mapping = Tệp TOML ánh xạ tên trường và giá trị
help-import-private-field = Trường chỉ cán bộ được xem; có thể ghi nhiều lần
help-import-dry-run = Chỉ kiểm tra và báo cáo, không ghi vào kho
help-import-report = Ghi báo cáo nhập dữ liệu ra tệp JSON
help-serve = Phục vụ một kho dữ liệu qua HTTP
help-serve-store = Kho dữ liệu: một tệp .gpkg, hoặc postgres://tên@máy/cơ_sở_dữ_liệu
help-migrate = Nâng kho dữ liệu lên cấu trúc của phiên bản này (chạy với quyền chủ sở hữu cơ sở dữ liệu)
help-migrate-store = Kho dữ liệu: tệp .gpkg hoặc postgres://…
help-sample = Tạo tệp GeoPackage chứa thành phố mẫu
help-sample-parcels = Số thửa đất, từ 1 đến 1.000.000
help-sample-out = Tệp GeoPackage sẽ tạo; tệp này chưa được tồn tại
help-sample-layers = Các lớp cần tạo, cách nhau bằng dấu phẩy, ví dụ wards,parcels (mặc định: tất cả)
help-user = Cho biết ai được đăng nhập
help-user-add = Thêm một người; mật khẩu được hỏi, hoặc đọc từ đầu vào chuẩn
help-user-list = Liệt kê người dùng: tên, vai trò, từ khi nào
help-user-remove = Xóa một người; sau vài giây mọi máy chủ đều biết
help-user-token = Tạo mã truy cập cho chương trình; chỉ in ra một lần và không lưu ở đâu
help-user-name = Tên để đăng nhập: chữ thường a–z không dấu, chữ số và . _ @ -
help-user-role = viewer xem mọi thứ cán bộ được xem, editor còn sửa đối tượng, admin còn quản lý người dùng
help-user-days = Số ngày mã truy cập có hiệu lực, từ 1 đến 3.650 (mặc định 90)
usage-command-missing = Chưa cho biết lệnh. Gõ diaban --help để xem các lệnh.
usage-command-unknown = Không có lệnh { $command }. Gõ diaban --help để xem các lệnh.
usage-argument-missing = Thiếu { $argument }.
usage-argument-unknown = Không có tùy chọn { $argument }.
usage-argument-conflict = { $argument } không dùng được cùng với các tùy chọn khác đã ghi, hoặc bị ghi hai lần.
usage-value-missing = { $argument } cần một giá trị.
usage-value-unknown = { $argument } không nhận giá trị { $value }; hãy chọn một trong: { $choices }.
usage-value-invalid = { $argument } không nhận giá trị { $value }; xem khoảng giá trị trong phần trợ giúp của lệnh.
usage-not-utf8 = Dòng lệnh chứa ký tự không phải UTF-8.
usage-wrong = Dòng lệnh không đúng.
usage-hint = Gõ diaban { $command } --help để xem cách dùng.
usage-store-kind = { $store } không phải kho dữ liệu dùng được: hãy ghi đường dẫn tệp .gpkg, hoặc postgres://tên@máy/cơ_sở_dữ_liệu.
usage-key-missing = --mode update cần --key FIELD: trường nào nhận ra bản ghi cũ?
usage-key-unused = --key chỉ dùng cùng với --mode update.
usage-encoding = Không có bảng mã { $name }. Ghi auto để tự nhận, hoặc tên như utf-8, windows-1258, windows-1252. Chữ theo TCVN3 (ABC) hay VNI cần được chuyển sang Unicode trước.
password-too-short = Mật khẩu quá ngắn: cần ít nhất { NUMBER($least) } ký tự. Vài từ ghép lại thì dễ nhớ.
password-too-long = Mật khẩu dài hơn { NUMBER($most) } byte. Hãy chọn mật khẩu ngắn hơn.
password-different = Hai lần gõ mật khẩu khác nhau. Hãy làm lại.
password-unhashable = Không băm được mật khẩu: hệ thống không cấp số ngẫu nhiên hoặc bộ nhớ. Hãy thử lại.
cli-cannot-start = Không khởi động được: { $problem }
cli-cannot-listen = Không lắng nghe được ở { $address }. Có thể cổng đã có chương trình khác dùng; hãy chọn cổng khác bằng --listen.
cli-listening = Đang lắng nghe tại { $address }
cli-migrated = { $store } đã được nâng cấp ({ $steps } bước).
cli-migrated-already = { $store } đã ở phiên bản mới nhất.
cli-migrated-without-roles = Cơ sở dữ liệu chưa có vai trò để cấp cho người khác, vì người dùng này không được tạo: chỉ chủ sở hữu dùng được. Hãy chạy “diaban migrate” một lần với quyền quản trị, hoặc với người dùng có CREATEROLE.
cli-stopping = Đang dừng: chờ các yêu cầu đang mở.
cli-stopped = Đã dừng.
cli-adopting = { $path } do chương trình khác tạo ra. diaban thêm các bảng và trigger của mình vào tệp; các lớp giữ nguyên chỗ và nội dung.
cli-would-adopt = { $path } do chương trình khác tạo ra. Khi nhập thật, diaban sẽ thêm các bảng và trigger của mình vào tệp; lần chạy thử này không ghi gì.
cli-adopted-layer = Lớp { $layer }:
cli-adopted-remedy = Nếu có trường không được công khai, hãy làm việc trên một bản sao và nhập các lớp với --private-field TÊN.
cli-loading = Đang nạp { $store } vào bộ nhớ
cli-loaded = Đã nạp { NUMBER($features) } đối tượng của { NUMBER($layers) } lớp trong { $seconds } giây
cli-demo-making = Đang tạo thành phố mẫu { NUMBER($parcels) } thửa đất vào { $path }
cli-demo-reusing = Dùng lại thành phố mẫu ở { $path }
cli-demo-open = Mở { $address } trong trình duyệt để xem bản đồ. Nhấn Ctrl-C để dừng.
cli-sample-done = Đã tạo { NUMBER($features) } đối tượng trong { $path }
cli-password = Mật khẩu (không hiện khi gõ):
cli-password-again = Gõ lại lần nữa:
cli-no-password = Không đọc được mật khẩu. Hãy gõ khi được hỏi, hoặc gửi vào đầu vào chuẩn một dòng UTF-8.
cli-user-added = { $name } đã có thể đăng nhập với vai trò { $role }.
cli-user-removed = Đã xóa { $name }; mọi phiên làm việc và mã truy cập đã chấm dứt.
cli-user-token = Mã truy cập cho { $name }, có hiệu lực { NUMBER($days) } ngày. Chỉ hiện một lần này:
cli-into-itself = { $path } chính là kho dữ liệu sẽ ghi vào. Muốn nhập một lớp của kho dưới tên khác, hãy tạo bản sao trước (sqlite3 { $path } ".backup ban-sao.gpkg") rồi nhập từ bản sao đó.
cli-no-report = { $path } đã có và không phải là báo cáo nhập dữ liệu: tệp không bị ghi đè, và chưa nhập gì. Hãy chọn tên khác cho --report.
cli-file-exists = { $path } đã có. Hãy xóa tệp đó hoặc chọn tên khác.
cli-cannot-write = Không ghi được { $path }. Kiểm tra thư mục có tồn tại và cho phép ghi.
cli-cancelled = Đã hủy; kho dữ liệu vẫn như trước.
import-progress = Đã đọc { NUMBER($read) } bản ghi
report-read = Đã đọc { NUMBER($count) } bản ghi
report-loaded = Đã nạp { NUMBER($count) } bản ghi
report-updated = Trong đó { NUMBER($inserted) } bản ghi mới và { NUMBER($updated) } bản ghi được cập nhật
report-repaired = Đã sửa hình { NUMBER($count) } bản ghi
report-quarantined = Đã tạm giữ { NUMBER($count) } bản ghi
report-published = Lớp { $layer } đã công bố ở phiên bản { $revision }
report-dry-run = Chạy thử: không ghi gì vào kho dữ liệu
report-public-fields = Trường ai cũng xem được: { $fields }
report-private-fields = Trường chỉ cán bộ xem: { $fields }
report-no-fields = (không có)
report-findings = Kết quả kiểm tra:
report-finding-group = { NUMBER($count) } lần: { $sentence }
report-finding-where = { $file }, bản ghi { $record }
report-findings-more = và { NUMBER($count) } bản ghi khác; danh sách đầy đủ có trong --report FILE.json
config-unreadable = Không đọc được tệp cấu hình { $path }.
config-not-toml = Tệp cấu hình { $path } không đúng cú pháp TOML: { $problem }
config-unknown-key = Không có khóa cấu hình { $key }. Kiểm tra chính tả và mục chứa khóa.
config-not-addresses = { $key }: “{ $value }” không phải danh sách địa chỉ; hãy ghi dạng 127.0.0.1, 10.0.0.5.
config-not-an-address = { $key }: { $value } không phải địa chỉ; hãy ghi dạng 127.0.0.1:8080.
config-not-a-number = { $key }: { $value } không phải số nguyên từ { NUMBER($min) } đến { NUMBER($max) }.
config-not-a-boolean = { $key }: { $value } không phải true hoặc false.
config-entry-missing = Thiếu { $key }.
config-entry-not-a-text = { $key }: { $value } không phải chuỗi trong dấu nháy.
config-entry-not-names = { $key }: { $value } không phải tên cột hoặc danh sách tên cột.
config-entry-not-a-layer = { $key }: { $value } không phải tên lớp; hãy dùng chữ thường không dấu, chữ số và _, tối đa 48 ký tự, bắt đầu bằng chữ cái.
config-entry-not-a-kind = { $key }: { $value } không thuộc parcel, zone, line, ward, network, building, feature.
config-entry-not-a-zoom = { $key }: { $value } không phải số nguyên từ 0 đến 20.
config-entry-not-a-crs = { $key }: { $value } không phải hệ tọa độ; hãy ghi dạng EPSG:9218, hoặc local.
config-entry-not-a-span = { $key }: { $value } không phải khoảng thời gian từ 1s đến 24h; hãy ghi dạng 60s, 5m hoặc 1h.
config-entry-not-a-table = { $key }: { $value } không phải tên bảng; hãy ghi dạng lược_đồ.bảng, tên có dấu chấm đặt trong dấu nháy kép.
config-entry-not-a-name = { $key }: “{ $value }” không dùng được làm tên; hãy dùng chữ thường không dấu, chữ số và _, tối đa 48 ký tự, bắt đầu bằng chữ cái.
config-entry-not-a-url = { $key }: “{ $value }” không phải địa chỉ ô ảnh; hãy ghi dạng https://may-chu/lop/{"{z}"}/{"{x}"}/{"{y}"}.jpg, hoặc dạng WMTS với {"{TileMatrix}"}, {"{TileRow}"}, {"{TileCol}"}.
config-entry-left-open = { $key }: không ai điền {"{"}{ $value }{"}"}; hãy ghi thẳng giá trị vào địa chỉ, với WMTS theo lưới Web Mercator thường là “default” cho kiểu và “GoogleMapsCompatible” cho bộ ma trận ô.
config-entry-not-a-tile-size = { $key }: { $value } không phải 256 hoặc 512.
config-entry-not-a-box = { $key }: { $value } không phải phạm vi [tây, nam, đông, bắc] tính bằng độ.
config-entry-twice = { $key }: { $value } được ghi hai lần.
config-entry-not-listed = { $key }: { $value } không có trong fields hoặc private_fields. Hãy thêm vào một trong hai.

### server

problem-not-found = Không có trang nào ở địa chỉ này.
problem-layer-not-found = Không có lớp { $layer }. Danh sách các lớp có ở /collections.
problem-item-not-found = Lớp { $layer } không có đối tượng { $id }.
problem-parcel-key-not-found = Không có thửa đất nào mang khóa { $key } (mã xã-số tờ-số thửa). Hãy kiểm tra mã xã, hoặc tìm theo số tờ, số thửa cũ ở ô tìm kiếm.
problem-parcel-identifier-not-found = Không có thửa đất nào mang mã định danh { $key }. Mã định danh có 12 ký tự; khóa dạng mã xã-số tờ-số thửa hoặc mã số cũng dùng được.
problem-parcel-id-not-found = Không có thửa đất nào mang mã số hay mã định danh { $key }. Hãy thử khóa dạng mã xã-số tờ-số thửa.
problem-tile-outside = Ô bản đồ { $z }/{ $x }/{ $y } nằm ngoài lưới; mức phóng từ 0 đến 20.
problem-style-not-found = Không có kiểu bản đồ { $style }. Danh sách có ở /styles.
problem-parameter-unknown = Không có tham số { $name }. Xem các tham số dùng được ở /api.
problem-parameter-invalid = Tham số { $name } không nhận giá trị { $value }; cần { $expected }.
problem-parameter-twice = Tham số { $name } bị ghi hai lần.
problem-expected-bbox = bốn số (hoặc sáu số, kèm độ cao): kinh độ tây, vĩ độ nam, kinh độ đông, vĩ độ bắc (nam không lớn hơn bắc)
problem-expected-no-bbox = được bỏ đi: tọa độ của lớp này là tọa độ cục bộ, không có vị trí trên mặt đất
problem-expected-limit = số nguyên từ 1 trở lên
problem-expected-after = mã số của đối tượng cuối trang trước
problem-expected-datetime = một thời điểm hoặc khoảng thời gian theo RFC 3339
problem-expected-format = json hoặc html
problem-expected-language = vi hoặc en
problem-expected-shorter = một đoạn chữ ngắn hơn (tối đa 8.192 byte)
problem-expected-place = kinh độ và vĩ độ theo độ, cách nhau bằng dấu phẩy: 107.08,10.35
problem-expected-metres = một số mét từ 0 đến 200
problem-expected-link = đường dẫn trên máy chủ này, bắt đầu bằng một dấu / và dài không quá 1.000 byte
problem-expected-integer = một số nguyên
problem-expected-real = một số
problem-expected-boolean = true hoặc false
problem-too-many-layers = Một ô bản đồ chứa nhiều nhất { NUMBER($limit) } lớp.
problem-layers-too-long = Danh sách lớp trong địa chỉ quá dài: một ô bản đồ chứa nhiều nhất { NUMBER($limit) } lớp. Hãy yêu cầu ít lớp hơn mỗi lần.
problem-sign-in-needed = Chỉ người đã đăng nhập mới được làm việc này. Hãy đăng nhập, hoặc gửi mã truy cập trong tiêu đề Authorization.
problem-not-allowed = Việc này cần vai trò { $role } mà bạn không có. Hãy nhờ quản trị viên đổi vai trò cho bạn.
problem-token-unknown = Không có mã truy cập này, hoặc mã đã hết hạn. Hãy xin quản trị viên mã mới, hoặc bỏ mã đi.
problem-sign-in-wrong = Sai tên hoặc mật khẩu. Hãy kiểm tra cả hai rồi thử lại.
problem-sign-in-unreadable = Để đăng nhập, hãy gửi JSON có “name” và “password” (Content-Type: application/json).
problem-too-often = Đã thử quá nhiều lần. Hãy đợi { NUMBER($seconds) } giây rồi thử lại.
problem-sign-in-crowded = Đang có nhiều người đăng nhập. Hãy thử lại sau giây lát.
problem-cross-origin = Yêu cầu không đến từ trang của hệ thống này (Origin là trang khác, hoặc không có), nên chưa làm gì. Hãy mở chính bản đồ và thử lại ở đó; chương trình thì gửi mã truy cập trong tiêu đề Authorization.
problem-method = Địa chỉ này chỉ trả lời { $allowed }.
problem-version-needed = Muốn sửa đối tượng, hãy nêu phiên bản bạn đã xem: gửi ETag của lần đọc gần nhất trong If-Match. Không dùng “*”, vì như vậy sẽ ghi đè phần người khác vừa sửa.
problem-conflict = Đối tượng { $id } của lớp { $layer } đã được sửa sau khi bạn đọc; chưa lưu gì. Cả hai phiên bản có trong câu trả lời này: hãy sửa trên phiên bản hiện tại rồi gửi lại kèm phiên bản đó.
problem-conflict-gone = Đối tượng { $id } của lớp { $layer } đã bị xóa sau khi bạn đọc; chưa lưu gì. Phiên bản bạn đã đọc có trong câu trả lời này, nếu còn giữ: hãy thêm thành đối tượng mới nếu cần có lại.
problem-findings = Chưa lưu gì. Nội dung gửi lên có { NUMBER($count) } lỗi; mỗi lỗi được nêu kèm vị trí và cách xử lý.
problem-not-json = Chưa lưu gì. Nội dung gửi lên không phải JSON hợp lệ: xem dòng { NUMBER($line) }, cột { NUMBER($column) }.
problem-body-broken = Chưa lưu gì. Nội dung gửi lên bị đứt giữa chừng; hãy gửi lại.
problem-media-type = Chưa lưu gì. Địa chỉ này chỉ đọc nội dung dạng { $accepted }, không nén; hãy ghi rõ trong Content-Type.
problem-content-crs = Chưa lưu gì. Content-Crs ghi { $given }; tọa độ chỉ nhận bằng độ (không có tiêu đề này) hoặc trong hệ của chính lớp, { $own }.
problem-why = Chưa lưu gì. Diaban-Why nhận tối đa { NUMBER($most) } chữ, không xuống dòng, mã hóa phần trăm theo UTF-8.
problem-base-map-missing = Bản đồ nền “{ $map }” không có ảnh ở đây. Xem các bản đồ nền hiện có tại /v1/base-maps.
problem-base-map-away = Máy chủ của bản đồ nền “{ $map }” không trả lời; các lớp dữ liệu không bị ảnh hưởng. Thử lại sau ít giây.
problem-listeners-full = Đã có đủ số người theo dõi thay đổi ({ NUMBER($limit) }). Hãy thử lại sau, hoặc đề nghị người quản trị tăng [limits] listeners.
problem-not-edited = Lớp { $layer } chứa bản ghi tạm giữ khi nhập; không sửa ở đây được. Hãy sửa bản ghi ở nguồn rồi nhập lại.
problem-table-not-edited = Lớp { $layer } là bảng do chương trình khác quản lý; ở đây chỉ được đọc. Hãy sửa bằng chương trình đó.
problem-not-written = Chưa lưu gì: kho dữ liệu hiện không nhận thay đổi. Có thể chương trình khác đang ghi. Hãy thử lại sau giây lát; nếu vẫn vậy, báo cho người quản trị kèm mã yêu cầu.
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
problem-not-acceptable = Không có dạng nào trong Accept mà địa chỉ này trả lời được; có { $offered }.
problem-body-too-large = Nội dung gửi lên lớn hơn { NUMBER($limit) } kB.
problem-item-too-large = Riêng đối tượng { $id } của lớp { $layer } đã lớn hơn mức cho phép của một câu trả lời ({ NUMBER($limit) } MB). Hãy bỏ qua đối tượng này bằng after={ $id }, hoặc đề nghị người quản trị tăng [limits] answer_mb.
problem-timed-out = Trả lời mất hơn { NUMBER($seconds) } giây nên đã dừng. Hãy thu nhỏ vùng hỏi rồi thử lại.
problem-vertex = Không đổi được đối tượng { $id } của lớp { $layer } ra độ: đỉnh { $vertex } ({ $x }, { $y }) nằm ngoài phạm vi của { $crs }. Hãy sửa đỉnh này, chẳng hạn bằng QGIS, hoặc khai đúng hệ tọa độ của lớp.
problem-internal = Máy chủ gặp lỗi. Hãy thử lại; nếu vẫn lỗi, báo cho người quản trị kèm mã yêu cầu.
problem-sign-in-unconfirmed = Danh sách người dùng hiện không trả lời nên chưa ghi gì. Hãy thử lại sau ít giây; nếu vẫn vậy, hãy báo mã yêu cầu cho quản trị viên.
problem-store = Chưa đọc được kho dữ liệu. Hãy thử lại sau ít phút; nếu vẫn lỗi, báo cho người quản trị kèm mã yêu cầu.
problem-loading = Máy chủ đang nạp dữ liệu: đã có { NUMBER($finished) } trên { NUMBER($layers) } lớp, { NUMBER($features) } đối tượng. Hãy thử lại sau ít giây.
problem-search-not-ready = Đang lập chỉ mục tìm kiếm. Vui lòng thử lại sau ít giây; tìm theo tọa độ đã dùng được.
api-about = OGC API Features Core, ô bản đồ vectơ và vận hành của một kho dữ liệu.
api-landing = Bản đồ cho người xem, liên kết cho chương trình
api-conformance = Các lớp tuân thủ
api-api = Tài liệu này
api-collections = Tất cả các lớp
api-collection = Một lớp
api-items = Các đối tượng của một lớp; mỗi trường của lớp cũng là một tham số
api-item = Một đối tượng
api-tilejson = Nội dung ô bản đồ của các lớp này (TileJSON 3.0.0)
api-tile = Một ô bản đồ vectơ (MVT 2.1)
api-styles = Tất cả các kiểu bản đồ
api-style = Một kiểu MapLibre
api-style-file = Một tệp đi kèm kiểu bản đồ, như bảng chú giải
api-app = Trang của một ứng dụng bản đồ, như planning
api-asset = Một tệp của trang bản đồ
api-page-css = Hình thức của các trang thường
api-changes = Những gì vừa thay đổi (server-sent events)
api-base-maps = Các bản đồ nền có thể chọn
api-base-map = Một ô ảnh của bản đồ nền
api-search = Tìm thửa đất, địa danh, đường, ký hiệu, quyết định và tọa độ
api-parcel = Thửa đất theo một trong các khóa của nó; nhiều thửa trùng khóa thì trả về danh sách
api-qr = Mã QR của một địa chỉ trên máy chủ này
api-live = Tiến trình đang trả lời
api-session = Ai đang đăng nhập
api-sign-in = Đăng nhập: gửi tên và mật khẩu, nhận cookie phiên làm việc
api-sign-out = Đăng xuất
api-security-bearer = Mã truy cập tạo bằng lệnh “diaban user token”
api-security-session = Cookie trình duyệt nhận được khi đăng nhập
api-ready = Dữ liệu đã vào bộ nhớ và theo kịp kho; trước đó là 503 kèm tiến độ
api-metrics = Các số đếm cho Prometheus
api-answer-document = Tài liệu
api-answer-geojson = GeoJSON
api-answer-tile = Ô bản đồ; 204 nếu ở đó không có gì để vẽ
api-answer-file = Tệp
api-answer-picture = Hình vẽ
api-answer-session = Ai đang đăng nhập: signed_in, name, role
api-answer-signed-out = Không còn ai đăng nhập
api-answer-events = Các sự kiện “current”, “changed” và “reset”; id của sự kiện là số phiên bản kho
api-answer-text = Văn bản thường
api-answer-problem = Điều gì không ổn, bằng ngôn ngữ của người đọc
api-create = Thêm một đối tượng (cần vai trò editor)
api-replace = Thay toàn bộ nội dung một đối tượng
api-patch = Sửa một phần nội dung một đối tượng (JSON merge patch)
api-remove = Xóa một đối tượng; lịch sử vẫn giữ
api-answer-created = Đối tượng mới; địa chỉ nằm trong Location
api-answer-changed = Đối tượng sau khi sửa (204 nếu có Prefer: return=minimal)
api-answer-gone = Đã xóa
api-parameter-if-match = ETag của phiên bản bạn đã xem
api-parameter-content-crs = Hệ tọa độ của nội dung: hệ của chính lớp, cho tọa độ pháp lý (x là hướng đông). Nếu không ghi: độ
api-parameter-why = Lý do, lưu trong lịch sử; UTF-8 mã hóa phần trăm
api-parameter-prefer = return=minimal: câu trả lời không kèm đối tượng
api-parameter-last-event = Id của sự kiện nghe sau cùng: những gì xảy ra sau đó được gửi trước
api-parameter-layers = Tên các lớp, cách nhau bằng dấu phẩy
api-parameter-bbox = Kinh độ tây, vĩ độ nam, kinh độ đông, vĩ độ bắc (CRS84); tây lớn hơn đông nghĩa là khung cắt qua kinh tuyến 180°. Nếu có sáu số thì không xét độ cao. Đối tượng không có hình học luôn được chọn.
api-parameter-limit = Số đối tượng trên một trang; trang quá lớn sẽ kết thúc sớm hơn và có liên kết đến phần còn lại
api-parameter-datetime = Một thời điểm hoặc khoảng thời gian (RFC 3339). Các đối tượng ở đây không có thời gian riêng nên đều được chọn.
api-parameter-after = Chỉ các đối tượng có mã số lớn hơn: cách liên kết trang sau đi tiếp
api-parameter-q = Điều cần tìm, viết có dấu hay không dấu: tờ và thửa, mã định danh thửa đất, địa chỉ, tên, tọa độ VN-2000 hoặc WGS 84, bảng tọa độ đỉnh thửa
api-parameter-near = Kinh độ, vĩ độ đang xem: kết quả gần đó xếp trước
api-parameter-at = Kinh độ, vĩ độ: mọi đối tượng dưới điểm này, xét theo hình học pháp lý; thay cho q
api-parameter-within = Điểm và đường cách không quá chừng này mét cũng được tính
api-parameter-layer = Chỉ lớp này; cùng với at
api-parameter-key = mã xã-số tờ-số thửa, mã định danh thửa đất 12 ký tự, hoặc mã số
api-parameter-link = Đường dẫn bắt đầu bằng /; không có thì là trang đầu
title-bad-request = Yêu cầu không đúng
title-sign-in = Cần đăng nhập
title-not-allowed = Không có quyền
title-too-often = Thử quá nhiều lần
title-not-found = Không tìm thấy
title-method = Phương thức không được phép
title-not-acceptable = Không có dạng phù hợp
title-too-large = Nội dung quá lớn
title-conflict = Đã bị sửa trong lúc đó
title-version-needed = Cần nêu phiên bản
title-media-type = Không hỗ trợ loại nội dung này
title-invalid = Không hợp lệ
title-unavailable = Tạm thời chưa phục vụ được
title-internal = Lỗi máy chủ
page-layers = Các lớp dữ liệu
page-features = Đối tượng
page-home = Trang chủ
page-next = Trang sau
page-matched = { NUMBER($matched) } đối tượng
page-id = Mã số
page-title = Tên
page-kind = Loại
page-count = Số đối tượng
page-description = Mô tả
page-links = Liên kết
page-extent = Phạm vi
page-spatial = Trên bản đồ
page-bbox = Khung bao (tây, nam, đông, bắc)
page-storage-crs = Hệ tọa độ của dữ liệu
page-item-type = Loại nội dung
page-attribution = Ghi công nguồn dữ liệu
page-conforms = Tuân theo
page-number-matched = Tổng số đối tượng
page-number-returned = Số đối tượng trên trang này
page-time = Thời điểm
page-shape = { $kind }, { NUMBER($count) } đỉnh:
page-shape-all = tất cả các đỉnh (GeoJSON)
page-request-id = Số yêu cầu, để báo quản trị viên nếu còn gặp lại: { $id }
page-crs = Hệ tọa độ
page-field = Trường
page-value = Giá trị
page-geometry = Hình học
page-problem = Vấn đề
page-base-maps = Bản đồ nền
page-styles = Kiểu bản đồ
page-conformance = Sự phù hợp với tiêu chuẩn
page-api = Mô tả giao diện (OpenAPI)
page-search = Tìm kiếm
page-no-web = Bản đồ chưa được dựng vào chương trình này. Chạy make web rồi dựng lại; các dịch vụ dữ liệu vẫn dùng được.
search-parcel = Tờ { $sheet }, thửa { $number }
search-sheet = Tờ { $sheet }
search-number = Thửa { $number }
search-identifier = Mã định danh thửa đất { $identifier }
search-decision = Quyết định { $number }
search-degrees = { $north }; { $east }
search-metres = X (Bắc) = { $north }; Y (Đông) = { $east }
search-zone = VN-2000, KTT { $meridian }, múi { $width }°
search-corners = { NUMBER($count) } đỉnh
search-corners-area = { NUMBER($count) } đỉnh, { $area } m²

### portal
portal-title = Địa bàn – tra cứu thửa đất, quy hoạch
portal-brand = Địa bàn
portal-tagline = Bản đồ thửa đất và quy hoạch
portal-skip = Chuyển đến nội dung
portal-languages = Ngôn ngữ
portal-language = Tiếng Việt
portal-heading = Tra cứu thửa đất và quy hoạch
portal-lead = Thửa đất này ở đâu, được quy hoạch làm gì, theo quyết định nào: nhập một dòng là có câu trả lời trên bản đồ.
portal-search = Tìm thửa đất, địa danh, đường, tọa độ
portal-search-hint = Tờ 12 thửa 345, tên đường, tọa độ…
portal-search-go = Tìm kiếm
portal-examples = Gõ có dấu hay không dấu đều được. Ví dụ: tờ 12 thửa 345 Rạch Dừa; mã định danh w3uy5vt93w85; tọa độ VN-2000 1208622,92 456313,40.
portal-apps = Ứng dụng
portal-app-planning = Bản đồ quy hoạch
portal-app-planning-about = Thửa đất, ô quy hoạch, chỉ giới trên một bản đồ: bấm vào một điểm để biết tại đó có gì, đo diện tích, in đúng tỷ lệ.
portal-layers = Lớp dữ liệu đã công bố
portal-revision = Phiên bản dữ liệu { $revision }
portal-layer = Lớp dữ liệu
portal-kind = Loại
portal-count = Số đối tượng
portal-updated = Ngày cập nhật
portal-data = Dữ liệu
portal-data-open = Xem bảng
portal-kind-parcel = Thửa đất
portal-kind-zone = Ô quy hoạch
portal-kind-line = Tuyến, chỉ giới
portal-kind-ward = Phường, xã
portal-kind-network = Mạng lưới
portal-kind-building = Công trình
portal-kind-feature = Đối tượng
portal-empty = Kho dữ liệu chưa có lớp nào.
portal-empty-remedy = Hãy nhập một tệp bằng lệnh dưới đây (GeoJSON, Shapefile, GeoPackage… đều được), rồi tải lại trang.
portal-empty-sample = Chưa có tệp? Xem thử với thành phố mẫu:
portal-open = Dữ liệu mở
portal-open-about = QGIS và các phần mềm khác đọc được mọi lớp trên đây theo chuẩn OGC API: thêm địa chỉ của trang này làm kết nối “OGC API Features”.
portal-link-data = Các lớp dữ liệu (OGC API Features)
portal-link-api = Mô tả giao diện lập trình (OpenAPI)
portal-link-conformance = Các tiêu chuẩn được tuân theo
portal-link-styles = Kiểu bản đồ
portal-link-self = Trang này cho chương trình (JSON)
portal-link-alternate = Trang này cho người đọc (HTML)
portal-reference-only = Thông tin trên trang chỉ có giá trị tham khảo; văn bản quy hoạch được phê duyệt và Giấy chứng nhận là căn cứ pháp lý.



### web

web-title = Địa bàn – bản đồ
web-brand = Địa bàn
web-tagline = Bản đồ thửa đất và quy hoạch
web-skip-to-map = Chuyển đến bản đồ
web-language = Ngôn ngữ
web-language-vi = Tiếng Việt
web-language-en = English
web-loading = Đang tải bản đồ…
web-empty = Kho dữ liệu chưa có lớp bản đồ nào.
web-empty-remedy = Hãy nhập một tệp bằng lệnh dưới đây; bản đồ sẽ tự hiện ra.
web-error = Chưa tải được bản đồ.
web-partial = Một phần bản đồ chưa tải được.
web-error-remedy = Hãy kiểm tra máy chủ còn chạy và đường truyền còn thông, rồi bấm “Thử lại”.
web-request = Mã yêu cầu để báo lỗi: { $id }
web-sign-in = Đăng nhập
web-sign-in-why = Dành cho cán bộ: đăng nhập để xem mọi trường dữ liệu.
web-user-name = Tên người dùng
web-password = Mật khẩu
web-sign-out = Đăng xuất
web-signed-in-as = Đang đăng nhập: { $name }
web-role-viewer = Vai trò: xem dữ liệu
web-role-editor = Vai trò: xem và sửa dữ liệu
web-role-admin = Vai trò: quản trị
web-retry = Thử lại
web-no-webgl = Trình duyệt này không vẽ được bản đồ (thiếu WebGL 2).
web-no-webgl-remedy = Hãy bật tăng tốc đồ họa hoặc mở trang bằng Chrome, Edge, Firefox hay Safari bản mới.
web-theme-dark = Dùng giao diện tối
web-theme-light = Dùng giao diện sáng
web-coord = Tọa độ
web-coord-grid = X (Bắc) = { $north }; Y (Đông) = { $east }
web-coord-zone = KTT { $meridian } múi { $width }°
web-coord-local = Lưới tại chỗ (dữ liệu không ở hệ VN-2000)
web-coord-change = Đổi hệ tọa độ: VN-2000, WGS 84
web-coord-copy = Sao chép tọa độ
web-copied = Đã sao chép
web-locate-refused = Trình duyệt không được phép cho biết vị trí. Hãy cho phép trong phần cài đặt của trang này, hoặc tìm theo địa chỉ, số tờ, số thửa.
web-locate-late = Chưa bắt được vị trí. Hãy ra chỗ thoáng hoặc bật định vị của máy rồi bấm lại.
web-locate-unknown = Máy chưa xác định được vị trí. Hãy bật định vị của máy, hoặc tìm theo địa chỉ, số tờ, số thửa.
web-measure = Đo chiều dài, diện tích
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
web-search = Tìm kiếm thửa đất, địa danh, đường, tọa độ
web-search-hint = Tờ 12 thửa 345, tên đường, tọa độ…
web-search-clear = Xóa nội dung tìm kiếm
web-search-results = Kết quả tìm kiếm
web-search-recent = Tìm gần đây (chỉ lưu trên máy này)
web-search-forget = Xóa các lần tìm gần đây
web-search-asking = Đang tìm…
web-search-failed = Chưa tìm được.
web-search-none = Không tìm thấy kết quả.
web-search-none-remedy = Hãy thử số tờ và số thửa kèm tên phường, tên cũ trước sáp nhập, hoặc tọa độ VN-2000.
web-search-read = Đọc là: { $read }
web-search-count = { NUMBER($count) } kết quả
web-search-more = Còn kết quả khác, hãy gõ rõ hơn.
web-search-elsewhere = Ở phường, xã khác
web-search-elsewhere-note = Không có thửa này ở nơi đã nêu; các thửa cùng số dưới đây nằm ở nơi khác. Hãy chọn nếu đúng là thửa cần tìm.
web-search-left-out = Các lớp chưa được tìm kiếm: { $layers }. Hãy xem các lớp này trên bản đồ, hoặc báo người quản trị tăng bộ nhớ tìm kiếm.
web-search-kind-parcel = Thửa đất
web-search-kind-place = Địa danh
web-search-kind-street = Đường
web-search-kind-zone = Ô quy hoạch
web-search-kind-feature = Đối tượng khác
web-search-kind-coordinate = Tọa độ
web-search-kind-corners = Ranh theo bảng tọa độ
web-attribution = Nguồn dữ liệu: { $who }
web-tabs = Các phần của bảng thông tin
web-tab-info = Thông tin
web-tab-layers = Lớp
web-tab-legend = Chú giải
web-tab-tools = Công cụ
web-layers = Lớp bản đồ
web-layers-all-off = Tắt tất cả
web-layers-undo = Hoàn tác tắt tất cả
web-group-land = Đất đai và quy hoạch
web-group-streets = Đường phố, công trình
web-group-networks = Hạ tầng kỹ thuật
web-group-others = Ranh giới và lớp khác
web-group-of = Các lớp trong nhóm { $group }
web-layer-settings = Tùy chỉnh lớp { $layer }
web-layer-up = Đưa lớp { $layer } lên trên
web-layer-down = Đưa lớp { $layer } xuống dưới
web-layer-moved = { $layer }: vị trí { $place } trên { $of } trong nhóm
web-strength = Độ đậm nhạt
web-strength-of = Độ đậm nhạt của { $layer }
web-base-maps = Bản đồ nền
web-base-none = Không dùng bản đồ nền
web-legend = Chú giải
web-legend-hint = Chỉ gồm những gì đang hiện trên bản đồ; màu theo quy định.
web-legend-empty = Không có lớp nào đang hiện ở đây. Hãy bật lớp trong thẻ “Lớp” hoặc di chuyển bản đồ.
web-legend-of = Chú giải của lớp { $layer }
web-click-hint = Chạm vào bản đồ để xem thông tin tại điểm đó. Dùng bàn phím: di chuyển bằng phím mũi tên, bấm Enter để chọn tại dấu thập.
web-at-this-point = Tại điểm này: { $count } đối tượng
web-nothing-here = Không có đối tượng nào tại điểm này. Hãy phóng to hoặc chọn điểm khác.
web-gone = Đối tượng này không còn ở đây.
web-gone-remedy = Đối tượng đã bị xóa, được thay bằng đối tượng khác, hoặc chỉ dành cho cán bộ đã đăng nhập. Hãy chọn lại trên bản đồ hoặc tìm bằng số tờ, số thửa, địa chỉ.
web-close = Đóng
web-parcel = Thửa { $number }, tờ { $sheet }
web-merged = Ở mức thu nhỏ này, { $count } đối tượng cùng loại được gộp lại. Hãy phóng to để xem từng đối tượng.
web-feature-id = Mã đối tượng
web-card-from-tile = Chưa lấy được bản ghi đầy đủ; đây là các giá trị có trên bản đồ.
web-open-record = Mở bản ghi gốc
web-copy-link = Sao chép liên kết
web-link-copied = Đã sao chép liên kết.
web-not-copied = Trình duyệt không cho sao chép. Hãy chọn liên kết trong ô trên và sao chép bằng tay.
web-link-older = Dữ liệu đã thay đổi kể từ khi liên kết này được tạo (phiên bản { $then }, nay là { $now }). Hãy kiểm tra lại trước khi sử dụng.
web-share = Chia sẻ
web-share-hint = Liên kết mở lại đúng vị trí, các lớp và đối tượng đang chọn.
web-share-link = Liên kết đến bản đồ này
web-share-on = Gửi đi
web-share-code = Mã QR của liên kết này
web-share-code-hint = Quét mã QR bằng điện thoại để mở bản đồ này.
web-share-no-code = Chưa tạo được mã QR: liên kết quá dài hoặc mất kết nối. Hãy sao chép liên kết ở trên, hoặc mở lại thẻ này để thử lại.
web-decision = QĐ { $number }
web-decision-of = QĐ { $number } ngày { $date }
web-in-layers-off = Trong các lớp đang tắt: { $count } đối tượng
web-show-more = Hiện thêm ({ $count })
web-more-not-listed = Còn { $count } đối tượng nữa. Hãy phóng to và chọn lại để xem hết.
web-no-parcel-here = Không có thửa đất nào trong dữ liệu tại điểm này.
web-no-parcel-data = Kho dữ liệu chưa có lớp thửa đất.
web-no-zone-here = Chưa có quy hoạch trong dữ liệu tại điểm này.
web-no-zone-data = Kho dữ liệu chưa có lớp quy hoạch.
web-revision = Phiên bản dữ liệu { $revision }
web-reference-only = Chỉ có giá trị tham khảo
web-list-count = Trong khung nhìn: { $count } đối tượng của lớp { $layer }
web-list-empty = Không có đối tượng riêng lẻ nào trong khung nhìn. Hãy phóng to để thấy từng đối tượng.
web-list-place = { $name }, { $place } trên { $of }
web-print = In
web-print-to-scale = In đúng tỷ lệ
web-print-hint = Khung trên bản đồ cho biết phần sẽ in ra, theo khổ giấy và tỷ lệ đã chọn.
web-print-frame = Chọn khung in
web-print-title = Tiêu đề
web-print-usual-title = Bản đồ thửa đất và quy hoạch
web-print-paper = Khổ giấy
web-print-way = Hướng giấy
web-print-portrait = Dọc
web-print-landscape = Ngang
web-print-scale = Tỷ lệ
web-print-making = Đang chuẩn bị bản in…
web-print-failed = Chưa làm được bản in. Hãy chọn khổ giấy nhỏ hơn hoặc thử lại.
web-print-date = Ngày in: { $date }
web-print-legend-apart = Chú giải: xem trang sau
web-north = Hướng bắc
web-north-letter = B
web-keys = Phím tắt
web-keys-hint = Các phím có tác dụng khi bản đồ đang được chọn; phím Tab đưa đến bản đồ.
web-key-search = Tìm kiếm
web-key-move = Di chuyển bản đồ
web-key-zoom = Phóng to, thu nhỏ
web-key-pick = Chọn tại dấu thập ở giữa bản đồ
web-key-step = Đối tượng kế tiếp, đối tượng trước trong khung nhìn
web-key-layers = Lớp bản đồ
web-key-legend = Chú giải
web-key-print = In đúng tỷ lệ
web-key-escape = Đóng và quay lại bản đồ
web-key-help = Danh sách phím tắt
web-sheet-more = Mở rộng bảng thông tin
web-sheet-less = Thu gọn bảng thông tin
web-field-so-to = Số tờ
web-field-so-thua = Số thửa
web-field-loai-dat = Loại đất
web-field-chuc-nang = Chức năng sử dụng đất
web-field-dien-tich = Diện tích
web-field-dien-tich-phap-ly = Diện tích pháp lý
web-field-dien-tich-do = Diện tích đo đạc
web-field-ma-dinh-danh = Mã định danh thửa đất
web-field-ma-xa = Mã phường, xã
web-field-ten = Tên
web-field-ten-cu = Tên cũ
web-field-ten-duong = Tên đường
web-field-ten-xa = Phường, xã
web-field-dia-chi = Địa chỉ
web-field-lo-gioi = Lộ giới
web-field-be-rong = Bề rộng
web-field-mat-do = Mật độ xây dựng
web-field-mat-do-xay-dung = Mật độ xây dựng
web-field-tang-cao = Tầng cao
web-field-he-so = Hệ số sử dụng đất
web-field-he-so-su-dung-dat = Hệ số sử dụng đất
web-field-ky-hieu = Ký hiệu ô đất
web-field-dan-so = Dân số
web-field-quyet-dinh = Quyết định
web-field-so-quyet-dinh = Số quyết định
web-field-ngay-quyet-dinh = Ngày quyết định
web-field-nguon-goc = Nguồn gốc sử dụng đất
web-field-do-an = Đồ án quy hoạch
web-field-loai = Loại
web-field-dien-tich-km2 = Diện tích
web-field-be-rong-mat-duong = Bề rộng mặt đường
web-field-ma-do-an = Mã đồ án
web-field-cap = Cấp quy hoạch
web-field-co-quan = Cơ quan ban hành
web-field-hieu-luc-tu = Hiệu lực từ
web-field-hieu-luc-den = Hiệu lực đến
web-field-trang-thai = Trạng thái
web-field-giai-doan = Giai đoạn
web-field-khoang-lui = Khoảng lùi
web-field-so-tang = Số tầng
web-field-chieu-cao = Chiều cao
web-field-duong-kinh = Đường kính
web-field-vat-lieu = Vật liệu
web-field-nam-lap = Năm lắp đặt
web-field-ma = Mã
web-field-cao-do-dau = Cao độ đầu
web-field-cao-do-cuoi = Cao độ cuối
web-field-do-doc = Độ dốc
web-field-cao-do-nap = Cao độ nắp
web-field-cao-do-day = Cao độ đáy
web-field-cong-suat = Công suất
web-field-loai-den = Loại đèn
web-field-tu = Tủ điều khiển
web-field-lo = Lộ
web-field-cap-dien-ap = Cấp điện áp
web-field-xuat-tuyen = Xuất tuyến
web-maplibre-attribution-control-toggle-attribution = Hiện hoặc ẩn nguồn dữ liệu
web-maplibre-attribution-control-map-feedback = Báo lỗi dữ liệu
web-maplibre-fullscreen-control-enter = Toàn màn hình
web-maplibre-fullscreen-control-exit = Thoát toàn màn hình
web-maplibre-geolocate-control-find-my-location = Vị trí của tôi
web-maplibre-geolocate-control-location-not-available = Không xác định được vị trí
web-maplibre-logo-control-title = Biểu trưng MapLibre
web-maplibre-map-title = Bản đồ
web-maplibre-marker-title = Điểm đánh dấu
web-maplibre-navigation-control-reset-bearing = Kéo để xoay, bấm để quay về hướng bắc
web-maplibre-navigation-control-zoom-in = Phóng to
web-maplibre-navigation-control-zoom-out = Thu nhỏ
web-maplibre-popup-close = Đóng
web-maplibre-scale-control-feet = ft
web-maplibre-scale-control-meters = m
web-maplibre-scale-control-kilometers = km
web-maplibre-scale-control-miles = dặm
web-maplibre-scale-control-nautical-miles = hải lý
web-maplibre-globe-control-enable = Xem dạng quả địa cầu
web-maplibre-globe-control-disable = Xem dạng phẳng
web-maplibre-terrain-control-enable = Bật địa hình
web-maplibre-terrain-control-disable = Tắt địa hình
web-maplibre-cooperative-gestures-handler-windows-help-text = Giữ Ctrl và lăn chuột để phóng bản đồ
web-maplibre-cooperative-gestures-handler-mac-help-text = Giữ ⌘ và lăn chuột để phóng bản đồ
web-maplibre-cooperative-gestures-handler-mobile-help-text = Dùng hai ngón tay để di chuyển bản đồ
