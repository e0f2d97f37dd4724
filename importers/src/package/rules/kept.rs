//! What of a record is taken over, and what is not: so that nobody loses something without being told.

use spatial_core::geometry::Geometry;

use crate::package::catalogue::{BOUNDARY_CLASS, ClassSpec, OBJECT_CODE, OBJECT_NAME, PLAN_DATABASE, ZONE_CLASS};
use crate::package::objects::{PackageLine, PackageLineKind, PackageObject};
use crate::package::rules::cells::Said;

/// Widest road between red lines, in metres: what is wider is centimetres, or no number of metres.
const WIDEST: f64 = 200.0;

/// Fields that are computed anew whenever a package is written, from the shape or the plan's codes.
const COMPUTED: [&str; 8] = [
    "maThongTinQH",
    "maHoSoQH",
    "dienTich",
    "dienTichQH",
    "chieuDai",
    "loaiQuyHoach",
    "loaiDieuChinh",
    "capDoQuyHoach",
];
/// Fields of a boundary that are taken over; the decision is named when it is, to be entered with a step.
const OF_BOUNDARY: [&str; 7] =
    [OBJECT_CODE, "tenDoAn", "chuDauTu", "coQuanPheduyet", "danSoQuyHoach", "soQDQH", "ngayQDQH"];
/// Fields of a zone likewise, beside those of its function.
const OF_ZONE: [&str; 9] = [
    OBJECT_CODE,
    OBJECT_NAME,
    "trangThaiQuyHoach",
    "phanLoai",
    "kyHieuLoDat",
    "danSo",
    "matDoXayDung",
    "tangCaoXayDung",
    "heSoSuDungDat",
];

/// What a class is to a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    Boundary,
    Zones,
    Lines(PackageLineKind),
    /// Nothing of it is taken over.
    Nothing,
}

impl Taken {
    /// Of a class of the circular.
    pub(super) fn of(spec: &ClassSpec) -> Self {
        let line = || PackageLineKind::ALL.into_iter().find(|kind| kind.class() == spec.name);
        match &*spec.name {
            _ if spec.database != PLAN_DATABASE => Self::Nothing,
            BOUNDARY_CLASS => Self::Boundary,
            ZONE_CLASS => Self::Zones,
            _ => line().map_or(Self::Nothing, Self::Lines),
        }
    }

    /// The fields of a record that say something which is not taken over; `function` is the one its zone has.
    pub(super) fn lost(self, said: &Said, function: Option<&str>) -> Vec<&'static str> {
        let is_lost = |(field, text): &(&&'static str, &String)| match self {
            _ if COMPUTED.contains(*field) => false,
            Self::Boundary => match **field {
                // It is the plan's name, in as many letters as there is room for.
                OBJECT_NAME => !said.get("tenDoAn").is_some_and(|name| name.starts_with(text.as_str())),
                field => !OF_BOUNDARY.contains(&field),
            },
            Self::Zones if field.starts_with("chucNangSuDungDat") => Some(text.as_str()) != function,
            Self::Zones => !OF_ZONE.contains(*field) || **field == "danSo" && people(said, "danSo").is_none(),
            Self::Lines(kind) => match **field {
                OBJECT_CODE | "trangThaiQuyHoach" | "khoangLuiXayDung" | "kyHieuMatCat" => false,
                OBJECT_NAME => name(kind, said) != Some(text),
                "loGioi" => metres(text).is_none(),
                field => field != kind.sort_field() && Some(field) != kind.name_field(),
            },
            Self::Nothing => false,
        };
        said.iter().filter(is_lost).map(|(field, _)| *field).collect()
    }
}

/// What is said of any object.
pub(super) fn object(said: &Said) -> PackageObject {
    let text = |field: &str| said.get(field).cloned();
    PackageObject {
        code: text(OBJECT_CODE),
        name: text(OBJECT_NAME),
        phase: text("trangThaiQuyHoach"),
        sort: text("phanLoai"),
    }
}

/// A line of a class.
pub(super) fn line(kind: PackageLineKind, said: &Said, geometry: Geometry) -> PackageLine {
    let text = |field: &str| said.get(field).cloned();
    PackageLine {
        kind,
        setback: text("khoangLuiXayDung"),
        road_width: said.get("loGioi").and_then(|text| metres(text)),
        section: text("kyHieuMatCat"),
        object: PackageObject { name: name(kind, said).cloned(), sort: text(kind.sort_field()), ..object(said) },
        geometry,
    }
}

/// How many people a field says; none if it is no such number.
pub(in crate::package) fn people(said: &Said, field: &str) -> Option<i64> {
    said.get(field)?.parse().ok().filter(|people| *people >= 0)
}

fn name(kind: PackageLineKind, said: &Said) -> Option<&String> {
    kind.name_field().and_then(|field| said.get(field)).or_else(|| said.get(OBJECT_NAME))
}

/// A number of metres as plans write it: `20,5`, `20.5 m`.
fn metres(text: &str) -> Option<f64> {
    let text = text.trim();
    let number = text.strip_suffix(['m', 'M']).unwrap_or(text).trim().replace(',', ".");
    number.parse().ok().filter(|metres| (0.0..=WIDEST).contains(metres))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::catalogue::classes_of;

    #[test]
    fn a_road_is_as_wide_as_its_text_says_if_that_is_a_number_of_metres() {
        for (text, expected) in [
            ("20,5", Some(20.5)),
            (" 20.5 m", Some(20.5)),
            ("13m", Some(13.0)),
            ("2050", None),
            ("A-A", None),
            ("", None),
        ] {
            assert_eq!(metres(text), expected, "{text}");
        }
    }

    #[test]
    fn every_field_of_a_class_is_taken_over_computed_or_told() {
        let lost = |class: &str| {
            let spec = classes_of(PLAN_DATABASE).find(|spec| spec.name == class).unwrap();
            let said: Said = spec.fields.iter().map(|field| (field.name.as_str(), "7".to_owned())).collect();
            Taken::of(spec).lost(&said, Some("7"))
        };
        assert_eq!(lost("ChiGioiDuongDo_L"), ["ghiChu"]);
        assert_eq!(lost("ChiGioiXayDung_L"), ["ghiChu"]);
        assert_eq!(lost("HanhLangAnToan_L"), ["ghiChu", "phanLoai"]);
        assert_eq!(lost(ZONE_CLASS), ["ghiChu", "tenCongTrinhTrenDat"]);
        assert!(lost(BOUNDARY_CLASS).contains(&"tyLe") && !lost(BOUNDARY_CLASS).contains(&"danSoQuyHoach"));
        let roads = lost(PackageLineKind::Centreline.class());
        assert!(
            roads.contains(&"longDuong") && !roads.contains(&"loGioi") && !roads.contains(&"tenDuong"),
            "{roads:?}"
        );
        let other = classes_of("HienTrang").find(|spec| spec.name == "ChiGioiDuongDo_L").unwrap();
        assert_eq!(Taken::of(other), Taken::Nothing, "the present state is none of the plan's");
    }
}
