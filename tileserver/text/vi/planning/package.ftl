### The exchange package of a plan (Circular 16/2025/TT-BXD): what is wrong with one, and what to do about it.

## Folders, files, classes
package-gis-folder-missing-reason = Không có thư mục HoSoGIS.
package-gis-folder-missing-remedy = Đặt bốn cơ sở dữ liệu QuyHoach, HienTrang, NenDiaHinh, MocGioi vào thư mục HoSoGIS của gói CSDL_<TenDoAn>.
package-database-missing-reason = Thiếu cơ sở dữ liệu { $database }.
package-database-missing-remedy = Bổ sung HoSoGIS/{ $database }.gpkg (hoặc .gdb) với các lớp theo Phụ lục II Thông tư 16/2025/TT-BXD.
package-database-unreadable-reason = Không đọc được cơ sở dữ liệu: { $problem ->
    [damaged] tệp bị hỏng hoặc bị cắt cụt
    [busy] chương trình khác đang ghi vào tệp
    [table] một bảng không đúng như danh mục của tệp
   *[unreadable] tệp không phải GeoPackage, hoặc không mở được
}.
package-database-unreadable-remedy = Mở thử bằng QGIS; nếu không được, xuất lại tệp từ nguồn rồi sao chép đủ dung lượng.
package-gdb-unconverted-reason = Không đọc được cơ sở dữ liệu .gdb: { $problem ->
    [no-program] máy này chưa cài GDAL (lệnh ogr2ogr)
    [too-long] việc chuyển đổi quá lâu nên đã bị dừng
   *[failed] GDAL không mở được thư mục này
}.
package-gdb-unconverted-remedy = { $problem ->
    [no-program] Cài GDAL, hoặc nộp cơ sở dữ liệu dạng GeoPackage (.gpkg).
   *[other] Kiểm tra thư mục .gdb có đủ tệp, hoặc xuất sang GeoPackage (.gpkg) rồi nộp lại.
}
package-database-twice-reason = Cơ sở dữ liệu { $database } có hai bản (.gpkg và .gdb).
package-database-twice-remedy = Chỉ giữ một bản; bản được đọc là bản đầu tiên theo tên.
package-database-misspelt-reason = Tên cơ sở dữ liệu viết sai; đúng ra là { $meant }.
package-database-misspelt-remedy = Đổi tên tệp thành { $meant }, đúng cả chữ hoa và chữ thường.
package-class-missing-reason = Thiếu lớp này trong cơ sở dữ liệu QuyHoach.
package-class-missing-remedy = Bổ sung lớp với đủ các trường; không có lớp này thì không biết đồ án ở đâu và quy định gì.
package-class-misspelt-reason = Tên lớp viết sai; đúng ra là { $meant }.
package-class-misspelt-remedy = Đổi tên lớp thành { $meant }, đúng cả chữ hoa và chữ thường.
package-class-elsewhere-reason = Lớp này thuộc cơ sở dữ liệu { $database }.
package-class-elsewhere-remedy = Chuyển lớp sang { $database } rồi xóa khỏi tệp này.
package-class-unreadable-reason = Lớp không phải là bảng thường (khung nhìn, bảng thiếu cột hình hoặc thiếu khóa).
package-class-unreadable-remedy = Xuất lớp thành bảng thường của GeoPackage rồi nộp lại.
package-features-beyond-reason = Gói có hơn { $limit } đối tượng; phần còn lại chưa được đọc.
package-features-beyond-remedy = Chia đồ án thành nhiều gói.

