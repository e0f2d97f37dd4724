//! Degrees, minutes and seconds: `10°46'33"N 106°42'00"E`, `10 46 33 N, 106 42 0 E`, `10°46′33,5″ Bắc …`.

use spatial_core::layer::folded;

/// An angle, and the axis it was said to be on.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Angle {
    degrees: f64,
    /// Parts given so far: degrees, minutes, seconds.
    parts: usize,
    /// True for a latitude.
    is_latitude: Option<bool>,
    is_negative: bool,
}

/// What stands in such a text.
#[derive(Debug, Clone, PartialEq)]
enum DmsToken {
    Number(f64),
    Degree,
    Prime,
    /// Axis (latitude?) and sign.
    Side(bool, bool),
    Between,
}

/// Longitude and latitude; `None` if the text is none of these forms.
pub(crate) fn read(text: &str) -> Option<[f64; 2]> {
    let tokens = tokens(&folded(text))?;
    let has_marks = tokens.iter().any(|token| matches!(token, DmsToken::Degree));
    let has_sides = tokens.iter().any(|token| matches!(token, DmsToken::Side(..)));
    let numbers = tokens.iter().filter(|token| matches!(token, DmsToken::Number(_))).count();
    // Without marks only complete angles are told from other numbers, by the side they lie on.
    let each = match numbers {
        4 | 6 => numbers / 2,
        2 if has_marks => 1,
        _ if has_marks => 0,
        _ => return None,
    };
    if !has_marks && !has_sides {
        return None;
    }
    let [a, b] = angles(&tokens, has_marks, each)?;
    let value = |angle: Angle| if angle.is_negative { -angle.degrees } else { angle.degrees };
    let a_is_latitude = match (a.is_latitude, b.is_latitude) {
        (Some(is), None) => is,
        (None, Some(is)) => !is,
        (Some(a), Some(b)) if a == b => return None,
        (Some(a), _) => a,
        (None, None) => a.degrees <= 90.0 && (b.degrees > 90.0 || a.degrees < b.degrees),
    };
    let (lat, lon) = if a_is_latitude { (value(a), value(b)) } else { (value(b), value(a)) };
    (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some([lon, lat])
}

/// The two angles of a text.
fn angles(tokens: &[DmsToken], has_marks: bool, each: usize) -> Option<[Angle; 2]> {
    let (mut found, mut side): (Vec<Angle>, Option<(bool, bool)>) = (Vec::new(), None);
    for (at, token) in tokens.iter().enumerate() {
        match token {
            DmsToken::Number(value) => {
                let begins = match has_marks {
                    true => tokens.get(at + 1) == Some(&DmsToken::Degree),
                    false => found.last().is_none_or(|angle| angle.parts == each),
                };
                if begins {
                    let mut angle =
                        Angle { degrees: value.abs(), parts: 1, is_negative: *value < 0.0, ..Angle::default() };
                    if let Some((is_latitude, is_negative)) = side.take() {
                        (angle.is_latitude, angle.is_negative) = (Some(is_latitude), is_negative);
                    }
                    found.push(angle);
                } else {
                    let angle = found.last_mut()?;
                    if angle.parts > 2 || *value >= 60.0 || *value < 0.0 {
                        return None;
                    }
                    angle.degrees += value / 60_f64.powi(i32::try_from(angle.parts).ok()?);
                    angle.parts += 1;
                }
            }
            DmsToken::Side(is_latitude, is_negative) => match found.last_mut() {
                // Behind its angle; if that has a side already, before the next.
                Some(angle) if angle.is_latitude.is_none() => {
                    (angle.is_latitude, angle.is_negative) = (Some(*is_latitude), *is_negative);
                }
                _ => side = Some((*is_latitude, *is_negative)),
            },
            DmsToken::Degree | DmsToken::Prime | DmsToken::Between => {}
        }
    }
    <[Angle; 2]>::try_from(found).ok()
}

fn tokens(text: &str) -> Option<Vec<DmsToken>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_matches(|c: char| c.is_whitespace() || "()[],;".contains(c));
    while let Some(letter) = rest.chars().next() {
        let is_part = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
        let is_signed = letter == '-' && rest[1..].starts_with(|c: char| c.is_ascii_digit());
        if letter.is_ascii_digit() || is_signed {
            let digits = &rest[usize::from(is_signed)..];
            let end = digits.find(|c| !is_part(c)).unwrap_or(digits.len());
            let number = digits[..end].trim_end_matches(['.', ',']);
            let value: f64 = number.replace(',', ".").parse().ok()?;
            tokens.push(DmsToken::Number(if is_signed { -value } else { value }));
            rest = &digits[number.len()..];
            continue;
        }
        // Unicode counts º among the letters.
        let is_letter = |c: char| c.is_alphabetic() && c != 'º';
        if is_letter(letter) {
            let end = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
            tokens.push(side(&rest[..end])?);
            rest = &rest[end..];
            continue;
        }
        tokens.push(match letter {
            '°' | 'º' | '˚' => DmsToken::Degree,
            '\'' | '′' | '’' | '"' | '″' | '”' | '“' => DmsToken::Prime,
            c if c.is_whitespace() || ",;:|/".contains(c) => DmsToken::Between,
            _ => return None,
        });
        rest = &rest[letter.len_utf8()..];
    }
    Some(tokens)
}

