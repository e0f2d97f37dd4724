//! Tables a subject declares in its code: written down once as constants, made in the store when they are first needed.

use crate::crs::{Crs, Operation};
use crate::layer::{
    Clearance, Door, Draw, Field, FieldRole, FieldType, GeometryType, Kind, Layer, LayerName, Meaning, NameError,
    RowPolicy, Schema, States, Subject, Unit, Validity, Word,
};

/// One table of a subject.
#[derive(Debug, Clone, Copy)]
pub struct DeclaredTable {
    /// The subject: `planning`.
    pub room: &'static str,
    /// The table: `zone`.
    pub table: &'static str,
    /// The layer it is in a store that has one of it: `plan_zones`.
    pub layer: &'static str,
    /// What its rows are.
    pub kind: Kind,
    /// Shape family; none for a table without.
    pub geometry: GeometryType,
    /// Its fields, in order.
    pub fields: &'static [DeclaredField],
    /// Who sees the table at all: a word of [`Clearance`].
    pub clearance: &'static str,
    /// Who sees rows of which state.
    pub rows: Option<DeclaredRows>,
    /// The field whose value merges small polygons into one fill below z 14, and colours them.
    pub class_field: Option<&'static str>,
}

/// One field of it.
#[derive(Debug, Clone, Copy)]
pub struct DeclaredField {
    /// Its name.
    pub name: &'static str,
    /// Type of its values.
    pub kind: FieldType,
    /// The part it plays.
    pub role: Option<FieldRole>,
    /// What its numbers count.
    pub unit: Option<Unit>,
    /// The layer its values name rows of.
    pub refers: Option<&'static str>,
    /// Who sees it: a word of [`Clearance`].
    pub clearance: &'static str,
}

/// Who sees its rows.
#[derive(Debug, Clone, Copy)]
pub struct DeclaredRows {
    /// The field of the state, and who sees which: words of [`Clearance`].
    pub states: Option<(&'static str, &'static [(&'static str, &'static str)])>,
    /// The field of the area.
    pub area: Option<&'static str>,
    /// The fields of the first day, and of the first day no longer.
    pub valid: Option<(&'static str, &'static str)>,
}

impl DeclaredField {
    /// A field anyone sees.
    pub const fn open(name: &'static str, kind: FieldType) -> Self {
        Self { name, kind, role: None, unit: None, refers: None, clearance: "anonymous" }
    }

    /// A field for staff.
    pub const fn staff(name: &'static str, kind: FieldType) -> Self {
        Self { clearance: "staff", ..Self::open(name, kind) }
    }

    /// The same field in a role.
    #[must_use]
    pub const fn role(self, role: FieldRole) -> Self {
        Self { role: Some(role), ..self }
    }

    /// The same field counting something.
    #[must_use]
    pub const fn unit(self, unit: Unit) -> Self {
        Self { unit: Some(unit), ..self }
    }

    /// The same field naming rows of a layer.
    #[must_use]
    pub const fn refers(self, layer: &'static str) -> Self {
        Self { refers: Some(layer), ..self }
    }

    /// The field it becomes.
    ///
    /// # Errors
    /// [`NameError`] naming a word of the declaration that is none.
    pub fn field(&self) -> Result<Field, NameError> {
        let refers = self.refers.map(LayerName::parse).transpose()?;
        Ok(Field {
            name: self.name.to_owned(),
            kind: self.kind,
            clearance: clearance(self.clearance)?,
            meaning: Meaning { role: self.role, unit: self.unit, refers },
        })
    }
}

impl DeclaredTable {
    /// The layer it becomes in a store, in a reference system, with a title for people.
    ///
    /// # Errors
    /// [`NameError`] naming a word of the declaration that is none: a fault of the subject's code, which its tests find.
    pub fn layer(&self, crs: Crs, operation: Operation, title: &str) -> Result<Layer, NameError> {
        let fields = self.fields.iter().map(DeclaredField::field).collect::<Result<_, _>>()?;
        let schema = Schema { geometry: self.geometry, fields };
        Ok(Layer {
            title: title.to_owned(),
            subject: Some(Subject::new(self.room, self.table).ok_or_else(|| no_word(self.table))?),
            door: self.door()?,
            draw: Draw { min_zoom: self.first_zoom(), class_field: self.class_field.map(str::to_owned) },
            clearance: clearance(self.clearance)?,
            rows: self.rows.map(|rows| rows.policy()).transpose()?,
            ..Layer::open(LayerName::parse(self.layer)?, self.kind, schema, crs, operation)
        })
    }