## Reference systems
package-crs-missing-reason = Lớp không khai báo hệ tọa độ ({ $count } lớp trong tệp này).
package-crs-missing-remedy = Khai báo đúng hệ VN-2000 múi 3° mà dữ liệu đã được vẽ (không chuyển đổi tọa độ).
package-crs-unknown-reason = Không nhận ra hệ tọa độ “{ $found }” ({ $count } lớp trong tệp này).
package-crs-unknown-remedy = Khai báo hệ VN-2000 múi 3° theo mã EPSG; nếu dữ liệu ở hệ khác, hãy chuyển đổi trước.
package-crs-not-vn2000-reason = Hệ tọa độ { $found } không phải VN-2000 ({ $count } lớp trong tệp này).
package-crs-not-vn2000-remedy = Chuyển dữ liệu sang VN-2000 múi 3° với kinh tuyến trục của tỉnh.
package-crs-six-degrees-reason = Hệ tọa độ { $found } là múi 6° ({ $count } lớp trong tệp này).
package-crs-six-degrees-remedy = Chuyển dữ liệu sang VN-2000 múi 3° với kinh tuyến trục của tỉnh.
package-crs-differs-reason = Hệ tọa độ { $found } khác với { $first } của đồ án ({ $count } lớp trong tệp này).
package-crs-differs-remedy = Đưa mọi lớp về một hệ tọa độ; phân biệt khai báo hệ và chuyển đổi tọa độ.
package-crs-doubted-reason = Tọa độ không hợp với hệ đã khai báo: { $found ->
    [swapped] X và Y bị đổi chỗ
    [degrees] tọa độ là độ trong hệ mét
    [metres] tọa độ là mét trong hệ độ
   *[outside] vị trí nằm ngoài Việt Nam
}.
package-crs-doubted-remedy = Kiểm tra kinh tuyến trục và thứ tự X, Y; trên bản vẽ Việt Nam X là trục bắc, trong tệp GIS X là trục đông.
package-crs-contradicted-reason = Mã hệ tọa độ và định nghĩa đi kèm không khớp; đã đọc theo định nghĩa, là { $found }.
package-crs-contradicted-remedy = Khai báo lại hệ tọa độ của lớp cho khớp; xem thử vị trí trên bản đồ.

## Codes
package-info-code-form-reason = maThongTinQH “{ $value }” không phải 12 chữ số.
package-info-code-form-remedy = Ghi đúng mã hệ thống đã cấp: tỉnh (2), năm (2), cấp độ (1–4), loại (1–5), điều chỉnh (0–2), 5 chữ số riêng; ví dụ 012511012345.
package-info-code-province-reason = maThongTinQH “{ $value }” bắt đầu bằng mã không phải của tỉnh nào.
package-info-code-province-remedy = Dùng mã tỉnh hiện hành (34 tỉnh, thành phố từ 01/7/2025).
package-info-code-level-reason = Chữ số cấp độ (thứ 5) của maThongTinQH “{ $value }” không hợp lệ.
package-info-code-level-remedy = 1 quy hoạch chung, 2 phân khu, 3 chi tiết, 4 chi tiết rút gọn.
package-info-code-kind-reason = Chữ số loại quy hoạch (thứ 6) của maThongTinQH “{ $value }” không hợp lệ.
package-info-code-kind-remedy = Chữ số thứ 6 từ 1 đến 5; xem lại mã hệ thống đã cấp.
package-info-code-adjustment-reason = Chữ số điều chỉnh (thứ 7) của maThongTinQH “{ $value }” không hợp lệ.
package-info-code-adjustment-remedy = 0 lập lần đầu, 1 điều chỉnh tổng thể, 2 điều chỉnh cục bộ.
package-file-code-form-reason = maHoSoQH “{ $value }” không đúng mẫu.
package-file-code-form-remedy = Ghi mã tỉnh (2 số), QHC, QPK hoặc QCT, rồi 7 chữ số; ví dụ 04QHC0010001.
package-file-code-province-reason = maHoSoQH “{ $value }” bắt đầu bằng mã không phải của tỉnh nào.
package-file-code-province-remedy = Dùng mã tỉnh hiện hành (34 tỉnh, thành phố từ 01/7/2025).
package-file-code-level-reason = maHoSoQH “{ $value }” không ghi QHC, QPK hoặc QCT sau mã tỉnh.
package-file-code-level-remedy = QHC quy hoạch chung, QPK quy hoạch phân khu, QCT quy hoạch chi tiết.
package-required-empty-reason = Trường bắt buộc để trống.
package-required-empty-remedy = Điền giá trị cho đối tượng này; mọi đối tượng đều phải có.
package-info-code-differs-reason = maThongTinQH “{ $value }” khác với “{ $expected }” của đồ án.
package-info-code-differs-remedy = Ghi cùng một mã ở mọi lớp; đối tượng của đồ án khác thì bỏ ra.
package-file-code-differs-reason = maHoSoQH “{ $value }” khác với “{ $expected }” của đồ án.
package-file-code-differs-remedy = Ghi cùng một mã ở mọi lớp; đối tượng của hồ sơ khác thì bỏ ra.
package-codes-province-differ-reason = Hai mã ghi hai tỉnh khác nhau: { $info } và { $file }.
package-codes-province-differ-remedy = Sửa mã ghi sai; hai chữ số đầu của hai mã phải giống nhau.
package-codes-level-differ-reason = Hai mã ghi hai cấp độ khác nhau: { $info } và { $file }.
package-codes-level-differ-remedy = QHC đi với cấp độ 1, QPK với 2, QCT với 3 hoặc 4.
package-field-contradicts-code-reason = Giá trị { $value } trái với mã { $info } (theo mã phải là { $expected }).
package-field-contradicts-code-remedy = Sửa trường này, hoặc sửa mã nếu mã ghi sai.

