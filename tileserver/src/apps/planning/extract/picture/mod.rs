//! The picture of a parcel: its parts in the zones that govern, what lies around, to scale, in the grid of the data. One picture for the
//! page (SVG), for links to it (PNG) and for the sheet of paper: its places are millimetres of paper, to the right and down.
//!
//! In reading order: `scale` (how large, and from where to where), `palette` (colours and words of functions), `found` (what is on it, from
//! the World), `thinned` (no more corners than a page can carry), `svg`, `png`.

mod found;
mod palette;
mod png;
mod scale;
mod svg;
mod thinned;

pub(super) use found::PictureAsked;
pub(super) use palette::{Function, layer_colour};
pub(super) use png::png;
pub(super) use scale::FRAME;
pub(super) use svg::svg;

use spatial_core::layer::FeatureId;

use scale::Window;

use crate::report::Colour;

/// Rings or lines in millimetres of the picture.
pub(super) type Paths = Vec<Vec<[f32; 2]>>;

/// One of them.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) window: Window,
    /// The reference system of its grid.
    pub(super) crs: String,
    /// The outline of the parcel.
    pub(super) parcel: Paths,
    /// What lies around, the plan that goes first on top.
    pub(super) around: Vec<Patch>,
    /// The shares, likewise.
    pub(super) shares: Vec<Patch>,
    /// Outlines of other parcels.
    pub(super) neighbours: Paths,
    /// Functions that are on it, those of the parcel first.
    pub(super) classes: Vec<Class>,
    /// Rows of zones around and of other parcels that it shows.
    pub(super) rows: Vec<(String, FeatureId)>,
}

/// A zone, or the part of the parcel in it.
#[derive(Debug)]
pub(super) struct Patch {
    pub(super) paths: Paths,
    /// Which class it is of.
    pub(super) class: usize,
    /// The sign that is written on it, and where, if there is room.
    pub(super) sign: Option<(String, [f32; 2])>,
}

/// A function on the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Class {
    pub(super) label: String,
    pub(super) colour: Colour,
    /// True if some of the parcel is it.
    pub(super) is_here: bool,
}

/// How strong colours are within the parcel, and around it.
pub(super) const HERE: f32 = 0.62;
pub(super) const AROUND: f32 = 0.22;
