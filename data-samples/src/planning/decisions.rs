//! What the plans are: their level, their decision, and which of them holds where.

use std::borrow::Cow;

use crate::dice::{Dice, Purpose};
use crate::fabric::{Character, character};
use crate::terrain::{GridCell, Lattice};

/// How fine a plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    General,
    Subdivision,
    Detailed,
    LandUse,
}

impl Level {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::General => "quy hoạch chung",
            Self::Subdivision => "phân khu",
            Self::Detailed => "chi tiết",
            Self::LandUse => "sử dụng đất",
        }
    }
}

/// What a plan's decision says; empty texts where there is none yet.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) code: Cow<'static, str>,
    pub(super) name: Cow<'static, str>,
    pub(super) level: Level,
    pub(super) decision: &'static str,
    pub(super) date: &'static str,
    pub(super) authority: &'static str,
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) state: &'static str,
}

const PROVINCE: &str = "UBND tỉnh Bà Rịa – Vũng Tàu";
const CITY: &str = "UBND Thành phố Hồ Chí Minh";
const IN_FORCE: &str = "đang hiệu lực";

/// A plan by its code and name, its decision with number, date, first and last day of force, and who decided.
const fn plan(
    code: &'static str,
    name: &'static str,
    level: Level,
    [decision, date, from, to]: [&'static str; 4],
    [authority, state]: [&'static str; 2],
) -> Plan {
    let (code, name) = (Cow::Borrowed(code), Cow::Borrowed(name));
    Plan { code, name, level, decision, date, authority, from, to, state }
}

pub(super) const GENERAL: Plan = plan(
    "79QHC1230001",
    "Quy hoạch chung đô thị đến năm 2045 (mẫu)",
    Level::General,
    ["1165/QĐ-TTg", "2023-10-09", "2023-10-09", ""],
    ["Thủ tướng Chính phủ", IN_FORCE],
);
pub(super) const FORMER: Plan = plan(
    "79QHC1050001",
    "Quy hoạch chung đô thị đến năm 2020 (mẫu)",
    Level::General,
    ["235/QĐ-TTg", "2005-09-12", "2005-09-12", "2023-10-08"],
    ["Thủ tướng Chính phủ", "đã thay thế"],
);
pub(super) const CENTRE: Plan = plan(
    "79QPK1190001",
    "Quy hoạch phân khu trung tâm (mẫu)",
    Level::Subdivision,
    ["1017/QĐ-UBND", "2019-04-26", "2019-05-10", ""],
    [PROVINCE, IN_FORCE],
);
pub(super) const COAST: Plan = plan(
    "79QPK1210002",
    "Quy hoạch phân khu ven biển (mẫu)",
    Level::Subdivision,
    ["2418/QĐ-UBND", "2021-08-19", "2021-09-01", ""],
    [PROVINCE, IN_FORCE],
);
pub(super) const NORTH: Plan = plan(
    "79QPK1230003",
    "Quy hoạch phân khu phía Bắc (mẫu)",
    Level::Subdivision,
    ["586/QĐ-UBND", "2023-03-10", "2023-03-25", ""],
    [PROVINCE, IN_FORCE],
);
pub(super) const ADJUSTMENT: Plan = plan(
    "79QPK2240004",
    "Điều chỉnh cục bộ quy hoạch phân khu (mẫu)",
    Level::Subdivision,
    ["3301/QĐ-UBND", "2024-12-31", "2025-01-15", ""],
    [PROVINCE, IN_FORCE],
);
pub(super) const LAND_USE: Plan = plan(
    "79QSD1220001",
    "Quy hoạch sử dụng đất đến năm 2030 (mẫu)",
    Level::LandUse,
    ["1502/QĐ-UBND", "2022-07-08", "2022-07-08", "2030-12-31"],
    [PROVINCE, IN_FORCE],
);

/// The subdivision plan of a row of the zone grid.
pub(super) fn subdivision(row: i64) -> Plan {
    match row {
        ..-6 => COAST,
        -6..40 => CENTRE,
        _ => NORTH,
    }
}

/// The subdivision plan of a district.
pub(super) fn subdivision_name(cell: GridCell) -> Cow<'static, str> {
    subdivision(2 * cell.j).name
}

/// The detailed plan of a district that has one.
pub(super) fn detailed_plan(lattice: &Lattice, cell: GridCell) -> Plan {
    let GridCell { i, j } = cell;
    let mut dice = Dice::at(lattice.seed, Purpose::Plan, i, j);
    let kind = if character(lattice, cell) == Character::Beach { "khu du lịch" } else { "khu dân cư" };
    let (number, place) = (i.rem_euclid(100) * 100 + j.rem_euclid(100), format!("{}-{}", i + 50, j + 50));
    let decided = plan("", "", Level::Detailed, ["2077/QĐ-UBND", "2025-10-17", "2025-11-01", ""], [CITY, IN_FORCE]);
    let under_way = |state| plan("", "", Level::Detailed, [""; 4], [CITY, state]);
    let found = match dice.below(100) {
        0..65 => decided,
        65..85 => under_way("lấy ý kiến"),
        _ => under_way("thẩm định"),
    };
    Plan {
        code: format!("79QCT125{number:04}").into(),
        name: format!("Quy hoạch chi tiết 1/500 {kind} số {place} (mẫu)").into(),
        ..found
    }
}
