//! A QR code for a camera before a terminal: two squares to a letter. Light squares are the letters, as terminals are dark; who has a
//! light one sees it the other way round, which the readers of telephones understand.

use qrcode::types::QrError;
use qrcode::{Color, EcLevel, QrCode};

/// Light squares around the code, as ISO/IEC 18004 asks for.
const QUIET: usize = 4;

/// The drawing of a text, a line for two rows of squares. Nothing wears off a screen: the least correction makes the largest squares.
pub(crate) fn drawing(text: &str) -> Result<String, QrError> {
    Ok(drawn(&QrCode::with_error_correction_level(text, EcLevel::L)?))
}

fn drawn(code: &QrCode) -> String {
    let (width, colors) = (code.width(), code.to_colors());
    let side = width + 2 * QUIET;
    let is_inside = |at: usize| (QUIET..QUIET + width).contains(&at);
    let is_light = |x: usize, y: usize| match is_inside(x) && is_inside(y) {
        true => colors[(y - QUIET) * width + x - QUIET] == Color::Light,
        false => y < side,
    };
    let mut drawing = String::new();
    for y in (0..side).step_by(2) {
        drawing.extend((0..side).map(|x| match (is_light(x, y), is_light(x, y + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        }));
        drawing.push('\n');
    }
    drawing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drawing_is_the_code() {
        let code = QrCode::with_error_correction_level("otpauth://totp/diaban:lan", EcLevel::L).unwrap();
        let drawing = drawn(&code);
        let side = code.width() + 2 * QUIET;
        let rows: Vec<Vec<char>> = drawing.lines().map(|line| line.chars().collect()).collect();
        assert_eq!((rows.len(), rows[0].len()), (side.div_ceil(2), side));
        let letters = rows.iter().flatten();
        let light = letters.map(|letter| match letter {
            '█' => 2,
            '▀' | '▄' => 1,
            _ => 0,
        });
        let light: usize = light.sum();
        let dark = code.to_colors().iter().filter(|color| **color == Color::Dark).count();
        assert_eq!(light, side * side - dark);
        // The corner of the upper left mark, of which every code has one.
        assert_eq!((rows[QUIET / 2][QUIET - 1], rows[QUIET / 2][QUIET]), ('█', ' '));
    }
}
