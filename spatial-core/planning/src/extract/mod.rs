//! The extract of a parcel: which plans speak there on a day, what of it lies in which of their zones, and what is not known.
//!
//! In reading order: `facts` (what the register says of a plan), `standing` (how it stands in law on a day), `order` (which goes before
//! which, and why), `overlay` (a parcel over the zones of one plan: pure, for answers and for whole provinces), `lines` (red lines, building
//! lines, what a road takes), `restrictions`, `of_parcel` (all of it, from the World), `governing` (the same of an area, with shapes), `many`
//! (the same of every parcel of a province), `area` (which parcels a drawn area holds), `touched` (which must be asked again after an edit),
//! `themes` (what is known at all), `conflicts` (where plans name different functions).

mod area;
mod conflicts;
mod facts;
mod governing;
mod lines;
mod many;
mod of_parcel;
mod order;
mod overlay;
mod restrictions;
mod standing;
mod themes;
mod touched;

pub use area::{Drawn, NoGround};
pub use conflicts::{
    Basis, Compatibility, Conflict, ConflictKind, Conflicts, FunctionMap, FunctionMapError, Judged, MOST_MAP_BYTES,
    MapMistake, conflicts,
};
pub use facts::{PlanFacts, ZoneFacts};
pub use governing::window;
pub(crate) use governing::{PlanInForce, in_force, lines_in_force, road_by_centreline};
pub use lines::near::MOST_LINES;
pub use lines::{
    Buildable, BuildableMethod, ClosedPart, LineFound, LinePlan, ParcelLines, PlanLine, RoadMethod, RoadTaken, lines,
};
pub use many::Survey;
pub use of_parcel::{Extract, ExtractAsked, Governing, ParcelPlan, Unplanned, extract, extract_with_shapes};
pub use order::{Ranked, Reason, order};
pub(crate) use overlay::solid;
pub use overlay::{Overlay, Shapes, Thresholds, ZonePart, ground, overlaid, overlay};
pub use restrictions::RestrictionFound;
pub use standing::LawState;
pub use themes::{Theme, ThemeFound, ThemeState};
pub use touched::{Before, Stir};

#[cfg(test)]
mod tests;
