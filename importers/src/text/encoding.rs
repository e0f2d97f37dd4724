//! Encodings: UTF-8, UTF-16 by its mark, Windows-1258 and Windows-1252, those of old Vietnamese fonts, and whatever else a `.cpg` names.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};
use std::sync::LazyLock;

use encoding_rs::{CoderResult, Decoder, WINDOWS_1252, WINDOWS_1258};
use spatial_core::layer::composed;

use super::fonts::Font;

/// How bytes become text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, checked.
    Utf8,
    /// A legacy encoding of the WHATWG list.
    Legacy(&'static encoding_rs::Encoding),
    /// That of an old Vietnamese font.
    Font(Font),
}

impl Encoding {
    /// Reads a name as people and `.cpg` files write it: `UTF-8`, `windows-1258`, `1258`, `CP1252`, `ISO-8859-1`, `ANSI 1258`.
    /// `None` if nobody knows it.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim().trim_start_matches('\u{feff}').to_ascii_lowercase();
        let digits: String = name.chars().filter(char::is_ascii_digit).collect();
        let bare: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        match bare.as_str() {
            "tcvn3" | "tcvn" | "tcvn57121" | "tcvn57123" | "tcvn57121993" | "tcvn5712" | "vn3" | "abc" => {
                return Some(Self::Font(Font::Tcvn3));
            }
            "vni" | "vniwin" | "vniwindows" => return Some(Self::Font(Font::Vni)),
            "vps" | "vpswin" => return Some(Self::Font(Font::Vps)),
            _ => {}
        }
        match (name.as_str(), digits.as_str()) {
            ("utf-8" | "utf8" | "65001", _) => return Some(Self::Utf8),
            (_, "1258") => return Some(Self::Legacy(WINDOWS_1258)),
            (_, "1252" | "88591") => return Some(Self::Legacy(WINDOWS_1252)),
            _ => {}
        }
        let windows = format!("windows-{digits}");
        let found = encoding_rs::Encoding::for_label(name.as_bytes())
            .or_else(|| encoding_rs::Encoding::for_label(windows.as_bytes()))?;
        Some(if found == encoding_rs::UTF_8 { Self::Utf8 } else { Self::Legacy(found) })
    }

    /// Length of a byte order mark at the start of a file, and the encoding it names.
    pub(crate) fn of_byte_order_mark(start: &[u8]) -> (usize, Option<Self>) {
        match encoding_rs::Encoding::for_bom(start) {
            Some((found, length)) if found == encoding_rs::UTF_8 => (length, Some(Self::Utf8)),
            Some((found, length)) => (length, Some(Self::Legacy(found))),
            None => (0, None),
        }
    }

    /// Its name, as reports give it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Legacy(encoding) => encoding.name(),
            Self::Font(Font::Tcvn3) => "TCVN3",
            Self::Font(Font::Vni) => "VNI",
            Self::Font(Font::Vps) => "VPS",
        }
    }

    /// Text from bytes; `None` if they are no text of this encoding.
    pub(crate) fn decode(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Self::Utf8 => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Self::Legacy(encoding) => {
                let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
                Some(if self.parts_marks() { Cow::Owned(composed(&text).into_owned()) } else { text })
            }
            Self::Font(_) if bytes.is_ascii() => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Self::Font(font) => Some(Cow::Owned(font.decoded(bytes))),
        }
    }

    /// Text from bytes; what is no text of this encoding becomes U+FFFD.
    pub(crate) fn decode_lossy(self, bytes: &[u8]) -> String {
        match self {
            Self::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
            Self::Legacy(encoding) => composed(&encoding.decode_without_bom_handling(bytes).0).into_owned(),
            Self::Font(font) => font.decoded(bytes),
        }
    }

    /// A text that was read as windows-1252 although its bytes are of this encoding, read anew; `None` if its letters are not all of
    /// windows-1252, or its bytes no text of this encoding.
    pub(crate) fn reread(self, text: &str) -> Option<String> {
        let bytes = as_western(text)?;
        self.decode(&bytes).map(|text| text.into_owned())
    }

    /// True if it writes tone marks as characters of their own, behind their letter.
    fn parts_marks(self) -> bool {
        self == Self::Legacy(WINDOWS_1258)
    }

    fn decoder(self) -> StreamDecoder {
        match self {
            Self::Utf8 => StreamDecoder::Standard(encoding_rs::UTF_8.new_decoder_without_bom_handling()),
            Self::Legacy(encoding) => StreamDecoder::Standard(encoding.new_decoder_without_bom_handling()),
            Self::Font(font) => StreamDecoder::Font { font, waiting: None },
        }
    }
}

