### The extract of a parcel on paper: what the sheet alone says.

parcel-sheet-title = PHIẾU THÔNG TIN QUY HOẠCH
parcel-sheet-of = Tra cứu
parcel-sheet-day = ngày { $day }, dữ liệu phiên bản { $revision }
parcel-sheet-grade = Giá trị
parcel-sheet-scale = Tỷ lệ 1:{ $scale }
parcel-sheet-page = Trang { $page }/{ $all }
parcel-sheet-foot = Chỉ có giá trị tham khảo. Phiếu không có chữ ký số.
parcel-sheet-foot-signed = Chỉ có giá trị tham khảo. Ký số bởi { $name }. Kiểm tra tại { $address }
parcel-sheet-others = Còn { NUMBER($count) } thửa đất khác cùng khóa. Hãy tra cứu từng thửa theo mã số.
parcel-sheet-cut = Phiếu đã đủ số trang tối đa; phần còn lại có trong dữ liệu JSON.