## Fields
package-field-missing-reason = Lớp thiếu trường này (kiểu { $kind ->
    [real] số thực
    [integer] số nguyên
    [date] ngày
   *[text] văn bản
}).
package-field-missing-remedy = Thêm trường đúng tên và kiểu theo Phụ lục II; chưa có số liệu thì để trống.
package-field-misspelt-reason = Tên trường viết sai; đúng ra là { $meant }.
package-field-misspelt-remedy = Đổi tên trường thành { $meant }, đúng cả chữ hoa và chữ thường.
package-field-type-reason = Trường khai báo kiểu { $found }; đúng ra là { $expected ->
    [real] số thực
    [integer] số nguyên
    [date] ngày
   *[text] văn bản
}.
package-field-type-remedy = Tạo lại trường đúng kiểu rồi chuyển giá trị sang.
package-class-geometry-reason = Lớp khai báo kiểu hình “{ $found }”; đúng ra là { $expected ->
    [Point] điểm
    [MultiLineString] đường
   *[MultiPolygon] vùng
}.
package-class-geometry-remedy = Xuất lại lớp đúng kiểu hình; đuôi _P là điểm, _L là đường, _A là vùng.
package-text-too-long-reason = Giá trị dài hơn { $limit } ký tự: “{ $value }”.
package-text-too-long-remedy = Rút ngắn; phần còn lại ghi trong thuyết minh.
package-number-unreadable-reason = “{ $value }” không phải { $kind ->
    [integer] số nguyên
   *[real] số
}.
package-number-unreadable-remedy = Chỉ ghi số, không ghi đơn vị hay chữ.
package-number-negative-reason = Giá trị { $value } nhỏ hơn 0.
package-number-negative-remedy = Ghi lại số đúng, hoặc để trống nếu chưa biết.
package-date-form-reason = “{ $value }” không phải một ngày.
package-date-form-remedy = Ghi ngày dạng 2025-10-17 (năm-tháng-ngày) trong trường kiểu ngày.
package-dates-in-order-reason = Ngày phê duyệt nhiệm vụ ({ $task }) sau ngày phê duyệt quy hoạch ({ $decided }).
package-dates-in-order-remedy = Đối chiếu hai quyết định và sửa ngày ghi sai.
package-object-code-twice-reason = maDoiTuong “{ $value }” trùng với đối tượng { $first }.
package-object-code-twice-remedy = Mỗi đối tượng một mã, ví dụ <maHoSoQH>-<TenLop>-<số thứ tự>.
package-text-unreadable-reason = Giá trị không đọc được (ký tự hỏng hoặc dữ liệu nhị phân).
package-text-unreadable-remedy = Nhập lại bằng Unicode (UTF-8); không dùng phông .VnTime hay VNI.

