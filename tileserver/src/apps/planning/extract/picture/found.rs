//! What is on the picture: the shares of the parcel in the plans that govern, the zones of these plans around it, the outlines of other
//! parcels. Everything comes through the World's door for the reader's audience.

use geo_types::{LineString, Polygon, Rect};
use planning::extract::Shapes;
use planning::{FUNCTION_FIELD, PLAN_FIELD, SIGN_FIELD, ZONES};
use spatial_core::crs::{Crs, Transform, from_drawing};
use spatial_core::geometry::{DrawingBox, Envelope, Geometry, shared};
use spatial_core::layer::{Audience, FeatureId, LayerName};
use spatial_core::snapshot::{FeatureRef, Hit, LayerSnapshot, Shape, World};

use super::palette::Function;
use super::scale::Window;
use super::{Class, Patch, Paths, Picture};
use crate::text::Language;

/// Zones around a parcel, and other parcels, that are drawn: more cannot be told apart on the sheet.
const MOST_AROUND: usize = 400;
const MOST_NEIGHBOURS: usize = 800;
/// A sign is written on what is at least so wide where it stands, in millimetres for each of its letters.
const LETTER: f32 = 1.9;
/// Lines along which a place for a sign is looked for.
const LINES: u8 = 9;

/// What is asked for.
pub(in super::super) struct PictureAsked<'a> {
    pub(in super::super) world: &'a World,
    pub(in super::super) audience: Audience,
    pub(in super::super) language: Language,
    pub(in super::super) layer: &'a LayerName,
    pub(in super::super) id: FeatureId,
    pub(in super::super) parcel: &'a Geometry,
    /// Plans that govern, the first first, with what of the parcel lies where.
    pub(in super::super) plans: &'a [(FeatureId, &'a Shapes)],
    /// Corners it may have, about.
    pub(in super::super) corners: usize,
}

impl PictureAsked<'_> {
    /// The picture; none of a parcel without area, or that lies in no grid.
    pub(in super::super) fn picture(&self) -> Option<Picture> {
        let parcels = self.world.layer(self.layer, self.audience)?;
        let crs = parcels.layer().crs;
        if crs != Crs::Local && crs.info().ok()?.is_geographic {
            return None;
        }
        let window = Window::around(&Envelope::of(self.parcel)?)?;
        let parcel = paths(self.parcel, &window);
        let mut picture = Picture {
            window,
            crs: crs.to_string(),
            parcel,
            around: Vec::new(),
            shares: Vec::new(),
            neighbours: Vec::new(),
            classes: Vec::new(),
            rows: Vec::new(),
        };
        if picture.parcel.is_empty() {
            return None;
        }
        self.shares(&mut picture);
        if let Some(near) = drawn(crs, &window) {
            self.around(&near, &mut picture);
            self.neighbours(parcels, &near, &mut picture);
        }
        Some(picture.thinned(self.corners))
    }

    fn shares(&self, picture: &mut Picture) {
        let Some(zones) = self.world.declared(&ZONES, self.audience) else { return };
        let mut patches: Vec<Patch> = Vec::new();
        for (_, shapes) in self.plans {
            let above = patches.len();
            for (zone, shape) in &shapes.zones {
                let Some(row) = zones.find(*zone) else { continue };
                let class = self.class(zones, &row, true, picture);
                let paths = paths(shape, &picture.window);
                let sign = self.text(zones, &row, SIGN_FIELD).and_then(|sign| Some((place(&paths, &sign)?, sign)));
                // What goes first lies on top.
                let is_free = |at: [f32; 2]| !patches[..above].iter().any(|patch| is_inside(&patch.paths, at));
                let sign = sign.filter(|(at, _)| is_free(*at)).map(|(at, sign)| (sign, at));
                patches.push(Patch { paths, class, sign });
            }
        }
        patches.reverse();
        picture.shares = patches;
    }

    fn around(&self, near: &DrawingBox, picture: &mut Picture) {
        let Some(zones) = self.world.declared(&ZONES, self.audience) else { return };
        let Some(plan) = zones.layer().schema.seen(PLAN_FIELD, self.audience) else { return };
        let frame = frame(&picture.window);
        let mut found: Vec<(usize, Patch)> = Vec::new();
        let mut hits: Vec<Hit> = Vec::new();
        zones.hits(near, &mut hits);
        for row in hits.into_iter().map(|hit| zones.get(hit)) {
            let of = row.reference(plan);
            let Some(place) = self.plans.iter().position(|(id, _)| Some(*id) == of) else { continue };
            let Some(shape) = row.legal() else { continue };
            if found.len() >= MOST_AROUND {
                break;
            }
            let paths = paths(&shared(&frame, &shape), &picture.window);
            if paths.is_empty() {
                continue;
            }
            let class = self.class(zones, &row, false, picture);
            picture.rows.push((ZONES.layer.to_owned(), FeatureId(row.id())));
            found.push((place, Patch { paths, class, sign: None }));
        }
        found.sort_by_key(|(place, _)| std::cmp::Reverse(*place));
        picture.around = found.into_iter().map(|(_, patch)| patch).collect();
    }

    /// From the drawing grid, whose places are a centimetre apart: enough for an outline that nobody measures.
    fn neighbours(&self, parcels: &LayerSnapshot, near: &DrawingBox, picture: &mut Picture) {
        let Ok(back) = Transform::new(Crs::WGS84, parcels.layer().crs) else { return };
        let mut hits: Vec<Hit> = Vec::new();
        parcels.hits(near, &mut hits);
        let rows = hits.into_iter().map(|hit| parcels.get(hit));
        let others = rows.filter(|row| row.id() != self.id.0 && row.shape() == Shape::Polygon);
        for row in others.take(MOST_NEIGHBOURS) {
            picture.rows.push((self.layer.to_string(), FeatureId(row.id())));
            for ring in row.rings() {
                let degrees = |point: &[u32; 2]| <[f64; 2]>::from(from_drawing(*point));
                let mut corners: Vec<[f64; 2]> = ring.points.iter().map(degrees).collect();
                if back.apply(&mut corners).is_ok() {
                    picture.neighbours.push(corners.into_iter().map(|corner| picture.window.at(corner)).collect());
                }
            }
        }
    }

    /// The class of a zone's function, which may be a new one.
    fn class(&self, zones: &LayerSnapshot, row: &FeatureRef<'_>, is_here: bool, picture: &mut Picture) -> usize {
        let Function { label, colour, .. } =
            Function::of(self.text(zones, row, FUNCTION_FIELD).as_deref(), self.language);
        match picture.classes.iter().position(|class| class.label == label) {
            Some(at) => at,
            None => {
                picture.classes.push(Class { label, colour, is_here });
                picture.classes.len() - 1
            }
        }
    }

    fn text(&self, zones: &LayerSnapshot, row: &FeatureRef<'_>, field: &str) -> Option<String> {
        let text = row.text(zones.layer().schema.seen(field, self.audience)?)?;
        (!text.is_empty()).then(|| text.to_owned())
    }
}

