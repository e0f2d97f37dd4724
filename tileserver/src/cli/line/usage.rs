//! Wrong usage, said in the catalogue's words instead of clap's.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use spatial_core::layer::folded;
use spatial_core::message::Message;

/// What was typed is no whole number between these, which may be typed.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("not within {low} and {high}")]
pub(in crate::cli) struct NotWithin {
    low: u32,
    high: u32,
}

/// Reads a whole number between two, which may be typed themselves.
pub(in crate::cli) fn whole(
    low: u32,
    high: u32,
) -> impl Fn(&str) -> Result<u32, NotWithin> + Clone + Send + Sync + 'static {
    move |text: &str| text.parse().ok().filter(|number| (low..=high).contains(number)).ok_or(NotWithin { low, high })
}

/// What is wrong with the command line.
pub(in crate::cli) fn explain(error: &clap::Error) -> Message {
    let of = |kind| context(error, kind);
    let argument = of(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::InvalidValue if of(ContextKind::InvalidValue).is_empty() => {
            Message::new("usage-value-missing").with("argument", argument)
        }
        ErrorKind::InvalidValue => Message::new("usage-value-unknown")
            .with("argument", argument)
            .with("value", of(ContextKind::InvalidValue))
            .with("choices", of(ContextKind::ValidValue)),
        ErrorKind::ValueValidation => {
            let asked = std::error::Error::source(error).and_then(|source| source.downcast_ref::<NotWithin>());
            let Some(NotWithin { low, high }) = asked else { return Message::new("usage-wrong") };
            let said = Message::new("usage-value-invalid").with("argument", argument);
            said.with("value", of(ContextKind::InvalidValue)).with("low", low).with("high", high)
        }
        ErrorKind::UnknownArgument => Message::new("usage-argument-unknown").with("argument", argument),
        ErrorKind::InvalidSubcommand => {
            Message::new("usage-command-unknown").with("command", of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => Message::new("usage-argument-missing").with("argument", argument),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Message::new("usage-command-missing")
        }
        ErrorKind::ArgumentConflict => Message::new("usage-argument-conflict").with("argument", argument),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            Message::new("usage-value-missing").with("argument", argument)
        }
        ErrorKind::InvalidUtf8 => Message::new("usage-not-utf8"),
        _ => Message::new("usage-wrong"),
    }
}

/// Of some names the one that was probably meant, if one is like it: one letter in three may be another, and all may be small or large.
pub(in crate::cli) fn near<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let meant = brief(name);
    nearest(name, names).filter(|known| distance(&brief(known), &meant) <= 1.max(meant.len() / 3))
}

/// The one that is most like it.
pub(in crate::cli) fn nearest<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let meant = brief(name);
    names.into_iter().min_by_key(|known| distance(&brief(known), &meant))
}

/// As much of a word as is compared, without marks.
fn brief(text: &str) -> Vec<char> {
    const LETTERS: usize = 64;
    folded(text).chars().take(LETTERS).collect()
}

/// How many letters one word must change to become the other (Levenshtein).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (place, known) in other.iter().enumerate() {
            let changed = before + usize::from(letter != known);
            before = row[place + 1];
            row[place + 1] = changed.min(before + 1).min(row[place] + 1);
        }
    }
    row[other.len()]
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::line::command::command;
    use crate::text::Language;

    fn check(line: &str, code: &str, named: &str) {
        let error = command(Language::Vi).try_get_matches_from(line.split(' ')).expect_err(line);
        let message = super::explain(&error);
        assert_eq!(message.code, code, "{line}");
        let said = Language::Vi.say(&message);
        assert!(said.contains(named), "{line}: {said}");
    }

    #[test]
    fn a_name_that_is_nearly_right_leads_to_the_right_one() {
        let names = ["CHUCNANG", "KYHIEU", "MATDO", "planning.publish"];
        for (name, meant) in [
            ("CHUC_NANG", Some("CHUCNANG")),
            ("kyhieu", Some("KYHIEU")),
            ("planning.publsh", Some("planning.publish")),
            ("MAT", None),
            ("GHICHU", None),
        ] {
            assert_eq!(super::near(name, names), meant, "{name}");
        }
        assert_eq!(super::near("x", []), None);
    }

    #[test]
    fn each_mistake_is_named() {
        check("diaban", "usage-command-missing", "--help");
        check("diaban imprt", "usage-command-unknown", "imprt");
        check("diaban serve", "usage-argument-missing", "<STORE>");
        check("diaban serve a.gpkg --prot 1", "usage-argument-unknown", "--prot");
        check("diaban import a.geojson --into s.gpkg", "usage-argument-missing", "--layer <NAME>");
        check("diaban import a --into s --layer l --mode merge", "usage-value-unknown", "create, replace");
        check("diaban sample --parcels many --out a.gpkg", "usage-value-invalid", "many");
        check("diaban sample --parcels 0 --out a.gpkg", "usage-value-invalid", "0");
        check("diaban user log a.gpkg --last abc", "usage-value-invalid", "từ 1 đến 1.000.000");
        check("diaban user token a.gpkg lan --days 3651", "usage-value-invalid", "từ 1 đến 3.650");
        check("diaban sample --out a.gpkg --parcels", "usage-value-missing", "--parcels");
    }
}
