//! Records one by one: what stands in their fields (`cells`), their shapes (`shapes`), and what a zone, a boundary or a boundary mark has
//! beyond that. What the plan itself consists of is kept on the way.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use rustc_hash::FxHashMap;
use spatial_core::geometry::{Envelope, Geometry};
use spatial_core::layer::{Value, composed};

use crate::error::ImportError;
use crate::formats::{StoredRow, WholeFile};
use crate::package::catalogue::{BOUNDARY_CLASS, FILE_CODE, INFO_CODE, MARKER_CLASS, OBJECT_CODE, ZONE_CLASS};
use crate::package::finding::{PackageFinding, PackageReport};
use crate::package::indicator::Readable;
use crate::package::objects::{LeftOut, PackageLine, PackageObject};
use crate::package::rules::kept::{self, Taken};
use crate::package::rules::tables::FoundClass;
use crate::package::rules::{cells, shapes};
use crate::record::RawGeometry;

/// Most features of a package: twenty times the largest plans, and their zones still fit into memory at once.
const MAX_FEATURES: u64 = 2_000_000;
/// What the third ordinates of shapes are called where they are told: no field of the circular is.
const HEIGHTS: &str = "Z";
/// Fields of a zone by level, the finest first.
const FUNCTIONS: [&str; 3] = ["chucNangSuDungDatMuc3", "chucNangSuDungDatMuc2", "chucNangSuDungDatMuc1"];

/// The two codes all features of a package share.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::package) struct Identity {
    /// `maThongTinQH`.
    pub(in crate::package) info: Option<String>,
    /// `maHoSoQH`.
    pub(in crate::package) file: Option<String>,
}

/// What was kept of the plan itself.
#[derive(Debug, Default)]
pub(in crate::package) struct Gathered {
    /// Rows of the boundary's class.
    pub(in crate::package) boundaries: Vec<BoundaryRow>,
    /// Rows of the zones' class whose shape is an area.
    pub(in crate::package) zones: Vec<ZoneRow>,
    /// Rows of the zones' class.
    pub(in crate::package) zone_count: u64,
    /// Rows of the classes of lines.
    pub(in crate::package) lines: Vec<PackageLine>,
}

/// A boundary.
#[derive(Debug)]
pub(in crate::package) struct BoundaryRow {
    pub(in crate::package) id: i64,
    /// What stands in its fields.
    pub(in crate::package) said: BTreeMap<&'static str, String>,
    /// A valid area.
    pub(in crate::package) geometry: Option<Geometry>,
}

/// A zone.
#[derive(Debug)]
pub(in crate::package) struct ZoneRow {
    pub(in crate::package) id: i64,
    pub(in crate::package) sign: String,
    /// The finest function that is one of the circular's, or the finest there is.
    pub(in crate::package) function: String,
    pub(in crate::package) density: Option<String>,
    pub(in crate::package) storeys: Option<String>,
    pub(in crate::package) far: Option<String>,
    pub(in crate::package) population: Option<i64>,
    pub(in crate::package) object: PackageObject,
    /// A valid area.
    pub(in crate::package) geometry: Geometry,
}

/// Looks at the rows of one class after the other.
pub(in crate::package) struct RowCheck<'a> {
    pub(in crate::package) report: &'a mut PackageReport,
    pub(in crate::package) gathered: &'a mut Gathered,
    pub(in crate::package) identity: &'a mut Identity,
    pub(in crate::package) readable: Readable,
}

/// What is remembered of the rows of one class.
#[derive(Default)]
pub(super) struct Remembered {
    /// Object codes and the rows they were first met in.
    codes: FxHashMap<Box<str>, i64>,
    /// Signs of lots likewise.
    signs: FxHashMap<Box<str>, i64>,
    /// Shapes, hashed.
    pub(super) shapes: FxHashMap<u64, i64>,
    around: Option<Envelope>,
    count: u64,
    /// Rows in which something stands that is not taken over, by field.
    lost: BTreeMap<&'static str, u64>,
}

