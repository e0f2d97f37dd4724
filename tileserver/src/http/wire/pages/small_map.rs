//! A small map of a feature and what lies around it, as a drawing the server makes: no script, no third party. Only what everybody may see
//! is around, so that nobody's look at it needs a line in the audit log.

use spatial_core::crs::from_drawing;
use spatial_core::geometry::DrawingBox;
use spatial_core::layer::{Audience, FieldRole, Kind};
use spatial_core::message::Message;
use spatial_core::snapshot::{FeatureRef, Hit, LayerSnapshot, Shape, World};

use crate::http::wire::pages::html::escape;
use crate::http::wire::pages::words;
use crate::text::Language;

/// Dots of the drawing.
const WIDE: f64 = 640.0;
const HIGH: f64 = 420.0;
/// Features of one layer around, and corners of all: a page is read on slow lines.
const MOST_AROUND: usize = 300;
const MOST_CORNERS: usize = 6_000;
/// Least metres across: of a lamp one wants to see the street.
const LEAST_ACROSS: f64 = 60.0;
/// Around the earth, in drawing units and in metres (WGS 84).
const AROUND_UNITS: f64 = 4_294_967_296.0;
const AROUND_METRES: f64 = 40_075_016.685_578_49;
/// Names along streets, and numbers of parcels: more cannot be told apart.
const MOST_NAMES: usize = 8;
const MOST_NUMBERS: usize = 60;
/// Kinds that lie around, the lowest first.
const AROUND: [(Kind, &str); 5] = [
    (Kind::Ward, "ward"),
    (Kind::Zone, "zone"),
    (Kind::Parcel, "parcel"),
    (Kind::Building, "building"),
    (Kind::Line, "line"),
];

/// A window on the drawing grid.
struct Window {
    west: f64,
    north: f64,
    /// Dots of one drawing unit.
    scale: f64,
    /// Metres of one dot.
    metres: f64,
    corners: usize,
}

/// The drawing with its caption; none of a feature without shape.
pub(crate) fn figure(world: &World, layer: &LayerSnapshot, id: u64, title: &str, language: Language) -> Option<String> {
    let row = layer.find(spatial_core::layer::FeatureId(id))?;
    let mut window = Window::around(row.bounds())?;
    let mut out = String::new();
    for (kind, class) in AROUND {
        for around in world.layers(Audience::ANONYMOUS).filter(|around| around.layer().kind == kind) {
            window.others(around, (layer, id), class, &mut out);
        }
    }
    window.draw(&row, "here", &mut out);
    window.names(world, &mut out);
    let open = world.layer(&layer.layer().name, Audience::ANONYMOUS);
    if let Some(parcels) = open.filter(|open| open.layer().kind == Kind::Parcel) {
        window.numbers(parcels, &mut out);
    }
    window.scale_bar(language, &mut out);
    let north = escape(&language.text("page-map-north"));
    out.push_str(&format!(
        "<g class=\"north\"><path d=\"M616 16l9 26-9-6-9 6z\"/><text x=\"616\" y=\"58\">{north}</text></g>"
    ));
    let about = escape(&language.say(&Message::new("page-map-about").with("title", title)));
    Some(format!(
        "<figure class=\"small-map\"><svg role=\"img\" aria-label=\"{about}\" viewBox=\"0 0 {WIDE} {HIGH}\" \
         xmlns=\"http://www.w3.org/2000/svg\">{out}</svg></figure>"
    ))
}

impl Window {
    fn around(bounds: DrawingBox) -> Option<Self> {
        if bounds.min[0] > bounds.max[0] {
            return None;
        }
        let [west, north] = bounds.min.map(f64::from);
        let [east, south] = bounds.max.map(f64::from);
        let middle = [f64::midpoint(west, east), f64::midpoint(north, south)];
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two numbers of 32 bits")]
        let (_, latitude) = from_drawing(middle.map(|at| at as u32));
        let unit = AROUND_METRES / AROUND_UNITS * latitude.to_radians().cos();
        let across = ((east - west).max((south - north) * WIDE / HIGH) * 1.8).max(LEAST_ACROSS / unit);
        let scale = WIDE / across;
        Some(Self {
            west: middle[0] - across / 2.0,
            north: middle[1] - across * HIGH / WIDE / 2.0,
            scale,
            metres: unit / scale,
            corners: 0,
        })
    }

