//! From the columns of a file to the fields of a layer: names, types, who may see them, and each record's values in their order.
//!
//! Types follow the values unless the file, the layer or a mapping declares them; they only ever widen. See `columns` (what was
//! seen), `convert` (one value to another type), `meanings` (what
//! fields mean).

mod columns;
mod convert;
mod meanings;

use std::collections::{BTreeMap, BTreeSet};

use spatial_core::layer::{Clearance, Field, FieldType, Layer, Value, looks_personal_of};

use crate::mapping::Mapping;

pub(crate) use columns::{Columns, Excess, FileColumn, SOURCE_ID};
pub(crate) use convert::converted;
pub(crate) use meanings::Said;

use columns::ValueKinds;

/// Most fields of a layer; SQLite's own limit on columns is 2,000, and the store adds some.
pub const MAX_FIELDS: usize = 1_900;

/// The fields of a layer being imported.
#[derive(Debug)]
pub(crate) struct FieldTable {
    fields: Vec<Field>,
    states: Vec<State>,
    /// Per column of the files: its field, or none if it is dropped.
    targets: Vec<Option<usize>>,
    constants: Vec<(usize, Value)>,
    /// What fields are called in the files, of those that are called otherwise here.
    renamed: BTreeMap<usize, String>,
    rules: Rules,
    /// Nobody said what the fields of the layer added to mean, nor does the mapping: readers go by the usual names, of new fields, too.
    is_unsaid: bool,
    /// How many fields it is settled for what they mean.
    meant: usize,
}

/// What decides about fields.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    /// The mapping, or an empty one.
    pub(crate) mapping: Mapping,
    /// Fields the person wants hidden, by their name here.
    pub(crate) private: BTreeSet<String>,
    /// Fields to come are hidden: they are added to a published layer.
    pub(crate) hides_new: bool,
    /// Fields that were hidden in the layer that is replaced.
    pub(crate) was_private: BTreeSet<String>,
    /// What is known of meanings.
    pub(crate) said: Said,
}

#[derive(Debug, Clone, Copy)]
struct State {
    /// The type somebody declared; it widens if the values do not fit.
    declared: Option<FieldType>,
    /// The type a mapping demands; values that do not fit become findings.
    is_fixed: bool,
    /// A field of the layer that features are added to.
    is_held: bool,
    seen: ValueKinds,
}

/// A step from the schema known so far to the one needed now.
#[derive(Debug, PartialEq)]
pub(crate) enum SchemaStep {
    /// A new field at the end.
    Add(Field),
    /// A field's type holds more.
    Widen {
        /// The field.
        name: String,
        /// Its new type.
        kind: FieldType,
    },
}

/// A value that a mapping's type does not admit.
#[derive(Debug, PartialEq)]
pub(crate) struct Unconvertible {
    /// Position of the field.
    pub(crate) field: usize,
    /// The value as text.
    pub(crate) value: String,
}

impl FieldTable {
    /// Begins with the fields of the layer that features are added to, if there is one.
    pub(crate) fn new(rules: Rules, existing: Option<&Layer>) -> Self {
        let fields = existing.map_or_else(Vec::new, |layer| layer.schema.fields.clone());
        let states = fields
            .iter()
            .map(|field| State {
                declared: Some(field.kind),
                is_fixed: false,
                is_held: true,
                seen: ValueKinds::NOTHING,
            })
            .collect();
        let says = |layer: &Layer| layer.says_meanings();
        let is_unsaid = existing.is_some_and(|layer| !says(layer)) && !rules.mapping.says_meanings();
        // Where the mapping is the first to say something, the other fields are told by their names.
        let meant = existing.filter(|layer| says(layer)).map_or(0, |_| fields.len());
        let (targets, constants, renamed) = (Vec::new(), Vec::new(), BTreeMap::new());
        let mut table = Self { fields, states, targets, constants, renamed, rules, is_unsaid, meant };
        let constants: Vec<_> =
            table.rules.mapping.constants.iter().map(|(name, c)| (name.clone(), c.value())).collect();
        for (name, (value, kind)) in constants {
            let at = table.field_named(&name, None, kind);
            table.states[at].declared = Some(kind);
            table.constants.push((at, value));
        }
        table
    }

