//! What texts in fields of dates, times and JSON must look like. Only looks; bringing other spellings into this form is for importers.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// `2026-11-21`, a day of the calendar.
pub(super) fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_formed = bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() });
    let number = |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    is_formed && (1..=days(number(0..4), number(5..7))).contains(&number(8..10))
}

fn days(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(is_leap),
        _ => 0,
    }
}

/// `2026-11-21T07:04:00`, with a fraction of the second and a zone (`Z`, `+07`, `+07:00`, `+0700`) or without.
pub(super) fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else { return false };
    let (clock, rest) = time.split_at_checked(8).unwrap_or((time, ""));
    let after_fraction = match rest.strip_prefix('.') {
        Some(fraction) => {
            let zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if zone.len() == fraction.len() { return false } else { zone }
        }
        None => rest,
    };
    is_date(date) && is_clock(clock) && is_zone(after_fraction)
}

fn is_clock(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let within = |part: &str, most: u32| is_two_digits(part) && part.parse::<u32>().is_ok_and(|number| number <= most);
    // Second 60 is a leap second.
    matches!(parts[..], [hour, minute, second] if within(hour, 23) && within(minute, 59) && within(second, 60))
}

fn is_zone(text: &str) -> bool {
    let Some(offset) = text.strip_prefix(['+', '-']) else { return matches!(text, "" | "Z") };
    let (hours, minutes) = offset.split_at_checked(2).unwrap_or((offset, ""));
    is_two_digits(hours) && (minutes.is_empty() || is_two_digits(minutes.strip_prefix(':').unwrap_or(minutes)))
}

fn is_two_digits(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The moment a text of this form means; without a zone it is of UTC, as GeoPackage has all its times (OGC 12-128r18, table 1). A leap
/// second is the one before it. `None` if it is no such text.
pub(crate) fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let (day, time) = text.split_once(['T', 't', ' '])?;
    let zone_at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone_at);
    let civil: DateTime = format!("{day}T{clock}").parse().ok()?;
    let offset = match zone {
        "" | "Z" | "z" => 0,
        zone => {
            let sign = if zone.starts_with('-') { -1 } else { 1 };
            let (hours, minutes) = zone[1..].split_at_checked(2).unwrap_or((&zone[1..], ""));
            let minutes = minutes.strip_prefix(':').unwrap_or(minutes);
            let minutes: i32 = if minutes.is_empty() { 0 } else { minutes.parse().ok()? };
            sign * (hours.parse::<i32>().ok()? * 60 + minutes)
        }
    };
    let offset = Offset::from_seconds(offset * 60).ok()?;
    offset.to_timestamp(civil).ok()
}

/// Begins and ends like a JSON value (RFC 8259 §3); what lies between is not read.
pub(super) fn looks_like_json(text: &str) -> bool {
    let text = text.trim_matches([' ', '\t', '\n', '\r']);
    match text.as_bytes() {
        [b'{', .., b'}'] | [b'[', .., b']'] | [b'"', .., b'"'] => true,
        [b'-' | b'0'..=b'9', ..] => text.parse::<f64>().is_ok_and(f64::is_finite),
        _ => matches!(text, "true" | "false" | "null"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_one_however_it_is_written() {
        let expected = moment("2026-11-21T07:04:00Z");
        assert!(expected.is_some());
        for same in [
            "2026-11-21T07:04:00.000Z",
            "2026-11-21T07:04:00",
            "2026-11-21 07:04:00",
            "2026-11-21T14:04:00+07:00",
            "2026-11-21T14:04:00.0+07",
            "2026-11-21T00:04:00-0700",
        ] {
            assert_eq!(moment(same), expected, "{same}");
        }
        assert_ne!(moment("2026-11-21T07:04:00.001Z"), expected);
        for none in ["2026-11-21", "hôm qua", "2026-11-21T25:00:00Z", "2026-11-21T07:04:00+x", "2026-11-21T07:04:00+đ"]
        {
            assert_eq!(moment(none), None, "{none}");
        }
    }

    #[test]
    fn dates_are_days_of_the_calendar() {
        for good in ["2026-11-21", "2024-02-29", "0001-01-01"] {
            assert!(is_date(good), "{good}");
        }
        for bad in
            ["2026-02-29", "2026-13-01", "2026-00-10", "26-11-21", "21/11/2026", "2026-11-21T", "２０２６-1-1", ""]
        {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn times_have_a_clock_and_perhaps_a_fraction_and_a_zone() {
        for good in ["07:04:00", "07:04:00Z", "07:04:00.123Z", "07:04:00+07", "07:04:00.5-03:30", "23:59:60+0700"] {
            assert!(is_date_time(&format!("2026-11-21T{good}")), "{good}");
        }
        for bad in ["", "07:04", "24:00:00", "07:04:00.", "07:04:00 Z", "07:04:00+7", "07:04:00Z'; --"] {
            assert!(!is_date_time(&format!("2026-11-21T{bad}")), "{bad}");
        }
        assert!(!is_date_time("2026-11-21"));
    }

    #[test]
    fn json_begins_and_ends_like_json() {
        for good in ["{\"a\":1}", "[]", "\"text\"", "-1.5e3", "true", " null "] {
            assert!(looks_like_json(good), "{good}");
        }
        for bad in ["", "text", "{", "\"", "1 2", "NaN", "inf", "True"] {
            assert!(!looks_like_json(bad), "{bad}");
        }
    }
}