    fn bounds(&self) -> DrawingBox {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts of floats saturate")]
        let at = |x: f64, y: f64| [x as u32, y as u32];
        DrawingBox {
            min: at(self.west, self.north),
            max: at(self.west + WIDE / self.scale, self.north + HIGH / self.scale),
        }
    }

    fn at(&self, point: [u32; 2]) -> [f64; 2] {
        [(f64::from(point[0]) - self.west) * self.scale, (f64::from(point[1]) - self.north) * self.scale]
    }

    /// Other features of a layer, unless there are too many to tell apart.
    fn others(&mut self, layer: &LayerSnapshot, (own, id): (&LayerSnapshot, u64), class: &str, out: &mut String) {
        let mut hits: Vec<Hit> = Vec::new();
        layer.hits(&self.bounds(), &mut hits);
        if hits.len() > MOST_AROUND || layer.layer().name.is_quarantine() {
            return;
        }
        let is_own = layer.layer().name == own.layer().name;
        for row in hits.into_iter().map(|hit| layer.get(hit)).filter(|row| !is_own || row.id() != id) {
            if self.corners < MOST_CORNERS {
                self.draw(&row, class, out);
            }
        }
    }

    fn draw(&mut self, row: &FeatureRef<'_>, class: &str, out: &mut String) {
        let shape = row.shape();
        if shape == Shape::Point {
            for point in row.points().iter().take(MOST_CORNERS) {
                let [x, y] = self.at(*point);
                out.push_str(&format!("<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"7\"/>"));
            }
            return;
        }
        let mut path = String::new();
        for ring in row.rings() {
            // Corners closer than half a dot to the last one are not seen.
            let mut last = [f64::MAX; 2];
            for point in ring.points {
                let at = self.at(*point);
                if (at[0] - last[0]).abs() + (at[1] - last[1]).abs() < 0.5 {
                    continue;
                }
                path.push_str(&format!("{}{:.1} {:.1}", if last[0] == f64::MAX { 'M' } else { 'L' }, at[0], at[1]));
                last = at;
                self.corners += 1;
            }
            if shape == Shape::Polygon {
                path.push('Z');
            }
        }
        let kind = if shape == Shape::Line { "-way" } else { "" };
        out.push_str(&format!("<path class=\"{class}{kind}\" d=\"{path}\"/>"));
    }

    /// Names of streets along their longest stretch in the window.
    fn names(&self, world: &World, out: &mut String) {
        let mut written: Vec<String> = Vec::new();
        for layer in world.layers(Audience::ANONYMOUS).filter(|layer| layer.layer().kind == Kind::Line) {
            let mut hits: Vec<Hit> = Vec::new();
            layer.hits(&self.bounds(), &mut hits);
            for row in hits.into_iter().take(MOST_AROUND).map(|hit| layer.get(hit)) {
                let name = words::said(layer.layer(), &|at| row.value(at), FieldRole::Name, Audience::ANONYMOUS);
                let Some(name) = name.filter(|name| !written.contains(name) && written.len() < MOST_NAMES) else {
                    continue;
                };
                if let Some((at, degrees)) = self.stretch(&row, &name) {
                    let [x, y] = at;
                    out.push_str(&format!(
                        "<text class=\"street\" transform=\"translate({x:.1} {y:.1}) rotate({degrees:.0})\" dy=\"4\">{}</text>",
                        escape(&name)
                    ));
                    written.push(name);
                }
            }
        }
    }

    /// The middle of a line's longest piece within the window, and how it is turned; none if the name is longer.
    fn stretch(&self, row: &FeatureRef<'_>, name: &str) -> Option<([f64; 2], f64)> {
        let pairs = row.rings().flat_map(|ring| ring.points.windows(2));
        let inside = pairs.filter_map(|pair| clipped(self.at(pair[0]), self.at(pair[1])));
        let length = |[a, b]: &[[f64; 2]; 2]| (b[0] - a[0]).hypot(b[1] - a[1]);
        let longest = inside.max_by(|one, two| length(one).total_cmp(&length(two)))?;
        #[expect(clippy::cast_precision_loss, reason = "names are short")]
        if length(&longest) < name.chars().count() as f64 * 7.0 {
            return None;
        }
        let [a, b] = if longest[0][0] <= longest[1][0] { longest } else { [longest[1], longest[0]] };
        let degrees = (b[1] - a[1]).atan2(b[0] - a[0]).to_degrees();
        Some(([f64::midpoint(a[0], b[0]), f64::midpoint(a[1], b[1])], degrees))
    }