## Shapes
package-geometry-missing-reason = Đối tượng không có hình.
package-geometry-missing-remedy = Vẽ hình cho đối tượng, hoặc xóa dòng này.
package-geometry-unreadable-reason = Hình của đối tượng không đọc được, hoặc quá lớn.
package-geometry-unreadable-remedy = Vẽ lại đối tượng, hoặc xuất lại lớp từ nguồn.
package-geometry-wrong-kind-reason = Hình là { $found ->
    [Point] điểm
    [MultiLineString] đường
    [MultiPolygon] vùng
   *[GeometryCollection] tập hợp nhiều kiểu
}; lớp này chỉ nhận { $expected ->
    [Point] điểm
    [MultiLineString] đường
   *[MultiPolygon] vùng
}.
package-geometry-wrong-kind-remedy = Vẽ lại đúng kiểu hình, hoặc chuyển đối tượng sang lớp đúng kiểu.
package-geometry-invalid-reason = Hình không hợp lệ: { $defect ->
    [geometry-not-finite] có tọa độ không phải số
    [geometry-too-few-points] có quá ít điểm
    [geometry-self-intersection] đường biên tự cắt hoặc tự chạm
    [geometry-zero-area] vùng không có diện tích
    [geometry-hole-outside] lỗ nằm ngoài vùng
    [geometry-parts-overlap] các phần chồng lên nhau
    [geometry-interior-cut] các lỗ cắt rời vùng
    [geometry-not-closed] đường biên không khép kín
   *[other] các đường biên rối
}.
package-geometry-invalid-remedy = Sửa hình tại vị trí đã nêu (QGIS: “Check validity”, “Fix geometries”), rồi kiểm tra lại diện tích.
package-boundary-missing-reason = Chưa có ranh giới quy hoạch.
package-boundary-missing-remedy = Vẽ một vùng ranh giới trong RanhGioiQuyHoach_A với tên đồ án và quyết định.
package-boundary-several-reason = Có { $count } ranh giới quy hoạch.
package-boundary-several-remedy = Gộp thành một đối tượng (được gồm nhiều phần); mỗi gói chỉ một đồ án.
package-zones-missing-reason = Chưa có ô chức năng nào.
package-zones-missing-remedy = Vẽ các lô đất trong ChucNangSuDungDat_A, phủ kín ranh giới quy hoạch.
package-zones-overlap-reason = Chồng lên đối tượng { $other }: { $area } m².
package-zones-overlap-remedy = Chỉnh ranh hai lô cho trùng nhau (bắt điểm), hoặc xóa lô vẽ thừa.
package-zones-gap-reason = Khoảng hở { $area } m² trong ranh giới quy hoạch không thuộc lô nào.
package-zones-gap-remedy = Vẽ lô còn thiếu (kể cả đất giao thông, mặt nước), hoặc chỉnh ranh các lô liền kề.
package-zone-outside-reason = { $area } m² nằm ngoài ranh giới quy hoạch.
package-zone-outside-remedy = Cắt lô theo ranh giới quy hoạch, hoặc sửa ranh giới.

## Zones
package-function-missing-reason = Lô đất không ghi chức năng sử dụng đất ở mức nào.
package-function-missing-remedy = Ghi chức năng theo danh mục của Thông tư vào chucNangSuDungDatMuc1 (hoặc Muc2, Muc3).
package-function-unknown-reason = “{ $value }” không có trong danh mục chức năng sử dụng đất.
package-function-unknown-remedy = { $meant ->
    [none] Chọn một chức năng trong danh mục 32 chức năng của Thông tư.
   *[other] Có lẽ là “{ $meant }”; ghi đúng như danh mục của Thông tư.
}
package-lot-sign-missing-reason = Lô đất chưa có ký hiệu (kyHieuLoDat).
package-lot-sign-missing-remedy = Ghi ký hiệu đúng như trên bản vẽ.

