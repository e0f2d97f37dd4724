//! A layer and its fields.

use crate::crs::{Crs, Operation};
use crate::geometry::{Envelope, Geometry};
use crate::layer::{
    Areas, Audience, Clearance, Door, FieldRole, LayerName, Meaning, Provenance, RowPolicy, Sight, Subject, Value, iso,
    policy_word,
};

/// What the features of a layer are in the world; decides map style and which rooms take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Thửa đất.
    Parcel,
    /// Plan zone.
    Zone,
    /// Red lines, building lines, centrelines.
    Line,
    /// Administrative unit.
    Ward,
    /// Pipes, cables.
    Network,
    /// Buildings.
    Building,
    /// Bản đồ nền: the ground under the subject, nothing that is asked about.
    Base,
    /// Anything else.
    Feature,
}

/// The shape family of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GeometryType {
    /// Points and multipoints.
    Point,
    /// Lines and multilines.
    Line,
    /// Polygons and multipolygons.
    Polygon,
    /// Anything.
    Mixed,
    /// None: a table without shape.
    None,
}

/// The type of a field's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldType {
    /// Yes or no.
    Boolean,
    /// Whole number of 64 bits.
    Integer,
    /// Float64.
    Real,
    /// Text.
    Text,
    /// `2026-11-21`.
    Date,
    /// `2026-11-21T07:04:00Z`.
    DateTime,
    /// A JSON text (nested values of GeoJSON).
    Json,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// As in the source unless a mapping says otherwise; case-sensitive.
    pub name: String,
    /// Type of its values.
    pub kind: FieldType,
    /// Who may see it.
    pub clearance: Clearance,
    /// What its values are.
    pub meaning: Meaning,
}

/// The fields of a layer, in order, and its shape family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    /// Shape family.
    pub geometry: GeometryType,
    /// Fields in order of the source.
    pub fields: Vec<Field>,
}

/// How a layer draws at low zooms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// Below this zoom tiles do not carry the layer at all.
    pub min_zoom: u8,
    /// The field whose value merges small polygons into one fill below z 14.
    pub class_field: Option<String>,
}

impl Draw {
    /// The zoom a layer usually begins at: polygons are merged into fills further out, lines and points would only cover each other.
    pub fn usual_min_zoom(kind: Kind, geometry: GeometryType) -> u8 {
        match (kind, geometry) {
            (Kind::Ward, _) => 0,
            (Kind::Building, _) => 13,
            (Kind::Base, _) => 0,
            (_, GeometryType::Polygon) => 5,
            (_, GeometryType::Line) => 10,
            (_, GeometryType::Point) => 12,
            (_, GeometryType::Mixed | GeometryType::None) => 10,
        }
    }
}

/// Everything about a layer except its features.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// Stable name.
    pub name: LayerName,
    /// For people; the name if the source had none.
    pub title: String,
    /// What its features are.
    pub kind: Kind,
    /// Which table of which subject it is, if it is one.
    pub subject: Option<Subject>,
    /// Through which door its features are written.
    pub door: Door,
    /// Fields and shape family.
    pub schema: Schema,
    /// The data set's own reference system.
    pub crs: Crs,
    /// How it is transformed to WGS 84; recorded at import.
    pub operation: Operation,
    /// Drawing at low zooms.
    pub draw: Draw,
    /// Who may see the layer at all.
    pub clearance: Clearance,
    /// Who sees which of its rows; everybody all of them if it says nothing.
    pub rows: Option<RowPolicy>,
    /// Where it came from.
    pub provenance: Provenance,
    /// Box around all features in `crs`, if there are any.
    pub extent: Option<Envelope>,
    /// Number of current features.
    pub count: u64,
}

impl Schema {
    /// Position of a field, by exact name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// Position of a field by exact name, if an audience may see it.
    pub fn seen(&self, name: &str, audience: Audience) -> Option<usize> {
        self.position(name).filter(|&at| audience.clears(&self.fields[at].clearance))
    }

