### Zones that become a plan: diaban import --plan.

help-import-plan = Tệp TOML nói các vùng này là đồ án quy hoạch nào: đồ án được ghi vào sổ quy hoạch, không thành lớp riêng
usage-plan-unfit = { $option } không đi cùng --plan với giá trị đó. Đồ án gồm các ô chức năng (--kind zone), là đồ án mới (--mode create) hoặc phiên bản mới (--mode replace); ai được xem là do trạng thái của đồ án.

plan-file-no-toml = { $path } không phải là tệp TOML: { $problem }. Hãy sửa tệp rồi nhập lại.
plan-file-key-unknown = { $path } có khóa “{ $key }” không dùng đến. Có phải bạn định viết { $near }? Hãy sửa hoặc bỏ dòng đó rồi nhập lại.
plan-file-key-missing = { $path } thiếu { $key }. Hãy thêm mỗi mục một dòng, dạng mục = …, rồi nhập lại.
plan-file-unfit = { $path }: { $key } phải là { $wanted ->
    [day] một ngày, dạng 2026-03-02
    [flag] true hoặc false
    [number] một số nguyên
    [files] một bảng tên và tệp: [documents], mỗi dòng "Quyết định" = "qd.pdf", hoặc = {"{"} file = "qd.pdf", kind = "decision", number = "12/QĐ-UBND", date = 2024-03-01, issuer = "UBND tỉnh", pages = 3 {"}"}
   *[text] một dòng chữ ngắn trong ngoặc kép, không có ký tự điều khiển
}. Hãy sửa rồi nhập lại.
plan-file-unfit-file = { $path }: không nhận tệp “{ $file }”: { $problem ->
    [astray] tệp phải nằm trong thư mục của { $path }, nêu bằng đường dẫn tương đối, không có “..” và không qua liên kết dẫn ra ngoài
    [no-file] đó không phải là một tệp thường
    [empty] tệp rỗng
   *[too-large] tệp lớn hơn { $megabytes } MB
}. Hãy sửa rồi nhập lại.
plan-file-word = { $path }: { $key } không nhận giá trị “{ $word }”. Hãy dùng một trong các từ: { $words }.
plan-file-day-ahead = { $path }: { $key } ghi ngày { $day } là ngày chưa đến. Hãy sửa ngày, hoặc bỏ dòng published để nhập thành bản nháp.
plan-file-days = { $path }: ngày { $first } phải không sau ngày { $then }. Hãy sửa một trong hai rồi nhập lại.

plan-import-nothing = Không có gì được ghi vào kho.
plan-import-dry-run = Chạy thử: đồ án “{ $code }” ({ $name }) sẽ có { NUMBER($zones) } ô chức năng. Chưa có gì được ghi.
plan-import-drafted = Đồ án “{ $code }” ({ $name }) đã vào sổ quy hoạch, số { $id }, là bản nháp với { NUMBER($zones) } ô chức năng (phiên bản kho { $revision }). Người ngoài chưa xem được.
plan-import-published = Đồ án “{ $code }” ({ $name }) đã vào sổ quy hoạch, số { $id }, đã công bố với { NUMBER($zones) } ô chức năng (phiên bản kho { $revision }).
plan-import-reason = Nhập từ tệp { $files }.
plan-import-lacks = Đồ án được công bố khi còn thiếu:{ $zones ->
    [missing] {" "}ô chức năng;
   *[there] {""}
}{ $boundary ->
    [missing] {" "}ranh giới quy hoạch (boundary);
   *[there] {""}
}{ $documents ->
    [missing] {" "}bản vẽ, thuyết minh, quyết định (documents);
   *[there] {""}
}{ $issuer ->
    [missing] {" "}cơ quan ban hành quyết định (issuer);
   *[there] {""}
} lý do đã ghi vào nhật ký. Hãy nêu các mục đó trong tệp của đồ án ở phiên bản sau.
plan-import-file = Tệp đi cùng đồ án: { $file } ({ NUMBER($kilobytes) } kB), mục “{ $name }”. Tệp được công khai khi đồ án được công bố.
plan-import-replaces = Đồ án số { $id } được thay thế từ ngày { $day }; các ô chức năng của nó giữ nguyên để tra cứu.
plan-import-discards = Bản nháp số { $id } cùng mã được bỏ: không còn hiện ra, nhật ký vẫn giữ.
plan-import-no-function = { NUMBER($count) } ô không ghi chức năng và được giữ như vậy. Hãy kiểm tra trường nêu ở function_field.
plan-import-decision-waits = Số và ngày quyết định của bản nháp chưa được ghi: hãy nêu chúng khi công bố (bước enter ở /apps/plans).

