//! What ground of a function (chức năng) is: a road, water, or ground for buildings; by the names of the planning database (Circular 16/2025/TT-BXD) and the
//! codes of land use (loại đất, Circular 08/2024/TT-BTNMT). Whatever is in neither list is not decided here.

/// Of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// It is there for buildings.
    Buildable,
    /// A road (đường giao thông); not a railway, nor a car park.
    Road,
    /// Railways and water: no ground for buildings either.
    Closed,
    /// Greens, fields, forests, graves, works, and names we do not know: some may stand there and others may not.
    Unclear,
}

/// Words that stand before the name of a function and say nothing of it.
const BEFORE: &[&str] = &["đất", "khu vực", "khu", "nhóm", "xây dựng", "công trình", "cơ sở", "có", "chuyên dùng"];

/// How names of roads begin.
const ROADS: &[&str] = &["đường", "giao thông"];
/// The same as it is typed without marks; a word alone could be another.
const ROADS_WITHOUT_MARKS: &[&str] = &["duong giao thong", "dat giao thong", "giao thong"];
/// Codes of the same.
const ROAD_CODES: &[&str] = &["DGT"];

/// How names begin that begin like a road: car parks and stations, lines, works.
const NO_ROADS: &[&str] = &[
    "giao thông tĩnh",
    "giao thong tinh",
    "giao thông công cộng",
    "đường dây",
    "đường điện",
    "đường ống",
    "giao thông ngầm",
];

/// How names of railways, waterways and water begin.
const CLOSED: &[&str] = &[
    "đường sắt",
    "đường thủy",
    "đường thuỷ",
    "đường băng",
    "giao thông đường sắt",
    "giao thông đường thủy",
    "giao thông đường thuỷ",
    "sông",
    "ngòi",
    "suối",
    "kênh",
    "mương",
    "rạch",
    "hồ",
    "ao",
    "đầm",
    "mặt nước",
];
/// Codes of the same.
const CLOSED_CODES: &[&str] = &["TVC", "SON", "MNC"];

/// How names of ground for buildings begin.
const FOR_BUILDINGS: &[&str] = &[
    "nhà ở",
    "ở",
    "hỗn hợp",
    "làng xóm",
    "dân cư",
    "dịch vụ",
    "thương mại",
    "du lịch",
    "trường",
    "giáo dục",
    "đào tạo",
    "y tế",
    "văn hóa",
    "văn hoá",
    "thể dục",
    "thể thao",
    "cơ quan",
    "trụ sở",
    "sản xuất công nghiệp",
    "công nghiệp",
    "sản xuất kinh doanh",
    "kho",
    "tôn giáo",
    "tín ngưỡng",
    "di tích",
    "an ninh",
    "quốc phòng",
    "công cộng",
];
/// Codes of the same.
const CODES_FOR_BUILDINGS: &[&str] = &[
    "OCT", "ONT", "ODT", "TSC", "DTS", "DSN", "DVH", "DXH", "DYT", "DGD", "DTT", "DKH", "CQP", "CAN", "CSK", "SKC",
    "SKK", "SKN", "SCT", "TMD", "DCH", "TON", "TIN",
];

/// What ground of a function is.
pub(crate) fn use_of(function: &str) -> Use {
    let code = function.trim().to_uppercase();
    let is_one_of = |codes: &[&str]| codes.contains(&code.as_str());
    let name = named(function);
    let begins = |all: &[&str]| all.iter().any(|begin| behind(&name, begin).is_some());
    if is_one_of(ROAD_CODES) {
        Use::Road
    } else if is_one_of(CLOSED_CODES) || begins(CLOSED) {
        Use::Closed
    } else if begins(NO_ROADS) {
        Use::Unclear
    } else if begins(ROADS) || begins(ROADS_WITHOUT_MARKS) {
        Use::Road
    } else if is_one_of(CODES_FOR_BUILDINGS) || begins(FOR_BUILDINGS) {
        Use::Buildable
    } else {
        Use::Unclear
    }
}

/// A name in small letters, its words apart by one space, without what stands before it.
pub(crate) fn named(function: &str) -> String {
    let small = function.to_lowercase();
    let words: Vec<&str> =
        small.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut name = words.join(" ");
    while let Some(rest) = BEFORE.iter().find_map(|word| behind(&name, word)).filter(|rest| !rest.is_empty()) {
        name = rest.to_owned();
    }
    name
}

/// What follows words at the beginning of a name; none if it begins otherwise.
fn behind<'a>(name: &'a str, words: &str) -> Option<&'a str> {
    let rest = name.strip_prefix(words)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(' ') }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roads_and_water_are_no_ground_for_buildings_and_houses_have_theirs() {
        for (function, expected) in [
            ("DGT", Use::Road),
            ("Đường giao thông", Use::Road),
            ("Đất giao thông", Use::Road),
            ("Đất công trình giao thông", Use::Road),
            ("Sông, suối, kênh", Use::Closed),
            ("Hồ, ao, đầm", Use::Closed),
            ("Đất có mặt nước chuyên dùng", Use::Closed),
            ("SON", Use::Closed),
            ("Nhóm nhà ở", Use::Buildable),
            ("ODT", Use::Buildable),
            ("Đất ở tại đô thị", Use::Buildable),
            ("Hỗn hợp nhà ở–dịch vụ", Use::Buildable),
            ("Dịch vụ (chợ, TTTM)", Use::Buildable),
            ("Trường MN–TH–THCS", Use::Buildable),
            ("Đất xây dựng cơ sở y tế", Use::Buildable),
            ("Sản xuất công nghiệp, kho", Use::Buildable),
            ("LÀNG XÓM", Use::Buildable),
            ("Cây xanh công cộng", Use::Unclear),
            ("Sản xuất nông nghiệp", Use::Unclear),
            ("Rừng phòng hộ", Use::Unclear),
            ("Nghĩa trang", Use::Unclear),
            ("Bãi đỗ xe", Use::Unclear),
            ("Giao thông tĩnh", Use::Unclear),
            ("Đất giao thông tĩnh", Use::Unclear),
            ("dgt", Use::Road),
            ("giao thông", Use::Road),
            ("Đất đường nội bộ", Use::Road),
            ("Giao thông đường bộ", Use::Road),
            ("Dat giao thong", Use::Road),
            ("Đất dưỡng lão", Use::Unclear),
            ("Cây xanh cách ly đường giao thông", Use::Unclear),
            ("Hành lang an toàn đường giao thông", Use::Unclear),
            ("Đường sắt", Use::Closed),
            ("Đường dây 110 kV", Use::Unclear),
            ("Hồng nhung", Use::Unclear),
            ("LUA", Use::Unclear),
            ("đất", Use::Unclear),
            ("", Use::Unclear),
        ] {
            assert_eq!(use_of(function), expected, "{function}");
        }
    }
}
