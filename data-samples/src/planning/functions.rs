//! Functions of plan zones, as circulars name them, with the indicators plans write for them, as text.

use crate::dice::Dice;
use crate::fabric::Character;

/// A function of a plan zone.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlanFunction {
    pub(super) name: &'static str,
    /// First part of the zone's sign.
    pub(super) sign: &'static str,
    pub(super) density: &'static [&'static str],
    pub(super) storeys: &'static [&'static str],
    pub(super) ratio: &'static [&'static str],
}

macro_rules! function {
    ($constant:ident, $name:literal, $sign:literal, $density:expr, $storeys:expr, $ratio:expr) => {
        const $constant: PlanFunction =
            PlanFunction { name: $name, sign: $sign, density: &$density, storeys: &$storeys, ratio: &$ratio };
    };
}

function!(
    HOUSING,
    "Nhóm nhà ở",
    "NO",
    ["40-60", "60-80", "≤ 80%"],
    ["3–5 tầng", "2-4", "≤ 6 tầng"],
    ["1,8-3,0", "2,4"]
);
function!(MIXED, "Hỗn hợp nhà ở–dịch vụ", "HH", ["40-60", "≤ 55%"], ["9–15 tầng", "≤ 25"], ["5,0", "4,5-6,0"]);
function!(SERVICES, "Dịch vụ (chợ, TTTM)", "DV", ["≤ 40%", "40-50"], ["3–5 tầng", "≤ 7"], ["2,0", "1,6-2,5"]);
function!(TOURISM, "Du lịch", "DL", ["25-30", "≤ 25%"], ["3–20 tầng", "≤ 12"], ["2,5", "1,2-4,0"]);
function!(SCHOOL, "Trường MN–TH–THCS", "TH", ["≤ 40%", "40"], ["1–3 tầng", "≤ 4"], ["1,2", "≤ 1,6"]);
function!(HIGH_SCHOOL, "Trường THPT", "PT", ["≤ 40%"], ["1–4 tầng"], ["1,6"]);
function!(TRAINING, "Đào tạo, nghiên cứu", "DT", ["≤ 40%"], ["1–5 tầng"], ["1,8"]);
function!(HEALTH, "Y tế", "YT", ["≤ 40%"], ["1-5"], ["2,0"]);
function!(OFFICES, "Cơ quan", "CQ", ["40"], ["2–5 tầng"], ["2,0"]);
function!(CULTURE, "Văn hóa", "VH", ["≤ 40%"], ["1–3 tầng"], ["1,0"]);
function!(GREEN, "Cây xanh công cộng", "CX", ["≤ 5%", "5"], ["1 tầng"], ["0,05"]);
function!(SPORT, "Thể dục thể thao", "TT", ["≤ 25%"], ["1–2 tầng"], ["0,5"]);
function!(VILLAGE, "Làng xóm", "LX", ["40-60", "30-50"], ["1–3 tầng", "2-3"], ["0,8-1,6", "1,2"]);
function!(FARMING, "Sản xuất nông nghiệp", "NN", [""], [""], [""]);
function!(PONDS, "Nuôi trồng thủy sản", "TS", [""], [""], [""]);
function!(LIMITED_GREEN, "Cây xanh hạn chế", "XH", ["≤ 5%"], ["1"], ["0,05"]);
function!(INDUSTRY, "Sản xuất công nghiệp, kho", "CN", ["≤ 60%", "50-60"], ["1–5 tầng"], ["≤ 3,0", "1,8"]);

/// Planned roads: nothing is built there.
pub(super) const ROADS: PlanFunction =
    PlanFunction { name: "Đường giao thông", sign: "GT", density: &[""], storeys: &[""], ratio: &[""] };

/// Water in front of the coast.
pub(super) const WATER: PlanFunction =
    PlanFunction { name: "Sông, suối, kênh", sign: "MN", density: &[""], storeys: &[""], ratio: &[""] };

/// What planners wish for a district of this character.
pub(super) fn wished(character: Character, dice: &mut Dice) -> PlanFunction {
    let wishes: &[PlanFunction] = match character {
        Character::Core => &[HOUSING, HOUSING, HOUSING, HOUSING, MIXED, MIXED, SERVICES, OFFICES, GREEN, CULTURE],
        Character::Town => &[HOUSING, HOUSING, HOUSING, HOUSING, HOUSING, MIXED, SCHOOL, SERVICES, GREEN, HEALTH],
        Character::Villa => &[HOUSING, HOUSING, HOUSING, SCHOOL, HIGH_SCHOOL, GREEN],
        Character::Beach => &[TOURISM, TOURISM, TOURISM, MIXED, GREEN],
        Character::Village => &[VILLAGE, VILLAGE, VILLAGE, VILLAGE, HOUSING, SCHOOL, GREEN],
        Character::Field => &[FARMING, FARMING, FARMING, PONDS, LIMITED_GREEN, VILLAGE],
        Character::Industry => &[INDUSTRY, INDUSTRY, INDUSTRY, INDUSTRY, LIMITED_GREEN],
        Character::Campus => &[TRAINING, OFFICES, HEALTH, HIGH_SCHOOL, SCHOOL],
        Character::Park => &[GREEN, GREEN, SPORT],
    };
    dice.pick(wishes)
}

/// The most storeys a text allows: the largest number in it.
pub(super) fn most_storeys(text: &str) -> Option<i64> {
    text.split(|letter: char| !letter.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_storeys_are_read_from_what_plans_write() {
        let texts = ["3–5 tầng", "2-4", "≤ 6 tầng", "1", ""];
        assert_eq!(texts.map(most_storeys), [Some(5), Some(4), Some(6), Some(1), None]);
    }
}
