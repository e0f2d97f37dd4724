//! Vietnamese words of the sample data: streets, wards, land-use codes, plan functions. All Unicode NFC.
//!
//! Streets bear the names every Vietnamese town gives its streets. Nobody living appears, and no land user.

/// Streets; none begins another.
pub(crate) const STREETS: [&str; 64] = [
    "Trần Phú",
    "Lê Lợi",
    "Nguyễn Huệ",
    "Quang Trung",
    "Lý Thường Kiệt",
    "Trần Hưng Đạo",
    "Hoàng Hoa Thám",
    "Bạch Đằng",
    "Thùy Vân",
    "Hạ Long",
    "Ba Cu",
    "Đồ Chiểu",
    "Trương Công Định",
    "Nam Kỳ Khởi Nghĩa",
    "Phan Chu Trinh",
    "Võ Thị Sáu",
    "Lê Hồng Phong",
    "Nguyễn An Ninh",
    "Bình Giã",
    "Thống Nhất",
    "Xô Viết Nghệ Tĩnh",
    "Nguyễn Văn Trỗi",
    "Lê Quý Đôn",
    "Đội Cấn",
    "Phạm Ngũ Lão",
    "Yên Bái",
    "Huyền Trân Công Chúa",
    "Cô Giang",
    "Cô Bắc",
    "Phan Bội Châu",
    "Huỳnh Khương An",
    "Phạm Hồng Thái",
    "Nguyễn Du",
    "Hồ Xuân Hương",
    "Trưng Trắc",
    "Trưng Nhị",
    "Triệu Việt Vương",
    "Lạc Long Quân",
    "Âu Cơ",
    "Đinh Tiên Hoàng",
    "Ngô Quyền",
    "Lê Thánh Tông",
    "Nguyễn Trãi",
    "Chu Mạnh Trinh",
    "Tản Đà",
    "Hàn Mặc Tử",
    "Xuân Diệu",
    "Cao Bá Quát",
    "Bùi Thị Xuân",
    "Nguyễn Thái Học",
    "Ký Con",
    "Lương Thế Vinh",
    "Mạc Đĩnh Chi",
    "Ngư Phủ",
    "Hải Đăng",
    "Phước Thắng",
    "Chí Linh",
    "Bến Nôm",
    "Bàu Sen",
    "Đô Lương",
    "Nơ Trang Long",
    "Tôn Thất Thuyết",
    "Ỷ Lan",
    "Mai Thúc Loan",
];

/// Wards and communes of the place: code, name, sort. The first four are there in every city of four districts or more.
pub(crate) const WARDS: [(&str, &str, &str); 8] = [
    ("26506", "Phường Vũng Tàu", "phường"),
    ("26536", "Phường Rạch Dừa", "phường"),
    ("26526", "Phường Tam Thắng", "phường"),
    ("26542", "Phường Phước Thắng", "phường"),
    ("26560", "Phường Bà Rịa", "phường"),
    ("26566", "Phường Long Hương", "phường"),
    ("26572", "Phường Tam Long", "phường"),
    ("26545", "Xã Long Sơn", "xã"),
];

/// Where a right to a residential parcel comes from, as certificates abbreviate it.
pub(crate) const ORIGINS: [&str; 4] = ["CNQ-CTT", "CNQ-KTT", "DG-CTT", "DG-KTT"];
/// The same where land is leased.
pub(crate) const LEASES: [&str; 2] = ["DT-TML", "DT-THN"];

/// A function of the land-use plan with the indicators plans write for it, as text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlanFunction {
    pub(crate) name: &'static str,
    /// First part of the zone's sign.
    pub(crate) sign: &'static str,
    pub(crate) density: &'static [&'static str],
    pub(crate) storeys: &'static [&'static str],
    pub(crate) ratio: &'static [&'static str],
}

macro_rules! function {
    ($name:literal, $sign:literal, $density:expr, $storeys:expr, $ratio:expr) => {
        PlanFunction { name: $name, sign: $sign, density: &$density, storeys: &$storeys, ratio: &$ratio }
    };
}

/// Housing in the middle of town.
pub(crate) const URBAN_FUNCTIONS: [PlanFunction; 4] = [
    function!("Nhóm nhà ở", "NO", ["40-60", "60-80", "≤ 80%"], ["3–5 tầng", "2-4", "≤ 6 tầng"], ["1,8-3,0", "2,4"]),
    function!("Hỗn hợp nhà ở–dịch vụ", "HH", ["40-60", "≤ 55%"], ["9–15 tầng", "≤ 25"], ["5,0", "4,5-6,0"]),
    function!("Dịch vụ (chợ, TTTM)", "DV", ["≤ 40%", "40-50"], ["3–5 tầng", "≤ 7"], ["2,0", "1,6-2,5"]),
    function!("Du lịch", "DL", ["25-30", "≤ 25%"], ["3–20 tầng", "≤ 12"], ["2,5", "1,2-4,0"]),
];
/// Places of the public.
pub(crate) const PUBLIC_FUNCTIONS: [PlanFunction; 6] = [
    function!("Trường MN–TH–THCS", "TH", ["≤ 40%", "40"], ["1–3 tầng", "≤ 4"], ["1,2", "≤ 1,6"]),
    function!("Trường THPT", "PT", ["≤ 40%"], ["1–4 tầng"], ["1,6"]),
    function!("Y tế", "YT", ["≤ 40%"], ["1-5"], ["2,0"]),
    function!("Cơ quan", "CQ", ["40"], ["2–5 tầng"], ["2,0"]),
    function!("Cây xanh công cộng", "CX", ["≤ 5%", "5"], ["1 tầng"], ["0,05"]),
    function!("Thể dục thể thao", "TT", ["≤ 25%"], ["1–2 tầng"], ["0,5"]),
];
/// The edge of town.
pub(crate) const OUTER_FUNCTIONS: [PlanFunction; 5] = [
    function!("Làng xóm", "LX", ["40-60", "30-50"], ["1–3 tầng", "2-3"], ["0,8-1,6", "1,2"]),
    function!("Sản xuất nông nghiệp", "NN", [""], [""], [""]),
    function!("Nuôi trồng thủy sản", "TS", [""], [""], [""]),
    function!("Cây xanh hạn chế", "XH", ["≤ 5%"], ["1"], ["0,05"]),
    function!("Sản xuất công nghiệp, kho", "CN", ["≤ 60%", "50-60"], ["1–5 tầng"], ["≤ 3,0", "1,8"]),
];

/// Plans in force: name, decision, date.
pub(crate) const PLANS: [(&str, &str, &str); 4] = [
    ("Quy hoạch phân khu trung tâm (mẫu)", "1017/QĐ-UBND", "2019-04-26"),
    ("Quy hoạch phân khu ven biển (mẫu)", "2418/QĐ-UBND", "2021-08-19"),
    ("Quy hoạch phân khu phía Bắc (mẫu)", "586/QĐ-UBND", "2023-03-10"),
    ("Điều chỉnh cục bộ quy hoạch phân khu (mẫu)", "3301/QĐ-UBND", "2024-12-31"),
];
