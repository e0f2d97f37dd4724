//! What is called how around the city. All Unicode NFC; places of the region, put where there is room for them.

pub(super) const RIVERS: [&str; 4] = ["Sông Dinh", "Sông Ray", "Sông Hỏa", "Sông Thị Vải"];
pub(super) const CANAL: &str = "Kênh Bến Đình";
pub(super) const LAKE: &str = "Hồ Đá Đen";
pub(super) const HILLS: [&str; 6] =
    ["Núi Dinh", "Núi Minh Đạm", "Núi Thị Vải", "Núi Chứa Chan", "Núi Mây Tào", "Núi Nứa"];
pub(super) const PARKS: [&str; 5] =
    ["Công viên Bãi Trước", "Công viên Bàu Sen", "Công viên Thống Nhất", "Công viên Tam Thắng", "Công viên Chí Linh"];
pub(super) const VILLAGES: [&str; 16] = [
    "Long Sơn",
    "Gò Găng",
    "Phước Cơ",
    "Kim Dinh",
    "Tân Hưng",
    "Hòa Long",
    "Long Phước",
    "An Ngãi",
    "Phước Tỉnh",
    "Láng Cát",
    "Tam Phước",
    "Lộc An",
    "Bình Châu",
    "Suối Rao",
    "Đá Bạc",
    "Quảng Thành",
];
pub(super) const TOWNS: [&str; 4] = ["Bà Rịa", "Long Điền", "Phú Mỹ", "Ngãi Giao"];

/// The name of that number; the last again and again where names run out would tell lies, so nothing then.
pub(super) fn named(names: &[&'static str], number: usize) -> &'static str {
    names.get(number).copied().unwrap_or_default()
}
