//! Classes and fields of a database against those of the circular: which are there, missing, misspelt or of another type.

use spatial_core::layer::FieldType;
use spatial_core::store::gpkg::DeclaredType;

use crate::formats::WholeTable;
use crate::package::catalogue::{
    BOUNDARY_CLASS, ClassSpec, FieldKind, FieldSpec, PLAN_DATABASE, ZONE_CLASS, class_elsewhere, classes_of,
    folded_name, nearest,
};
use crate::package::finding::{PackageFinding, PackageReport};

/// Columns that programs add by themselves.
const SYSTEM_COLUMNS: [&str; 9] =
    ["objectid", "objectid1", "fid", "ogcfid", "oid", "globalid", "shapelength", "shapearea", "shapeleng"];

/// A class of the circular, as it stands in a database.
#[derive(Debug)]
pub(in crate::package) struct FoundClass<'a> {
    /// What the circular says of it.
    pub(in crate::package) spec: &'static ClassSpec,
    /// The table.
    pub(in crate::package) table: &'a WholeTable,
    /// For each field the column that holds it.
    pub(in crate::package) columns: Vec<Option<usize>>,
}

/// The classes of a database that are there; what is a slip of the pen is taken for what is meant, so that its rows are looked at, too.
pub(in crate::package) fn matched<'a>(
    database: &str,
    file: &str,
    tables: &'a [WholeTable],
    report: &mut PackageReport,
) -> Vec<FoundClass<'a>> {
    let exact = |name: &str| tables.iter().any(|table| table.name == name);
    let mut found: Vec<FoundClass<'a>> = Vec::new();
    for table in tables {
        let about = |code| PackageFinding::about(file, code).in_class(&table.name);
        let spec = classes_of(database).find(|spec| spec.name == table.name);
        let spec = spec.or_else(|| {
            let free = classes_of(database).filter(|spec| !exact(&spec.name));
            let meant = nearest(&table.name, free.map(|spec| spec.name.as_str()))?;
            report.find(about("class-misspelt").with("meant", meant));
            classes_of(database).find(|spec| spec.name == meant)
        });
        match spec {
            Some(spec) if found.iter().any(|other| other.spec.name == spec.name) => {}
            Some(spec) => found.extend(fields(spec, file, table, report)),
            None => report.find(match class_elsewhere(&table.name, database) {
                Some(other) => about("class-elsewhere").with("database", other),
                None => about("class-unknown"),
            }),
        }
    }
    for name in [BOUNDARY_CLASS, ZONE_CLASS] {
        if database == PLAN_DATABASE && !found.iter().any(|class| class.spec.name == name) {
            report.find(PackageFinding::about(file, "class-missing").in_class(name));
        }
    }
    found
}

/// A table's columns against the fields of its class; nothing if it cannot be read.
fn fields<'a>(
    spec: &'static ClassSpec,
    file: &str,
    table: &'a WholeTable,
    report: &mut PackageReport,
) -> Option<FoundClass<'a>> {
    let about = |code| PackageFinding::about(file, code).in_class(&table.name);
    let Some(columns) = &table.columns else {
        report.find(about("class-unreadable"));
        return None;
    };
    if !is_of_kind(&table.geometry_type, &spec.geometry) {
        report.find(about("class-geometry").with("found", &table.geometry_type).with("expected", &spec.geometry));
    }
    let mut is_taken: Vec<bool> = columns.iter().map(|(name, _)| spec.field(name).is_some()).collect();
    let mut places = Vec::with_capacity(spec.fields.len());
    for field in &spec.fields {
        let mut place = columns.iter().position(|(name, _)| *name == field.name);
        if place.is_none() {
            let free =
                columns.iter().zip(&is_taken).filter(|(_, is_taken)| !**is_taken).map(|((name, _), _)| name.as_str());
            let slip = nearest(&field.name, free);
            place = slip.and_then(|slip| columns.iter().position(|(name, _)| name == slip));
            report.find(match slip {
                Some(slip) => about("field-misspelt").in_field(slip).with("meant", &field.name),
                None => about("field-missing").in_field(&field.name).with("kind", field.kind.as_str()),
            });
        }
        if let Some(at) = place {
            is_taken[at] = true;
            column_type(field, &columns[at], &about, report);
        }
        places.push(place);
    }
    let unknown = columns.iter().zip(&is_taken).filter(|(_, is_taken)| !**is_taken).map(|((name, _), _)| name);
    for name in unknown.filter(|name| !SYSTEM_COLUMNS.contains(&folded_name(name).as_str())) {
        report.find(about("field-unknown").in_field(name));
    }
    Some(FoundClass { spec, table, columns: places })
}

fn column_type(
    field: &FieldSpec,
    (name, declared): &(String, String),
    about: &impl Fn(&'static str) -> PackageFinding,
    report: &mut PackageReport,
) {
    let fits = match (DeclaredType::of(declared), field.kind) {
        (DeclaredType::Field(FieldType::Text), FieldKind::Text)
        | (DeclaredType::Field(FieldType::Real), FieldKind::Real)
        | (DeclaredType::Field(FieldType::Integer), FieldKind::Integer)
        | (DeclaredType::Field(FieldType::Date | FieldType::DateTime), FieldKind::Date) => true,
        // What says nothing holds anything: values are looked at one by one.
        (DeclaredType::Unstated, _) => true,
        _ => false,
    };
    if !fits {
        let finding = about("field-type").in_field(name).with("found", declared);
        report.find(finding.with("expected", field.kind.as_str()));
    } else if let Some(length) =
        length(declared).filter(|length| field.kind == FieldKind::Text && *length < field.length)
    {
        let finding = about("field-length").in_field(name).with("found", length);
        report.find(finding.with("expected", field.length));
    }
}

/// The length of `TEXT(40)`.
fn length(declared: &str) -> Option<usize> {
    declared.split_once('(')?.1.split(')').next()?.trim().parse().ok()
}

fn is_of_kind(stated: &str, expected: &str) -> bool {
    let single = expected.strip_prefix("Multi").unwrap_or(expected);
    stated.eq_ignore_ascii_case(expected) || stated.eq_ignore_ascii_case(single)
}