/// The bytes of a text in windows-1252, if it has all its letters; most Vietnamese text has one that it lacks among its first.
pub(crate) fn as_western(text: &str) -> Option<Vec<u8>> {
    let byte = |letter: char| match letter {
        '\0'..='\u{7F}' | '\u{A0}'..='\u{FF}' => u8::try_from(u32::from(letter)).ok(),
        _ => FROM_80.iter().position(|own| *own == letter).and_then(|at| u8::try_from(0x80 + at).ok()),
    };
    text.chars().map(byte).collect()
}

/// What windows-1252 has from 0x80 to 0x9F, where its rest is that of Unicode.
static FROM_80: LazyLock<Vec<char>> = LazyLock::new(|| {
    let bytes: Vec<u8> = (0x80..0xA0).collect();
    WINDOWS_1252.decode_without_bom_handling(&bytes).0.chars().collect()
});

/// Decodes piece by piece.
enum StreamDecoder {
    Standard(Decoder),
    /// With the letter whose mark may be in the next piece.
    Font {
        font: Font,
        waiting: Option<u8>,
    },
}

/// Longest letter with its marks that waits for more, in bytes: Vietnamese needs six, and a file of nothing but marks must not be held.
const MARKED: usize = 64;

/// Decodes a stream to UTF-8, in NFC. Bytes without meaning become U+FFFD.
pub(crate) struct DecodingReader<R> {
    inner: R,
    decoder: StreamDecoder,
    /// Decoded, not yet taken; the decoder cannot fill just any space.
    ready: Vec<u8>,
    taken: usize,
    parts_marks: bool,
    /// The last letter so far, if its tone mark may still come.
    unmarked: String,
    is_done: bool,
}

impl<R: BufRead> DecodingReader<R> {
    /// Reads `inner`, which is in `encoding`.
    pub(crate) fn new(inner: R, encoding: Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.decoder(),
            ready: Vec::new(),
            taken: 0,
            parts_marks: encoding.parts_marks(),
            unmarked: String::new(),
            is_done: false,
        }
    }

    fn decode_more(&mut self) -> io::Result<()> {
        const PIECE: usize = 64 << 10;
        self.taken = 0;
        let bytes = self.inner.fill_buf()?;
        let is_last = bytes.is_empty();
        let read = match &mut self.decoder {
            StreamDecoder::Standard(decoder) => {
                self.ready.resize(PIECE, 0);
                let (result, read, written, _) = decoder.decode_to_utf8(bytes, &mut self.ready, is_last);
                self.ready.truncate(written);
                self.is_done = is_last && result == CoderResult::InputEmpty;
                read
            }
            StreamDecoder::Font { font, waiting } => {
                let read = bytes.len().min(PIECE);
                let mut piece: Vec<u8> = waiting.take().into_iter().chain(bytes[..read].iter().copied()).collect();
                if !is_last {
                    *waiting = piece.pop_if(|last| font.waits_after(*last));
                }
                self.ready = font.decoded(&piece).into_bytes();
                self.is_done = is_last;
                read
            }
        };
        self.inner.consume(read);
        if self.parts_marks {
            self.compose();
        }
        Ok(())
    }

    /// Composes what is ready, but for the last letter: its mark may be in the next piece.
    fn compose(&mut self) {
        let mut text = std::mem::take(&mut self.unmarked);
        text.push_str(&String::from_utf8_lossy(&self.ready));
        if !self.is_done {
            let is_mark = |letter: char| ('\u{300}'..='\u{36F}').contains(&letter);
            let last = text.char_indices().rev().find(|(_, letter)| !is_mark(*letter));
            let last = last.map_or(0, |(at, _)| at);
            if text.len() - last <= MARKED {
                self.unmarked = text.split_off(last);
            }
        }
        self.ready = composed(&text).into_owned().into_bytes();
    }
}

