//! What the fields of a layer being imported mean: what the mapping says, else what was said before, else what such names usually mean.

use std::collections::BTreeMap;

use spatial_core::layer::{Field, FieldRole, Kind, Layer, Meaning, mean_as_usual};

use crate::mapping::Mapping;
use crate::schema::FieldTable;

/// What is known of meanings before the first record.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) kind: Kind,
    /// By field, of the layer that is replaced; none if nobody said what its fields mean.
    pub(crate) former: BTreeMap<String, Meaning>,
    /// The field that colours the layer: the mapping's, or that of the layer as it is.
    pub(crate) class_field: Option<String>,
}

impl Said {
    /// What a mapping says, and the layer that is there; its fields keep what was said of them if it is replaced, too.
    pub(crate) fn of(kind: Kind, mapping: &Mapping, existing: Option<&Layer>, is_replaced: bool) -> Self {
        let said = existing.filter(|layer| is_replaced && layer.says_meanings());
        let fields = said.into_iter().flat_map(|layer| &layer.schema.fields);
        let former_class = existing.and_then(|layer| layer.draw.class_field.clone());
        Self {
            kind,
            former: fields.map(|field| (field.name.clone(), field.meaning.clone())).collect(),
            class_field: mapping.class_field.clone().or(former_class.filter(|_| !mapping.says_class())),
        }
    }
}

impl Default for Said {
    fn default() -> Self {
        Self { kind: Kind::Feature, former: BTreeMap::new(), class_field: None }
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
        let is_kept: Vec<bool> = self.fields.iter().map(|field| said.former.contains_key(&field.name)).collect();
        for at in from..self.fields.len() {
            let Some(former) = said.former.get(&self.fields[at].name) else { continue };
            let role = former.role.filter(|role| !self.is_mapped(*role));
            let meaning = &mut self.fields[at].meaning;
            meaning.role = meaning.role.or(role);
            meaning.unit = meaning.unit.or(former.unit);
            meaning.refers.clone_from(&former.refers);
        }
        let is_told: Vec<bool> = self.fields.iter().map(|field| field.meaning.role.is_some()).collect();
        let class_field = said.class_field.as_deref();
        mean_as_usual(said.kind, &mut self.fields, class_field, |at| at >= from && !is_kept[at]);
        // A part that the mapping gives is free for its field alone, even if that turns up later.
        for at in (from..self.fields.len()).filter(|at| !is_told[*at]) {
            let role = self.fields[at].meaning.role;
            self.fields[at].meaning.role = role.filter(|role| !self.is_mapped(*role));
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