    /// Takes up new columns and wider types; returns what changed, in order.
    pub(crate) fn follow(&mut self, columns: &[FileColumn]) -> Vec<SchemaStep> {
        let before = self.fields.len();
        for column in &columns[self.targets.len()..] {
            let target = self.target(column, columns);
            self.targets.push(target);
            if let Some(at) = target {
                self.mean_as_mapped(at, &column.name);
                if *column.name != *self.fields[at].name {
                    self.renamed.entry(at).or_insert_with(|| column.name.to_string());
                }
            }
        }
        self.mean(self.meant);
        self.meant = self.fields.len();
        let mut steps = Vec::new();
        for (column, target) in columns.iter().zip(self.targets.clone()) {
            let Some(at) = target else { continue };
            let state = &mut self.states[at];
            state.seen = state.seen.and(column.seen);
            let kind = state.kind();
            if kind != self.fields[at].kind {
                self.fields[at].kind = kind;
                if at < before {
                    steps.push(SchemaStep::Widen { name: self.fields[at].name.clone(), kind });
                }
            }
        }
        steps.extend(self.fields[before..].iter().cloned().map(SchemaStep::Add));
        steps
    }

    /// Fields in which no value was seen become text.
    pub(crate) fn settle_empty(&mut self) -> Vec<SchemaStep> {
        let mut steps = Vec::new();
        for (field, state) in self.fields.iter_mut().zip(&mut self.states) {
            if state.seen == ValueKinds::NOTHING && state.declared.is_none() && !state.is_fixed {
                state.declared = Some(FieldType::Text);
                field.kind = FieldType::Text;
                steps.push(SchemaStep::Widen { name: field.name.clone(), kind: FieldType::Text });
            }
        }
        steps
    }

    /// A record's values, by column, as the values of a feature, by field.
    pub(crate) fn row(&self, values: Vec<Value>, misfits: &mut Vec<Unconvertible>) -> Vec<Value> {
        let mut row = if self.keeps_columns() { values } else { self.moved(values) };
        for (at, value) in row.iter_mut().enumerate() {
            let kind = self.fields[at].kind;
            if kind.admits(value) && !matches!(kind, FieldType::Date | FieldType::DateTime) {
                continue;
            }
            match converted(std::mem::take(value), kind) {
                Ok(fitting) => *value = fitting,
                Err(value) => misfits.push(Unconvertible { field: at, value }),
            }
        }
        row
    }

    /// The fields, in order.
    pub(crate) fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// True if a mapping demands a field's type: values of another one are findings.
    pub(crate) fn is_demanded(&self, field: usize) -> bool {
        self.states[field].is_fixed
    }

    /// The columns whose values go into a field, among the first so many.
    pub(crate) fn sources(&self, field: usize, columns: usize) -> impl Iterator<Item = usize> {
        let targets = self.targets.iter().take(columns).enumerate();
        targets.filter(move |(_, target)| **target == Some(field)).map(|(column, _)| column)
    }

    /// Mapping entries for fields that no file has.
    pub(crate) fn unused_rules(&self, columns: &[FileColumn]) -> Vec<String> {
        let has = |name: &str| columns.iter().any(|column| &*column.name == name);
        self.rules.mapping.fields.keys().filter(|name| !has(name)).cloned().collect()
    }

    /// A mapping entry that hides a field or leaves it out, and finds none in the files: the field that was meant would be public. One that
    /// is hidden anyway, in the layer added to, is no harm.
    pub(crate) fn unmet_hiding(&self, columns: &[FileColumn]) -> Option<&str> {
        let has = |name: &str| columns.iter().any(|column| &*column.name == name);
        let is_hidden = |name: &str| self.fields.iter().any(|field| field.name == name && !field.clearance.is_open());
        let unmet = self.rules.mapping.fields.iter().find(|(from, rule)| {
            let hides = rule.is_private == Some(true) && !is_hidden(rule.name.as_ref().unwrap_or(from));
            (rule.is_dropped || hides) && !has(from)
        });
        unmet.map(|(from, _)| from.as_str())
    }

    /// True if a record's values already stand in the order of the fields.
    fn keeps_columns(&self) -> bool {
        self.constants.is_empty() && self.targets.iter().enumerate().all(|(at, target)| *target == Some(at))
    }