/// The box of a window in the drawing grid.
fn drawn(crs: Crs, window: &Window) -> Option<DrawingBox> {
    let Envelope { min: [west, south], max: [east, north] } = window.envelope();
    let corners = [[west, south], [east, south], [east, north], [west, north]];
    let mut points: Vec<[u32; 2]> = Vec::new();
    Transform::new(crs, Crs::WGS84).ok()?.to_drawing(&corners, &mut points).ok()?;
    let mut near = DrawingBox::EMPTY;
    points.into_iter().for_each(|point| near.extend(point));
    Some(near)
}

fn frame(window: &Window) -> Geometry {
    let Envelope { min, max } = window.envelope();
    Rect::new(min, max).to_polygon().into()
}

/// The rings of areas on the picture, open.
fn paths(shape: &Geometry, window: &Window) -> Paths {
    let polygons: &[Polygon<f64>] = match shape {
        Geometry::Polygon(polygon) => std::slice::from_ref(polygon),
        Geometry::MultiPolygon(polygons) => &polygons.0,
        _ => &[],
    };
    let open = |ring: &LineString<f64>| {
        let mut corners: Vec<[f32; 2]> = ring.coords().map(|at| window.at([at.x, at.y])).collect();
        corners.pop();
        corners
    };
    let rings = polygons.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    rings.map(open).filter(|ring| ring.len() >= 3).collect()
}

/// Where a sign stands within an area: in the middle of the widest stretch of some lines across it; none if there is no room.
fn place(paths: &Paths, sign: &str) -> Option<[f32; 2]> {
    let heights = || paths.iter().flatten().map(|[_, y]| *y);
    let (top, bottom) = (heights().fold(f32::MAX, f32::min), heights().fold(f32::MIN, f32::max));
    let lines = (1..=LINES).map(|line| top + (bottom - top) * f32::from(line) / f32::from(LINES + 1));
    let stretches = lines.flat_map(|y| {
        let crossings = crossings(paths, y);
        let pairs: Vec<[f32; 2]> = crossings.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect();
        pairs.into_iter().map(move |[from, to]| (to - from, [f32::midpoint(from, to), y]))
    });
    let (wide, at) = stretches.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    #[expect(clippy::cast_precision_loss, reason = "a sign has few letters")]
    let needed = LETTER * sign.chars().count() as f32 + 1.0;
    (wide >= needed && bottom - top >= 3.0).then_some(at)
}

/// Where a line across the picture meets the rings, from left to right.
fn crossings(paths: &Paths, y: f32) -> Vec<f32> {
    let mut found = Vec::new();
    for ring in paths {
        for (at, [x1, y1]) in ring.iter().enumerate() {
            let [x0, y0] = ring[(at + ring.len() - 1) % ring.len()];
            if (y0 <= y) != (*y1 <= y) {
                found.push(x0 + (y - y0) / (y1 - y0) * (x1 - x0));
            }
        }
    }
    found.sort_by(f32::total_cmp);
    found
}

/// True if a place lies within rings, by the even-odd rule.
fn is_inside(paths: &Paths, [x, y]: [f32; 2]) -> bool {
    crossings(paths, y).iter().filter(|crossing| **crossing <= x).count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_stands_inside_its_area_or_nowhere() {
        // A horseshoe that is open to the right: its middle lies outside.
        let shoe = vec![vec![
            [0.0, 0.0],
            [40.0, 0.0],
            [40.0, 8.0],
            [8.0, 8.0],
            [8.0, 30.0],
            [40.0, 30.0],
            [40.0, 38.0],
            [0.0, 38.0],
        ]];
        let at = place(&shoe, "ODT-1").unwrap();
        assert!(is_inside(&shoe, at), "{at:?}");
        assert!(!is_inside(&shoe, [20.0, 19.0]));
        let strip = vec![vec![[0.0, 0.0], [4.0, 0.0], [4.0, 50.0], [0.0, 50.0]]];
        assert_eq!((place(&strip, "ODT-1"), place(&strip, "A").is_some()), (None, true));
        assert_eq!(place(&Vec::new(), "A"), None);
    }
}