plan-import-no-field = Các vùng không có trường “{ $field }” nêu ở { $key }.{ $is_near ->
    [some] {" "}Có phải bạn định viết “{ $near }”?
   *[none] {""}
} Các trường có trong tệp: { $fields }. Hãy sửa { $key } rồi nhập lại.
plan-import-no-zones = Không nạp được vùng nào nên không có đồ án. Xem báo cáo ở trên, sửa tệp rồi nhập lại.
plan-import-no-area = { NUMBER($count) } bản ghi không có hình dạng vùng. Ô chức năng phải là vùng: hãy bỏ các điểm và đường khỏi tệp, hoặc chọn lớp khác bằng --source-layer.
plan-import-too-many = Tệp có hơn { NUMBER($most) } vùng. Hãy chia thành nhiều đồ án.
plan-import-put-aside = { NUMBER($count) } bản ghi không nạp được (xem báo cáo ở trên), nên đồ án thiếu ô chức năng và không được công bố. Hãy sửa tệp rồi nhập lại, hoặc bỏ dòng published để nhập thành bản nháp.
plan-import-boundary = { $path } phải có đúng một vùng làm ranh giới quy hoạch, nhưng nạp được { NUMBER($count) }. Hãy gộp thành một vùng rồi nhập lại.
plan-import-other-crs = Các vùng ở hệ tọa độ { $found }, kho dùng { $register }. Không tự chuyển đổi: hãy chuyển tệp sang { $register } (ogr2ogr -t_srs { $register } …), hoặc nêu đúng hệ bằng --crs nếu tệp ghi sai, rồi nhập lại.
plan-import-no-grid = Các vùng ở hệ { $crs }, không phải hệ tọa độ phẳng nên không tính được diện tích. Hãy chuyển tệp sang hệ VN-2000 của tỉnh rồi nhập lại.
plan-import-code-there = Mã quy hoạch “{ $code }” đã có trong sổ ({ plan-state }). Thêm --mode replace để nhập phiên bản mới thay thế nó (--mode create chỉ nhận mã chưa có), hoặc nêu mã khác ở code.
plan-import-under-way = Đồ án “{ $code }” { plan-state }, nên chưa có phiên bản mới được. Hãy trả lại đồ án đó (bước return ở /apps/plans) rồi nhập lại.
plan-import-no-commune = Không có xã, phường nào mang mã “{ $commune }” trong kho. Hãy sửa commune, hoặc bỏ dòng đó nếu đồ án thuộc nhiều xã.
plan-import-no-issuer = Đồ án này thay thế một đồ án đang có hiệu lực, nên cần issuer: cơ quan ban hành quyết định. Hãy thêm dòng đó rồi nhập lại.
plan-import-only-drafted = Đồ án đã vào sổ là bản nháp số { $id } nhưng chưa công bố được. Hãy nhập lại với --mode replace, hoặc công bố ở /apps/plans.
plan-import-lost = Đồ án số { $id } vừa ghi đã bị chương trình khác xóa. Hãy nhập lại.
plan-import-no-table = Sổ quy hoạch trong kho không có bảng { $table }. Hãy mở kho bằng phiên bản mới của chương trình rồi nhập lại.

finding-zone-without-sign-reason = Ô không ghi ký hiệu (sign_field).
finding-zone-without-sign-remedy = Ô vẫn vào đồ án, nhưng không tra được theo ký hiệu. Hãy bổ sung ký hiệu ở nguồn rồi nhập lại.
finding-zone-without-function-reason = Ô không ghi chức năng (function_field).
finding-zone-without-function-remedy = Ô vẫn vào đồ án và hiện ra là chưa rõ chức năng. Hãy bổ sung ở nguồn rồi nhập lại.
finding-indicator-unreadable-reason = Chỉ tiêu không đọc được thành giới hạn, hoặc có giá trị không thể có.
finding-indicator-unreadable-remedy = Nguyên văn được giữ và hiện ra, nhưng không dùng để kiểm tra công trình. Hãy đối chiếu với quyết định và sửa ở nguồn nếu ghi sai.
finding-zones-overlap-reason = Các ô chồng lên nhau, trong khi exclusive = true nói rằng chúng không chồng lên nhau.
finding-zones-overlap-remedy = Phần chồng được tính cho cả hai ô. Hãy chỉnh ranh cho trùng nhau hoặc xóa ô vẽ thừa; nếu đồ án chồng lớp có chủ ý, hãy bỏ dòng exclusive.
