//! A logo or coat of arms: a small file whose kind its bytes say, and a drawing only if nothing in it acts or leads elsewhere.
//!
//! It is shown as a picture (`<img>`), where browsers run no scripts; who opens it by itself gets it in a sandbox. What is refused here
//! would then do nothing, so that an authority learns at once that its file is not what it seems.

use std::io::Read;
use std::path::PathBuf;

use roxmltree::{Document, Node};

/// Largest file: each page asks for it once, on slow lines, too.
const MOST_BYTES: u64 = 256 << 10;
/// Widest and highest picture, in dots: more is a photograph.
const MOST_DOTS: u32 = 4096;
/// What a file of PNG begins with (ISO/IEC 15948, 5.2).
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A picture to show, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its media type.
    pub media_type: &'static str,
    /// Its file.
    pub bytes: Vec<u8>,
}

/// Why a file is no picture for us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureMistake {
    /// It cannot be read.
    Unreadable,
    /// It is too large, in bytes or in dots.
    TooLarge,
    /// Neither PNG nor SVG.
    NotAPicture,
    /// A drawing that acts, or asks for something elsewhere.
    Acts,
}

impl PictureMistake {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::TooLarge => "large",
            Self::NotAPicture => "picture",
            Self::Acts => "acts",
        }
    }
}

impl Picture {
    pub(super) fn read(path: &str) -> Result<Self, PictureMistake> {
        let mut bytes = Vec::new();
        std::fs::File::open(PathBuf::from(path))
            .and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
            .map_err(|_| PictureMistake::Unreadable)?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(PictureMistake::TooLarge);
        }
        Self::of(bytes)
    }

    fn of(bytes: Vec<u8>) -> Result<Self, PictureMistake> {
        if bytes.starts_with(PNG) {
            let dots = |at: usize| bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_be_bytes);
            return match (dots(16), dots(20)) {
                (Some(1..=MOST_DOTS), Some(1..=MOST_DOTS)) => Ok(Self { media_type: "image/png", bytes }),
                (Some(_), Some(_)) => Err(PictureMistake::TooLarge),
                _ => Err(PictureMistake::NotAPicture),
            };
        }
        let text = std::str::from_utf8(&bytes).map_err(|_| PictureMistake::NotAPicture)?;
        // Entities of its own are refused with the declaration that makes them.
        let drawing = Document::parse(text).map_err(|_| PictureMistake::NotAPicture)?;
        if drawing.root_element().tag_name().name() != "svg" {
            return Err(PictureMistake::NotAPicture);
        }
        if drawing.descendants().any(|node| acts(&node)) {
            return Err(PictureMistake::Acts);
        }
        Ok(Self { media_type: "image/svg+xml", bytes })
    }
}

/// True for what runs, embeds, or fetches from elsewhere.
fn acts(node: &Node<'_, '_>) -> bool {
    if node.is_pi() && node.pi().is_some_and(|pi| pi.target == "xml-stylesheet") {
        return true;
    }
    if !node.is_element() {
        return false;
    }
    let name = node.tag_name().name().to_ascii_lowercase();
    let acts = ["script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener"];
    let leads = |value: &str| {
        value.contains("url(") && !value.split("url(").skip(1).all(is_inside) || value.contains("@import")
    };
    acts.contains(&name.as_str())
        || (name == "style" && node.descendants().filter_map(|text| text.text()).any(leads))
        || node.attributes().any(|attribute| {
            let (name, value) = (attribute.name().to_ascii_lowercase(), attribute.value().trim());
            let is_link = name == "href" || name == "src";
            name.starts_with("on")
                || leads(value)
                || is_link && !value.starts_with('#') && !value.starts_with("data:image/")
        })
}

/// True for a place of the same drawing: `url(#shade)`.
fn is_inside(rest: &str) -> bool {
    rest.trim_start_matches(['"', '\'', ' ']).starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAWING: &str =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\">";

    #[test]
    fn a_drawing_may_draw_and_nothing_else() {
        for (inside, expected) in [
            ("<rect width=\"9\" height=\"9\" fill=\"url(#a)\"/><use xlink:href=\"#b\"/>", None),
            ("<style>rect { fill: red }</style><image href=\"data:image/png;base64,AA\"/>", None),
            ("<script>alert(1)</script>", Some(PictureMistake::Acts)),
            ("<g><SCRIPT href=\"x.js\"/></g>", Some(PictureMistake::Acts)),
            ("<rect onload=\"alert(1)\"/>", Some(PictureMistake::Acts)),
            ("<a xlink:href=\"javascript:alert(1)\"/>", Some(PictureMistake::Acts)),
            ("<image href=\"https://elsewhere.example/a.png\"/>", Some(PictureMistake::Acts)),
            ("<rect fill=\"url(https://elsewhere.example/a)\"/>", Some(PictureMistake::Acts)),
            ("<style>@import 'https://elsewhere.example/a.css';</style>", Some(PictureMistake::Acts)),
            ("<foreignObject/>", Some(PictureMistake::Acts)),
            ("<rect>", Some(PictureMistake::NotAPicture)),
        ] {
            let picture = Picture::of(format!("{DRAWING}{inside}</svg>").into_bytes());
            assert_eq!(picture.err(), expected, "{inside}");
        }
    }

    #[test]
    fn the_bytes_say_what_a_file_is() {
        let png = |width: u32| [PNG, &[0, 0, 0, 13], b"IHDR", &width.to_be_bytes(), &32_u32.to_be_bytes()].concat();
        assert_eq!(Picture::of(png(64)).map(|picture| picture.media_type), Ok("image/png"));
        assert_eq!(Picture::of(png(5000)), Err(PictureMistake::TooLarge));
        for bytes in [PNG, b"GIF89a", b"<html/>", b"", &[0xff, 0xfe]] {
            assert_eq!(Picture::of(bytes.to_vec()), Err(PictureMistake::NotAPicture), "{bytes:?}");
        }
        let bomb = b"<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>";
        assert_eq!(Picture::of(bomb.to_vec()), Err(PictureMistake::NotAPicture));
    }
}
