//! What the fields of a layer being imported mean: what the mapping says, else what was said before, else what such names usually mean.
//!
//! A store does not know which meanings somebody said and which were guessed. Where a layer is replaced, a meaning that the names of its
//! fields alone would have given is taken for a guess, and guessed again from the new fields; any other was said, and stays.

use std::collections::BTreeMap;

use spatial_core::layer::{Field, FieldRole, Kind, Layer, Meaning, mean_as_usual};

use crate::mapping::Mapping;
use crate::schema::FieldTable;

/// What is known of meanings before the first record.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) kind: Kind,
    /// The kind by which fields are public that would be hidden of others: of plain features where the kind is only guessed.
    pub(crate) sure_kind: Kind,
    /// By field, what was said of the layer that is replaced; none if nobody said what its fields mean.
    pub(crate) former: BTreeMap<String, Meaning>,
    /// The field that colours the layer: the mapping's, or that of the layer as it is.
    pub(crate) class_field: Option<String>,
}

impl Said {
    /// What a mapping says, and the layer that is there; its fields keep what was said of them if it is replaced, too.
    pub(crate) fn of(kind: Kind, mapping: &Mapping, existing: Option<&Layer>, is_replaced: bool) -> Self {
        let said = existing.filter(|layer| is_replaced && layer.says_meanings());
        let former_class = existing.and_then(|layer| layer.draw.class_field.clone());
        Self {
            kind,
            sure_kind: kind,
            former: said.map_or_else(BTreeMap::new, said_of),
            class_field: mapping.class_field.clone().or(former_class.filter(|_| !mapping.says_class())),
        }
    }
}

/// What was said of a layer's fields: all that their names alone would not have told.
fn said_of(layer: &Layer) -> BTreeMap<String, Meaning> {
    let mut guessed = layer.schema.fields.clone();
    guessed.iter_mut().for_each(|field| field.meaning = Meaning::default());
    mean_as_usual(layer.kind, &mut guessed, None, |_| true);
    let said = layer.schema.fields.iter().zip(guessed).map(|(field, guessed)| {
        let mut said = field.meaning.clone();
        said.role = said.role.filter(|role| guessed.meaning.role != Some(*role));
        said.unit = said.unit.filter(|unit| guessed.meaning.unit != Some(*unit));
        (field.name.clone(), said)
    });
    said.filter(|(_, said)| *said != Meaning::default()).collect()
}

impl Default for Said {
    fn default() -> Self {
        Self { kind: Kind::Feature, sure_kind: Kind::Feature, former: BTreeMap::new(), class_field: None }
    }
}

impl FieldTable {
    /// The fields as they will be read: with what they usually mean where the store keeps that nobody said it.
    pub(crate) fn told(&self) -> Vec<Field> {
        let mut fields = self.fields.clone();
        if self.is_unsaid {
            mean_as_usual(self.rules.said.kind, &mut fields, None, |_| true);
        }
        fields
    }

    /// The field that colours the map, if anyone may see it.
    pub(crate) fn class_field(&self) -> Option<String> {
        let wanted = self.rules.said.class_field.as_ref();
        let named = wanted.and_then(|name| self.fields.iter().find(|field| field.name == *name));
        let found = named.or_else(|| self.fields.iter().find(|field| field.meaning.role == Some(FieldRole::Class)));
        found.filter(|field| field.clearance.is_open()).map(|field| field.name.clone())
    }

    /// Says what the fields from a position on mean.
    pub(super) fn mean(&mut self, from: usize) {
        if self.is_unsaid {
            return;
        }
        let said = &self.rules.said;
        for at in from..self.fields.len() {
            let Some(former) = said.former.get(&self.fields[at].name) else { continue };
            let role = former.role.filter(|role| !self.is_mapped(*role));
            let meaning = &mut self.fields[at].meaning;
            meaning.role = meaning.role.or(role);
            meaning.unit = meaning.unit.or(former.unit);
            meaning.refers.clone_from(&former.refers);
        }
        let is_told: Vec<bool> = self.fields.iter().map(|field| field.meaning.role.is_some()).collect();
        self.guess(from);
        // A part that the mapping gives is free for its field alone, even if that turns up later.
        for at in (from..self.fields.len()).filter(|at| !is_told[*at]) {
            let role = self.fields[at].meaning.role;
            self.fields[at].meaning.role = role.filter(|role| !self.is_mapped(*role));
        }
    }

    /// Guesses by the names of the fields from a position on; where a new name tells no part, by the one in the files.
    fn guess(&mut self, from: usize) {
        let said = &self.rules.said;
        let class_field = said.class_field.as_deref();
        let guessed = |mut fields: Vec<Field>| {
            mean_as_usual(said.kind, &mut fields, class_field, |at| at >= from);
            fields
        };
        let by_name = guessed(self.fields.clone());
        let mut aliased = self.fields.clone();
        for (&at, column) in self.renamed.range(from..) {
            let is_told = by_name[at].meaning.role.is_some() || class_field == Some(by_name[at].name.as_str());
            if !is_told && !self.fields.iter().any(|field| field.name == *column) {
                aliased[at].name.clone_from(column);
            }
        }
        for ((field, by_name), aliased) in self.fields.iter_mut().zip(by_name).zip(guessed(aliased)) {
            let unit = by_name.meaning.unit.or(aliased.meaning.unit);
            field.meaning = Meaning { unit, ..aliased.meaning };
        }
    }

    /// Says of a field what the mapping does. Who played the part before plays none.
    pub(super) fn mean_as_mapped(&mut self, at: usize, column: &str) {
        let Some(rule) = self.rules.mapping.fields.get(column) else { return };
        let (role, unit) = (rule.role, rule.unit);
        if let Some(role) = role.filter(|role| *role != FieldRole::Mention) {
            let others = self.fields.iter_mut().filter(|field| field.meaning.role == Some(role));
            others.for_each(|field| field.meaning.role = None);
        }
        let meaning = &mut self.fields[at].meaning;
        meaning.role = role.or(meaning.role);
        meaning.unit = unit.or(meaning.unit);
    }

    /// True if the mapping gives the part to one field.
    fn is_mapped(&self, role: FieldRole) -> bool {
        role != FieldRole::Mention && self.rules.mapping.fields.values().any(|rule| rule.role == Some(role))
    }
}
