//! Which fields of a layer one finds its features by: what is said with the layer, and before that what the settings say.

use crate::layer::{Audience, FOUND_BY, Field, FieldRole, Kind, Layer, usually_plays};
use crate::search::words::squashed;

/// Names of fields in the settings, by role; they come before the usual names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldNames(Vec<(FieldRole, String)>);

impl FieldNames {
    /// A field of this name has this role.
    pub fn add(&mut self, role: FieldRole, name: &str) {
        self.0.push((role, squashed(name)));
    }

    fn has(&self, role: FieldRole, field: &str) -> bool {
        self.0.iter().any(|(known, name)| *known == role && name == field)
    }

    fn names(&self, field: &str) -> bool {
        self.0.iter().any(|(_, name)| name == field)
    }
}

/// What the fields of a layer mean to the search: what the settings say goes before what is said with the layer.
struct CastBySettings<'a> {
    fields: &'a [Field],
    names: &'a FieldNames,
    squashed: Vec<String>,
}

impl<'a> CastBySettings<'a> {
    fn of(layer: &'a Layer, names: &'a FieldNames) -> Self {
        let fields = &layer.schema.fields;
        // Whoever names no field spares every question the squashing of all names.
        let spelt = if names.0.is_empty() { &[] } else { fields.as_slice() };
        Self { fields, names, squashed: spelt.iter().map(|field| squashed(&field.name)).collect() }
    }

    fn player(&self, role: FieldRole) -> Option<usize> {
        let said = self.fields.iter().position(|field| field.meaning.role == Some(role));
        match self.named(role) {
            Some(at) => Some(at),
            // The settings took its player away: another may be called so, too.
            None if said.is_some_and(|at| self.is_named(at)) => usually_plays(role, self.fields, |at| {
                !self.is_named(at) && self.fields[at].meaning.role.is_none_or(|other| other == role)
            }),
            None => said,
        }
    }

    fn named(&self, role: FieldRole) -> Option<usize> {
        self.squashed.iter().position(|name| self.names.has(role, name))
    }

    fn is_named(&self, at: usize) -> bool {
        self.squashed.get(at).is_some_and(|name| self.names.names(name))
    }

    fn mentions(&self) -> impl Iterator<Item = usize> + '_ {
        let named = self.named(FieldRole::Mention);
        let said = move |at: &usize| {
            Some(*at) != named && self.fields[*at].meaning.role == Some(FieldRole::Mention) && !self.is_named(*at)
        };
        named.into_iter().chain((0..self.fields.len()).filter(said))
    }
}

/// The fields of one layer that are searched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Roles {
    pub(crate) commune: Option<usize>,
    pub(crate) sheet: Option<usize>,
    pub(crate) number: Option<usize>,
    /// Where rows have states: the field that says in which one is.
    pub(crate) state: Option<usize>,
    /// There: the field that says what a row is a part of.
    pub(crate) parent: Option<usize>,
    /// All other fields that are searched, by position in the schema.
    pub(crate) texts: Vec<(usize, FieldRole)>,
}

impl Roles {
    pub(crate) fn of(layer: &Layer, names: &FieldNames) -> Self {
        let cast = CastBySettings::of(layer, names);
        let sheet = cast.player(FieldRole::Sheet);
        let number = cast.player(FieldRole::Number).filter(|_| layer.kind == Kind::Parcel || sheet.is_some());
        let mut roles = Self::default();
        let states = layer.rows.as_ref().and_then(|rows| rows.state.as_ref());
        if let Some(state) = states.and_then(|states| layer.schema.position(&states.field)) {
            (roles.state, roles.parent) = (Some(state), cast.player(FieldRole::Parent));
        }
        if number.is_some() {
            (roles.number, roles.sheet, roles.commune) = (number, sheet, cast.player(FieldRole::Commune));
        }
        for role in FOUND_BY {
            let player = match role {
                FieldRole::Code if layer.kind == Kind::Ward => {
                    cast.player(role).or_else(|| cast.player(FieldRole::Commune))
                }
                _ => cast.player(role),
            };
            roles.add(player, role);
        }
        // People look for a park by what it is: its zone has no name.
        if layer.kind == Kind::Zone {
            roles.add(cast.player(FieldRole::Class), FieldRole::Class);
        }
        cast.mentions().for_each(|at| roles.add(Some(at), FieldRole::Mention));
        roles
    }

    /// A field is searched once, as the first that it is.
    fn add(&mut self, field: Option<usize>, role: FieldRole) {
        let is_taken = |at: &usize| self.texts.iter().any(|(field, _)| field == at) || self.commune == Some(*at);
        if let Some(at) = field.filter(|at| !is_taken(at)) {
            self.texts.push((at, role));
        }
    }

    /// Those of the fields that an audience may see.
    pub(crate) fn visible(&self, layer: &Layer, audience: Audience) -> Self {
        let sees = |at: &usize| layer.schema.fields.get(*at).is_some_and(|field| audience.clears(&field.clearance));
        let number = self.number.filter(sees);
        Self {
            commune: self.commune.filter(sees),
            sheet: self.sheet.filter(sees),
            number,
            state: self.state.filter(sees),
            parent: self.parent.filter(sees),
            texts: self.texts.iter().copied().filter(|(at, _)| sees(at)).collect(),
        }
    }
}
