//! Two numbers, whatever stands between and beside them: `X = 1208622.92; Y = 456313.40`, `10.776, 106.700`.

use spatial_core::layer::folded;

use crate::search::reading::number;

/// Words that may stand beside coordinates, folded.
const LABELS: [&str; 22] = [
    "x",
    "y",
    "n",
    "e",
    "b",
    "d",
    "m",
    "lat",
    "lon",
    "long",
    "lng",
    "latitude",
    "longitude",
    "vi",
    "kinh",
    "do",
    "bac",
    "dong",
    "toa",
    "north",
    "east",
    "k",
];
/// Names of systems that hold digits.
const SYSTEMS: [&str; 6] = ["vn-2000", "vn2000", "vn 2000", "wgs-84", "wgs84", "wgs 84"];

/// Numbers without what stands beside them: labels and brackets become bars.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bare {
    pub(crate) text: String,
    /// The central meridian, if one was named: `KTT 105°45′`.
    pub(crate) meridian: Option<f64>,
}

/// Takes labels away; `None` if there are words that are no labels.
pub(crate) fn bare(text: &str) -> Option<Bare> {
    let mut text = folded(text);
    for system in SYSTEMS {
        text = text.replace(system, "|");
    }
    let meridian = take_meridian(&mut text);
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    for letter in text.chars().chain([' ']) {
        if letter.is_alphabetic() {
            word.push(letter);
            continue;
        }
        if !word.is_empty() {
            if !LABELS.contains(&word.as_str()) {
                return None;
            }
            word.clear();
            out.push('|');
        }
        out.push(if "=:()[]{}".contains(letter) { '|' } else { letter });
    }
    Some(Bare { text: out, meridian })
}

/// All pairs of numbers a bare text may be, in the order they stand.
pub(crate) fn pairs(bare: &str) -> Vec<[f64; 2]> {
    let trim = |part: &str| part.trim_matches(|c: char| c.is_whitespace() || ",;".contains(c)).to_owned();
    let parts = |separator: &str| -> Vec<String> {
        bare.split(|c: char| separator.contains(c)).map(trim).filter(|part| !part.is_empty()).collect()
    };
    for separators in ["|", ";|", "\t|", "\n|", "/|"] {
        if let [a, b] = parts(separators).as_slice() {
            let found = combined(a, b);
            if !found.is_empty() {
                return found;
            }
        }
    }
    let only = match parts("|").as_slice() {
        [only] => only.clone(),
        _ => return Vec::new(),
    };
    spaced(&only).into_iter().chain(parted_by_comma(&only)).collect()
}

/// Split at one of the spaces.
fn spaced(text: &str) -> Vec<[f64; 2]> {
    let gaps = text.char_indices().filter(|(_, c)| c.is_whitespace());
    let split = |(at, gap): (usize, char)| {
        let (a, b) = (&text[..at], &text[at + gap.len_utf8()..]);
        combined(a.trim_end_matches([',', ';', ' ']), b.trim_start_matches([',', ' ']))
    };
    gaps.map(split).find(|found| !found.is_empty()).unwrap_or_default()
}

/// `10.776,106.700`: one comma alone may part them.
fn parted_by_comma(text: &str) -> Vec<[f64; 2]> {
    let mut commas = text.match_indices(',');
    match (commas.next(), commas.next()) {
        (Some((at, _)), None) => combined(&text[..at], &text[at + 1..]),
        _ => Vec::new(),
    }
}

fn combined(a: &str, b: &str) -> Vec<[f64; 2]> {
    let (a, b) = (number::values(a), number::values(b));
    a.iter().flat_map(|a| b.iter().map(move |b| [*a, *b])).collect()
}

/// Cuts `ktt 105°45'` out of a folded text, with what is said of the zone's width.
fn take_meridian(text: &mut String) -> Option<f64> {
    for start in ["kinh tuyen truc", "ktt"] {
        let Some(at) = text.find(start) else { continue };
        let rest = &text[at + start.len()..];
        let mut numbers: Vec<f64> = Vec::new();
        let mut end = 0;
        for part in rest.split_inclusive(|c: char| !c.is_ascii_digit()).take(6) {
            let digits = part.trim_end_matches(|c: char| !c.is_ascii_digit());
            let is_mark = part.ends_with(['°', 'º', 'o', '\'', '′', '-', ':', ' ', 'd', ',', ';']);
            if numbers.len() == 2 || (!digits.is_empty() && !is_mark && part.len() > digits.len()) {
                break;
            }
            end += part.len();
            numbers.extend(digits.parse::<f64>());
            if part.ends_with(['\'', '′', ',', ';']) && !numbers.is_empty() {
                break;
            }
        }
        let (degrees, minutes) = (*numbers.first()?, numbers.get(1).copied().unwrap_or(0.0));
        text.replace_range(at..at + start.len() + end, "|");
        return ((100.0..=112.0).contains(&degrees) && minutes < 60.0).then_some(degrees + minutes / 60.0);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<[f64; 2]> {
        pairs(&bare(text)?.text).first().copied()
    }

    fn has(text: &str, pair: [f64; 2]) -> bool {
        bare(text).is_some_and(|bare| pairs(&bare.text).contains(&pair))
    }

    const PLACE: [f64; 2] = [1_208_622.92, 456_313.4];

    #[test]
    fn pairs_are_read_whatever_stands_between_them() {
        for text in [
            "1208622.92 456313.40",
            "1208622.92, 456313.40",
            "1208622.92; 456313.40",
            "1208622.92\t456313.40",
            "1.208.622,92; 456.313,40",
            "1.208.622,92 456.313,40",
            "1.208.622,92, 456.313,40",
            "1,208,622.92 456,313.40",
            "1 208 622,92 456 313,40",
            "1 208 622,92; 456 313,40",
            "X=1208622.92 Y=456313.40",
            "X = 1208622,92; Y = 456313,40",
            "X(m): 1208622.92, Y(m): 456313.40",
            "X (Bắc) = 1 208 622,92; Y (Đông) = 456 313,40",
            "N 1208622.92 E 456313.40",
            "1208622.92 m N 456313.40 m E",
            "VN-2000 1208622.92 456313.40",
            "(1208622.92, 456313.40)",
        ] {
            assert!(has(text, PLACE), "{text}: {:?}", bare(text).map(|bare| pairs(&bare.text)));
        }
        assert_eq!(first("10.776, 106.700"), Some([10.776, 106.7]));
        assert_eq!(first("10.776,106.700"), Some([10.776, 106.7]));
        assert_eq!(first("10,776 106,7"), Some([10.776, 106.7]));
        assert_eq!(first("lat 10.5 lon 106.5"), Some([10.5, 106.5]));
        assert!(has("1208622 456313", [1_208_622.0, 456_313.0]));
    }

    #[test]
    fn a_meridian_may_be_named() {
        for text in [
            "1208622.92 456313.40 KTT 105°45'",
            "KTT 105°45′; 1208622.92; 456313.40",
            "kinh tuyến trục 105 45, 1208622.92 456313.40",
        ] {
            let bare = bare(text).expect(text);
            assert_eq!(bare.meridian, Some(105.75), "{text}");
            assert!(pairs(&bare.text).contains(&PLACE), "{text}: {bare:?}");
        }
    }

    #[test]
    fn other_texts_are_no_pairs() {
        for text in ["", "45", "45 nguyen hue", "1 2 3", "12/45 rach dua", "a, b", "1017/QĐ-UBND"] {
            assert_eq!(first(text), None, "{text}");
        }
    }
}