## The dossier
package-scan-folder-missing-reason = Không có thư mục HoSoScan.
package-scan-folder-missing-remedy = Tạo HoSoScan với BanVe, VanBan và bảng kê <MaHoSo>.xlsx.
package-book-missing-reason = Không có bảng kê <MaHoSo>.xlsx trong HoSoScan.
package-book-missing-remedy = Lập bảng kê với ba trang HoSo, BanVe, VanBan.
package-book-several-reason = Có nhiều hơn một bảng kê .xlsx; tệp này không được đọc.
package-book-several-remedy = Chỉ giữ { $first }, hoặc tệp mang đúng mã hồ sơ.
package-book-unreadable-reason = Không đọc được bảng kê (hỏng, có mật khẩu, hoặc quá lớn).
package-book-unreadable-remedy = Lưu lại dạng .xlsx không mật khẩu.
package-book-name-reason = Tên bảng kê khác mã hồ sơ.
package-book-name-remedy = Đổi tên tệp thành { $expected }.xlsx.
package-sheet-missing-reason = Bảng kê thiếu trang này.
package-sheet-missing-remedy = Thêm trang đúng tên (HoSo, BanVe hoặc VanBan) với các cột theo Phụ lục II.
package-column-missing-reason = Trang thiếu cột này{ $found ->
    [none] .
   *[other] {" "}(có cột “{ $found }”).
}
package-column-missing-remedy = Thêm cột đúng tên như Phụ lục II; chưa có nội dung thì để trống.
package-book-empty-reason = Trang HoSo chưa có dòng nào.
package-book-empty-remedy = Điền một dòng về đồ án.
package-book-rows-reason = Trang HoSo có { $count } dòng; chỉ dòng đầu được đọc.
package-book-rows-remedy = Mỗi gói chỉ một hồ sơ: xóa các dòng thừa.
package-book-field-empty-reason = Ô này để trống.
package-book-field-empty-remedy = Điền nội dung; cột này bắt buộc.
package-book-code-differs-reason = Mã hồ sơ “{ $value }” khác với “{ $expected }” trong dữ liệu GIS.
package-book-code-differs-remedy = Sửa bảng kê hoặc maHoSoQH cho giống nhau.
package-book-info-code-differs-reason = Mã thông tin quy hoạch “{ $value }” khác với “{ $expected }” trong dữ liệu GIS.
package-book-info-code-differs-remedy = Sửa bảng kê hoặc maThongTinQH theo mã hệ thống đã cấp.
package-book-name-differs-reason = Tên đồ án “{ $value }” khác với “{ $expected }” trong dữ liệu GIS ({ $field }).
package-book-name-differs-remedy = Ghi tên đúng như quyết định ở cả hai nơi.
package-book-decision-differs-reason = Số quyết định “{ $value }” khác với “{ $expected }” trong dữ liệu GIS ({ $field }).
package-book-decision-differs-remedy = Ghi số quyết định đúng như văn bản ở cả hai nơi.
package-book-date-differs-reason = Ngày “{ $value }” khác với “{ $expected }” trong dữ liệu GIS ({ $field }).
package-book-date-differs-remedy = Ghi ngày đúng như quyết định ở cả hai nơi.
package-book-date-form-reason = “{ $value }” không phải một ngày.
package-book-date-form-remedy = Ghi dạng 17/10/2025, hoặc dùng ô kiểu ngày.
package-paper-code-differs-reason = Mã hồ sơ “{ $value }” khác với “{ $expected }” của đồ án.
package-paper-code-differs-remedy = Sửa mã, hoặc bỏ dòng của hồ sơ khác.
package-paper-missing-reason = Không có tệp “{ $value }” trong HoSoScan/VanBan.
package-paper-missing-remedy = Bổ sung tệp, hoặc sửa tên trong bảng kê cho khớp.
package-drawing-missing-reason = Không có bản vẽ “{ $value }” trong HoSoScan/BanVe.
package-drawing-missing-remedy = Bổ sung thư mục bản vẽ, hoặc sửa tên trong bảng kê cho khớp.