    fn moved(&self, values: Vec<Value>) -> Vec<Value> {
        let mut row = vec![Value::Null; self.fields.len()];
        for (at, value) in &self.constants {
            row[*at] = value.clone();
        }
        for (value, target) in values.into_iter().zip(&self.targets) {
            if let Some(at) = *target {
                row[at] = value;
            }
        }
        row
    }

    fn target(&mut self, column: &FileColumn, columns: &[FileColumn]) -> Option<usize> {
        let rule = self.rules.mapping.fields.get(&*column.name).cloned();
        let Some(rule) = rule else {
            let there = self.in_another_case(&column.name, columns);
            let at = there.unwrap_or_else(|| self.field_named(&column.name, None, column.first_kind()));
            self.states[at].declared = self.states[at].declared.or(column.declared);
            return Some(at);
        };
        if rule.is_dropped {
            return None;
        }
        let name = rule.name.as_deref().unwrap_or(&column.name);
        let at = self.field_named(name, rule.is_private, rule.kind.unwrap_or(column.first_kind()));
        if rule.kind.is_some() {
            self.states[at].is_fixed = true;
            self.states[at].declared = rule.kind;
        }
        self.states[at].declared = self.states[at].declared.or(column.declared);
        Some(at)
    }

    /// The field of the layer added to that is written in another case than this column, if no column has its very name.
    fn in_another_case(&self, name: &str, columns: &[FileColumn]) -> Option<usize> {
        if self.fields.iter().any(|field| field.name == name) {
            return None;
        }
        let low = name.to_lowercase();
        let is_free = |at: usize| {
            let is_column = columns.iter().any(|column| *column.name == *self.fields[at].name);
            !is_column && !self.targets.contains(&Some(at))
        };
        let mut there = (0..self.fields.len()).filter(|at| self.fields[*at].name.to_lowercase() == low && is_free(*at));
        // Two would be a guess.
        there.next().filter(|_| there.next().is_none())
    }

    /// The field of this name, made if new.
    fn field_named(&mut self, name: &str, is_private: Option<bool>, kind: FieldType) -> usize {
        if let Some(at) = self.fields.iter().position(|field| field.name == name) {
            return at;
        }
        // Who asks for privacy on the command line gets it, whatever a mapping says.
        let guessed = || {
            self.rules.was_private.contains(name)
                || self.rules.hides_new
                || looks_personal_of(self.rules.said.sure_kind, name)
        };
        let is_private = self.rules.private.contains(name) || is_private.unwrap_or_else(guessed);
        let clearance = if is_private { Clearance::Staff } else { Clearance::Open };
        self.fields.push(Field::new(name, kind, clearance));
        self.states.push(State { declared: None, is_fixed: false, is_held: false, seen: ValueKinds::NOTHING });
        self.fields.len() - 1
    }
}

impl FileColumn {
    /// The type to begin with: an empty column takes the narrowest, so that it can become any other.
    fn first_kind(&self) -> FieldType {
        match (self.declared, self.seen) {
            (Some(declared), _) => declared,
            (None, ValueKinds::NOTHING) => FieldType::Boolean,
            (None, seen) => seen.field_type(),
        }
    }
}

impl State {
    fn kind(self) -> FieldType {
        match self.declared {
            Some(declared) if self.is_fixed || self.seen == ValueKinds::NOTHING => declared,
            Some(FieldType::Text) => FieldType::Text,
            Some(FieldType::Integer) if self.seen.is_within(ValueKinds::LONG_INTEGER.and(ValueKinds::WHOLE)) => {
                FieldType::Integer
            }
            Some(FieldType::Date) if self.seen.is_within(ValueKinds::DATE) => FieldType::Date,
            Some(FieldType::DateTime) if self.seen.is_within(ValueKinds::DATE.and(ValueKinds::DATE_TIME)) => {
                FieldType::DateTime
            }
            // Texts of a file that declares nothing: each is looked at before it is added to the layer.
            Some(declared @ (FieldType::Date | FieldType::DateTime))
                if self.is_held && self.seen.is_within(ValueKinds::ANY_TEXT) =>
            {
                declared
            }
            Some(declared) => self.seen.and(ValueKinds::of_type(declared)).field_type(),
            None if self.seen == ValueKinds::NOTHING => FieldType::Boolean,
            None => self.seen.field_type(),
        }
    }
}

#[cfg(test)]
mod tests;