/// A word beside an angle, folded: N is north in both languages, for who writes `Nam` writes all of it.
fn side(word: &str) -> Option<DmsToken> {
    Some(match word {
        "n" | "b" | "bac" | "north" => DmsToken::Side(true, false),
        "s" | "nam" | "south" => DmsToken::Side(true, true),
        "e" | "d" | "dong" | "east" => DmsToken::Side(false, false),
        "w" | "t" | "tay" | "west" => DmsToken::Side(false, true),
        "vi" | "do" | "kinh" | "lat" | "lon" | "long" | "va" | "and" | "wgs" => DmsToken::Between,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_read_with_their_sides() {
        let lat = 10.0 + 46.0 / 60.0 + 33.0 / 3600.0;
        for (text, expected) in [
            ("10°46'33\"N 106°42'00\"E", [106.7, lat]),
            ("106°42'00\"E 10°46'33\"N", [106.7, lat]),
            ("N10°46'33\" E106°42'00\"", [106.7, lat]),
            ("10°46′33″ Bắc, 106°42′ Đông", [106.7, lat]),
            ("10°46′33″B; 106°42′Đ", [106.7, lat]),
            ("10°46'33\" 106°42'00\"", [106.7, lat]),
            ("10 46 33 N 106 42 0 E", [106.7, lat]),
            ("10 46 33 N, 106 42 0 E", [106.7, lat]),
            ("10º46’33” 106º42’0”", [106.7, lat]),
            ("10,5° 106,7°", [106.7, 10.5]),
            ("10.5°N 106.7°E", [106.7, 10.5]),
            ("42°21'S 71°3'36\"W", [-71.06, -42.35]),
            ("vĩ độ 10°30' kinh độ 106°42'", [106.7, 10.5]),
            ("10°46'33,0\" 106°42'00,0\"", [106.7, lat]),
        ] {
            let [lon, lat] = read(text).unwrap_or_else(|| panic!("{text} is read"));
            assert!((lon - expected[0]).abs() < 1e-9 && (lat - expected[1]).abs() < 1e-9, "{text}: {lon} {lat}");
        }
    }

    #[test]
    fn other_texts_are_no_angles() {
        for text in [
            "",
            "10.776, 106.7",
            "10 46 33 106 42 0",
            "10°",
            "10°70' 106°",
            "10°N 106°N",
            "95°N 106°E",
            "45 nguyen hue",
            "10° 20° 30°",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
