//! The name somebody may have meant.

use spatial_core::layer::folded;

/// Longest name that is compared; the longest of the circular has some fifty letters.
const MOST_LETTERS: usize = 80;

/// A name without case, tones and what is neither letter nor digit.
pub(in crate::package) fn folded_name(name: &str) -> String {
    folded(name).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Of these names the one that differs least, if that is a slip: one letter in five at most (substitution, deletion, insertion).
pub(in crate::package) fn nearest<'a>(name: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = folded_name(name).chars().collect();
    if wanted.is_empty() || wanted.len() > MOST_LETTERS {
        return None;
    }
    let measured = among.map(|other| {
        let letters: Vec<char> = folded_name(other).chars().collect();
        (distance(&wanted, &letters), letters.len(), other)
    });
    let (edits, letters, found) = measured.min_by_key(|(edits, ..)| *edits)?;
    (edits <= (letters / 5).clamp(1, 4)).then_some(found)
}

/// Edits from one word to another (Levenshtein, 1965).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (column, there) in other.iter().enumerate() {
            let substituted = diagonal + usize::from(letter != there);
            diagonal = row[column + 1];
            row[column + 1] = substituted.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name_and_another_word_none() {
        let names = ["RanhGioiQuyHoach_A", "ChucNangSuDungDat_A", "maHoSoQH"];
        for (typed, meant) in [
            ("ChucNangSDDat_A", None),
            ("ChucNangSuDungDt_A", Some("ChucNangSuDungDat_A")),
            ("chucnangsudungdat_a", Some("ChucNangSuDungDat_A")),
            ("RanhGioiQuyHoạch_A", Some("RanhGioiQuyHoach_A")),
            ("ma_ho_so_qh", Some("maHoSoQH")),
            ("GhiChu", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, names.into_iter()), meant, "{typed}");
        }
    }
}
