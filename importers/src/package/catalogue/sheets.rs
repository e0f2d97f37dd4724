//! The three sheets of `<MaHoSo>.xlsx` and their columns.

/// A sheet.
#[derive(Debug)]
pub(in crate::package) struct SheetSpec {
    /// Its name.
    pub(in crate::package) name: &'static str,
    /// Its columns, in order.
    pub(in crate::package) columns: &'static [&'static str],
}

/// The dossier: one row.
pub(in crate::package) const DOSSIER: SheetSpec = SheetSpec {
    name: "HoSo",
    columns: &[
        "Mã hồ sơ",
        "Mã thông tin quy hoạch",
        "Tên đồ án",
        "Loại quy hoạch",
        "Tỷ lệ",
        "Số quyết định phê duyệt nhiệm vụ quy hoạch",
        "Ngày quyết định phê duyệt nhiệm vụ quy hoạch",
        "Số quyết định phê duyệt quy hoạch",
        "Ngày ra quyết định phê duyệt quy hoạch",
        "Đơn vị tư vấn lập quy hoạch",
        "Đơn vị ra quyết định phê duyệt quy hoạch",
        "Tình trạng",
        "Hệ tọa độ",
        "Địa điểm",
        "Chủ đầu tư",
        "Thư mục",
        "Có HoSoBASIC",
        "Có HoSoGIS",
        "Từ khóa",
        "Ghi chú",
    ],
};

/// Drawings.
pub(in crate::package) const DRAWINGS: SheetSpec = SheetSpec {
    name: "BanVe",
    columns: &["Mã hồ sơ", "Số hiệu bản vẽ", "Tên rút gọn", "Tên bản vẽ", "Số tờ", "Tên thư mục", "Tỷ lệ", "Ghi chú"],
};

/// Texts.
pub(in crate::package) const PAPERS: SheetSpec = SheetSpec {
    name: "VanBan",
    columns: &[
        "Mã hồ sơ",
        "Mã văn bản/Tên file",
        "Tên văn bản",
        "Loại văn bản",
        "Số hiệu văn bản",
        "Trích yếu",
        "Ngày ký",
        "Đơn vị ban hành",
        "Số trang",
        "Ghi chú",
    ],
};

/// All three.
pub(in crate::package) const BOOK_SHEETS: [&SheetSpec; 3] = [&DOSSIER, &DRAWINGS, &PAPERS];
