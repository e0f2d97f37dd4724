### Imports: why one stops, what is found in a file, the report.

import-unreadable = Không mở được tệp { $file }. Hãy kiểm tra đường dẫn và quyền đọc.
import-not-a-file = { $file } là thư mục, thiết bị hoặc đường ống, không phải tệp; chưa đọc gì. Hãy chỉ rõ tệp cần nhập. Dữ liệu từ đường ống cần được lưu thành tệp trước.
import-changed = Tệp { $file } bị ghi thêm hoặc sửa trong lúc đang đọc; chưa nhập gì. Hãy đợi tệp được ghi xong hoặc tạo một bản sao rồi nhập lại.
import-cityjson = Tệp { $file } là CityJSON, mô hình công trình ba chiều, chương trình chưa đọc được. Hãy chuyển sang GeoPackage chứa đường bao chân công trình trước, chẳng hạn bằng QGIS với phần bổ trợ CityJSON Loader, rồi nhập tệp đó.
import-unknown-format = Không nhận ra định dạng của tệp { $file }. Hãy đưa vào GeoJSON, TopoJSON, GeoPackage hoặc Shapefile (.shp hay .zip); định dạng khác xin chuyển bằng ogr2ogr trước.
import-no-features = Tệp GeoPackage { $file } không có lớp đối tượng nào. Hãy kiểm tra có đúng tệp không; lệnh ogrinfo liệt kê nội dung tệp.
import-computed = Lớp “{ $name }” của tệp { $file } là khung nhìn (view) hoặc do một mô-đun tính ra, không thể đọc một cách an toàn. Chưa nhập gì. Hãy tạo bảng thường từ lớp đó bằng phần mềm tin cậy rồi nhập bảng ấy: { $command }
import-table-missing = Tệp GeoPackage { $file } có kê lớp “{ $name }” nhưng bảng của lớp không có trong tệp; chưa nhập gì. Hãy xuất lại lớp đó từ nguồn, hoặc chọn lớp khác bằng --source-layer.
import-table-unreadable = Bảng “{ $name }” của tệp { $file } không đúng như tệp mô tả: { $problem }. Chưa nhập gì. Hãy ghi lại lớp thành tệp mới rồi nhập tệp đó: { $command }
import-busy = Một chương trình khác đang ghi vào tệp { $file }; chưa nhập gì. Hãy đóng tệp ở đó (trong QGIS: lưu các sửa đổi) rồi nhập lại.
import-damaged = Tệp GeoPackage { $file } bị hỏng hoặc bị cắt cụt; chưa nhập gì. Hãy chép hoặc xuất lại tệp. Phần còn lại thường cứu được bằng lệnh: { $command }
import-no-shapefile = Tệp nén { $file } không chứa Shapefile (.shp). Hãy nén .shp, .dbf và .prj vào cùng một tệp .zip, hoặc giải nén rồi nhập tệp bên trong.
import-truncated = Tệp { $file } bị cắt cụt hoặc trống, chưa nhập gì. Hãy chép hoặc tải lại tệp từ nguồn.
import-broken = Tệp { $file } bị hỏng tại byte { $at }, chưa nhập gì. Hãy xuất lại tệp từ phần mềm nguồn.
import-record-too-large = Bản ghi { $record } của tệp { $file } lớn hơn { $limit } MB; chưa nhập gì. Hãy tách hình của bản ghi đó thành nhiều phần, hoặc lưu chữ dài thành tệp riêng.
import-file-too-large = Tệp { $file } lớn hơn { $limit } MB sau khi giải nén, không thể đọc theo dòng. Hãy chuyển bằng lệnh sau rồi nhập tệp kết quả: { $command }
import-too-many-fields = Tệp { $file } có hơn { $limit } trường. Hãy bỏ các trường không cần bằng tệp ánh xạ (--mapping).
import-field-name-too-long = Một trường của tệp { $file } có tên dài { $length } byte, bắt đầu bằng “{ $start }”; chưa nhập gì. Có lẽ tệp bị hỏng, hoặc giá trị nằm ở chỗ của tên: hãy xuất lại tệp từ phần mềm nguồn.
import-crs-missing = Tệp { $file } không ghi hệ tọa độ. Hãy chạy lại với --crs, ví dụ --crs EPSG:9210 (VN-2000, kinh tuyến trục 105°45').
import-crs-unknown = Không hiểu hệ tọa độ ghi trong tệp { $file }: { $text }. { $command ->
        [none] Đó chỉ là một tên hay một số, không thể dựa vào để chuyển đổi. Hãy chạy lại với --crs đúng và --override-crs.
       *[other] Nếu định nghĩa đó đúng, hãy chuyển tệp theo nó rồi nhập kết quả: { $command } – nếu biết chắc tệp ghi sai, hãy chạy lại với --crs đúng và --override-crs.
    }
import-crs-contradicted = Tệp { $file } ghi EPSG:{ $code }, nhưng { crs-what } trong chính định nghĩa của tệp là { $found }, còn theo EPSG:{ $code } là { $expected }; chưa nhập gì. Nếu mã đúng, hãy chạy lại với --crs EPSG:{ $code } --override-crs. { $command ->
        [none] Nếu định nghĩa đúng, hãy chạy lại với --crs đúng và --override-crs.
       *[other] Nếu định nghĩa đúng, hãy chuyển tệp theo nó rồi nhập kết quả: { $command }
    }
import-crs-of-record = Bản ghi { $record } của tệp { $file } ghi hệ tọa độ { $found }, còn phần trước đó dùng { $before }; chưa nhập gì. Hãy tách mỗi hệ tọa độ thành một tệp, hoặc chạy lại với --crs và --override-crs nếu tất cả cùng một hệ.
import-crs-differs = Tệp { $file } ghi hệ tọa độ { $found }, nhưng --crs là { $asked }. Hãy bỏ --crs, hoặc thêm --override-crs nếu tệp ghi sai.
import-crs-of-layer = Tệp { $file } dùng { $found }, còn lớp bản đồ dùng { $layer }. Hãy chuyển tệp sang { $layer } trước, hoặc nhập thành lớp riêng.
import-axes-swapped = Có vẻ hai trục của tệp { $file } bị đổi chỗ so với { $crs } (theo độ: vĩ độ và kinh độ): X phải là tọa độ đông hoặc kinh độ, Y là tọa độ bắc hoặc vĩ độ. Bản ghi đầu tiên như vậy là { $record }, tại { $x }, { $y }. Chưa nhập gì. Hãy đổi lại hai trục ở nguồn rồi xuất lại tệp.
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
import-encoding-unknown = Có chữ trong tệp { $file } không đúng bảng mã được yêu cầu hoặc tệp ghi (UTF-8 nếu không ghi); chưa nhập gì. Hãy chạy lại với bảng mã đúng, --encoding UTF-8, TCVN3, VNI, VPS, windows-1258 hoặc windows-1252, trước hết kèm --dry-run để được báo nếu chữ không giống bảng mã đó.
import-encoding-doubtful = Bảng mã của chữ trong tệp { $file } không được ghi hoặc ghi sai, và chữ quá ít để nhận ra; chưa nhập gì. Hãy chạy lại với --encoding và tên đứng trước cách đọc đúng: { $readings }
import-mapping = Không hiểu tệp ánh xạ { $file }: { $problem }
import-key-missing = Cách nhập update cần một trường khóa có trong lớp, “{ $key }” thì không có. Hãy ghi --key với tên một trường của lớp.
import-field-is-public = Trường “{ $field }” của lớp “{ $layer }” đang công khai; thêm hoặc cập nhật bản ghi không ẩn được trường đó. Chưa thay đổi gì. Để ẩn, hãy nhập lại toàn bộ lớp bằng --mode replace với --private-field; nếu trường được phép công khai, hãy bỏ yêu cầu ẩn.
import-layer-is-public = Lớp “{ $layer }” đang công khai; thêm hoặc cập nhật bản ghi không ẩn được lớp. Chưa thay đổi gì. Hãy ẩn lớp trước (diaban layer hide), hoặc bỏ --unpublished.
import-private-field-missing = --private-field “{ $field }” không phải tên một trường của dữ liệu. Chưa nhập gì. Các trường có: { $names }. Hãy ghi đúng tên, kể cả chữ hoa và chữ thường; nhiều trường thì ghi --private-field nhiều lần.
import-mapped-field-missing = Tệp ánh xạ yêu cầu ẩn hoặc bỏ trường “{ $field }”, nhưng dữ liệu không có trường này; trường định ẩn sẽ thành công khai. Chưa nhập gì. Các trường có: { $names }. Dưới [fields], hãy ghi đúng tên trường, kể cả chữ hoa và chữ thường, hoặc xóa dòng đó khỏi tệp ánh xạ.
import-key-twice = { $file }, bản ghi { $record }: “{ $field }” = “{ $value }” đã có ở { $before_file }, bản ghi { $before }. Chưa thay đổi gì. Hãy bỏ một trong hai bản ghi hoặc chọn --key khác.
import-nothing-loaded = Đã đọc { $read } bản ghi nhưng không bản ghi nào nạp được, nên lớp cũ được giữ nguyên. Hãy chạy thử với --dry-run để xem kết quả kiểm tra.
import-no-records = Các tệp không có bản ghi nào, nên lớp cũ được giữ nguyên. Hãy kiểm tra có chọn đúng tệp không, hoặc xuất lại tệp từ phần mềm nguồn.
import-cancelled = Đã dừng việc nhập dữ liệu; kho dữ liệu vẫn như trước.
import-reader-lost = Việc đọc tệp dừng đột ngột do lỗi của chương trình; kho dữ liệu vẫn như trước. Hãy gửi nhật ký cho người phát triển.
finding-wrong-extension-reason = Phần mở rộng của tên tệp không đúng: nội dung là { $format }.
finding-wrong-extension-remedy = Đã đọc theo nội dung. Nên đổi tên tệp cho đúng.
finding-crs-contradiction-reason = Tệp ghi { $stated }, nhưng { $what ->
        [code] không ai biết mã đó, hoặc mã đã bị thu hồi. Định nghĩa trong tệp là của { $by }.
       *[other] { crs-what } trong chính định nghĩa của tệp là { $found }, còn theo EPSG:{ $code } là { $expected }.
    }
finding-crs-contradiction-remedy = Đã đọc theo định nghĩa, là { $by }. Hãy xem vị trí trên bản đồ; nếu sai, nhập lại với --crs đúng, --override-crs và --mode replace.
finding-crs-suspect-reason = Theo { $crs }, dữ liệu nằm tại kinh độ { $lon }, vĩ độ { $lat }, ngoài Việt Nam.
finding-crs-suspect-remedy = Hãy kiểm tra kinh tuyến trục và thứ tự X, Y; nếu sai, nhập lại với --crs đúng (thêm --override-crs nếu tệp ghi hệ khác) và --mode replace.
finding-crs-apart-reason = Theo { $crs }, dữ liệu nằm tại kinh độ { $lon }, vĩ độ { $lat }, cách mọi dữ liệu khác trong kho { $km } km. { $better ->
        [none] Không múi VN-2000 nào đưa dữ liệu về cùng chỗ với chúng.
        [other] Dữ liệu không ở múi VN-2000 nào nên không thể gợi ý múi khác.
       *[other] Theo { $better }, dữ liệu sẽ nằm cùng chỗ với chúng.
    }
finding-crs-apart-remedy = { $better ->
        [other] Hãy xem vị trí trên bản đồ; nếu sai, sửa tọa độ hoặc nhập lại với --crs đúng, --override-crs và --mode replace.
       *[zone] Hãy kiểm tra kinh tuyến trục; nếu sai, nhập lại với --crs đúng, --override-crs và --mode replace.
    } Nếu vị trí đúng thì không cần làm gì.
finding-dimensions-dropped-reason = { $count } hình có độ cao hoặc số đo thứ ba.
finding-dimensions-dropped-remedy = Chỉ giữ X và Y. Nếu cần độ cao, hãy đưa vào một trường.
finding-mapping-field-missing-reason = Tệp ánh xạ nói đến một trường không có trong dữ liệu.
finding-mapping-field-missing-remedy = Hãy kiểm tra chính tả, kể cả chữ hoa và chữ thường.
finding-rows-missing-reason = Bảng thuộc tính (.dbf) có { $rows } dòng cho { $shapes } hình (.shp); bản ghi nêu tên là bản ghi đầu tiên thiếu dòng.
finding-rows-missing-remedy = Hình thiếu dòng đã được nạp không có thuộc tính. Hai tệp có thể không cùng một bộ: hãy xuất lại Shapefile từ nguồn.
finding-shapes-missing-reason = Bảng thuộc tính (.dbf) có { $rows } dòng cho { $shapes } hình (.shp); bản ghi nêu tên là bản ghi đầu tiên thiếu hình.
finding-shapes-missing-remedy = Dòng thiếu hình đã được nạp nhưng không hiện trên bản đồ. Hai tệp có thể không cùng một bộ: hãy xuất lại Shapefile từ nguồn.
finding-rows-deleted-reason = { $count } dòng được đánh dấu đã xóa trong bảng thuộc tính (.dbf).
finding-rows-deleted-remedy = Các dòng đó và hình của chúng không được nạp. Hãy bỏ dấu xóa ở nguồn nếu cần giữ.
finding-rows-beyond-reason = Bảng thuộc tính (.dbf) ghi là có { $rows } dòng; phía sau còn { $count } dòng nữa.
finding-rows-beyond-remedy = Chỉ nạp số dòng đã ghi, như các phần mềm khác. Nếu thấy thiếu dòng, hãy xuất lại Shapefile từ nguồn.
finding-index-unreadable-reason = Tệp chỉ mục (.shx) bị hỏng hoặc không phải chỉ mục.
finding-index-unreadable-remedy = Hình được đọc theo thứ tự nằm trong tệp .shp. Hãy xem thử vài hình trên bản đồ: nếu Shapefile đã được chỉnh sửa, có thể lẫn hình phiên bản cũ. Khi đó hãy xuất lại từ nguồn rồi nhập bằng --mode replace.
finding-index-missing-reason = Không có tệp chỉ mục (.shx), mà hình số { $number } nằm hai lần trong tệp .shp: tệp đã được chỉnh sửa, chỉ tệp chỉ mục mới cho biết hình nào có hiệu lực.
finding-index-missing-remedy = Hình được đọc theo thứ tự nằm trong tệp .shp nên có thể gắn nhầm thuộc tính. Hãy đặt tệp .shx cạnh tệp .shp rồi nhập lại bằng --mode replace.
finding-length-absurd-reason = Đầu tệp .shp ghi độ dài tệp là { $length } byte, không thể đúng; cũng không có tệp chỉ mục (.shx).
finding-length-absurd-remedy = Hình được đọc nối tiếp đến hết tệp. Hãy so số hình trong báo cáo với tệp gốc; nếu có tệp .shx, hãy đặt cạnh tệp .shp rồi nhập lại bằng --mode replace.
finding-field-renamed-reason = Bảng thuộc tính (.dbf) có nhiều trường tên “{ $name }”, hoặc có trường không tên.
finding-field-renamed-remedy = Mọi trường đều được giữ, trường này mang tên “{ $kept }”. Hãy đổi tên ở nguồn, hoặc đặt tên riêng trong tệp ánh xạ.
finding-field-name-cut-reason = Tên của trường “{ $kept }” dài hơn mức bảng thuộc tính (.dbf) cho phép, chữ cái cuối đã bị cắt.
finding-field-name-cut-remedy = Trường đã được nạp với tên không có chữ cái đó. Hãy đặt tên đầy đủ trong tệp ánh xạ (--mapping).
finding-surfaces-flattened-reason = { $count } hình là mặt trong không gian (MultiPatch); bản ghi nêu tên là hình đầu tiên.
finding-surfaces-flattened-remedy = Đã nạp hình chiếu bằng của chúng: mọi mặt như nhìn từ trên xuống. Nếu cần các mặt trong không gian, hãy giữ lại tệp.
finding-columns-computed-reason = Các cột sau do chính tệp tính ra: { $names }.
finding-columns-computed-remedy = Các cột đó không được nạp, vì muốn tính phải chạy lệnh ghi trong tệp. Nếu cần, hãy lưu giá trị vào cột thường ở nguồn.
finding-text-recognised-reason = { $stated ->
        [none] Tệp không ghi bảng mã của chữ.
       *[other] Tệp ghi bảng mã { $stated }.
    } Trong { $words } từ có dấu khác nhau, { $fitting } từ có nghĩa theo { $encoding } và { $fewer } từ theo { $stated ->
        [none] UTF-8
       *[other] { $stated }
    }: “{ $before }” là “{ $after }”.
finding-text-recognised-remedy = Đã đọc chữ theo { $encoding }. Nếu sai, hãy nhập lại với --encoding đúng và --mode replace.
finding-text-doubted-reason = Trong { $words } từ có dấu khác nhau, { $fewer } từ có nghĩa theo { $read }{ $better ->
        [none] .
       *[other] {""}, còn theo { $better } là { $fitting } từ.
    } Một chuỗi chữ theo mọi bảng mã: { $readings }
finding-text-doubted-remedy = Đã đọc chữ theo { $read }. Nếu sai, hãy nhập lại với --encoding và tên đứng trước cách đọc đúng, kèm --mode replace.
finding-text-misread-reason = Chữ đã bị một chương trình khác giải mã sai: trong { $words } từ có dấu khác nhau, { $fitting } từ có nghĩa theo { $encoding } và { $fewer } từ theo cách ghi hiện có: “{ $before }” là “{ $after }”.
finding-text-misread-remedy = Đã nạp nguyên như vậy. Hãy nhập lại với --encoding { $encoding } --mode replace để đọc lại cho đúng.
finding-text-not-utf8-reason = Có chữ trong tệp không phải UTF-8 như bắt buộc. { $encoding ->
        [none] Một chuỗi chữ theo mọi bảng mã: { $readings }
       *[other] Chữ giống { $encoding }: { $readings }
    }
finding-text-not-utf8-remedy = Các bản ghi đó đã được đưa vào tạm giữ. { $encoding ->
        [none] Hãy nhập lại với --encoding và tên đứng trước cách đọc đúng, kèm --mode replace.
       *[other] Hãy nhập lại với --encoding { $encoding } --mode replace.
    }
finding-value-not-convertible-reason = Giá trị “{ $value }” không đúng kiểu mà tệp ánh xạ yêu cầu.
finding-value-not-convertible-remedy = Bản ghi đã nạp với ô trống. Hãy sửa giá trị ở nguồn hoặc đổi kiểu trong tệp ánh xạ.
finding-value-unreadable-reason = Không đọc được giá trị “{ $value }” theo kiểu mà cột khai báo.
finding-value-unreadable-remedy = Bản ghi đã nạp với ô trống. Hãy sửa giá trị ở nguồn rồi nhập lại.
finding-value-in-memo-reason = Đoạn chữ nằm trong tệp ghi chú (.dbt hoặc .fpt) không được đọc.
finding-value-in-memo-remedy = Bản ghi đã nạp với ô trống. Hãy chuyển tệp sang GeoPackage (ogr2ogr -f GPKG) rồi nhập tệp đó.
finding-value-binary-reason = Trường chứa { $value } byte dữ liệu nhị phân, chẳng hạn một tấm ảnh.
finding-value-binary-remedy = Bản ghi đã nạp với ô trống. Hãy lưu dữ liệu đó thành tệp riêng và ghi tên tệp vào một trường chữ.
finding-text-replaced-reason = Chuỗi chữ “{ $value }” bị mất ký tự (�).
finding-text-replaced-remedy = Chuỗi chữ đã được nạp như hiện có. Nếu là Shapefile, hãy nhập lại với --encoding đúng; nếu không, chữ đã mất từ trước: hãy sửa ở nguồn.
finding-text-cut-reason = Chuỗi chữ “{ $value }” dài hết độ rộng của trường, một chữ cái ở cuối đã bị cắt.
finding-text-cut-remedy = Chuỗi chữ đã được nạp không có chữ cái đó; có thể còn thiếu nữa. Hãy tra lại chuỗi đầy đủ ở nguồn, hoặc xuất ra GeoPackage, định dạng không giới hạn độ dài.
finding-key-empty-reason = Bản ghi không có giá trị khóa.
finding-key-empty-remedy = Đã đưa vào bản ghi tạm giữ. Hãy điền khóa ở nguồn rồi nhập lại.
finding-record-not-json-reason = Bản ghi không phải JSON hợp lệ: tại byte { $at } của bản ghi là “{ $value }”.
finding-record-not-json-remedy = Đã đưa vào bản ghi tạm giữ. Hãy xuất lại tệp, hoặc sửa dòng này rồi nhập riêng dòng đó bằng --mode append.
finding-record-not-geojson-reason = Bản ghi là JSON nhưng không phải đối tượng GeoJSON: tại byte { $at } của bản ghi là “{ $value }”.
finding-record-not-geojson-remedy = Đã đưa vào bản ghi tạm giữ. Hãy kiểm tra type, geometry và coordinates của bản ghi.
finding-record-too-deep-reason = Các giá trị lồng nhau quá nhiều cấp.
finding-record-too-deep-remedy = Đã đưa vào bản ghi tạm giữ. Hãy làm phẳng các thuộc tính của bản ghi ở nguồn.
finding-record-not-utf8-reason = Chữ trong bản ghi không phải UTF-8.
finding-record-not-utf8-remedy = Đã đưa vào bản ghi tạm giữ. Kết quả kiểm tra cả tệp cho biết cần nhập lại với --encoding nào.
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
finding-index-astray-reason = Tệp chỉ mục (.shx) trỏ tới một chỗ trong tệp .shp không có hình của bản ghi này.
finding-index-astray-remedy = Đã đưa vào bản ghi tạm giữ. Hai tệp có thể không cùng một bộ: hãy xuất lại Shapefile từ nguồn. Nếu không thể, hãy bỏ tệp .shx rồi nhập lại bằng --mode replace; khi đó hình được đọc theo thứ tự nằm trong tệp .shp.
finding-geometry-not-polygon-reason = Lớp thửa đất, ô chức năng và đơn vị hành chính cần hình vùng; hình này không phải vùng.
finding-geometry-not-polygon-remedy = Đã đưa vào bản ghi tạm giữ. Hãy khép vùng ở nguồn, hoặc nhập tệp với --kind line hay --kind feature.
finding-geometry-other-family-reason = Lớp đã có không chứa loại hình này.
finding-geometry-other-family-remedy = Đã đưa vào bản ghi tạm giữ. Hãy nhập các hình này thành lớp riêng.
finding-coordinate-not-number-reason = Một tọa độ không phải là số: tại byte { $at } của bản ghi là { $value }.
finding-coordinate-not-number-remedy = Đã đưa vào bản ghi tạm giữ. Hãy ghi tọa độ thành số ở nguồn, hoặc ghi null thay cho cả hình, rồi nhập riêng bản ghi đó bằng --mode append.
finding-coordinate-not-finite-reason = Một tọa độ không phải là số hữu hạn, hoặc lớn hơn mọi số lưu được (1,8 × 10³⁰⁸).
finding-coordinate-not-finite-remedy =
    { $outcome ->
        [quarantined] Đã đưa vào bản ghi tạm giữ. Hãy sửa tọa độ ở nguồn rồi nhập riêng bản ghi đó bằng --mode append.
       *[other] Đã tự sửa. Hãy xem lại hình trên bản đồ.
    }
finding-coordinate-out-of-reach-reason = Tọa độ không thể nằm trong hệ tọa độ của lớp.
finding-coordinate-out-of-reach-remedy = Đã đưa vào bản ghi tạm giữ. Hãy sửa tọa độ ở nguồn (có thể X và Y, hoặc kinh độ và vĩ độ, bị đổi chỗ) rồi nhập riêng bản ghi đó bằng --mode append.
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
import-progress = Đã đọc { NUMBER($read) } bản ghi
report-read = Đã đọc { NUMBER($count) } bản ghi
report-loaded = Đã nạp { NUMBER($count) } bản ghi
report-updated = Trong đó { NUMBER($inserted) } bản ghi mới và { NUMBER($updated) } bản ghi được cập nhật
report-repaired = Đã sửa hình { NUMBER($count) } bản ghi
report-quarantined = Đã tạm giữ { NUMBER($count) } bản ghi
report-nothing-loaded = Không nạp được bản ghi nào. Hãy sửa ở nguồn những lỗi nêu trong kết quả kiểm tra rồi nhập lại (thêm --mode replace nếu lớp đã có).
report-published = Lớp { $layer } đã công bố ở phiên bản { $revision }
report-unpublished = Đã lưu lớp { $layer } ở phiên bản { $revision }; lớp chưa công khai. Để công khai: diaban layer publish { $store } { $layer }
report-dry-run = Chạy thử: không ghi gì vào kho dữ liệu
report-dry-run-unpublished = Chạy thử: không ghi gì vào kho dữ liệu. Nếu nhập thật, lớp { $layer } sẽ chưa công khai; để công khai sau khi nhập: diaban layer publish { $store } { $layer }
report-public-fields = Trường ai cũng xem được: { $fields }
report-private-fields = Trường chỉ cán bộ xem: { $fields }
report-meanings = Ý nghĩa được nhận ra của các trường: { $fields }
report-role = { $role ->
    [commune] mã xã
    [sheet] số tờ
    [number] số thửa
    [identifier] mã định danh
    [address] địa chỉ
    [name] tên gọi
    [former_name] tên cũ
    [code] ký hiệu hoặc mã
    [decision] số quyết định
    [mention] tên đối tượng liên quan
    [class] loại dùng để tô màu bản đồ
    [decision_date] ngày quyết định
    [registered_area] diện tích pháp lý
    [measured_area] diện tích đo
    [state] trạng thái
    [valid_from] hiệu lực từ
    [valid_to] hiệu lực đến
    [parent] đối tượng cha
    [asset] tệp
    [from_node] nút đầu
    [to_node] nút cuối
    [edge] đoạn
    [position] đóng hay mở
   *[other] nội dung khác
  }
report-no-fields = (không có)
report-findings = Kết quả kiểm tra:
report-finding-group = { NUMBER($count) } lần: { $sentence }
report-finding-where = { $file }, bản ghi { $record }
report-finding-line = { $file }, dòng { $line }
report-findings-more = và { NUMBER($count) } bản ghi khác; danh sách đầy đủ có trong --report FILE.json
