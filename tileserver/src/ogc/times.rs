//! Instants and intervals as RFC 3339 and requirement 26 write them. We have no features with time yet: they are checked, and select everything.

/// An instant or an interval, either end open.
pub(super) fn is_datetime(text: &str) -> bool {
    match text.split_once('/') {
        Some((from, to)) => {
            let is_end = |end: &str| end.is_empty() || end == ".." || is_instant(end);
            is_end(from) && is_end(to) && (is_instant(from) || is_instant(to))
        }
        None => is_instant(text),
    }
}

/// A day, or `date-time` of RFC 3339, §5.6.
fn is_instant(text: &str) -> bool {
    let Some((day, time)) = text.split_at_checked(10) else { return false };
    is_day(day) && (time.is_empty() || time.strip_prefix(['T', 't']).is_some_and(is_time))
}

/// `2020-02-29`
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2)) else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=last).contains(&day)
}

/// `10:00:00.5+07:00`
fn is_time(text: &str) -> bool {
    let Some((clock, rest)) = text.split_at_checked(8) else { return false };
    let parts: Vec<Option<u32>> = clock.split(':').map(|part| digits(part, 2)).collect();
    let is_clock = matches!(parts[..], [Some(..=23), Some(..=59), Some(..=60)]);
    let zone = rest.strip_prefix('.').map_or(rest, |fraction| {
        let zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        if zone.len() == fraction.len() { "" } else { zone }
    });
    is_clock && is_zone(zone)
}

fn is_zone(text: &str) -> bool {
    let offset = text.strip_prefix(['+', '-']).and_then(|offset| offset.split_once(':'));
    let is_offset = |(hours, minutes)| {
        digits(hours, 2).is_some_and(|hours| hours <= 23) && digits(minutes, 2).is_some_and(|minutes| minutes <= 59)
    };
    matches!(text, "Z" | "z") || offset.is_some_and(is_offset)
}

/// A number of exactly so many digits.
fn digits(text: &str, count: usize) -> Option<u32> {
    let is_number = text.len() == count && text.bytes().all(|c| c.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_rfc_3339() {
        for good in [
            "2019-01-01T00:00:00Z",
            "2020-02-29T23:59:60.125+07:00",
            "2019-01-01",
            "2019-01-01T00:00:00Z/..",
            "../2019-01-01T00:00:00Z",
            "2019-01-01T00:00:00Z/2020-01-01T00:00:00-02:30",
            "/2019-01-01T00:00:00Z",
        ] {
            assert!(is_datetime(good), "{good}");
        }
        for bad in [
            "",
            "/",
            "../..",
            "yesterday",
            "2019-02-29T00:00:00Z",
            "2019-13-01T00:00:00Z",
            "2019-01-01T24:00:00Z",
            "2019-01-01T00:00:00",
            "2019-01-01T00:00:00.Z",
            "2019-01-01T00:00:00+7",
            "2019-01-01T00:00:00Zulu",
            "2019-01-01T00:00:00Z/2020-01-01T00:00:00Z/..",
            "2019-01-0ạ",
        ] {
            assert!(!is_datetime(bad), "{bad}");
        }
    }
}
