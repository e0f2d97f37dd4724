//! Which language to answer in: what was asked for first, Vietnamese when nothing was said.

use crate::text::number::Marks;

/// The languages of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Tiếng Việt, also when nobody says anything.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// All languages, the default first.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The language tag of HTML and HTTP.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// Reads `vi`, `en`, `en-GB`, `vi_VN.UTF-8`; `None` for other languages.
    pub fn parse(text: &str) -> Option<Self> {
        let primary = text.trim().split(['-', '_', '.', '@']).next()?;
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }

    /// The best language of an `Accept-Language` header (RFC 9110 §12.5.4); `None` if it names none of ours.
    pub fn accepted(header: &str) -> Option<Self> {
        let mut best: Option<(Self, f32)> = None;
        for part in header.split(',').take(32) {
            let (tag, quality) = part.split_once(';').unwrap_or((part, "q=1"));
            let quality = quality.trim().strip_prefix("q=").and_then(|q| q.trim().parse().ok()).unwrap_or(1.0);
            if let Some(language) = Self::parse(tag)
                && quality > best.map_or(0.0, |(_, so_far)| so_far)
            {
                best = Some((language, quality));
            }
        }
        best.map(|(language, _)| language)
    }

    /// The command line's language: `--lang`, then the environment's `LC_ALL`, `LC_MESSAGES`, `LANG`, then Vietnamese.
    pub fn of_command_line(asked: Option<&str>, environment: impl Fn(&str) -> Option<String>) -> Self {
        asked
            .and_then(Self::parse)
            .or_else(|| {
                let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(environment);
                set.filter(|value| !value.is_empty()).take(1).find_map(|value| Self::parse(&value))
            })
            .unwrap_or_default()
    }

    pub(super) fn marks(self) -> Marks {
        match self {
            Self::Vi => Marks { thousands: '.', decimal: ',' },
            Self::En => Marks { thousands: ',', decimal: '.' },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_weighed() {
        for (header, expected) in [
            ("en", Some(Language::En)),
            ("en-GB,en;q=0.9,vi;q=0.8", Some(Language::En)),
            ("fr, vi;q=0.5, en;q=0.4", Some(Language::Vi)),
            ("en;q=0, vi;q=0.1", Some(Language::Vi)),
            ("fr", None),
            ("", None),
            (";;;q=,,", None),
        ] {
            assert_eq!(Language::accepted(header), expected, "{header}");
        }
    }

    #[test]
    fn the_command_line_asks_the_environment_last() {
        let lang = |value: &'static str| move |name: &str| (name == "LANG").then(|| value.to_owned());
        assert_eq!(Language::of_command_line(Some("en"), lang("vi_VN.UTF-8")), Language::En);
        assert_eq!(Language::of_command_line(None, lang("en_US.UTF-8")), Language::En);
        assert_eq!(Language::of_command_line(None, lang("C")), Language::Vi);
        assert_eq!(Language::of_command_line(None, |_| None), Language::Vi);
    }
}