    /// Numbers of parcels in which there is room.
    fn numbers(&self, layer: &LayerSnapshot, out: &mut String) {
        let mut hits: Vec<Hit> = Vec::new();
        layer.hits(&self.bounds(), &mut hits);
        for row in hits.into_iter().take(MOST_NUMBERS * 4).map(|hit| layer.get(hit)).take(MOST_NUMBERS) {
            let bounds = row.bounds();
            let (low, high) = (self.at(bounds.min), self.at(bounds.max));
            let number = words::said(layer.layer(), &|at| row.value(at), FieldRole::Number, Audience::ANONYMOUS);
            let (Some(number), true) = (number, high[0] - low[0] > 28.0 && high[1] - low[1] > 20.0) else { continue };
            let [x, y] = [f64::midpoint(low[0], high[0]), f64::midpoint(low[1], high[1])];
            if (0.0..WIDE).contains(&x) && (0.0..HIGH).contains(&y) {
                out.push_str(&format!(
                    "<text class=\"parcel-number\" x=\"{x:.1}\" y=\"{:.1}\">{}</text>",
                    y + 4.0,
                    escape(&number)
                ));
            }
        }
    }

    /// A round length of about a quarter of the width.
    fn scale_bar(&self, language: Language, out: &mut String) {
        let about = self.metres * WIDE / 4.0;
        let power = 10_f64.powf(about.log10().floor());
        let round =
            [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|length| *length <= about).unwrap_or(power);
        let wide = round / self.metres;
        let words = match round {
            kilometres if kilometres >= 1000.0 => format!("{} km", language.number(kilometres / 1000.0, 0)),
            metres => format!("{} m", language.number(metres, usize::from(metres < 1.0))),
        };
        let end = 16.0 + wide;
        out.push_str(&format!(
            "<g class=\"scale\"><path d=\"M16 392v8H{end:.1}v-8\"/><text x=\"{:.1}\" y=\"390\">{words}</text></g>",
            16.0 + wide / 2.0
        ));
    }
}

/// The part of a line within the drawing (Liang and Barsky, 1984).
fn clipped(a: [f64; 2], b: [f64; 2]) -> Option<[[f64; 2]; 2]> {
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    let way = [b[0] - a[0], b[1] - a[1]];
    for (by, room) in [(-way[0], a[0]), (way[0], WIDE - a[0]), (-way[1], a[1]), (way[1], HIGH - a[1])] {
        if by == 0.0 && room < 0.0 {
            return None;
        }
        if by < 0.0 {
            from = from.max(room / by);
        } else if by > 0.0 {
            to = to.min(room / by);
        }
    }
    let at = |share: f64| [a[0] + share * way[0], a[1] + share * way[1]];
    (from < to).then(|| [at(from), at(to)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_holds_what_it_is_around_and_some_metres() {
        let lamp = DrawingBox { min: [3_422_000_000, 2_023_000_000], max: [3_422_000_000, 2_023_000_000] };
        let window = Window::around(lamp).unwrap();
        assert!((window.metres * WIDE - LEAST_ACROSS).abs() < 1.0, "{}", window.metres * WIDE);
        let [x, y] = window.at(lamp.min);
        assert!((x - WIDE / 2.0).abs() < 1.0 && (y - HIGH / 2.0).abs() < 1.0, "{x} {y}");
        assert!(Window::around(DrawingBox::EMPTY).is_none());
    }

    #[test]
    fn lines_are_cut_at_the_edge_of_the_drawing() {
        assert_eq!(clipped([-10.0, 10.0], [10.0, 10.0]), Some([[0.0, 10.0], [10.0, 10.0]]));
        assert_eq!(clipped([-10.0, -10.0], [-5.0, 300.0]), None);
    }
}
