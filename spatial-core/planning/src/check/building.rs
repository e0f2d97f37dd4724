//! A building that somebody wants to put up, and the ground it is to stand on.

use spatial_core::geometry::Geometry;
use spatial_core::layer::FeatureId;
use spatial_core::units::{Metres, SquareMetres};

use crate::draft::IndicatorTexts;
use crate::extract::{RoadTaken, Thresholds};

/// A building that somebody wants to put up.
#[derive(Debug, Clone, PartialEq)]
pub struct Building {
    /// Its outline seen from above, in the grid of the lot: a valid polygon or multipolygon.
    pub footprint: Geometry,
    /// Storeys above the ground.
    pub storeys: Option<u32>,
    /// Its height.
    pub height: Option<Metres>,
    /// Its floor area, as the floor area ratio counts it.
    pub floor_area: Option<SquareMetres>,
}

/// The ground it is to stand on, all in one grid.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Site {
    /// The lot; none if it is not known.
    pub lot: Option<Geometry>,
    /// Zones of the plans that govern there.
    pub zones: Vec<ZoneGround>,
    /// Red lines and building lines of the plans in force there.
    pub lines: Vec<SiteLine>,
    /// What a road takes of the lot by its centreline and width alone: neither zones nor red lines tell of it.
    pub road: Option<RoadTaken>,
    /// When a share is too small to be one.
    pub thresholds: Thresholds,
}

/// What of a zone governs.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneGround {
    /// The zone.
    pub zone: FeatureId,
    /// Its plan.
    pub plan: FeatureId,
    /// The part in which its plan governs.
    pub shape: Geometry,
    /// What it is for, as the register has it.
    pub function: Option<String>,
    /// Its indicators as the plan writes them.
    pub indicators: IndicatorTexts,
    /// True of plans that say what may be built. Others (of land use, of sectors) say what the ground is for, and that they set no
    /// indicator means nothing.
    pub sets_indicators: bool,
}

/// A line of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteLine {
    /// The line.
    pub line: FeatureId,
    /// Its plan.
    pub plan: FeatureId,
    /// Which it is.
    pub kind: SiteLineKind,
    /// The setback from the red line, as the plan writes it.
    pub setback: Option<String>,
    /// Width of its road between red lines.
    pub road_width: Option<Metres>,
    /// A line.
    pub shape: Geometry,
}

/// Which line it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SiteLineKind {
    /// Between the road and other land (chỉ giới đường đỏ).
    Red,
    /// Up to which buildings may stand (chỉ giới xây dựng).
    Building,
}
