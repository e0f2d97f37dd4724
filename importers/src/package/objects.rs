//! What of a package goes over into a register object by object, and what does not.

use spatial_core::geometry::Geometry;

/// What is said of any object and kept as it came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PackageObject {
    /// `maDoiTuong`.
    pub code: Option<String>,
    /// `tenDoiTuong`; of a road `tenDuong`.
    pub name: Option<String>,
    /// `trangThaiQuyHoach`.
    pub phase: Option<String>,
    /// `phanLoai`; of a corridor `loaiRanhGioiHanhLang`.
    pub sort: Option<String>,
}

/// What a line is, by its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PackageLineKind {
    /// `ChiGioiDuongDo_L`.
    RedLine,
    /// `ChiGioiXayDung_L`.
    BuildingLine,
    /// `MangLuoiGiaoThongDuongBo_L`: roads are drawn by their centreline (tim đường).
    Centreline,
    /// `HanhLangAnToan_L`.
    SafetyCorridor,
}

impl PackageLineKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::RedLine, Self::BuildingLine, Self::Centreline, Self::SafetyCorridor];

    /// The class of the plan that holds such lines.
    pub fn class(self) -> &'static str {
        match self {
            Self::RedLine => "ChiGioiDuongDo_L",
            Self::BuildingLine => "ChiGioiXayDung_L",
            Self::Centreline => "MangLuoiGiaoThongDuongBo_L",
            Self::SafetyCorridor => "HanhLangAnToan_L",
        }
    }

    /// The field of the class that says of what sort a line is.
    pub(super) fn sort_field(self) -> &'static str {
        match self {
            Self::SafetyCorridor => "loaiRanhGioiHanhLang",
            _ => "phanLoai",
        }
    }

    /// The field of the class that says what a line is called, before `tenDoiTuong`.
    pub(super) fn name_field(self) -> Option<&'static str> {
        matches!(self, Self::Centreline).then_some("tenDuong")
    }
}

/// A line of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PackageLine {
    /// What it is.
    pub kind: PackageLineKind,
    /// `khoangLuiXayDung`, to the letter.
    pub setback: Option<String>,
    /// `loGioi`, in metres.
    pub road_width: Option<f64>,
    /// `kyHieuMatCat`.
    pub section: Option<String>,
    /// What else is said of it.
    pub object: PackageObject,
    /// Lines, bit for bit.
    pub geometry: Geometry,
}

/// Something a package holds for which a register has no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The database, by its path in the package.
    pub file: String,
    /// The class.
    pub class: String,
    /// The field; none if nothing of the class is taken over.
    pub field: Option<&'static str>,
    /// In how many features something stands there.
    pub count: u64,
}
