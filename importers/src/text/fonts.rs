//! Encodings that Vietnamese fonts brought along before Unicode: TCVN3 (ABC), VNI and VPS. Each takes places of windows-1252 for its own
//! letters; what it leaves alone stays as it is there.

use encoding_rs::WINDOWS_1252;
use spatial_core::layer::composed;

/// A font's encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Font {
    /// TCVN 5712:1993, as the `.VnTime` fonts have it. Capitals with tones are small letters in fonts of capitals.
    Tcvn3,
    /// VNI for Windows: a letter, then its mark.
    Vni,
    /// VPS: one place a letter.
    Vps,
}

/// Letters of TCVN3 from 0xA1 to 0xFE; a dot where it has none.
const TCVN3: &str = concat!(
    "ĂÂÊÔƠƯĐăâêôơưđẰ",
    "·····àảãáạẲằẳẵắẴ",
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ",
    "éẹềểễếệìỉỄẾỒĩíịò",
    "Ổỏõóọồổỗốộờởỡớợù",
    "Ỗủũúụừửữứựỳỷỹýỵ",
);
/// Letters of VPS from 0x80 to 0xFF; a dot where it has none.
const VPS: &str = concat!(
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ",
    "Ế··ỀỂỄỐỒỔỖýỷỵỚỜỞ",
    "·ắằẳẵặỠớÙờởỡŨỨợỪ",
    "ổỬỲỸÍÌộỈĨÓửữÒỎÕự",
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹ",
    "ƯỦồốÔỏơÈừứÚũưÝẺ·",
    "àáâãảạă·èéêẽìí·ĩ",
    "ẴĐòóôõ·Ơụùúủ·ỶẼỳ",
);

impl Font {
    /// Text from bytes. Any byte is something: what the font leaves alone is of windows-1252.
    pub(super) fn decoded(self, bytes: &[u8]) -> String {
        self.read(bytes, &|byte: u8| Some(plain(byte))).unwrap_or_default()
    }

    /// The same, if all its letters beyond ASCII are the font's own.
    pub(super) fn own(self, bytes: &[u8]) -> Option<String> {
        self.read(bytes, &|byte: u8| byte.is_ascii().then_some(char::from(byte)))
    }

    fn read(self, bytes: &[u8], other: &dyn Fn(u8) -> Option<char>) -> Option<String> {
        match self {
            Self::Tcvn3 => by_table(bytes, TCVN3, 0xA1, other).map(|text| capitals(&text)),
            Self::Vps => by_table(bytes, VPS, 0x80, other),
            Self::Vni => vni(bytes, other),
        }
    }

    /// True if the next byte may belong to this one.
    pub(super) fn waits_after(self, byte: u8) -> bool {
        self == Self::Vni && vni_base(byte).is_some()
    }
}

fn by_table(bytes: &[u8], table: &str, first: u8, other: &dyn Fn(u8) -> Option<char>) -> Option<String> {
    let table: Vec<char> = table.chars().collect();
    let own = |byte: u8| byte.checked_sub(first).and_then(|at| table.get(usize::from(at))).filter(|own| **own != '·');
    bytes.iter().map(|byte| own(*byte).copied().or_else(|| other(*byte))).collect()
}

/// A byte as windows-1252 has it.
fn plain(byte: u8) -> char {
    WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Words of capitals get capitals with tones: those of TCVN3 are small letters that a font of capitals draws large.
fn capitals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|letter: char| !letter.is_alphabetic()) {
        let has_large = word.chars().skip(1).any(|letter| letter.is_ascii_uppercase());
        let is_capital = has_large && !word.contains(|letter: char| letter.is_ascii_lowercase());
        if is_capital { out.push_str(&word.to_uppercase()) } else { out.push_str(word) }
    }
    out
}

/// The letter that may bear a mark of VNI: ơ and ư have places of their own.
fn vni_base(byte: u8) -> Option<char> {
    Some(match byte {
        b'a' | b'e' | b'o' | b'u' | b'y' | b'A' | b'E' | b'O' | b'U' | b'Y' => char::from(byte),
        0xF4 => 'ơ',
        0xF6 => 'ư',
        0xD4 => 'Ơ',
        0xD6 => 'Ư',
        _ => return None,
    })
}

/// A letter of VNI that stands alone.
fn vni_alone(byte: u8) -> Option<char> {
    Some(match byte {
        0xF1 => 'đ',
        0xEC => 'ì',
        0xED => 'í',
        0xE6 => 'ỉ',
        0xF3 => 'ĩ',
        0xF2 => 'ị',
        0xEE => 'ỵ',
        0xD1 => 'Đ',
        0xCC => 'Ì',
        0xCD => 'Í',
        0xC6 => 'Ỉ',
        0xD3 => 'Ĩ',
        0xD2 => 'Ị',
        0xCE => 'Ỵ',
        _ => return None,
    })
}

