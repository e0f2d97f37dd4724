//! A place of ours as a QR code, drawn.

use std::fmt::Write as _;

use qrcode::types::QrError;
use qrcode::{Color, EcLevel, QrCode};
use serde_json::{Value, json};
use spatial_core::message::Message;

use crate::config::Limits;
use crate::openapi::Domain;

/// Longest link, in bytes: with more the squares are too small for a telephone and a printer.
const LONGEST: usize = 1000;
/// Light squares around the code, as ISO/IEC 18004 asks for.
const QUIET: usize = 4;

/// The drawing of an address.
pub(crate) fn drawing(address: &str) -> Result<String, QrError> {
    Ok(drawn(&QrCode::with_error_correction_level(address, EcLevel::M)?))
}

/// The squares of an address, row by row, without the light ones around them: true for a dark one.
pub(crate) fn squares(address: &str) -> Result<Vec<Vec<bool>>, QrError> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M)?;
    let dark = |row: &[Color]| row.iter().map(|color| *color == Color::Dark).collect();
    Ok(code.to_colors().chunks(code.width()).map(dark).collect())
}

/// A path of our own, as an address carries it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OwnPath;

impl Domain for OwnPath {
    type Value = String;

    fn read(&self, text: &str) -> Option<String> {
        own_path(text)
    }

    fn expected(&self) -> Message {
        Message::new("problem-expected-link").with("most", LONGEST)
    }

    fn schema(&self, _: &Limits) -> Value {
        // A letter outside ASCII takes up to twelve of the bytes that are counted.
        json!({ "type": "string", "maxLength": LONGEST, "pattern": r"^/([^/\\\x00-\x1f\x7f-\x9f][^\\\x00-\x1f\x7f-\x9f]*)?$" })
    }
}

/// A path of our own, with what must not stand in an address written as percents; `None` if it could lead elsewhere.
fn own_path(link: &str) -> Option<String> {
    let leads_away = !link.starts_with('/') || link.starts_with("//") || link.contains('\\');
    if leads_away || link.chars().any(char::is_control) {
        return None;
    }
    let mut path = String::with_capacity(link.len());
    for byte in link.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>`{}|^".contains(&byte) {
            path.push(char::from(byte));
        } else {
            let _ = write!(path, "%{byte:02X}");
        }
    }
    (path.len() <= LONGEST).then_some(path)
}

/// Black on white whatever the page's colours are, for cameras want it so. One path: dark squares in a row are one stroke.
fn drawn(code: &QrCode) -> String {
    let (width, colors) = (code.width(), code.to_colors());
    let side = width + 2 * QUIET;
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|color| **color == Color::Dark).count();
            if run > 0 {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_our_own_are_drawn() {
        for (link, expected) in [
            ("/", Some("/")),
            (
                "/apps/planning#v1/planning?at=16/10.3/107.1&p=26506-12-45",
                Some("/apps/planning#v1/planning?at=16/10.3/107.1&p=26506-12-45"),
            ),
            ("/apps/planning#q=Rạch Dừa", Some("/apps/planning#q=R%E1%BA%A1ch%20D%E1%BB%ABa")),
            ("//evil.example", None),
            ("/\\evil.example", None),
            ("https://evil.example/", None),
            ("javascript:alert(1)", None),
            ("", None),
            ("/a\nb", None),
        ] {
            assert_eq!(own_path(link).as_deref(), expected, "{link}");
        }
        assert!(own_path(&format!("/{}", "a".repeat(LONGEST - 1))).is_some());
        assert_eq!(own_path(&format!("/{}", "a".repeat(LONGEST))), None);
    }

    #[test]
    fn the_drawing_is_the_code() {
        let code = QrCode::with_error_correction_level("http://localhost/", EcLevel::M).unwrap();
        let svg = drawn(&code);
        let dark: usize = svg.split("v1h-").filter_map(|before| before.rsplit_once('h')?.1.parse::<usize>().ok()).sum();
        assert_eq!(dark, code.to_colors().iter().filter(|color| **color == Color::Dark).count());
        assert!(svg.contains(&format!("viewBox=\"0 0 {0} {0}\"", code.width() + 8)));
    }
}