impl RowCheck<'_> {
    /// Looks at all rows of a class; returns the box of their shapes.
    pub(in crate::package) fn rows(
        &mut self,
        database: &WholeFile,
        file: &str,
        class: &FoundClass<'_>,
    ) -> Result<Option<Envelope>, ImportError> {
        let mut remembered = Remembered::default();
        let mut is_beyond = false;
        database.rows(class.table, &mut |row| {
            if self.report.features == MAX_FEATURES {
                is_beyond = true;
                return ControlFlow::Break(());
            }
            self.report.features += 1;
            remembered.count += 1;
            self.row(file, class, row, &mut remembered);
            ControlFlow::Continue(())
        })?;
        let about = |code| PackageFinding::about(file, code).in_class(&class.table.name);
        if is_beyond {
            self.report.find(about("features-beyond").with("limit", MAX_FEATURES));
        }
        let is_told_elsewhere = class.spec.is_of_plan(BOUNDARY_CLASS) || class.spec.is_of_plan(ZONE_CLASS);
        if remembered.count == 0 && !is_told_elsewhere {
            self.report.find(about("class-empty"));
        }
        let left_out = |field, count| LeftOut { file: file.to_owned(), class: class.spec.name.clone(), field, count };
        if Taken::of(class.spec) == Taken::Nothing && remembered.count > 0 {
            self.report.left_out.push(left_out(None, remembered.count));
        }
        self.report.left_out.extend(remembered.lost.iter().map(|(field, count)| left_out(Some(*field), *count)));
        Ok(remembered.around)
    }

    fn row(&mut self, file: &str, class: &FoundClass<'_>, row: StoredRow, remembered: &mut Remembered) {
        let id = row.id;
        let place = shapes::place(&row.geometry);
        let about =
            |code: &'static str| PackageFinding::about(file, code).in_class(&class.table.name).in_record(id).at(place);
        let said = cells::said(class, &row, &about, self.report);
        cells::codes(&said, self.identity, &about, self.report);
        let said_here = |name: &str| said.get(name).map(String::as_str);
        if let Some(code) = said_here(OBJECT_CODE)
            && let Some(first) = repeated(&mut remembered.codes, code, id)
        {
            self.report.find(about("object-code-twice").in_field(OBJECT_CODE).with("value", code).with("first", first));
        }
        let taken = Taken::of(class.spec);
        let has_heights = matches!(row.geometry, RawGeometry::Shape { heights: Some(_), .. });
        if has_heights && taken != Taken::Nothing {
            *remembered.lost.entry(HEIGHTS).or_default() += 1;
        }
        let shape = shapes::checked(class.spec, row.geometry, id, remembered, &about, self.report);
        if let Some(around) = shape.as_ref().and_then(Envelope::of) {
            remembered.around = Some(remembered.around.map_or(around, |before| before.merged(around)));
        }
        if let Some(shape) = &shape {
            shapes::measured(class, shape, &row.values, &about, self.report);
        }
        let mut function = None;
        match (taken, &shape) {
            (Taken::Zones, _) => function = self.zone(&said, shape, id, &about, remembered),
            (Taken::Boundary, _) => self.boundary(&said, shape, id, &about),
            (Taken::Lines(kind), _) => {
                self.gathered.lines.extend(shape.map(|shape| kept::line(kind, &said, shape)));
            }
            (Taken::Nothing, Some(shape)) if class.spec.name == MARKER_CLASS => {
                shapes::marker(class, shape, &row.values, &about, self.report);
            }
            (Taken::Nothing, _) => {}
        }
        for field in taken.lost(&said, function.as_deref()) {
            *remembered.lost.entry(field).or_default() += 1;
        }
    }

    /// Takes a zone over; returns its function.
    fn zone(
        &mut self,
        said: &BTreeMap<&'static str, String>,
        shape: Option<Geometry>,
        id: i64,
        about: &impl Fn(&'static str) -> PackageFinding,
        remembered: &mut Remembered,
    ) -> Option<String> {
        self.gathered.zone_count += 1;
        let text = |name: &str| said.get(name).cloned();
        let function = cells::function(&FUNCTIONS, said, about, self.report);
        let sign = text("kyHieuLoDat");
        match &sign {
            None => self.report.find(about("lot-sign-missing").in_field("kyHieuLoDat")),
            Some(sign) => {
                if let Some(first) = repeated(&mut remembered.signs, sign, id) {
                    let finding = about("lot-sign-twice").in_field("kyHieuLoDat");
                    self.report.find(finding.with("value", sign).with("first", first));
                }
            }
        }
        cells::indicators(said, self.readable, about, self.report);
        self.gathered.zones.extend(shape.map(|geometry| ZoneRow {
            id,
            sign: sign.unwrap_or_default(),
            function: function.clone().unwrap_or_default(),
            density: text("matDoXayDung"),
            storeys: text("tangCaoXayDung"),
            far: text("heSoSuDungDat"),
            population: kept::people(said, "danSo"),
            object: kept::object(said),
            geometry,
        }));
        function
    }

    fn boundary(
        &mut self,
        said: &BTreeMap<&'static str, String>,
        geometry: Option<Geometry>,
        id: i64,
        about: &impl Fn(&'static str) -> PackageFinding,
    ) {
        if !said.contains_key("tenDoAn") {
            self.report.find(about("required-empty").in_field("tenDoAn"));
        }
        if !said.contains_key("soQDQH") || !said.contains_key("ngayQDQH") {
            self.report.find(about("decision-missing").in_field("soQDQH"));
        }
        if let (Some(task), Some(decided)) = (said.get("ngayQDNV"), said.get("ngayQDQH"))
            && task > decided
        {
            let finding = about("dates-in-order").in_field("ngayQDQH");
            self.report.find(finding.with("task", task).with("decided", decided));
        }
        self.gathered.boundaries.push(BoundaryRow { id, said: said.clone(), geometry });
    }

    /// The codes of the package: those of the plan's boundary, before anything else is compared with them.
    pub(in crate::package) fn identify(
        &mut self,
        database: &WholeFile,
        class: &FoundClass<'_>,
    ) -> Result<(), ImportError> {
        let column = |name: &str| {
            let at = class.spec.fields.iter().position(|field| field.name == name)?;
            class.columns[at]
        };
        let (info, file) = (column(INFO_CODE), column(FILE_CODE));
        let mut found = Identity::default();
        database.rows(class.table, &mut |row| {
            let text = |at: Option<usize>| at.and_then(|at| row.values.get(at)).and_then(text);
            found = Identity { info: text(info), file: text(file) };
            ControlFlow::Break(())
        })?;
        *self.identity = found;
        Ok(())
    }
}

/// The row something was first met in, if that is another.
fn repeated(seen: &mut FxHashMap<Box<str>, i64>, text: &str, id: i64) -> Option<i64> {
    match seen.get(text) {
        Some(first) => Some(*first),
        None => {
            seen.insert(text.into(), id);
            None
        }
    }
}

/// What a value says, as text; nothing if it is blank. Letters with their marks are one, as everywhere in our stores.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Boolean(yes) => Some(i64::from(*yes).to_string()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Real(number) => Some(number.to_string()),
        Value::Text(text) if text.trim().is_empty() => None,
        Value::Text(text) => Some(composed(text).into_owned()),
    }
}
