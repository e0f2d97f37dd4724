//! The classes of a plan as tables, with the fields of the circular.

use rustc_hash::FxHashSet;
use spatial_core::crs::{Crs, CrsError};
use spatial_core::geometry::{Geometry, area, length};
use spatial_core::layer::Value;

use crate::formats::{GpkgRow, GpkgShape, GpkgSystem, GpkgTable};
use crate::package::catalogue::{
    BOUNDARY_CLASS, ClassSpec, FILE_CODE, INFO_CODE, OBJECT_CODE, OBJECT_NAME, PLAN_DATABASE, ZONE_CLASS, classes_of,
};
use crate::package::content::{PackagePlan, PackageZone};
use crate::package::objects::{PackageLine, PackageObject};

/// Features of a class beside what a plan itself consists of: roads, marks, the present state.
#[derive(Debug, Clone)]
pub struct Ground {
    /// Which of the four databases.
    pub database: &'static str,
    /// The class.
    pub class: &'static str,
    /// Shapes, with what stands in their fields; both codes and the object's own are added.
    pub features: Vec<(Geometry, Vec<(&'static str, Value)>)>,
}

/// The tables of a database that are written for a plan: of the plan itself the boundary and the zones, of the present state the boundary;
/// of the others what ground there is.
pub(super) fn tables(plan: &PackagePlan, ground: &[Ground], database: &str) -> Result<Vec<GpkgTable>, CrsError> {
    let system = system(plan.crs)?;
    let mut tables = Vec::new();
    for spec in classes_of(database) {
        let more = ground.iter().filter(|more| more.database == database && more.class == spec.name);
        let mut rows: Vec<Named> = Vec::new();
        if spec.name == BOUNDARY_CLASS {
            rows.push((&plan.boundary, boundary(plan)));
        } else if spec.is_of_plan(ZONE_CLASS) {
            rows.extend(plan.zones.iter().map(|found| (&found.geometry, zone(found))));
        } else if spec.database == PLAN_DATABASE {
            let of_class = plan.lines.iter().filter(|found| found.kind.class() == spec.name);
            rows.extend(of_class.map(|found| (&found.geometry, line(found))));
        }
        rows.extend(more.flat_map(|more| &more.features).map(|(shape, named)| (shape, named.clone())));
        if !rows.is_empty() {
            tables.push(table(plan, spec, rows, &system));
        }
    }
    // A database without a class is none: one class at least, though nothing is in it.
    if let (true, Some(first)) = (tables.is_empty(), classes_of(database).next()) {
        tables.push(table(plan, first, Vec::new(), &system));
    }
    Ok(tables)
}

type Named<'a> = (&'a Geometry, Vec<(&'static str, Value)>);

fn table(plan: &PackagePlan, spec: &ClassSpec, rows: Vec<Named<'_>>, system: &GpkgSystem) -> GpkgTable {
    let columns = spec.fields.iter().map(|field| (field.name.clone(), field.kind.declared(field.length))).collect();
    let codes = object_codes(plan, spec, &rows);
    let row = |(code, (shape, named)): (Value, Named<'_>)| {
        let value = |name: &str| named.iter().find(|(field, _)| *field == name).map(|(_, value)| value.clone());
        let fill = |name: &str| match name {
            INFO_CODE => Value::text(plan.info_code.as_str()),
            FILE_CODE => Value::text(plan.file_code.as_str()),
            "capDoQuyHoach" => digit(plan, 4),
            "loaiQuyHoach" => digit(plan, 5),
            "loaiDieuChinh" => digit(plan, 6),
            _ => Value::Null,
        };
        let of = |name: &str| match name {
            OBJECT_CODE => code.clone(),
            name => value(name).filter(|value| *value != Value::Null).unwrap_or_else(|| fill(name)),
        };
        let values = spec.fields.iter().map(|field| of(&field.name)).collect();
        GpkgRow { shape: GpkgShape::Whole(shape.clone()), values }
    };
    let is_single =
        rows.iter().all(|(shape, _)| !matches!(shape, Geometry::MultiPolygon(_) | Geometry::MultiLineString(_)));
    let stem = spec.geometry.strip_prefix("Multi").filter(|_| is_single && !rows.is_empty()).unwrap_or(&spec.geometry);
    GpkgTable {
        name: spec.name.clone(),
        title: spec.title.clone(),
        geometry_type: stem.to_uppercase(),
        system: system.clone(),
        columns,
        rows: codes.into_iter().zip(rows).map(row).collect(),
    }
}

/// The codes of a class's objects: those they have, and others for who has none, or one that another has, too.
fn object_codes(plan: &PackagePlan, spec: &ClassSpec, rows: &[Named<'_>]) -> Vec<Value> {
    let own = |(_, named): &Named<'_>| match named.iter().find(|(field, _)| *field == OBJECT_CODE) {
        Some((_, Value::Text(code))) if !code.trim().is_empty() => Some(code.to_string()),
        _ => None,
    };
    let own: Vec<Option<String>> = rows.iter().map(own).collect();
    let known: FxHashSet<&String> = own.iter().flatten().collect();
    let (mut used, mut number): (FxHashSet<&String>, usize) = (FxHashSet::default(), 0);
    let mut codes = Vec::with_capacity(rows.len());
    for (at, own) in own.iter().enumerate() {
        if let Some(own) = own.as_ref().filter(|own| used.insert(*own)) {
            codes.push(Value::text(own.as_str()));
            continue;
        }
        number = number.max(at);
        let made = loop {
            number += 1;
            let made = format!("{}-{}-{number}", plan.file_code, spec.name);
            if !known.contains(&made) {
                break made;
            }
        };
        codes.push(Value::text(made));
    }
    codes
}

/// A place of the information code, as the fields of that meaning hold it.
fn digit(plan: &PackagePlan, at: usize) -> Value {
    plan.info_code.get(at..=at).map_or(Value::Null, Value::text)
}

fn boundary(plan: &PackagePlan) -> Vec<(&'static str, Value)> {
    let said = |text: &Option<String>| text.as_deref().map_or(Value::Null, Value::text);
    vec![
        (OBJECT_NAME, Value::text(shortened(&plan.name, 100))),
        ("tenDoAn", Value::text(plan.name.as_str())),
        ("tyLe", said(&plan.scale)),
        ("diaDiemQH", said(&plan.location)),
        ("dienTichQH", Value::Real(rounded(area(&plan.boundary).0))),
        (OBJECT_CODE, said(&plan.boundary_code)),
        ("danSoQuyHoach", plan.population.map_or(Value::Null, Value::Integer)),
        ("soQDNV", said(&plan.task.number)),
        ("ngayQDNV", said(&plan.task.day)),
        ("soQDQH", said(&plan.decision.number)),
        ("ngayQDQH", said(&plan.decision.day)),
        ("chuDauTu", said(&plan.investor)),
        ("donViTuVan", said(&plan.consultant)),
        ("coQuanPheduyet", said(&plan.issuer)),
    ]
}

fn zone(zone: &PackageZone) -> Vec<(&'static str, Value)> {
    let said = |text: &Option<String>| text.as_deref().map_or(Value::Null, Value::text);
    let mut named = object(&zone.object, "phanLoai");
    if zone.object.name.is_none() {
        named.push((OBJECT_NAME, Value::text(shortened(&zone.function, 100))));
    }
    named.extend([
        ("chucNangSuDungDatMuc1", Value::text(zone.function.as_str())),
        ("kyHieuLoDat", Value::text(zone.sign.as_str())),
        ("dienTich", Value::Real(rounded(area(&zone.geometry).0))),
        ("matDoXayDung", said(&zone.density)),
        ("tangCaoXayDung", said(&zone.storeys)),
        ("heSoSuDungDat", said(&zone.far)),
        ("danSo", zone.population.map_or(Value::Null, Value::Integer)),
    ]);
    named
}

fn line(line: &PackageLine) -> Vec<(&'static str, Value)> {
    let said = |text: &Option<String>| text.as_deref().map_or(Value::Null, Value::text);
    let mut named = object(&line.object, line.kind.sort_field());
    named.extend(line.kind.name_field().map(|field| (field, said(&line.object.name))));
    named.extend([
        ("khoangLuiXayDung", said(&line.setback)),
        ("loGioi", line.road_width.map_or(Value::Null, |metres| Value::text(metres.to_string()))),
        ("kyHieuMatCat", said(&line.section)),
        ("chieuDai", Value::Real((length(&line.geometry).0 * 100.0).round() / 100.0)),
    ]);
    named
}

/// What is said of any object, if anything is.
fn object(object: &PackageObject, sort_field: &'static str) -> Vec<(&'static str, Value)> {
    let PackageObject { code, name, phase, sort } = object;
    let said = [(OBJECT_CODE, code), (OBJECT_NAME, name), ("trangThaiQuyHoach", phase), (sort_field, sort)];
    said.into_iter().filter_map(|(field, text)| Some((field, Value::text(text.as_deref()?)))).collect()
}

/// To a tenth, as plans write areas.
fn rounded(measure: f64) -> f64 {
    (measure * 10.0).round() / 10.0
}

fn shortened(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

fn system(crs: Crs) -> Result<GpkgSystem, CrsError> {
    let info = crs.info()?;
    let id = match crs {
        Crs::Epsg(code) => i32::try_from(code).unwrap_or_default(),
        Crs::Local => -1,
    };
    Ok(GpkgSystem { id, name: info.name, definition: info.wkt })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::catalogue::{FieldKind, PLAN_DATABASE};

    fn kind_of(class: &str, field: &str) -> Option<FieldKind> {
        classes_of(PLAN_DATABASE).find(|spec| spec.name == class)?.field(field).map(|field| field.kind)
    }

    #[test]
    fn fields_that_are_filled_are_those_of_the_circular() {
        for field in ["tenDoAn", "tyLe", "diaDiemQH", "soQDNV", "soQDQH", "chuDauTu", "donViTuVan", "coQuanPheduyet"] {
            assert_eq!(kind_of(BOUNDARY_CLASS, field), Some(FieldKind::Text), "{field}");
        }
        for field in ["ngayQDNV", "ngayQDQH"] {
            assert_eq!(kind_of(BOUNDARY_CLASS, field), Some(FieldKind::Date), "{field}");
        }
        for kind in crate::package::objects::PackageLineKind::ALL {
            for field in [kind.sort_field()].into_iter().chain(kind.name_field()) {
                assert_eq!(kind_of(kind.class(), field), Some(FieldKind::Text), "{kind:?}: {field}");
            }
        }
        for (field, class) in [("danSo", ZONE_CLASS), ("danSoQuyHoach", BOUNDARY_CLASS)] {
            assert_eq!(kind_of(class, field), Some(FieldKind::Integer), "{field}");
        }
        for field in ["chucNangSuDungDatMuc1", "kyHieuLoDat", "matDoXayDung", "tangCaoXayDung", "heSoSuDungDat"] {
            assert_eq!(kind_of(ZONE_CLASS, field), Some(FieldKind::Text), "{field}");
        }
    }
}