    /// Positions of the fields an audience may see, in order. A power over some areas opens no field, for fields have no areas.
    pub fn visible(&self, audience: Audience) -> impl Iterator<Item = usize> + '_ {
        self.fields.iter().enumerate().filter(move |(_, field)| audience.clears(&field.clearance)).map(|(at, _)| at)
    }

    /// A row of values in order of the fields, from values by name; null where none is named. A name that is no field's is left out.
    pub fn row<'a>(&self, named: impl IntoIterator<Item = (&'a str, Value)>) -> Vec<Value> {
        let mut row = vec![Value::Null; self.fields.len()];
        for (name, value) in named {
            if let Some(at) = self.position(name) {
                row[at] = value;
            }
        }
        row
    }

    /// The text a row has in the field of a name; `None` if it has none there.
    pub fn text<'a>(&self, values: &'a [Value], name: &str) -> Option<&'a str> {
        let Value::Text(text) = values.get(self.position(name)?)? else { return None };
        Some(text)
    }

    /// Positions of the fields that name files by their hash.
    pub fn asset_fields(&self) -> impl Iterator<Item = usize> + '_ {
        let is_naming = |field: &Field| field.meaning.role == Some(FieldRole::Asset) && field.kind == FieldType::Text;
        self.fields.iter().enumerate().filter(move |(_, field)| is_naming(field)).map(|(at, _)| at)
    }

    /// Position of the field that plays a part.
    pub fn playing(&self, role: FieldRole) -> Option<usize> {
        self.fields.iter().position(|field| field.meaning.role == Some(role))
    }
}

impl Layer {
    /// A layer that anyone sees and whoever edits may edit: of no subject, drawn at every zoom, titled by its name, without features yet.
    pub fn open(name: LayerName, kind: Kind, schema: Schema, crs: Crs, operation: Operation) -> Self {
        Self {
            title: name.to_string(),
            name,
            kind,
            subject: None,
            door: Door::Items,
            schema,
            crs,
            operation,
            draw: Draw { min_zoom: 0, class_field: None },
            clearance: Clearance::Open,
            rows: None,
            provenance: Provenance::default(),
            extent: None,
            count: 0,
        }
    }

    /// False for a table without shape.
    pub fn has_shape(&self) -> bool {
        self.schema.geometry != GeometryType::None
    }

    /// True if the layer exists for an audience, whatever it sees of its rows. Quarantine is for staff whatever else the layer says.
    pub fn is_seen_by(&self, audience: Audience) -> bool {
        let reaches = match &self.rows {
            Some(rows) if rows.area.is_some() => audience.areas(&self.clearance) != Areas::None,
            _ => audience.clears(&self.clearance),
        };
        reaches && (!self.name.is_quarantine() || audience.is_staff())
    }

    /// All that is asked for to see it, its fields and its rows.
    pub fn clearances(&self) -> impl Iterator<Item = &Clearance> {
        let states = self.rows.iter().flat_map(|rows| &rows.state).flat_map(|states| &states.seen);
        let fields = self.schema.fields.iter().map(|field| &field.clearance);
        std::iter::once(&self.clearance).chain(fields).chain(states.map(|(_, needed)| needed))
    }

    /// This layer where it takes the place of another: what was hidden stays as hidden as it is.
    pub fn replacing(&self, live: &Self) -> Self {
        Self { clearance: self.clearance.clone().replacing(&live.clearance), ..self.clone() }
    }

    /// True if an audience sees every row of the layer with every field, whatever it may hold.
    pub fn is_wholly_seen_by(&self, audience: Audience) -> bool {
        let fields = &self.schema.fields;
        audience.clears(&self.clearance)
            && fields.iter().all(|field| audience.clears(&field.clearance))
            && self.sight(audience, None).is_none()
    }

    /// True if an audience sees every row of the layer, whatever it may hold, with those of these fields that it has.
    pub fn is_seen_with(&self, audience: Audience, fields: &[&str]) -> bool {
        let named = self.schema.fields.iter().filter(|field| fields.contains(&&*field.name));
        audience.clears(&self.clearance)
            && named.into_iter().all(|field| audience.clears(&field.clearance))
            && self.sight(audience, None).is_none()
    }

