### Documents of plans: what they are, and by whom and when.

problem-plan-pages = Một văn bản ghi { $pages } trang; số trang (pages) phải từ 1 đến { $most }. Hãy sửa rồi gửi lại; chưa có gì được lưu.
parcel-page-document-sort = Loại
parcel-page-document-issued = Số, ngày, cơ quan ban hành
parcel-page-document-pages = Số trang
parcel-page-document-date = ngày { $date }
parcel-page-document-kind = { $kind ->
    [decision] Quyết định
    [report] Thuyết minh
    [drawing] Bản vẽ
    [regulation] Quy định quản lý
    [list] Danh mục
    [submission] Tờ trình, báo cáo
    [other] Văn bản khác
   *[unknown] { $kind }
}
parcel-page-thresholds = Phần nhỏ hơn { $area } và hẹp hơn { $width } m không được tính là một phần riêng; dữ liệu JSON vẫn nêu.
