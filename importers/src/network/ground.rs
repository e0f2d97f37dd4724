//! Coordinates of a file on the ground of the tables: transformed, refused or left where they are.

use spatial_core::crs::{Crs, CrsDoubt, Transform, ZONES, diagnose};
use spatial_core::geometry::Envelope;
use spatial_core::layer::Layer;

use super::error::NetworkError;

/// Places that differ by less, in metres, are one: a transform there and back.
const ALIKE_M: f64 = 1e-6;
/// The same in degrees.
const ALIKE_DEGREES: f64 = 1e-11;
/// A metre in degrees, near enough to see one thing beside another.
const METRE_DEGREES: f64 = 1.0 / 111_320.0;

/// What coordinates of a file look like that states no reference system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likely {
    /// The zone of VN-2000 that the store's own layers are in.
    Zone(Crs),
    /// Metres of some zone of VN-2000.
    Vn2000,
    /// Longitude and latitude in Vietnam.
    Degrees,
    /// Northing before easting.
    Swapped,
    /// A drawing that lies nowhere on earth, or a place abroad.
    Elsewhere,
}

impl Likely {
    /// Of coordinates in a box, where the store has these layers.
    pub(super) fn of(around: Envelope, layers: &[Layer]) -> Self {
        let doubts = |crs| diagnose(crs, around.min, around.max);
        let zones = || ZONES.iter().map(|zone| Crs::Epsg(zone.epsg));
        if doubts(VN2000_DEGREES).is_empty() {
            return Self::Degrees;
        }
        let fits = |crs: &Crs| zones().any(|zone| zone == *crs) && doubts(*crs).is_empty();
        if let Some(crs) = layers.iter().map(|layer| layer.crs).find(fits) {
            return Self::Zone(crs);
        }
        if zones().any(|zone| doubts(zone).is_empty()) {
            return Self::Vn2000;
        }
        let is_swapped = |doubt: &CrsDoubt| matches!(doubt, CrsDoubt::SwappedAxes { .. });
        let swapped = zones().chain([VN2000_DEGREES]).any(|zone| doubts(zone).iter().any(is_swapped));
        if swapped { Self::Swapped } else { Self::Elsewhere }
    }

    /// The word the sentence chooses by, and the system it names.
    pub(super) fn told(self) -> (&'static str, String) {
        match self {
            Self::Zone(crs) => ("zone", crs.to_string()),
            Self::Vn2000 => ("vn2000", String::new()),
            Self::Degrees => ("degrees", Crs::WGS84.to_string()),
            Self::Swapped => ("swapped", String::new()),
            Self::Elsewhere => ("elsewhere", String::new()),
        }
    }
}

/// VN-2000 in degrees, which no place outside Vietnam fits.
const VN2000_DEGREES: Crs = Crs::Epsg(4756);

/// The box around places.
pub(super) fn around(places: impl Iterator<Item = [f64; 2]>) -> Option<Envelope> {
    places.map(|place| Envelope { min: place, max: place }).reduce(Envelope::merged)
}

/// Whether coordinates can be in their system: refused if most cannot; else which of them cannot, and one that lies outside Vietnam.
pub(super) fn doubted(file: &str, crs: Crs, places: &[Option<[f64; 2]>]) -> Result<Doubted, NetworkError> {
    let mut doubted = Doubted { is_stray: vec![false; places.len()], abroad: None };
    let Some(all) = around(places.iter().flatten().copied()) else { return Ok(doubted) };
    if crs == Crs::Local || diagnose(crs, all.min, all.max).is_empty() {
        return Ok(doubted);
    }
    let (mut placed, mut strays, mut first) = (0, 0, None);
    for (is_stray, place) in doubted.is_stray.iter_mut().zip(places) {
        let Some(place) = *place else { continue };
        placed += 1;
        match diagnose(crs, place, place).into_iter().next() {
            Some(CrsDoubt::OutsideVietnam { place: Some(at), .. }) => {
                doubted.abroad.get_or_insert((place, at));
            }
            Some(doubt) => {
                (*is_stray, strays) = (true, strays + 1);
                first.get_or_insert((doubt, place));
            }
            None => {}
        }
    }
    match first {
        Some((doubt, place)) if 2 * strays > placed => {
            Err(NetworkError::Misplaced { file: file.to_owned(), doubt, place })
        }
        _ => Ok(doubted),
    }
}

/// What is doubtful about places.
#[derive(Debug)]
pub(super) struct Doubted {
    /// By place: its system does not reach there.
    pub(super) is_stray: Vec<bool>,
    /// The first place outside Vietnam, and its longitude and latitude.
    pub(super) abroad: Option<([f64; 2], [f64; 2])>,
}

/// The way from a file's coordinates to those of the tables, and back.
#[derive(Debug)]
pub(super) struct Ground {
    way: Way,
    alike: f64,
    /// A metre in the tables' own unit.
    pub(super) metre: f64,
}

#[derive(Debug)]
enum Way {
    /// The file's coordinates lie nowhere on earth.
    Nowhere,
    Same,
    Between(Box<[Transform; 2]>),
}

impl Ground {
    /// Between the system of a file and that of the tables.
    pub(super) fn new(file: &str, crs: Crs, tables: Crs) -> Result<Self, NetworkError> {
        let way = match (crs, tables) {
            (Crs::Local, _) => Way::Nowhere,
            (_, Crs::Local) => return Err(NetworkError::TablesLocal { file: file.to_owned(), crs }),
            _ if crs == tables => Way::Same,
            _ => {
                let transform = |from, to| Transform::new(from, to).map_err(NetworkError::Crs);
                Way::Between(Box::new([transform(crs, tables)?, transform(tables, crs)?]))
            }
        };
        let is_geographic = tables != Crs::Local && tables.info().is_ok_and(|info| info.is_geographic);
        let (alike, metre) = if is_geographic { (ALIKE_DEGREES, METRE_DEGREES) } else { (ALIKE_M, 1.0) };
        Ok(Self { way, alike, metre })
    }

    /// A place of the file in the tables; none where it lies nowhere on earth, or beyond the reach of the systems.
    pub(super) fn on(&self, place: [f64; 2]) -> Option<[f64; 2]> {
        let mut place = [place];
        match &self.way {
            Way::Nowhere => return None,
            Way::Same => {}
            Way::Between(ways) => ways[0].apply(&mut place).ok()?,
        }
        let [place] = place;
        place.iter().all(|ordinate| ordinate.is_finite()).then_some(place)
    }

    /// A place of the tables in the file.
    pub(super) fn off(&self, place: [f64; 2]) -> Option<[f64; 2]> {
        let mut place = [place];
        match &self.way {
            Way::Nowhere => return None,
            Way::Same => {}
            Way::Between(ways) => ways[1].apply(&mut place).ok()?,
        }
        let [place] = place;
        Some(place)
    }

    /// True if a place of the file is where the tables have one.
    pub(super) fn is_at(&self, place: [f64; 2], there: [f64; 2]) -> bool {
        self.on(place).is_some_and(|on| (on[0] - there[0]).abs().max((on[1] - there[1]).abs()) <= self.alike)
    }

    /// True if coordinates of the file lie nowhere on earth.
    pub(super) fn is_nowhere(&self) -> bool {
        matches!(self.way, Way::Nowhere)
    }
}
