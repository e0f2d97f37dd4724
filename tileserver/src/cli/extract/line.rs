//! `diaban extract`, as it was typed.

use std::path::PathBuf;

use clap::ArgMatches;
use spatial_core::layer::{FieldType, Value};
use spatial_core::message::Message;
use spatial_core::store::StoreAddress;

use crate::cli::line::words::{path, store, text};

/// `diaban extract`.
#[derive(Debug)]
pub(in crate::cli) struct Extract {
    pub(super) store: StoreAddress,
    /// The day; today without one.
    pub(super) as_of: Option<String>,
    /// Drafts and fields for staff, too, and not only what everybody sees.
    pub(super) all_states: bool,
    /// Settings that an answer depends on.
    pub(super) config: Option<PathBuf>,
    pub(super) of: ExtractOf,
}

/// What is extracted.
#[derive(Debug)]
pub(in crate::cli) enum ExtractOf {
    /// One parcel.
    Parcel { key: String },
    /// All of them, into a file.
    All { out: PathBuf, plan: Option<String>, commune: Option<String>, resume: bool },
}

/// What was typed; an error is wrong usage.
pub(in crate::cli) fn line(given: &ArgMatches) -> Result<Extract, Message> {
    let as_of = text(given, "as-of").map(str::to_owned);
    if let Some(day) = as_of.as_deref().filter(|day| !FieldType::Date.accepts(&Value::text(*day))) {
        return Err(Message::new("usage-day").with("day", day.escape_debug()));
    }
    let of = match (text(given, "parcel"), given.get_flag("all"), path(given, "out")) {
        (Some(key), false, None) => ExtractOf::Parcel { key: key.to_owned() },
        (None, true, Some(out)) => {
            let ending = out.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
            if !["csv", "gpkg"].contains(&ending.as_str()) {
                return Err(Message::new("usage-extract-out").with("out", out.display()));
            }
            let [plan, commune] = ["plan", "commune"].map(|name| text(given, name).map(str::to_owned));
            ExtractOf::All { out, plan, commune, resume: given.get_flag("resume") }
        }
        (Some(_), false, Some(_)) => return Err(Message::new("usage-extract-parcel-out")),
        _ => return Err(Message::new("usage-extract-what")),
    };
    let needs_all = ["plan", "commune"].into_iter().find(|name| given.contains_id(name));
    if let (ExtractOf::Parcel { .. }, true) = (&of, needs_all.is_some() || given.get_flag("resume")) {
        return Err(Message::new("usage-extract-what"));
    }
    let store = store(&path(given, "STORE").unwrap_or_default().to_string_lossy())?;
    Ok(Extract { store, as_of, all_states: given.get_flag("all-states"), config: path(given, "config"), of })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::line::command::command;
    use crate::text::Language;

    fn asked(typed: &str) -> Result<Extract, Message> {
        let matches = command(Language::En).try_get_matches_from(typed.split(' ')).expect("clap accepts the line");
        line(matches.subcommand().expect("it is a command").1)
    }

    #[test]
    fn an_extract_is_of_one_parcel_or_of_all_into_a_file() {
        let one = asked("diaban extract city.gpkg --parcel 26506-1-17 --as-of 2026-03-02").unwrap();
        assert!(matches!(&one.of, ExtractOf::Parcel { key } if key == "26506-1-17"), "{one:?}");
        let all = asked("diaban extract city.gpkg --all --plan QH-1 --out a.csv --resume").unwrap();
        assert!(matches!(all.of, ExtractOf::All { plan: Some(_), commune: None, resume: true, .. }), "{all:?}");
        for (line, code) in [
            ("diaban extract city.gpkg", "usage-extract-what"),
            ("diaban extract city.gpkg --all", "usage-extract-what"),
            ("diaban extract city.gpkg --parcel 1 --all --out a.csv", "usage-extract-what"),
            ("diaban extract city.gpkg --parcel 1 --plan 2", "usage-extract-what"),
            ("diaban extract city.gpkg --parcel 1 --out a.csv", "usage-extract-parcel-out"),
            ("diaban extract city.gpkg --all --out a.xlsx", "usage-extract-out"),
            ("diaban extract city.gpkg --parcel 1 --as-of 2026-02-30", "usage-day"),
        ] {
            assert_eq!(asked(line).unwrap_err().code, code, "{line}");
        }
    }
}
