//! What is told about records: findings with file, record, key and field, and the records put aside.

use spatial_core::layer::{FieldType, Value};
use spatial_core::store::Quarantined;

use crate::load::loader::Loader;
use crate::load::record_json::record_json;
use crate::record::{FileNote, Loss};
use crate::repair::Trouble;
use crate::report::Finding;
use crate::schema::{Columns, SOURCE_ID, Unconvertible, converted};

/// The word for a record's geometry where a field's name stands.
const GEOMETRY: &str = "geometry";
/// Longest value or key quoted in a finding, in characters.
const QUOTED: usize = 80;

impl Loader<'_, '_> {
    pub(super) fn put_aside(&mut self, number: u64, columns: &Columns, values: &[Value], raw: &[u8], trouble: Trouble) {
        let key = self.record_key(columns, values);
        let field = self.field_about(trouble.code);
        self.report.quarantined += 1;
        self.batch.put_aside(Quarantined {
            file: self.file_name.clone(),
            record: number,
            key: key.clone(),
            code: trouble.code.to_owned(),
            field: Some(field),
            place: trouble.place,
            record_json: record_json(columns, values, raw),
        });
        self.found_in(number, key, trouble);
    }

    pub(super) fn note(&mut self, number: u64, columns: &Columns, values: &[Value], troubles: &[Trouble]) {
        if troubles.is_empty() {
            return;
        }
        let key = self.record_key(columns, values);
        for trouble in troubles {
            self.found_in(number, key.clone(), *trouble);
        }
    }

    fn found_in(&mut self, number: u64, key: Option<String>, trouble: Trouble) {
        let Trouble { code, place, outcome } = trouble;
        let field = self.field_about(code);
        let there = self.there.take();
        self.find(code, |finding| {
            finding.record = Some(number);
            finding.key = key;
            finding.field = Some(field);
            finding.place = place;
            finding.outcome = outcome;
            finding.params.extend(there.into_iter().flat_map(|(at, value)| [("at", at.to_string()), ("value", value)]));
        });
    }

    fn field_about(&self, code: &str) -> String {
        let key = self.plan.update_key().filter(|_| code == "key-empty");
        key.unwrap_or(GEOMETRY).to_owned()
    }

    pub(super) fn note_misfit(&mut self, number: u64, misfit: Unconvertible) {
        let field = self.table.fields()[misfit.field].name.clone();
        self.find("value-not-convertible", |finding| {
            finding.record = Some(number);
            finding.field = Some(field);
            finding.params.push(("value", quoted(&misfit.value)));
        });
    }

    /// Values that could not be read, and texts that lost letters. Fields that a mapping drops are nobody's loss.
    pub(super) fn note_losses(&mut self, number: u64, columns: &Columns, values: &[Value], mut losses: Vec<Loss>) {
        for (column, value) in values.iter().enumerate() {
            if let Value::Text(text) = value
                && text.contains(char::REPLACEMENT_CHARACTER)
            {
                losses.push(Loss { column, code: "text-replaced", value: text.to_string() });
            }
        }
        if losses.is_empty() {
            return;
        }
        let key = self.record_key(columns, values);
        for loss in losses {
            let Some(field) = self.field_of(&columns.list()[loss.column].name) else { continue };
            self.find(loss.code, |finding| {
                finding.record = Some(number);
                finding.key.clone_from(&key);
                finding.field = Some(field);
                finding.params.push(("value", quoted(&loss.value)));
            });
        }
    }

    pub(super) fn note_file(&mut self, note: FileNote) {
        self.find(note.code, |finding| {
            finding.record = note.record;
            finding.params = note.params;
        });
    }

    /// Column names that lost letters.
    pub(super) fn note_names(&mut self, columns: &Columns) {
        for column in columns.list().iter().filter(|column| column.name.contains(char::REPLACEMENT_CHARACTER)) {
            self.find("text-replaced", |finding| {
                finding.field = Some(column.name.to_string());
                finding.params.push(("value", quoted(&column.name)));
            });
        }
    }

    pub(super) fn find(&mut self, code: &'static str, fill: impl FnOnce(&mut Finding)) {
        let mut finding = Finding::about(self.file_name.clone(), code);
        fill(&mut finding);
        self.report.find(finding);
    }

    /// What a column is called here; `None` if it is dropped.
    fn field_of(&self, column: &str) -> Option<String> {
        match self.plan.mapping.fields.get(column) {
            Some(rule) if rule.is_dropped => None,
            Some(rule) => Some(rule.name.as_deref().unwrap_or(column).to_owned()),
            None => Some(column.to_owned()),
        }
    }

    /// By what people know a record: the key of the request or the mapping, else its id in the file.
    fn record_key(&self, columns: &Columns, values: &[Value]) -> Option<String> {
        let mapping = &self.plan.mapping;
        let wanted = self.plan.update_key().or(mapping.key.as_deref());
        let in_file = |name: &str| match mapping.fields.get(name).and_then(|rule| rule.name.as_deref()) {
            Some(renamed) => Some(renamed) == wanted,
            None => Some(name) == wanted,
        };
        let position = |is_it: &dyn Fn(&str) -> bool| columns.list().iter().position(|column| is_it(&column.name));
        let at = position(&in_file).or_else(|| position(&|name| name == SOURCE_ID))?;
        match converted(values.get(at)?.clone(), FieldType::Text) {
            Ok(Value::Text(text)) => Some(quoted(&text)),
            _ => None,
        }
    }
}

fn quoted(value: &str) -> String {
    value.chars().take(QUOTED).collect()
}