## Warnings
package-package-name-reason = Tên gói “{ $name }” không theo mẫu CSDL_<TenDoAn>.
package-package-name-remedy = Đặt tên không dấu, viết liền, hoa đầu từ, ví dụ CSDL_PhanKhuTrungTam.
package-database-unknown-reason = Tệp không phải một trong bốn cơ sở dữ liệu ({ $databases }) nên không được đọc.
package-database-unknown-remedy = Chuyển các lớp sang đúng cơ sở dữ liệu, hoặc bỏ tệp ra khỏi gói.
package-basic-folder-missing-reason = Không có thư mục HoSoBASIC.
package-basic-folder-missing-remedy = Bổ sung bản vẽ và văn bản gốc còn biên tập được (CAD, DOCX).
package-project-file-missing-reason = HoSoGIS không có tệp dự án tổng hợp ({ $endings }).
package-project-file-missing-remedy = Lưu một dự án QGIS hoặc ArcGIS mở cả bốn cơ sở dữ liệu bằng đường dẫn tương đối.
package-class-unknown-reason = Lớp không có trong danh mục nên không được kiểm tra.
package-class-unknown-remedy = Kiểm tra tên lớp; lớp bổ sung ngoài danh mục thì cần ghi trong thuyết minh.
package-class-empty-reason = Lớp không có đối tượng nào.
package-class-empty-remedy = Bổ sung đối tượng; nếu đồ án không có nội dung này thì có thể để trống.
package-field-unknown-reason = Trường không có trong danh mục.
package-field-unknown-remedy = Kiểm tra tên trường; trường thừa nên bỏ trước khi nộp.
package-field-length-reason = Trường khai báo { $found } ký tự; quy định là { $expected }.
package-field-length-remedy = Tạo lại trường đủ độ dài, để giá trị không bị cắt.
package-date-unlikely-reason = Ngày { $value } khó có thể đúng.
package-date-unlikely-remedy = Kiểm tra năm.
package-geometry-twice-reason = Hình trùng hệt với đối tượng { $first }.
package-geometry-twice-remedy = Xóa đối tượng vẽ thừa.
package-area-differs-reason = Diện tích ghi { $written }, đo trên hình là { $measured } m².
package-area-differs-remedy = Tính lại diện tích từ hình (m²), hoặc sửa hình.
package-length-differs-reason = Chiều dài ghi { $written }, đo trên hình là { $measured } m.
package-length-differs-remedy = Tính lại chiều dài từ hình (m), hoặc sửa hình.
package-marker-differs-reason = Tọa độ ghi ({ $x }; { $y }) không trùng vị trí mốc trên bản đồ.
package-marker-differs-remedy = Lấy lại tọa độ từ hình; X là trục bắc, Y là trục đông.
package-lot-sign-twice-reason = Ký hiệu “{ $value }” trùng với đối tượng { $first }.
package-lot-sign-twice-remedy = Nếu là hai lô, ghi hai ký hiệu; nếu là một lô, gộp thành một đối tượng.
package-indicator-unreadable-reason = Không đọc được chỉ tiêu “{ $value }”.
package-indicator-unreadable-remedy = Ghi dạng “40-60”, “≤ 40%”, “3–5 tầng”, “1,5-2,0”; nguyên văn vẫn được giữ.
package-decision-missing-reason = Chưa ghi số hoặc ngày quyết định phê duyệt quy hoạch.
package-decision-missing-remedy = Điền soQDQH và ngayQDQH khi đồ án đã được phê duyệt.
package-book-scale-differs-reason = Tỷ lệ “{ $value }” khác với “{ $expected }” trong dữ liệu GIS ({ $field }).
package-book-scale-differs-remedy = Ghi cùng một tỷ lệ ở cả hai nơi.
package-column-unknown-reason = Cột không có trong danh mục.
package-column-unknown-remedy = Kiểm tra tên cột; cột thừa nên bỏ trước khi nộp.
package-paper-twice-reason = “{ $value }” đã được kê ở dòng trên.
package-paper-twice-remedy = Xóa dòng thừa, hoặc sửa tên tệp.
package-paper-format-reason = Nội dung tệp không phải { $kind ->
    [drawing] JPG hoặc PDF
   *[text] PDF
}.
package-paper-format-remedy = Quét lại thành { $kind ->
    [drawing] JPG từ 300 dpi
   *[text] PDF từ 200 dpi
}, tỷ lệ 1:1.
package-paper-unlisted-reason = Tệp không được kê trong trang { $sheet }.
package-paper-unlisted-remedy = Kê thêm một dòng, hoặc bỏ tệp ra khỏi gói.

