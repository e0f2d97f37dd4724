### What the server says to data stewards: files brought in, layers removed.

steward-store-busy = Một chương trình khác đang ghi vào kho dữ liệu và chưa ghi xong. Hãy kết thúc việc chỉnh sửa trong chương trình đó (QGIS, ogr2ogr) rồi thử lại; chưa có gì được nhập.
steward-store-failed = Không đọc hoặc không ghi được kho dữ liệu; chưa có gì được nhập. Hãy thử lại; nếu vẫn không được, người quản trị máy chủ xem lý do trong nhật ký của máy chủ.
problem-database-role = Chưa lưu gì: cơ sở dữ liệu không cho người dùng của máy chủ làm việc đó. Để nhập dữ liệu và xóa lớp, người dùng ấy cần vai trò diaban_owner. Người quản trị máy chủ xem thông báo của PostgreSQL trong nhật ký.
layer-of-subject = Lớp “{ $layer }” là bảng của phần “{ $subject }”: dữ liệu của phần ấy dựa vào nó, nên không xóa được.
layer-referred = Không xóa được lớp “{ $layer }”: trường “{ $field }” của lớp “{ $by }” trỏ tới nó. Nếu đúng là muốn xóa, hãy xóa lớp “{ $by }” trước.
cli-kind-guessed = Lớp “{ $layer }” được coi là loại { $kind }, theo tên lớp và tên tệp. Muốn khác: --kind, đối tượng thường là --kind feature.
layer-names-others = Chưa xóa lớp “{ $layer }”: { $names ->
    [wards] trang thửa đất, phiếu thông tin và ô tìm kiếm lấy tên xã, phường từ lớp này, và phạm vi đồ án được đối chiếu với ranh giới trong lớp
   *[others] ô tìm kiếm tìm tên trong lớp này
}. Nếu vẫn muốn xóa, hãy xác nhận lần nữa (trên trang quản trị; even_so=true trong địa chỉ; --even-so trên dòng lệnh).
api-parameter-even-so = true: xóa cả khi nơi khác đang tìm tên trong lớp này
cli-layer-removed = Đã xóa lớp “{ $layer }” (lần ghi { $revision }). Dữ liệu cũ vẫn đọc được theo các lần ghi trước.
help-layer-remove = Xóa một lớp không có gì dựa vào; dữ liệu cũ vẫn còn trong kho
help-layer-even-so = Xóa cả khi nơi khác đang tìm tên trong lớp này
api-desk-layer-remove = Xóa một lớp cùng các bản ghi bị để riêng khi nhập, trong một lần ghi có dòng trong nhật ký; 409 kèm điều đang dựa vào lớp, nếu có (cho người quản trị)
api-answer-layer-removed = Đã xóa; Diaban-Revision là lần ghi
api-summaries = Các giá trị của trường dùng để phân loại, của mọi lớp người đọc xem được, hoặc của các trường được nêu (of): mỗi trường như bản tóm tắt riêng của nó
api-answer-summaries = Mỗi trường một bản tóm tắt
api-parameter-summaries-of = lớp/trường; có thể nêu nhiều lần
problem-summaries-many = Mỗi lần trả lời nhiều nhất { $most } trường. Hãy hỏi các trường khác ở lần sau.