    /// The zoom it begins at. Lines of a plan are read beside parcels: no style draws them where those are not told apart, while streets,
    /// which are lines too, are what a town is known by.
    fn first_zoom(&self) -> u8 {
        match (self.kind, self.geometry) {
            (Kind::Line, GeometryType::Line) => 14,
            (kind, geometry) => Draw::usual_min_zoom(kind, geometry),
        }
    }

    /// The first of its fields that a layer of a store has not: the store was made by an older program, or another program dropped it.
    pub fn lacking(&self, layer: &Layer) -> Option<&'static str> {
        self.fields.iter().map(|field| field.name).find(|name| layer.schema.position(name).is_none())
    }

    /// The door through which it is written: its subject's.
    ///
    /// # Errors
    /// [`NameError`] if the subject's name is no word.
    pub fn door(&self) -> Result<Door, NameError> {
        Word::parse(self.room).map(Door::Subject).ok_or_else(|| no_word(self.room))
    }
}

impl DeclaredRows {
    fn policy(&self) -> Result<RowPolicy, NameError> {
        let seen = |(state, word): &(&str, &str)| Ok(((*state).to_owned(), clearance(word)?));
        let states = |(field, seen_by): (&str, &[(&str, &str)])| {
            Ok(States { field: field.to_owned(), seen: seen_by.iter().map(seen).collect::<Result<_, NameError>>()? })
        };
        Ok(RowPolicy {
            state: self.states.map(states).transpose()?,
            area: self.area.map(str::to_owned),
            valid: self.valid.map(|(from, to)| Validity { from: from.to_owned(), to: to.to_owned() }),
        })
    }
}

fn clearance(word: &str) -> Result<Clearance, NameError> {
    Clearance::parse(word).ok_or_else(|| no_word(word))
}

fn no_word(text: &str) -> NameError {
    NameError { name: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONES: DeclaredTable = DeclaredTable {
        room: "planning",
        table: "zone",
        layer: "plan_zones",
        kind: Kind::Zone,
        geometry: GeometryType::Polygon,
        fields: &[
            DeclaredField::open("plan", FieldType::Integer).role(FieldRole::Parent).refers("plans"),
            DeclaredField::open("trang_thai", FieldType::Text).role(FieldRole::State),
            DeclaredField::staff("ghi_chu", FieldType::Text),
        ],
        clearance: "anonymous",
        rows: Some(DeclaredRows {
            states: Some(("trang_thai", &[("draft", "planning.draft"), ("published", "anonymous")])),
            area: None,
            valid: None,
        }),
        class_field: None,
    };

    #[test]
    fn a_declaration_becomes_a_layer_behind_its_subjects_door() {
        let layer = ZONES.layer(Crs::Epsg(9218), Operation(String::new()), "Ô chức năng").unwrap();
        assert_eq!(layer.door.to_string(), "planning");
        assert!(layer.subject.unwrap().is("planning", "zone"));
        assert_eq!(layer.schema.fields[0].meaning.refers.as_ref().unwrap().as_str(), "plans");
        assert_eq!(layer.schema.fields[2].clearance, Clearance::Staff);
        assert_eq!(layer.rows.unwrap().state.unwrap().seen.len(), 2);
    }

    #[test]
    fn a_layer_that_lost_a_field_is_told_by_it() {
        let mut layer = ZONES.layer(Crs::Epsg(9218), Operation(String::new()), "Ô chức năng").unwrap();
        assert_eq!(ZONES.lacking(&layer), None);
        layer.schema.fields.remove(1);
        assert_eq!(ZONES.lacking(&layer), Some("trang_thai"));
    }

    #[test]
    fn a_word_that_is_none_is_told() {
        let wrong = DeclaredTable { clearance: "everyone", ..ZONES };
        let error = wrong.layer(Crs::Epsg(9218), Operation(String::new()), "x").unwrap_err();
        assert_eq!(error.name, "everyone");
    }
}
