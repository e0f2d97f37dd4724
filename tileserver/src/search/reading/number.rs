//! Numbers as both languages write them: `1.208.622,92`, `1,208,622.92`, `1 208 622,92`, `1208622.92`.

/// Longest number that is read, in bytes.
const LONGEST: usize = 32;

/// All a text may mean as a number, the likeliest first: `456.313` is 456.313 and 456313. None if it is no number.
pub(crate) fn values(text: &str) -> Vec<f64> {
    let text = text.trim();
    if text.len() > LONGEST {
        return Vec::new();
    }
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let Some(digits) = without_spaces(digits) else { return Vec::new() };
    let marks: Vec<char> = digits.chars().filter(|c| !c.is_ascii_digit()).collect();
    let readings = match marks.as_slice() {
        [] => vec![digits.clone()],
        [mark] if is_grouped(&digits, *mark) => vec![digits.replace(*mark, "."), digits.replace(*mark, "")],
        [mark] => vec![digits.replace(*mark, ".")],
        // The same mark again and again parts thousands.
        [first, rest @ ..] if rest.iter().all(|mark| mark == first) => match is_grouped(&digits, *first) {
            true => vec![digits.replace(*first, "")],
            false => Vec::new(),
        },
        [first, .., last] => match digits.rsplit_once(*last) {
            Some((whole, part)) if is_grouped(whole, *first) => vec![format!("{}.{part}", whole.replace(*first, ""))],
            _ => Vec::new(),
        },
    };
    let whole = |text: &String| text.parse::<f64>().ok().map(|value| sign * value).filter(|value| value.is_finite());
    readings.iter().filter(|text| text.starts_with(|c: char| c.is_ascii_digit())).filter_map(whole).collect()
}

/// Spaces within a number part thousands; `None` if they do not, or if other letters are there.
fn without_spaces(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split(|c: char| c.is_whitespace() || c == '\'' || c == '’').collect();
    let fits = groups.iter().enumerate().all(|(at, group)| {
        let end = group.find(['.', ',']).unwrap_or(group.len());
        let is_last = at + 1 == groups.len();
        groups.len() == 1
            || (if at == 0 { (1..=3).contains(&end) } else { end == 3 } && (is_last || end == group.len()))
    });
    let joined = groups.concat();
    let is_number = !joined.is_empty() && joined.bytes().all(|c| c.is_ascii_digit() || c == b'.' || c == b',');
    (fits && is_number).then_some(joined)
}

/// True if the mark parts groups of three digits.
fn is_grouped(text: &str, mark: char) -> bool {
    let mut groups = text.split(mark);
    let is_first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && !first.starts_with('0'));
    is_first && groups.all(|group| group.len() == 3 && group.bytes().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_both_languages_write_them() {
        for (text, expected) in [
            ("1208622.92", &[1_208_622.92][..]),
            ("1208622,92", &[1_208_622.92]),
            ("1.208.622,92", &[1_208_622.92]),
            ("1,208,622.92", &[1_208_622.92]),
            ("1 208 622,92", &[1_208_622.92]),
            ("1\u{202f}208\u{2009}622.92", &[1_208_622.92]),
            ("1.208.622", &[1_208_622.0]),
            ("456.313", &[456.313, 456_313.0]),
            ("456,313", &[456.313, 456_313.0]),
            ("106.700", &[106.7, 106_700.0]),
            ("0.776", &[0.776]),
            ("10.776", &[10.776, 10_776.0]),
            ("456.313,40", &[456_313.4]),
            ("-71.1", &[-71.1]),
            ("−71,1", &[-71.1]),
            ("12", &[12.0]),
        ] {
            assert_eq!(values(text), expected, "{text}");
        }
        for text in ["", "12a", "1.20.622", "1 20", "..", ",", ".5", "1e5", "NaN", "1.2,3,4", &"9".repeat(40)] {
            assert_eq!(values(text), Vec::<f64>::new(), "{text}");
        }
    }
}
