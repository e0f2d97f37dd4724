//! Whether buildings may stand on ground of a function (chức năng): by the names of the planning database (Circular 16/2025/TT-BXD) and the
//! codes of land use (loại đất, Circular 08/2024/TT-BTNMT). Whatever is in neither list is not decided here.

/// Of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// It is there for buildings.
    Buildable,
    /// Roads and water.
    Forbidden,
    /// Greens, fields, forests, graves, works, and names we do not know: some may stand there and others may not.
    Unclear,
}

/// Words that stand before the name of a function and say nothing of it.
const BEFORE: &[&str] = &["đất", "khu vực", "khu", "nhóm", "xây dựng", "công trình", "cơ sở", "có", "chuyên dùng"];

/// How names of roads and of water begin.
const ROADS_AND_WATER: &[&str] =
    &["đường", "giao thông", "sông", "ngòi", "suối", "kênh", "mương", "rạch", "hồ", "ao", "đầm", "mặt nước"];
/// Codes of the same.
const ROAD_AND_WATER_CODES: &[&str] = &["DGT", "TVC", "SON", "MNC"];

/// What begins like a road and is none.
const NO_ROADS: &[&str] = &["giao thông tĩnh"];

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

/// What a function means for buildings.
pub(super) fn use_of(function: &str) -> Use {
    let code = function.trim();
    if ROAD_AND_WATER_CODES.contains(&code) {
        return Use::Forbidden;
    }
    if CODES_FOR_BUILDINGS.contains(&code) {
        return Use::Buildable;
    }
    let name = named(function);
    let begins = |all: &[&str]| all.iter().any(|begin| behind(&name, begin).is_some());
    if begins(NO_ROADS) {
        Use::Unclear
    } else if begins(ROADS_AND_WATER) {
        Use::Forbidden
    } else if begins(FOR_BUILDINGS) {
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
            ("DGT", Use::Forbidden),
            ("Đường giao thông", Use::Forbidden),
            ("Đất giao thông", Use::Forbidden),
            ("Đất công trình giao thông", Use::Forbidden),
            ("Sông, suối, kênh", Use::Forbidden),
            ("Hồ, ao, đầm", Use::Forbidden),
            ("Đất có mặt nước chuyên dùng", Use::Forbidden),
            ("SON", Use::Forbidden),
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
            ("Hồng nhung", Use::Unclear),
            ("LUA", Use::Unclear),
            ("đất", Use::Unclear),
            ("", Use::Unclear),
        ] {
            assert_eq!(use_of(function), expected, "{function}");
        }
    }
}
