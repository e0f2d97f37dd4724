//! The plan a package holds: what a register takes over from it, and what one is made of.

use spatial_core::crs::Crs;
use spatial_core::geometry::Geometry;

use crate::package::catalogue::OBJECT_CODE;
use crate::package::objects::{PackageLine, PackageObject};
use crate::package::rules::{Gathered, Identity, ZoneRow, people};

/// A plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PackagePlan {
    /// `maThongTinQH`: 12 digits.
    pub info_code: String,
    /// `maHoSoQH`.
    pub file_code: String,
    /// What it is called.
    pub name: String,
    /// Its scale, as it is written.
    pub scale: Option<String>,
    /// Where it is, in words.
    pub location: Option<String>,
    /// The decision on its task.
    pub task: PackageDecision,
    /// The decision that approved it.
    pub decision: PackageDecision,
    /// Who drew it up.
    pub consultant: Option<String>,
    /// The authority that decides.
    pub issuer: Option<String>,
    /// Who pays for it.
    pub investor: Option<String>,
    /// Its reference system.
    pub crs: Crs,
    /// What it is about.
    pub boundary: Geometry,
    /// `maDoiTuong` of that.
    pub boundary_code: Option<String>,
    /// `danSoQuyHoach`.
    pub population: Option<i64>,
    /// Its zones.
    pub zones: Vec<PackageZone>,
    /// Its red lines, building lines, roads and corridors.
    pub lines: Vec<PackageLine>,
    /// Scanned drawings and texts, and the workbook that lists them.
    pub papers: Vec<PackagePaper>,
}

/// A decision, as far as it is named.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PackageDecision {
    /// Its number.
    pub number: Option<String>,
    /// Its day (ISO 8601).
    pub day: Option<String>,
}

/// A zone.
#[derive(Debug, Clone, PartialEq)]
pub struct PackageZone {
    /// `kyHieuLoDat`.
    pub sign: String,
    /// Its function, one of the circular's.
    pub function: String,
    /// `matDoXayDung`, to the letter.
    pub density: Option<String>,
    /// `tangCaoXayDung`, likewise.
    pub storeys: Option<String>,
    /// `heSoSuDungDat`, likewise.
    pub far: Option<String>,
    /// `danSo`.
    pub population: Option<i64>,
    /// What else is said of it.
    pub object: PackageObject,
    /// An area, bit for bit.
    pub geometry: Geometry,
}

/// A file of the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackagePaper {
    /// What it is called.
    pub name: String,
    /// Its path in the package: `HoSoScan/VanBan/QD.pdf`.
    pub path: String,
    /// What it is.
    pub kind: PaperKind,
    /// What the workbook says of it besides.
    pub said: PaperSaid,
}

/// What the workbook says of a text or a drawing, to the letter but for the day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaperSaid {
    /// `Loại văn bản`; none of a drawing.
    pub sort: Option<String>,
    /// `Số hiệu văn bản`, `Số hiệu bản vẽ`.
    pub number: Option<String>,
    /// `Ngày ký` (ISO 8601); none of a drawing, and of what is no day.
    pub day: Option<String>,
    /// `Đơn vị ban hành`; none of a drawing.
    pub issuer: Option<String>,
    /// `Số trang`; none of a drawing, each of whose sheets is a file.
    pub pages: Option<u32>,
}

/// What a file of the dossier is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperKind {
    /// A sheet of a drawing.
    Drawing,
    /// A text.
    Text,
    /// The workbook.
    Book,
}

impl PaperKind {
    /// The word in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Drawing => "drawing",
            Self::Text => "text",
            Self::Book => "book",
        }
    }
}

impl PackagePlan {
    /// The plan of a package, if what was gathered makes one.
    pub(super) fn of(
        identity: Identity,
        gathered: Gathered,
        crs: Option<Crs>,
        papers: Vec<PackagePaper>,
    ) -> Option<Self> {
        let boundary = gathered.boundaries.into_iter().next()?;
        let said = |field: &str| boundary.said.get(field).cloned();
        let zone = |zone: ZoneRow| PackageZone {
            sign: zone.sign,
            function: zone.function,
            density: zone.density,
            storeys: zone.storeys,
            far: zone.far,
            population: zone.population,
            object: zone.object,
            geometry: zone.geometry,
        };
        Some(Self {
            info_code: identity.info?,
            file_code: identity.file?,
            name: said("tenDoAn")?,
            scale: said("tyLe"),
            location: said("diaDiemQH"),
            task: PackageDecision { number: said("soQDNV"), day: said("ngayQDNV") },
            decision: PackageDecision { number: said("soQDQH"), day: said("ngayQDQH") },
            consultant: said("donViTuVan"),
            issuer: said("coQuanPheduyet"),
            investor: said("chuDauTu"),
            crs: crs?,
            boundary: boundary.geometry?,
            boundary_code: boundary.said.get(OBJECT_CODE).cloned(),
            population: people(&boundary.said, "danSoQuyHoach"),
            lines: gathered.lines,
            zones: gathered.zones.into_iter().map(zone).collect(),
            papers,
        })
    }
}