    /// What an audience sees of the layer's rows, on a day or whenever they are valid; `None` if it is all of them.
    pub fn sight(&self, audience: Audience, day: Option<&str>) -> Option<Sight> {
        let sight = self.rows.as_ref()?.sight(&self.clearance, audience, day);
        (!sight.is_everything()).then_some(sight)
    }

    /// True if an audience sees a row with these values, one per field: for rows that come from the store and not from a snapshot, which
    /// holds what is seen only.
    pub fn shows(&self, audience: Audience, values: &[Value]) -> bool {
        let (Some(policy), Some(sight)) = (&self.rows, self.sight(audience, None)) else {
            return self.is_seen_by(audience);
        };
        let word = |field: Option<&String>| policy_word(values.get(self.schema.position(field?)?)?);
        let (state, area) = (word(policy.state.as_ref().map(|states| &states.field)), word(policy.area.as_ref()));
        self.is_seen_by(audience) && sight.sees(state.as_deref(), area.as_deref())
    }
}

/// What does not fit a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The field, or `geometry`.
    pub field: String,
    /// In a few words, for the log.
    pub problem: String,
}

impl Schema {
    /// Checks a feature's shape and values: one value per field, each as its field's type wants it, shape of the layer's family.
    ///
    /// # Errors
    /// The first [`Misfit`].
    pub fn check(&self, geometry: Option<&Geometry>, values: &[Value]) -> Result<(), Misfit> {
        self.misfits(geometry, values).next().map_or(Ok(()), Err)
    }

    /// Checks one value against its field.
    ///
    /// # Errors
    /// The [`Misfit`]; of a position without a field, too.
    pub fn check_one(&self, field: usize, value: &Value) -> Result<(), Misfit> {
        match self.fields.get(field) {
            Some(field) if field.kind.accepts(value) => Ok(()),
            Some(field) => Err(field.misfit()),
            None => Err(Misfit { field: "*".to_owned(), problem: format!("no field {field}") }),
        }
    }

    /// All that [`Schema::check`] would refuse, shape first, then values in order of fields.
    pub fn misfits<'a>(
        &'a self,
        geometry: Option<&Geometry>,
        values: &'a [Value],
    ) -> impl Iterator<Item = Misfit> + 'a {
        let shape = geometry.filter(|geometry| !self.geometry.admits(geometry)).map(|_| {
            let problem = format!("not a shape of family {}", self.geometry.as_str());
            Misfit { field: "geometry".to_owned(), problem }
        });
        let count = (values.len() != self.fields.len()).then(|| {
            let problem = format!("{} values for {} fields", values.len(), self.fields.len());
            let field = self.fields.get(values.len()).map_or_else(|| "*".to_owned(), |field| field.name.clone());
            Misfit { field, problem }
        });
        let wrong = self.fields.iter().zip(values).filter(|(field, value)| !field.kind.accepts(value));
        shape.into_iter().chain(count).chain(wrong.map(|(field, _)| field.misfit()))
    }
}

impl Field {
    /// A field of which nobody said what it means.
    pub fn new(name: impl Into<String>, kind: FieldType, clearance: Clearance) -> Self {
        Self { name: name.into(), kind, clearance, meaning: Meaning::default() }
    }

    /// That a value is not of the field's type.
    pub fn misfit(&self) -> Misfit {
        Misfit { field: self.name.clone(), problem: format!("not of type {}", self.kind.as_str()) }
    }
}

impl FieldType {
    /// True if the value is null, or of this type and spelt as the type demands: what is written one by one is written well. Dates
    /// `2026-11-21`; times in ISO 8601; numbers finite.
    pub fn accepts(self, value: &Value) -> bool {
        self.admits(value)
            && match (self, value) {
                (Self::Date, Value::Text(text)) => iso::is_date(text),
                (Self::DateTime, Value::Text(text)) => iso::is_date_time(text),
                (Self::Json, Value::Text(text)) => iso::looks_like_json(text),
                (_, Value::Real(number)) => number.is_finite(),
                _ => true,
            }
    }

