//! The time as answers and logs write it: RFC 3339 in UTC.

use std::time::{SystemTime, UNIX_EPOCH};

/// Now, `2026-11-21T20:34:53.123Z`.
pub(crate) fn now() -> String {
    text(SystemTime::now())
}

/// Another time in the same form.
pub(crate) fn text(time: SystemTime) -> String {
    let mut out = String::with_capacity(24);
    append(&mut out, time);
    out
}

/// The day of a moment (RFC 3339) in Vietnam, as people here write it in either language: `05/03/2026`.
pub(crate) fn day(moment: &str) -> Option<String> {
    let moment: jiff::Timestamp = moment.parse().ok()?;
    let there = moment.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(7)));
    Some(format!("{:02}/{:02}/{:04}", there.day(), there.month(), there.year()))
}

/// A day as people here write it in either language: `05/03/2026` for `2026-03-05`. Anything else as it is.
pub(crate) fn shown(day: &str) -> String {
    match day.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] => format!("{day}/{month}/{year}"),
        _ => day.to_owned(),
    }
}

/// Today in Vietnam, `2026-03-05`.
pub(crate) fn today() -> String {
    day_of(jiff::Timestamp::now())
}

/// The day of a moment in Vietnam, in the same form.
fn day_of(moment: jiff::Timestamp) -> String {
    moment.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(7))).date().to_string()
}

/// Appends a time, by Howard Hinnant's days-to-civil algorithm: the access log writes one per request, and a library call cost
/// more than the rest of the line.
pub(crate) fn append(out: &mut String, time: SystemTime) {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    let (days, second) = (since.as_secs() / 86_400, since.as_secs() % 86_400);
    let z = days + 719_468;
    let (era, day_of_era) = (z / 146_097, z % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let parts = [
        (year, 4, '-'),
        (month, 2, '-'),
        (day_of_year - (153 * shifted + 2) / 5 + 1, 2, 'T'),
        (second / 3600, 2, ':'),
        (second / 60 % 60, 2, ':'),
        (second % 60, 2, '.'),
        (u64::from(since.subsec_millis()), 3, 'Z'),
    ];
    for (value, width, end) in parts {
        padded(out, value, width);
        out.push(end);
    }
}

/// A number with leading zeros.
pub(crate) fn padded(out: &mut String, value: u64, width: u32) {
    for place in (0..width).rev() {
        let digit = value / 10_u64.pow(place) % 10;
        out.push(char::from(b'0' + u8::try_from(digit).unwrap_or(0)));
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_day_is_that_of_vietnam() {
        for (moment, expected) in [
            ("2026-03-05T00:00:00Z", Some("05/03/2026")),
            ("2026-03-04T16:59:59Z", Some("04/03/2026")),
            ("2026-03-04T17:00:00.5Z", Some("05/03/2026")),
            ("", None),
            ("yesterday", None),
        ] {
            assert_eq!(day(moment).as_deref(), expected, "{moment}");
        }
    }

    #[test]
    fn today_begins_at_midnight_in_vietnam() {
        for (moment, expected) in [("2026-03-04T16:59:59Z", "2026-03-04"), ("2026-03-04T17:00:00Z", "2026-03-05")] {
            assert_eq!(day_of(moment.parse().unwrap()), expected, "{moment}");
        }
    }

    #[test]
    fn days_follow_the_calendar() {
        for (seconds, date) in [(0, "1970-01-01"), (951_782_400, "2000-02-29"), (4_107_542_400, "2100-03-01")] {
            let mut out = String::new();
            append(&mut out, UNIX_EPOCH + Duration::from_secs(seconds));
            assert!(out.starts_with(date), "{out}");
        }
    }
}
