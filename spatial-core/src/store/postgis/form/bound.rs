//! Values on their way into statements: the marks that stand for them, and binding them.

use sqlx::Postgres;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;

use crate::layer::{Field, FieldType, Value};
use crate::store::form::ident::quoted;
use crate::store::postgis::books::entry::{Entry, GEOMETRY};
use crate::store::postgis::form::{column_type, text};

/// What is written of a feature: `(column, mark)` for the shape, if there is one, and for each field. The types stand in the statement because statements are
/// remembered by their text, and a field may come back with another type under the same name; days are bound as texts.
pub(in crate::store::postgis) fn written(entry: &Entry, first: usize) -> Vec<(String, String)> {
    let shape = entry.has_shape().then(|| (GEOMETRY.to_owned(), format!("ST_GeomFromWKB(${first}, {})", entry.srid())));
    let first = first + usize::from(entry.has_shape());
    let fields = entry.columns.iter().zip(&entry.layer.schema.fields).zip(first..);
    shape.into_iter().chain(fields.map(|((column, field), at)| (quoted(column), mark(field, at)))).collect()
}

pub(in crate::store::postgis) fn mark(field: &Field, at: usize) -> String {
    match field.kind {
        FieldType::Date => format!("${at}::text::date"),
        kind => format!("${at}::{}", column_type(kind)),
    }
}

pub(in crate::store::postgis) type Bound<'q> = Query<'q, Postgres, PgArguments>;

/// Binds a shape, if the layer has any, and one value a field; nulls have the field's type.
pub(in crate::store::postgis) fn bound<'q>(
    query: Bound<'q>,
    shape: Option<Vec<u8>>,
    values: &[Value],
    entry: &Entry,
) -> Bound<'q> {
    let query = if entry.has_shape() { query.bind(shape) } else { query };
    let fields = entry.layer.schema.fields.iter();
    values.iter().zip(fields).fold(query, |query, (value, field)| bound_one(query, value, field.kind))
}

pub(in crate::store::postgis) fn bound_one<'q>(query: Bound<'q>, value: &Value, kind: FieldType) -> Bound<'q> {
    match (value, kind) {
        (Value::Boolean(yes), _) => query.bind(*yes),
        (Value::Integer(number), _) => query.bind(*number),
        (Value::Real(number), _) => query.bind(*number),
        (Value::Text(words), _) => query.bind(text::stored(words).into_owned()),
        (Value::Null, FieldType::Boolean) => query.bind(None::<bool>),
        (Value::Null, FieldType::Integer) => query.bind(None::<i64>),
        (Value::Null, FieldType::Real) => query.bind(None::<f64>),
        (Value::Null, _) => query.bind(None::<String>),
    }
}
