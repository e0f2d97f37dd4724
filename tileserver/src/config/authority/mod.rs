//! `[authority] …`: whose server this is: its name, its signs, how it is reached, its colour.
//!
//! In reading order: `picture` (files that are shown), `colour` (one that people can read on).

mod colour;
mod picture;

use std::sync::Arc;

pub use colour::{Colour, ColourMistake};
pub use picture::{Picture, PictureMistake};

use crate::config::ConfigError;
use crate::config::raw::{Raw, Written};

/// Letters of a name or an address: two lines at the head of a page.
const LONGEST: usize = 160;

/// Whose server this is. All of it may be missing: then the program speaks in its own name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Authority {
    /// `name`: as its letters are headed.
    pub name: Option<String>,
    /// `logo`: beside the name.
    pub logo: Option<Picture>,
    /// `arms`: the coat of arms, before the logo.
    pub arms: Option<Picture>,
    /// `phone`: with which people call it.
    pub phone: Option<String>,
    /// `email`: to which they write.
    pub email: Option<String>,
    /// `address`: where they find it.
    pub address: Option<String>,
    /// `accent`: bars, buttons and links.
    pub accent: Option<Colour>,
}

/// What is wrong with one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthorityMistake {
    /// Longer than two lines, or of several.
    TooLong,
    /// Not what one dials.
    NotAPhone,
    /// Not what one writes to.
    NotAnEmail,
    /// Not a colour for us.
    Colour(ColourMistake),
    /// Not a picture for us.
    Picture(PictureMistake),
}

impl AuthorityMistake {
    /// The word of the sentence about it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::TooLong => "too_long",
            Self::NotAPhone => "phone",
            Self::NotAnEmail => "email",
            Self::Colour(mistake) => mistake.as_str(),
            Self::Picture(mistake) => mistake.as_str(),
        }
    }
}

/// Reads the settings, and the files they name from where the program was started.
pub(super) fn resolve(raw: &Raw) -> Result<Arc<Authority>, ConfigError> {
    let named = |key| raw.value("authority", key).filter(|written| !written.value.trim().is_empty());
    let text = |key, fits: fn(&str) -> Result<(), AuthorityMistake>| match named(key) {
        None => Ok(None),
        Some(written) => line(written).and_then(|line| match fits(&line) {
            Ok(()) => Ok(Some(line)),
            Err(mistake) => Err(wrong(written, mistake)),
        }),
    };
    let picture = |key| {
        let read = |written: &Written| {
            Picture::read(written.value.trim()).map_err(|mistake| wrong(written, AuthorityMistake::Picture(mistake)))
        };
        named(key).map(read).transpose()
    };
    let accent = named("accent").map(|written| {
        Colour::parse(written.value.trim()).map_err(|mistake| wrong(written, AuthorityMistake::Colour(mistake)))
    });
    Ok(Arc::new(Authority {
        name: text("name", |_| Ok(()))?,
        logo: picture("logo")?,
        arms: picture("arms")?,
        phone: text("phone", phone)?,
        email: text("email", email)?,
        address: text("address", |_| Ok(()))?,
        accent: accent.transpose()?,
    }))
}

fn line(written: &Written) -> Result<String, ConfigError> {
    let line = written.value.trim();
    let fits = line.chars().count() <= LONGEST && !line.chars().any(char::is_control);
    if fits { Ok(line.to_owned()) } else { Err(wrong(written, AuthorityMistake::TooLong)) }
}

fn phone(text: &str) -> Result<(), AuthorityMistake> {
    let is_dialled = |letter: char| letter.is_ascii_digit() || " +-.()".contains(letter);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let fits = text.chars().all(is_dialled) && (3..=20).contains(&digits);
    if fits { Ok(()) } else { Err(AuthorityMistake::NotAPhone) }
}

/// As far as a link needs it; whether somebody reads it only a letter can tell.
fn email(text: &str) -> Result<(), AuthorityMistake> {
    let is_plain =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "._+-".contains(c));
    let fits = text.split_once('@').is_some_and(|(who, host)| is_plain(who) && is_plain(host) && host.contains('.'));
    if fits { Ok(()) } else { Err(AuthorityMistake::NotAnEmail) }
}

fn wrong(written: &Written, mistake: AuthorityMistake) -> ConfigError {
    ConfigError::NotOfAnAuthority { key: written.key.clone(), value: written.value.clone(), mistake }
}