/// The marks behind a letter, by the byte of the small letter: combining characters.
fn vni_marks(base: char, mark: u8) -> Option<&'static str> {
    // A mark behind a capital is the capital's, 0x20 below.
    let marks = match mark | 0x20 {
        0xF8 => "\u{300}",
        0xF9 => "\u{301}",
        0xFB => "\u{309}",
        0xF5 => "\u{303}",
        0xEF => "\u{323}",
        0xEA => "\u{306}",
        0xE8 => "\u{306}\u{300}",
        0xE9 => "\u{306}\u{301}",
        0xFA => "\u{306}\u{309}",
        0xFC => "\u{306}\u{303}",
        0xEB => "\u{306}\u{323}",
        0xE2 => "\u{302}",
        0xE0 => "\u{302}\u{300}",
        0xE1 => "\u{302}\u{301}",
        0xE5 => "\u{302}\u{309}",
        0xE3 => "\u{302}\u{303}",
        0xE4 => "\u{302}\u{323}",
        _ => return None,
    };
    let bears = match marks.chars().next()? {
        '\u{306}' => "aA",
        '\u{302}' => "aeoAEO",
        _ => "aeouyơưAEOUYƠƯ",
    };
    (mark >= 0xC0 && bears.contains(base)).then_some(marks)
}

fn vni(bytes: &[u8], other: &dyn Fn(u8) -> Option<char>) -> Option<String> {
    let mut parted = String::with_capacity(bytes.len() + bytes.len() / 2);
    let mut rest = bytes.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        let Some(base) = vni_base(byte) else {
            parted.push(vni_alone(byte).or_else(|| other(byte))?);
            continue;
        };
        parted.push(base);
        if let Some(marks) = rest.peek().and_then(|mark| vni_marks(base, *mark)) {
            parted.push_str(marks);
            rest.next();
        }
    }
    Some(composed(&parted).into_owned())
}

/// Bytes of a text in a font's encoding, for tests: small letters where it lacks large ones, question marks where it lacks both.
#[cfg(test)]
pub(crate) fn encoded(font: Font, text: &str) -> Vec<u8> {
    let of_table = |letter: char, table: &str, first: usize| {
        let at = table.chars().position(|own| own == letter && own != '·');
        at.and_then(|at| u8::try_from(first + at).ok())
    };
    let single = |letter: char| match font {
        Font::Tcvn3 => of_table(letter, TCVN3, 0xA1),
        Font::Vps => of_table(letter, VPS, 0x80),
        Font::Vni => (0xC0..=0xFF).find(|byte| [vni_alone(*byte), vni_base(*byte)].contains(&Some(letter))),
    };
    let paired = |letter: char| {
        let bases = (0x41..=0xFF_u8).filter(|base| vni_base(*base).is_some());
        let lifted = if letter.is_uppercase() { 0xC0..=0xDF_u8 } else { 0xE0..=0xFF_u8 };
        let mut pairs = bases.flat_map(|base| lifted.clone().map(move |mark| [base, mark]));
        pairs.find(|pair| vni(pair, &|_| None).is_some_and(|read| read == letter.to_string()))
    };
    let mut bytes = Vec::new();
    for letter in text.chars() {
        let small = letter.to_lowercase().next().filter(|_| font == Font::Tcvn3);
        match single(letter).or_else(|| single(small?)) {
            _ if letter.is_ascii() => bytes.push(letter as u8),
            Some(byte) => bytes.push(byte),
            None if font == Font::Vni => bytes.extend(paired(letter).map_or(vec![b'?'], |pair| pair.to_vec())),
            None => bytes.push(b'?'),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";

    #[test]
    fn every_letter_of_a_font_has_its_place() {
        for font in [Font::Tcvn3, Font::Vni, Font::Vps] {
            for letter in SMALL.chars() {
                let text = letter.to_string();
                assert_eq!(font.decoded(&encoded(font, &text)), text, "{font:?}");
            }
        }
        for letter in SMALL.to_uppercase().chars() {
            assert_eq!(Font::Vni.decoded(&encoded(Font::Vni, &letter.to_string())), letter.to_string());
        }
    }

    #[test]
    fn words_are_read_as_their_fonts_show_them() {
        let name = "Phường Rạch Dừa";
        assert_eq!(Font::Tcvn3.decoded(b"Ph\xAD\xEAng R\xB9ch D\xF5a"), name);
        assert_eq!(Font::Vni.decoded(b"Ph\xF6\xF4\xF8ng Ra\xEFch D\xF6\xF8a"), name);
        assert_eq!(Font::Vps.decoded(b"Ph\xDC\xA9ng R\xE5ch D\xD8a"), name);
        assert_eq!(Font::Tcvn3.decoded(b"TR\xC7N H\xADNG \xA7\xB9O, L\xAA 12 m\xB2"), "TRẦN HƯNG ĐẠO, Lê 12 m²");
        assert_eq!(Font::Vni.decoded(b"NGUYE\xC3N A\xE2n \xD1\xF6\xF9c"), "NGUYỄN Ân Đức");
    }
}
