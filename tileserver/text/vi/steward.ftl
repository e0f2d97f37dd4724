### What the server says to data stewards: files brought in, layers removed.

steward-store-busy = Một chương trình khác đang ghi vào kho dữ liệu và chưa buông ra. Hãy kết thúc việc sửa ở đó (QGIS, ogr2ogr), rồi thử lại; chưa có gì được nhập.
steward-store-failed = Kho dữ liệu không đọc hoặc ghi được; chưa có gì được nhập. Hãy thử lại; nếu vẫn vậy, người trông máy chủ sẽ thấy lý do trong nhật ký của máy.
layer-of-subject = Lớp “{ $layer }” là bảng của phần “{ $subject }”: dữ liệu của phần ấy dựa vào nó, nên không xóa được.
layer-referred = Không xóa được lớp “{ $layer }”: trường “{ $field }” của lớp “{ $by }” trỏ tới nó. Hãy xóa lớp “{ $by }” trước, nếu đúng ý.
