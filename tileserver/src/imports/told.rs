//! What is said of a report first: what became of the records, and who sees which fields.

use importers::Report;
use spatial_core::layer::{FieldRole, Meaning};
use spatial_core::message::Message;

use crate::text::Language;

/// In the order in which people read it.
pub(crate) fn sentences(report: &Report, language: Language) -> Vec<Message> {
    let counts = [
        ("report-read", report.read),
        ("report-loaded", report.loaded),
        ("report-repaired", report.repaired),
        ("report-quarantined", report.quarantined),
    ];
    let mut said: Vec<Message> = counts.map(|(code, count)| Message::new(code).with("count", count)).into();
    if report.updated > 0 {
        said.push(Message::new("report-updated").with("inserted", report.inserted).with("updated", report.updated));
    }
    if report.read > 0 && report.loaded == 0 {
        said.push(Message::new("report-nothing-loaded"));
    }
    said.push(Message::new("report-public-fields").with("fields", names(&report.public_fields, language)));
    said.push(Message::new("report-private-fields").with("fields", names(&report.private_fields, language)));
    if !report.meanings.is_empty() {
        said.push(Message::new("report-meanings").with("fields", meanings(&report.meanings, language)));
    }
    said
}

/// What each field was taken for, as one list.
fn meanings(fields: &[(String, Meaning)], language: Language) -> String {
    let role = |role: FieldRole| language.say(&Message::new("report-role").with("role", role.as_str()));
    let said = |(field, meaning): &(String, Meaning)| {
        let unit = meaning.unit.map(|unit| unit.sign().to_owned());
        let parts: Vec<String> = meaning.role.map(role).into_iter().chain(unit).collect();
        format!("{field} ({})", parts.join(", "))
    };
    fields.iter().map(said).collect::<Vec<_>>().join(", ")
}

/// Field names as one list.
pub(crate) fn names(fields: &[String], language: Language) -> String {
    if fields.is_empty() { language.text("report-no-fields") } else { fields.join(", ") }
}