## The command
help-package = Gói CSDL quy hoạch theo Thông tư 16/2025/TT-BXD: kiểm tra, nhập vào sổ quy hoạch, xuất ra
help-package-check = Kiểm tra một gói: thư mục CSDL_… hoặc tệp .zip; mã thoát 0 chỉ khi gói đạt
help-package-import = Nhập gói thành đồ án đang lập trong sổ quy hoạch; gói không đạt thì từ chối
help-package-export = Xuất một đồ án của sổ quy hoạch thành gói, đạt đúng phép kiểm tra này
help-package-path = Thư mục của gói (CSDL_…), hoặc tệp .zip chứa nó
help-package-report = Ghi kết quả kiểm tra ra tệp JSON
help-package-into = Kho dữ liệu: một tệp .gpkg, được tạo nếu chưa có, hoặc postgres://tên@máy/cơ_sở_dữ_liệu
help-package-commune = Mã xã của đồ án (5 chữ số), nếu đồ án nằm trong một xã
help-package-kind = Loại quy hoạch: urban (mặc định), rural, functional_area, land_use, annual_land_use, sector
help-package-adjusts = Mã số đồ án trong sổ mà đồ án này điều chỉnh
help-package-plan = Mã số của đồ án trong sổ quy hoạch
help-package-out = Thư mục sẽ chứa gói CSDL_…; gói này chưa được tồn tại ở đó
help-package-name = Tên đồ án không dấu, viết liền, sau CSDL_ (mặc định: mã hồ sơ)
help-package-info-code = maThongTinQH của đồ án, nếu sổ quy hoạch chưa có
help-sample-package = Tạo thêm gói CSDL mẫu của thành phố trong thư mục này, cùng các bản sao có lỗi cố ý
package-said-fit = Gói { $package } đạt: { NUMBER($features) } đối tượng trong { NUMBER($classes) } lớp, { NUMBER($warnings) } cảnh báo.
package-said-unfit = Gói { $package } chưa đạt: { NUMBER($errors) } lỗi, { NUMBER($warnings) } cảnh báo, { NUMBER($features) } đối tượng trong { NUMBER($classes) } lớp.
package-said-imported = Đã nhập đồ án { $plan } ({ $code }) ở trạng thái đang lập: { NUMBER($zones) } ô chức năng, { NUMBER($lines) } chỉ giới và tim đường, { NUMBER($documents) } tệp hồ sơ; phiên bản { $revision }.
package-said-decision = Gói ghi quyết định { $number } ngày { $day }; hãy ghi vào sổ bằng bước tiếp theo của đồ án.
package-said-exported = Đã xuất gói { $path }: { NUMBER($zones) } ô chức năng, { NUMBER($lines) } chỉ giới và tim đường, { NUMBER($documents) } tệp hồ sơ.
package-said-not-exported = Không đưa vào gói vì Thông tư không có lớp tương ứng: { NUMBER($restrictions) } vùng hạn chế, { NUMBER($lines) } đường vạt góc và ranh giới đường, chiều cao xây dựng của { NUMBER($heights) } ô chức năng.
package-left-out = Những nội dung không được nhập vì sổ quy hoạch không có chỗ lưu; hãy giữ lại gói gốc:
package-left-out-class = { $class } trong { $file }: { NUMBER($count) } đối tượng
package-left-out-field = { $class } trong { $file }: nội dung trường { $field } của { NUMBER($count) } đối tượng
package-said-samples = Đã tạo gói mẫu và { NUMBER($faults) } bản sao có lỗi trong { $path }
package-unfit = Gói chưa đạt nên không làm gì thêm. Hãy sửa các lỗi đã nêu rồi chạy lại.
package-failed = Gói chưa đạt. Hãy sửa các lỗi nêu trên rồi kiểm tra lại.
package-out-exists = Đã có { $path } nên chưa ghi gì. Hãy nêu thư mục khác ở --out, hoặc tên khác ở --name.
package-info-code-unfit = “{ $code }” không phải là maThongTinQH: mã có 12 chữ số, gồm mã tỉnh (2), năm (2), cấp độ (1–4), loại (1–5), lần điều chỉnh (0–2) và 5 chữ số riêng. Chưa ghi gì.
package-without-plan = Gói không cho biết đồ án (ranh giới, tên và hai mã). Hãy chạy “diaban package check” để xem thiếu gì.
package-other-crs = Gói ở { $found }, sổ quy hoạch ở { $expected }. Tọa độ được giữ nguyên từng chữ số nên không tự chuyển đổi: hãy chuyển gói sang { $expected } trước.
package-adjusts-unnamed = Mã { $code } cho biết đồ án này điều chỉnh một đồ án khác. Hãy nêu mã số của đồ án đó trong sổ bằng --adjusts.
package-name-unfit = { $name } không dùng được làm tên gói: chỉ chữ cái không dấu, chữ số và dấu gạch dưới.
package-plan-missing = Không có đồ án { $plan } trong sổ quy hoạch của kho này.
package-plan-lacks = Đồ án { $plan } chưa đủ để xuất: { $what ->
    [boundary] chưa có ranh giới quy hoạch
    [zones] chưa có ô chức năng
    [info-code] chưa có maThongTinQH (--info-code)
   *[register] kho chưa có sổ quy hoạch
}.
package-unwritten = Gói vừa viết không đạt phép kiểm tra của chính mình; gói nằm ở { $path }. Xem các lỗi đã nêu.