impl<R: BufRead> Read for DecodingReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.ready.len() && !self.is_done {
            self.decode_more()?;
        }
        let rest = &self.ready[self.taken..];
        let count = rest.len().min(out.len());
        out[..count].copy_from_slice(&rest[..count]);
        self.taken += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_go_by_many_names() {
        for (name, encoding) in [
            ("UTF-8", "UTF-8"),
            ("65001", "UTF-8"),
            ("ANSI 1258", "windows-1258"),
            ("CP1252", "windows-1252"),
            ("ISO-8859-1", "windows-1252"),
            ("1251", "windows-1251"),
            ("ABC", "TCVN3"),
            ("tcvn-5712", "TCVN3"),
            ("VNI-Windows", "VNI"),
            ("vps", "VPS"),
        ] {
            assert_eq!(Encoding::parse(name).map(Encoding::name), Some(encoding), "{name}");
        }
        assert_eq!(Encoding::parse("no such thing"), None);
    }

    #[test]
    fn a_stream_is_decoded_whatever_the_pieces() {
        let bytes: Vec<u8> = "Vũng Tàu".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let pieces = std::io::BufReader::with_capacity(3, &bytes[..]);
        let mut text = String::new();
        DecodingReader::new(pieces, Encoding::Legacy(encoding_rs::UTF_16LE)).read_to_string(&mut text).unwrap();
        assert_eq!(text, "Vũng Tàu");
    }

    #[test]
    fn tone_marks_of_windows_1258_join_their_letters_whatever_the_pieces() {
        // Phường Rạch Dừa, Vũng Tàu: ờ, ạ, ừ are a letter and a mark each; ũ and à partly so.
        let bytes = b"Ph\xFD\xF5\xCCng Ra\xF2ch D\xFD\xCCa, Vu\xDEng T\xE0u";
        let legacy = Encoding::parse("windows-1258").unwrap();
        let expected = "Phường Rạch Dừa, Vũng Tàu";
        assert_eq!(legacy.decode(bytes).as_deref(), Some(expected));
        for piece in 1..6 {
            let mut text = String::new();
            let pieces = std::io::BufReader::with_capacity(piece, &bytes[..]);
            DecodingReader::new(pieces, legacy).read_to_string(&mut text).unwrap();
            assert_eq!(text, expected, "pieces of {piece}");
        }
    }

    #[test]
    fn marks_of_vni_join_their_letters_whatever_the_pieces() {
        let bytes = b"Ph\xF6\xF4\xF8ng Ra\xEFch D\xF6\xF8a";
        for piece in 1..6 {
            let mut text = String::new();
            let pieces = std::io::BufReader::with_capacity(piece, &bytes[..]);
            DecodingReader::new(pieces, Encoding::Font(Font::Vni)).read_to_string(&mut text).unwrap();
            assert_eq!(text, "Phường Rạch Dừa", "pieces of {piece}");
        }
    }

    #[test]
    fn what_was_read_as_western_is_read_anew() {
        let tcvn3 = Encoding::Font(Font::Tcvn3);
        assert_eq!(tcvn3.reread("Ph\u{AD}êng R¹ch Dõa").as_deref(), Some("Phường Rạch Dừa"));
        assert_eq!(Encoding::Utf8.reread("PhÆ°á»\u{9D}ng").as_deref(), Some("Phường"));
        assert_eq!((tcvn3.reread("Phường"), Encoding::Utf8.reread("Hà")), (None, None));
    }

    #[test]
    fn marks_without_a_letter_do_not_pile_up() {
        const MARKS: usize = 100_000;
        let bytes = vec![0xCC; MARKS];
        let pieces = std::io::BufReader::with_capacity(50, &bytes[..]);
        let mut reader = DecodingReader::new(pieces, Encoding::parse("windows-1258").unwrap());
        let mut text = Vec::new();
        let mut piece = [0; 128];
        loop {
            let read = reader.read(&mut piece).unwrap();
            assert!(reader.unmarked.len() <= 64, "{} bytes wait", reader.unmarked.len());
            if read == 0 {
                break;
            }
            text.extend_from_slice(&piece[..read]);
        }
        assert_eq!(String::from_utf8(text).unwrap(), "\u{300}".repeat(MARKS));
    }
}