    /// True if the value is null or of this type, however it is spelt: what is brought in by the million was spelt by its importer.
    pub fn admits(self, value: &Value) -> bool {
        matches!(
            (self, value),
            (_, Value::Null)
                | (Self::Boolean, Value::Boolean(_))
                | (Self::Integer, Value::Integer(_))
                | (Self::Real, Value::Real(_))
                | (Self::Text | Self::Date | Self::DateTime | Self::Json, Value::Text(_))
        )
    }
}

impl Kind {
    /// All kinds, in the order of the command line's help.
    pub const ALL: [Self; 8] =
        [Self::Parcel, Self::Zone, Self::Line, Self::Ward, Self::Network, Self::Building, Self::Base, Self::Feature];

    /// The word used on the command line and in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Parcel => "parcel",
            Self::Zone => "zone",
            Self::Line => "line",
            Self::Ward => "ward",
            Self::Network => "network",
            Self::Building => "building",
            Self::Base => "base",
            Self::Feature => "feature",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

impl GeometryType {
    /// True if the shape belongs to the family.
    pub fn admits(self, geometry: &Geometry) -> bool {
        matches!(
            (self, geometry),
            (Self::Mixed, _)
                | (Self::Point, Geometry::Point(_) | Geometry::MultiPoint(_))
                | (Self::Line, Geometry::Line(_) | Geometry::LineString(_) | Geometry::MultiLineString(_))
                | (
                    Self::Polygon,
                    Geometry::Polygon(_) | Geometry::MultiPolygon(_) | Geometry::Rect(_) | Geometry::Triangle(_)
                )
        )
    }

    /// All families.
    pub const ALL: [Self; 5] = [Self::Point, Self::Line, Self::Polygon, Self::Mixed, Self::None];

    /// The word used in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Line => "line",
            Self::Polygon => "polygon",
            Self::Mixed => "mixed",
            Self::None => "none",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|family| family.as_str() == text)
    }
}

impl FieldType {
    /// All types.
    pub const ALL: [Self; 7] =
        [Self::Boolean, Self::Integer, Self::Real, Self::Text, Self::Date, Self::DateTime, Self::Json];

    /// The word used in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Real => "real",
            Self::Text => "text",
            Self::Date => "date",
            Self::DateTime => "datetime",
            Self::Json => "json",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn misfits(kind: FieldType, value: Value) -> Vec<String> {
        let field = Field::new("field", kind, Clearance::Open);
        let schema = Schema { geometry: GeometryType::Polygon, fields: vec![field] };
        schema.misfits(None, &[value]).map(|misfit| misfit.problem).collect()
    }

    #[test]
    fn values_written_one_by_one_are_spelt_as_their_type_demands() {
        for (kind, good) in [
            (FieldType::Text, Value::text("ODT")),
            (FieldType::Date, Value::text("2026-11-21")),
            (FieldType::DateTime, Value::text("2026-11-21T07:04:00+07:00")),
            (FieldType::Json, Value::text("{\"a\":[1]}")),
            (FieldType::Real, Value::Real(0.1)),
            (FieldType::Date, Value::Null),
        ] {
            assert_eq!(misfits(kind, good.clone()), Vec::<String>::new(), "{good:?}");
        }
        for (kind, bad) in [
            (FieldType::Text, Value::Integer(1)),
            (FieldType::Date, Value::text("21/11/2026")),
            (FieldType::Date, Value::text("")),
            (FieldType::DateTime, Value::text("2026-11-21 07:04")),
            (FieldType::Json, Value::text("{a")),
            (FieldType::Real, Value::Real(f64::NAN)),
        ] {
            assert_eq!(misfits(kind, bad.clone()), [format!("not of type {}", kind.as_str())], "{bad:?}");
        }
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let field = |name: &str| Field::new(name, FieldType::Integer, Clearance::Open);
        let schema = Schema { geometry: GeometryType::Polygon, fields: vec![field("a"), field("b"), field("c")] };
        let point: Geometry = geo_types::Point::new(0.0, 0.0).into();
        let values = [Value::text("x"), Value::Integer(1), Value::Real(0.5)];
        let fields: Vec<String> = schema.misfits(Some(&point), &values).map(|misfit| misfit.field).collect();
        assert_eq!(fields, ["geometry", "a", "c"]);
    }
}
