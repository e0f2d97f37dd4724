//! Days as databases and workbooks write them.

/// Years a plan of this package may name: since the land reform, and as far as plans reach.
const YEARS: std::ops::RangeInclusive<u32> = 1954..=2100;

/// A day in ISO 8601, from that or from the Vietnamese form (`2/3/2026`), with or without a time behind it.
pub(in crate::package) fn read(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.split(['T', ' ']).next().unwrap_or(text);
    let (year, month, day) = match text.split(['-', '/', '.']).collect::<Vec<_>>()[..] {
        [first, month, last] if first.len() == 4 => (first, month, last),
        [first, month, last] if last.len() == 4 => (last, month, first),
        _ => return None,
    };
    let number = |text: &str| {
        if text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()) { text.parse::<u32>().ok() } else { None }
    };
    let (year, month, day) = (number(year)?, number(month)?, number(day)?);
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let longest = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=longest).contains(&day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// True of a day in ISO 8601 that a plan may name.
pub(super) fn is_likely(day: &str) -> bool {
    day.get(..4).and_then(|year| year.parse().ok()).is_some_and(|year| YEARS.contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_both_forms() {
        for (text, day) in [
            ("2025-10-17", Some("2025-10-17")),
            ("2025-10-17T00:00:00Z", Some("2025-10-17")),
            ("17/10/2025", Some("2025-10-17")),
            ("7/1/2025", Some("2025-01-07")),
            ("29/02/2023", None),
            ("2025-13-01", None),
            ("17/10/25", None),
            ("tháng 10", None),
            ("", None),
        ] {
            assert_eq!(read(text).as_deref(), day, "{text}");
        }
        assert!(is_likely("2025-01-01") && !is_likely("0025-01-01") && !is_likely("2925-01-01"));
    }
}
