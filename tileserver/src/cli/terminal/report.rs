//! The import report as text a person reads: what became of the records, who may see what, and what was found.

use std::fmt::Write as _;

use importers::{Finding, Outcome, Report};
use spatial_core::message::Message;
use spatial_core::store::StoreAddress;

use crate::imports::told;
use crate::text::Language;

/// Places named per kind of finding; the JSON report has them all.
const PLACES: usize = 5;

/// The report of an import into a store in a language, lines ended.
pub(crate) fn text(report: &Report, store: &StoreAddress, language: Language) -> String {
    with_outcome(report, &outcome(report, store), language)
}

/// The same with another sentence about what became of the records.
pub(crate) fn with_outcome(report: &Report, outcome: &Message, language: Language) -> String {
    let mut out = String::new();
    let mut line = |message: Message| {
        let _ = writeln!(out, "{}", language.say(&message));
    };
    told::sentences(report, language).into_iter().for_each(&mut line);
    if !report.counts.is_empty() {
        line(Message::new("report-findings"));
    }
    for (code, count) in &report.counts {
        kind(&mut out, report, code, *count, language);
    }
    let _ = writeln!(out, "{}", language.say(outcome));
    out
}

/// What became of the layer: one sentence, with the command that shows it to the public if that does not see it.
fn outcome(report: &Report, store: &StoreAddress) -> Message {
    let code = match (report.revision, report.is_unpublished) {
        (Some(_), false) => "report-published",
        (Some(_), true) => "report-unpublished",
        (None, false) => return Message::new("report-dry-run"),
        (None, true) => "report-dry-run-unpublished",
    };
    let message = Message::new(code).with("layer", &report.layer).with("store", as_typed(store));
    report.revision.map_or(message.clone(), |revision| message.with("revision", revision))
}

/// The store as a shell takes it for one word.
fn as_typed(store: &StoreAddress) -> String {
    shell_word(store.to_string())
}

/// A text as a shell takes it for one word.
pub(crate) fn shell_word(word: String) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "_-./:=+@,%".contains(letter);
    if word.chars().all(is_plain) { word } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

/// One kind of finding, apart by what became of the records.
fn kind(out: &mut String, report: &Report, code: &str, count: u64, language: Language) {
    let found = || report.findings.iter().filter(|finding| finding.code == code);
    let mut kept = 0;
    for outcome in [Outcome::Quarantined, Outcome::Repaired, Outcome::Noted] {
        let alike: Vec<&Finding> = found().filter(|finding| finding.outcome == outcome).collect();
        kept += alike.len() as u64;
        group(out, &alike, language);
    }
    more(out, count.saturating_sub(kept), language);
}

/// How often, what, what to do, and where.
fn group(out: &mut String, alike: &[&Finding], language: Language) {
    let Some(first) = alike.first() else { return };
    let sentence = language.say(&first.reason());
    let head = Message::new("report-finding-group").with("count", alike.len()).with("sentence", sentence);
    let _ = writeln!(out, "  • {}", language.say(&head));
    let _ = writeln!(out, "    → {}", language.say(&first.remedy()));
    let places: Vec<String> = alike.iter().take(PLACES).map(|finding| place(finding, language)).collect();
    for place in &places {
        let _ = writeln!(out, "      {place}");
    }
    more(out, (alike.len() - places.len()) as u64, language);
}

fn more(out: &mut String, count: u64, language: Language) {
    if count > 0 {
        let more = Message::new("report-findings-more").with("count", count);
        let _ = writeln!(out, "      {}", language.say(&more));
    }
}

fn place(finding: &Finding, language: Language) -> String {
    let in_record = |record| Message::new("report-finding-where").with("file", &finding.file).with("record", record);
    let in_line = |line| Message::new("report-finding-line").with("file", &finding.file).with("line", line);
    let mut text = match (finding.record, finding.line) {
        (Some(record), _) => language.say(&in_record(record)),
        (None, Some(line)) => language.say(&in_line(line)),
        (None, None) => finding.file.clone(),
    };
    if let Some(key) = &finding.key {
        let _ = write!(text, " ({key})");
    }
    if let Some(field) = &finding.field {
        let _ = write!(text, " · {field}");
    }
    if let Some(value) = finding.value() {
        let _ = write!(text, " · {value}");
    }
    if let Some([x, y]) = finding.place {
        let _ = write!(text, " · {x:.6}, {y:.6}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_named_so_that_the_command_can_be_pasted() {
        for (path, typed) in [("out/city.gpkg", "out/city.gpkg"), ("kho dữ liệu's.gpkg", r"'kho dữ liệu'\''s.gpkg'")]
        {
            assert_eq!(as_typed(&StoreAddress::Gpkg(path.into())), typed);
        }
    }
}
