//! The 153 feature classes of the planning database and their fields.

use std::sync::OnceLock;

use crate::package::catalogue::lines::lines;

/// The four databases, in the order of a dossier.
pub(in crate::package) const DATABASES: [&str; 4] = ["QuyHoach", "HienTrang", "NenDiaHinh", "MocGioi"];
/// The database of the plan itself.
pub(in crate::package) const PLAN_DATABASE: &str = "QuyHoach";
/// The class of the plan's boundary.
pub(in crate::package) const BOUNDARY_CLASS: &str = "RanhGioiQuyHoach_A";
/// The class of its zones.
pub(in crate::package) const ZONE_CLASS: &str = "ChucNangSuDungDat_A";
/// The class of its boundary marks.
pub(in crate::package) const MARKER_CLASS: &str = "MocGioiQuyHoach_P";
/// The code the information system gives a plan.
pub(in crate::package) const INFO_CODE: &str = "maThongTinQH";
/// The code of a plan's dossier.
pub(in crate::package) const FILE_CODE: &str = "maHoSoQH";
/// The code of one object.
pub(in crate::package) const OBJECT_CODE: &str = "maDoiTuong";
/// The name of one object.
pub(in crate::package) const OBJECT_NAME: &str = "tenDoiTuong";

/// A feature class.
#[derive(Debug)]
pub(in crate::package) struct ClassSpec {
    /// Which of [`DATABASES`] it belongs to.
    pub(in crate::package) database: String,
    /// Its name.
    pub(in crate::package) name: String,
    /// `Point`, `MultiLineString` or `MultiPolygon`.
    pub(in crate::package) geometry: String,
    /// What it is called in Vietnamese.
    pub(in crate::package) title: String,
    /// Its fields, in order.
    pub(in crate::package) fields: Vec<FieldSpec>,
}

/// A field of a class.
#[derive(Debug)]
pub(in crate::package) struct FieldSpec {
    /// Its name.
    pub(in crate::package) name: String,
    /// What it holds.
    pub(in crate::package) kind: FieldKind,
    /// Most letters of a text.
    pub(in crate::package) length: usize,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::package) enum FieldKind {
    Text,
    Real,
    Integer,
    Date,
}

impl FieldKind {
    /// The word in messages.
    pub(in crate::package) fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Real => "real",
            Self::Integer => "integer",
            Self::Date => "date",
        }
    }

    /// The type of a column in a GeoPackage (OGC 12-128r18, table 1).
    pub(in crate::package) fn declared(self, length: usize) -> String {
        match self {
            Self::Text => format!("TEXT({length})"),
            Self::Real => "DOUBLE".to_owned(),
            // 32 bits: what geodatabases hold, too.
            Self::Integer => "MEDIUMINT".to_owned(),
            Self::Date => "DATE".to_owned(),
        }
    }
}

impl ClassSpec {
    /// A field by its name.
    pub(in crate::package) fn field(&self, name: &str) -> Option<&FieldSpec> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// True of the class of this name of the plan itself: the present state has classes of the same names.
    pub(in crate::package) fn is_of_plan(&self, name: &str) -> bool {
        self.database == PLAN_DATABASE && self.name == name
    }
}

/// All classes, in the order of the circular.
pub(in crate::package) fn classes() -> &'static [ClassSpec] {
    static CLASSES: OnceLock<Vec<ClassSpec>> = OnceLock::new();
    CLASSES.get_or_init(|| {
        let mut classes: Vec<ClassSpec> = Vec::new();
        for line in lines(include_str!("classes.csv")) {
            let [database, _, name, geometry, title, field, kind] = &line[..] else { continue };
            let field = FieldSpec { name: field.clone(), kind: kind_of(kind), length: length_of(field) };
            match classes.last_mut().filter(|class| class.name == *name && class.database == *database) {
                Some(class) => class.fields.push(field),
                None => classes.push(ClassSpec {
                    database: database.clone(),
                    name: name.clone(),
                    geometry: geometry.clone(),
                    title: title.clone(),
                    fields: vec![field],
                }),
            }
        }
        classes
    })
}

/// The classes of one database.
pub(in crate::package) fn classes_of(database: &str) -> impl Iterator<Item = &'static ClassSpec> {
    classes().iter().filter(move |class| class.database == database)
}

/// The database a class of this name belongs to, if it is not this one.
pub(in crate::package) fn class_elsewhere(name: &str, database: &str) -> Option<&'static str> {
    let other = classes().iter().find(|class| class.name == name && class.database != database);
    other.map(|class| class.database.as_str())
}

fn kind_of(word: &str) -> FieldKind {
    match word {
        "real" => FieldKind::Real,
        "integer" => FieldKind::Integer,
        "date" => FieldKind::Date,
        _ => FieldKind::Text,
    }
}

/// The circular gives lengths to the six fields all classes have; the others take what the longest of these takes.
fn length_of(field: &str) -> usize {
    match field {
        INFO_CODE | FILE_CODE => 15,
        OBJECT_CODE | OBJECT_NAME => 100,
        _ => 250,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_circular_lists_153_classes_with_both_codes_each() {
        let counts = DATABASES.map(|database| classes_of(database).count());
        assert_eq!(counts, [79, 67, 4, 3]);
        for class in classes() {
            assert!(class.field(INFO_CODE).is_some() && class.field(FILE_CODE).is_some(), "{}", class.name);
            let end = class.name.rsplit('_').next();
            let expected = match class.geometry.as_str() {
                "Point" => "P",
                "MultiLineString" => "L",
                _ => "A",
            };
            assert_eq!(end, Some(expected), "{}", class.name);
        }
    }

    #[test]
    fn a_class_is_told_from_its_namesake_of_another_database() {
        assert_eq!(class_elsewhere("MocGioiQuyHoach_P", "QuyHoach"), Some("MocGioi"));
        assert_eq!(class_elsewhere("Nowhere_P", "QuyHoach"), None);
        assert_eq!(classes().iter().filter(|class| class.is_of_plan(ZONE_CLASS)).count(), 1);
    }
}
