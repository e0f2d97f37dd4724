//! Numbers as each language writes them: `2.159,6` in Vietnamese, `2,159.6` in English.

/// The marks of a language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    pub(super) thousands: char,
    pub(super) decimal: char,
}

/// Writes a number with grouped thousands and a fixed number of decimals.
pub(super) fn format(value: f64, decimals: usize, marks: Marks) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::with_capacity(plain.len() + whole.len() / 3 + 1);
    if value < 0.0 && plain.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        out.push('-');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(marks.thousands);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(marks.decimal);
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::text::Language;

    #[test]
    fn each_language_has_its_own_marks() {
        for (value, decimals, vi, en) in [
            (2159.6, 1, "2.159,6", "2,159.6"),
            (50_000.0, 0, "50.000", "50,000"),
            (999.0, 0, "999", "999"),
            (1_234_567.891, 2, "1.234.567,89", "1,234,567.89"),
            (-1000.0, 0, "-1.000", "-1,000"),
            (-0.001, 1, "0,0", "0.0"),
        ] {
            assert_eq!(Language::Vi.number(value, decimals), vi);
            assert_eq!(Language::En.number(value, decimals), en);
        }
    }
}
