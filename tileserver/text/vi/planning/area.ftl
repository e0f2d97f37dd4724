### Many parcels at once: an area or corridor, whole plans as files, lines for spreadsheets.

api-planning-area = Mọi thửa đất và ô chức năng trong một vùng hoặc hành lang vào một ngày: phần diện tích của từng thửa nằm trong vùng, thuộc ô chức năng nào của đồ án nào; kèm tổng theo chức năng. Gửi hình GeoJSON, tệp KML, tệp GeoPackage (tối đa 4 MB) hoặc bảng tọa độ góc ranh; tối đa 100 km² và 10.000 thửa
api-plan-download = Một đồ án cùng mọi ô chức năng trong một tệp, vừa viết vừa gửi
api-answer-area = Các thửa đất với từng phần diện tích, các đồ án với tổng theo chức năng; ở dạng bảng mỗi phần là một dòng
api-answer-download = Đồ án và các ô chức năng của nó
api-parameter-area-f = dạng kết quả: json, geojson (phần thửa nằm trong vùng), csv, xlsx hoặc gpkg (từng phần diện tích kèm hình)
api-parameter-area-layer = lớp cần dùng khi tệp GeoPackage gửi lên có nhiều lớp
api-parameter-area-within = những gì cách hình không quá số mét này cũng thuộc vùng; đường hoặc điểm thì phải có
api-parameter-download-f = dạng tệp: geojson, hoặc csv (không có hình)
problem-expected-area-format = json, geojson, csv, xlsx hoặc gpkg
problem-expected-download-format = geojson hoặc csv
problem-area-not-text = Nội dung gửi lên không phải văn bản UTF-8. Hãy lưu tệp ở dạng UTF-8 rồi gửi lại.
problem-area-kml = Nội dung gửi lên không phải KML có vùng, đường hoặc điểm, hoặc có tọa độ không đọc được. Tệp .kmz là .kml đã nén: hãy giải nén trước.
problem-area-corners = Không đọc được ranh giới từ các góc này. Hãy gửi mỗi góc một dòng, từ ba góc trở lên, với X và Y theo mét VN-2000 hoặc vĩ độ và kinh độ, ở gần dữ liệu của máy chủ này.
problem-area-corners-several = Các góc này hợp với nhiều hệ tọa độ ({ $systems }). Hãy ghi kinh tuyến trục ở dòng đầu, chẳng hạn “KTT 107°45′”, rồi gửi lại.
problem-area-gpkg-none = Nội dung gửi lên không phải GeoPackage. Hãy xuất lại tệp .gpkg bằng QGIS rồi gửi cả tệp, không nén.
problem-area-gpkg-damaged = Tệp GeoPackage bị hỏng, bị cắt ngang, hoặc bảng không đúng như mục lục của tệp. Hãy mở thử bằng QGIS, xuất lại rồi gửi.
problem-area-gpkg-empty = Tệp GeoPackage không có lớp đối tượng không gian nào. Hãy lưu vùng hoặc đường của bạn thành một lớp của tệp rồi gửi lại.
problem-area-gpkg-several = Tệp GeoPackage có nhiều lớp ({ $names }). Hãy chọn một lớp bằng tham số layer, chẳng hạn layer=ten_lop.
problem-area-gpkg-other = Tệp GeoPackage không có lớp { $name }; các lớp của tệp là: { $names }.
problem-area-gpkg-computed = Lớp { $name } của tệp GeoPackage là khung nhìn (view) hoặc bảng ảo, không phải bảng thường. Hãy xuất lớp ấy thành một bảng rồi gửi lại.
problem-area-gpkg-no-crs = Lớp trong tệp GeoPackage không ghi hệ tọa độ. Hãy gán hệ tọa độ cho lớp trong QGIS, xuất lại rồi gửi.
problem-area-gpkg-crs = Hệ tọa độ ghi trong tệp GeoPackage không nhận ra được hoặc tự mâu thuẫn ({ $crs }). Hãy gán lại hệ tọa độ cho lớp trong QGIS, chẳng hạn một múi VN-2000, xuất lại rồi gửi.
problem-area-gpkg-shape = Không đọc được hình của đối tượng thứ { NUMBER($record) } trong tệp GeoPackage, hoặc hình quá lớn. Hãy sửa hoặc bỏ đối tượng ấy rồi gửi lại.
problem-area-gpkg-many = Lớp trong tệp GeoPackage có hơn { NUMBER($most) } hình. Hãy gộp các hình lại, hoặc chia thành nhiều lần gửi.
problem-area-empty = Nội dung gửi lên không có hình nào. Hãy vẽ một vùng, hoặc một đường kèm within_m.
problem-area-flat = Riêng một đường hoặc một điểm thì không có diện tích. Hãy thêm within_m, số mét mỗi bên thuộc về nó.
problem-area-too-large = Vùng rộng { NUMBER($area) } km², mỗi lần chỉ tra cứu được { NUMBER($most) } km². Hãy chia nhỏ vùng; cả đồ án tải được ở /v1/plans/(id)/download.
problem-area-too-many = Vùng chạm hơn { NUMBER($most) } thửa đất, mỗi lần chỉ tra cứu được chừng ấy thửa. Hãy chia nhỏ vùng; cả đồ án tải được ở /v1/plans/(id)/download.
area-title = Quy hoạch của một vùng
area-about = { NUMBER($parcels) } thửa đất trong { $area } m² ({ $crs }), vào ngày { $day }, phiên bản dữ liệu { $revision }
area-reference = Chỉ để tham khảo: căn cứ là quyết định phê duyệt cùng bản vẽ kèm theo.
area-unknown = Thửa đất của lớp { $layer } không cùng hệ tọa độ phẳng với các ô chức năng, nên chưa biết gì về chúng.
area-outside-data = Khu vực này nằm ngoài phạm vi dữ liệu: kho không có thửa đất hay ô chức năng nào ở đó. Không tìm thấy gì không có nghĩa là không có quy hoạch; hãy kiểm tra tọa độ, hoặc hỏi cơ quan nơi có đất.
download-terms = Chỉ để tham khảo: căn cứ là quyết định phê duyệt cùng bản vẽ kèm theo. Khi đăng lại hãy nêu tên đồ án, quyết định và ngày của dữ liệu.
sheet-name-parcels = Thửa đất
sheet-name-summary = Tổng hợp
sheet-layer = Lớp dữ liệu
sheet-parcel = Mã đối tượng thửa
sheet-commune = Mã xã
sheet-sheet = Số tờ
sheet-number = Số thửa
sheet-identifier = Mã định danh thửa
sheet-parcel-area = Diện tích thửa (m²)
sheet-inside-area = Phần nằm trong vùng (m²)
sheet-plan = Mã đối tượng đồ án
sheet-plan-code = Mã quy hoạch
sheet-plan-name = Đồ án
sheet-decision = Quyết định
sheet-governs = Áp dụng trước (m²)
sheet-law-state = Hiệu lực
sheet-part = Phần
sheet-zone = Mã đối tượng ô chức năng
sheet-zones = Số ô chức năng
sheet-sign = Ký hiệu
sheet-function = Chức năng
sheet-function-unknown = Chưa nêu
sheet-area = Diện tích (m²)
sheet-percent = Tỷ lệ (%)
sheet-part-zone = Trong ô chức năng
sheet-part-below = Trong ô chức năng, quá nhỏ để tính
sheet-part-uncovered = Không thuộc ô chức năng nào của đồ án
sheet-part-no-plan = Chưa có quy hoạch
sheet-part-unknown = Chưa biết
sheet-law = { $state ->
    [in_force] đang có hiệu lực
    [decided] đã phê duyệt, chưa có hiệu lực
    [proposed] đang đề xuất
    [suspended] tạm đình chỉ
    [not_yet_decided] chưa phê duyệt
    [replaced] đã được thay thế
    [expired] hết hiệu lực
    [annulled] đã hủy
   *[unknown] chưa biết
}
