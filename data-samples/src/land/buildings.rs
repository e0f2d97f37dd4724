//! Buildings: behind the building line, within their parcel, no higher than the subdivision plan allows.

use geo_types::{Geometry, Polygon};
use spatial_core::layer::Value;
use spatial_core::store::Staged;

use crate::dice::{Dice, Purpose};
use crate::fabric::{Character, CityBlock, District, Plot, Stand};
use crate::land::names::WARDS;
use crate::land::parcels::address;
use crate::planning::{StoreyLimits, setbacks};
use crate::site::Site;
use crate::terrain::flat::Line;
use crate::terrain::{Lattice, PlanePoint, to_millimetres};

/// Cut off where two streets meet; buildings stay behind it, in metres.
const SPLAY: f64 = 2.05;
/// Narrower or shallower than this is not built, in metres.
const LEAST: [f64; 2] = [2.2, 4.0];

/// A building to be.
#[derive(Debug)]
pub(crate) struct Building {
    /// Its corners, from the left of its street front on, counter-clockwise or not.
    pub(crate) corners: [PlanePoint; 4],
    pub(crate) storeys: i64,
    pub(crate) plot: usize,
}

/// The buildings of a district as features.
pub(crate) fn buildings(lattice: &Lattice, site: &Site) -> Vec<Staged> {
    let district = District::new(lattice, site.cell);
    let mut plots = district.plots(lattice);
    plots.truncate(site.parcels);
    let names = district.names(lattice);
    let (_, ward, ..) = WARDS[site.ward];
    let stated = |building: Building| {
        let plot = &plots[building.plot];
        let [a, b, c, d] = building.corners.map(to_millimetres);
        let is_shed = matches!(plot.land_use, "SKK" | "SKC");
        let height = if is_shed { 9.5 } else { 4.2 + 3.3 * whole(building.storeys - 1) + 1.1 };
        let values = vec![
            Value::Integer(building.storeys),
            Value::Real((height * 10.0).round() / 10.0),
            Value::text(sort(plot.land_use)),
            Value::text(address(&district, plot, &names, ward)),
        ];
        // Rows along the far side of a block are seen from the other street: their rings run the other way round.
        let ring = if Line::through(a, b).left(c) > 0.0 { vec![a, b, c, d] } else { vec![a, d, c, b] };
        Staged::new(Some(Geometry::Polygon(Polygon::new(ring.into(), Vec::new()))), values)
    };
    raise(lattice, &district, &plots).into_iter().map(stated).collect()
}

/// All buildings of a district.
pub(crate) fn raise(lattice: &Lattice, district: &District, plots: &[Plot]) -> Vec<Building> {
    let limits = StoreyLimits::of(lattice, district.cell);
    let mut dice = Dice::at(lattice.seed, Purpose::Building, district.cell.i, district.cell.j);
    let mut buildings = Vec::new();
    for (number, plot) in plots.iter().enumerate() {
        let Some(stand) = plot.stand else { continue };
        let block = &district.blocks[stand.block];
        let vacant = if plot.land_use.contains('+') { 25 } else { 5 };
        if dice.chance(vacant) {
            continue;
        }
        if let Some(corners) = footprint(district, block, &stand, plot.land_use, &mut dice) {
            // Across a border of zones the stricter one holds.
            let middle = (corners[0] + corners[1] + corners[2] + corners[3]) / 4.0;
            let allowed = corners.into_iter().chain([middle]).map(|place| limits.storeys_at(place)).min();
            let wished = storeys(district.character, plot.land_use, &mut dice);
            let storeys = allowed.map_or(wished, |most| wished.min(most));
            buildings.push(Building { corners, storeys, plot: number });
        }
    }
    buildings
}

/// The corners of a building on its stand: the two at the street first.
fn footprint(
    district: &District,
    block: &CityBlock,
    stand: &Stand,
    land_use: &str,
    dice: &mut Dice,
) -> Option<[PlanePoint; 4]> {
    let [low_s, high_s, low_t, high_t] = allowed(district, block);
    let (side, front, back) = margins(district.character, stand, land_use, dice);
    let along = [(stand.along[0] + side).max(low_s), (stand.along[1] - side).min(high_s)];
    let [edge, rear] = stand.across;
    let (edge, rear) = if rear > edge {
        ((edge + front).max(low_t), (rear - back).min(high_t))
    } else {
        ((edge - front).min(high_t), (rear + back).max(low_t))
    };
    let (width, depth) =
        (along[1] - along[0], (rear - edge) * if stand.across[1] > stand.across[0] { 1.0 } else { -1.0 });
    if width < LEAST[0] || depth < LEAST[1] {
        return None;
    }
    Some([[along[0], edge], [along[1], edge], [along[1], rear], [along[0], rear]].map(|[s, t]| block.point(s, t)))
}

/// From and to along a block, then across: behind its building lines and the cut corners of its ends.
fn allowed(district: &District, block: &CityBlock) -> [f64; 4] {
    let corners = block.land.corners;
    let within = setbacks(district, block);
    // A block's sides are not parallel: a share of its mean depth is least where the block is narrowest.
    let scaled = |side: usize, mean: f64| {
        let line = Line::through(corners[side], corners[(side + 1) % 4]);
        let nearest = line.left(corners[(side + 2) % 4]).min(line.left(corners[(side + 3) % 4]));
        let wanted = if side % 2 == 1 { within[side].max(SPLAY) } else { within[side] };
        (wanted + 0.05) * mean / nearest.max(1.0)
    };
    let (length, depth) = (block.length, block.depth);
    [scaled(3, length), length - scaled(1, length), scaled(0, depth), depth - scaled(2, depth)]
}

/// Between the building and the sides, the front and the back of its stand, in metres.
fn margins(character: Character, stand: &Stand, land_use: &str, dice: &mut Dice) -> (f64, f64, f64) {
    let deep = (stand.across[1] - stand.across[0]).abs();
    let wide = stand.along[1] - stand.along[0];
    match character {
        _ if stand.is_whole => (0.18 * wide, 0.16 * deep, 0.22 * deep),
        Character::Core | Character::Town => (0.04, 0.1, deep * dice.between(0.04, 0.24)),
        Character::Villa => (1.6, 1.0, deep * dice.between(0.25, 0.4)),
        Character::Beach => (2.5, 1.0, deep * dice.between(0.2, 0.4)),
        Character::Industry | Character::Campus | Character::Park => (6.0, 4.0, 0.2 * deep),
        Character::Village | Character::Field if land_use.contains('+') => {
            let side = ((wide - dice.between(7.0, 11.0)) / 2.0).max(0.8);
            let front = dice.between(3.0, 7.0);
            (side, front, (deep - front - dice.between(9.0, 14.0)).max(1.0))
        }
        Character::Village | Character::Field => {
            let front = dice.between(0.6, 3.0);
            (
                ((wide - dice.between(6.0, 9.0)) / 2.0).max(0.5),
                front,
                (deep - front - dice.between(10.0, 16.0)).max(1.0),
            )
        }
    }
}

fn storeys(character: Character, land_use: &str, dice: &mut Dice) -> i64 {
    let (low, high) = match (land_use, character) {
        ("TMD", Character::Beach) => (4, 20),
        ("TMD", _) => (3, 9),
        ("SKK" | "SKC", _) => (1, 1),
        ("DGD" | "DYT" | "TSC" | "DVH" | "DKH", _) => (2, 5),
        ("DKV" | "DTT" | "DSH" | "TON" | "TIN" | "DCH", _) => (1, 2),
        (_, Character::Core) => (2, 6),
        (_, Character::Town) => (1, 5),
        (_, Character::Villa | Character::Beach) => (2, 4),
        _ => (1, 2),
    };
    low + i64::from(dice.below(high - u32::try_from(low).unwrap_or(0) + 1))
}

fn sort(land_use: &str) -> &'static str {
    match land_use {
        "TMD" => "Thương mại, dịch vụ",
        "SKK" | "SKC" => "Nhà xưởng, kho",
        "DGD" | "DKH" => "Trường học",
        "DYT" => "Cơ sở y tế",
        "TSC" => "Trụ sở cơ quan",
        "DCH" => "Chợ",
        "TON" | "TIN" => "Tôn giáo, tín ngưỡng",
        "DVH" | "DKV" | "DTT" | "DSH" => "Công trình công cộng",
        _ => "Nhà ở riêng lẻ",
    }
}

#[expect(clippy::cast_precision_loss, reason = "some storeys")]
fn whole(storeys: i64) -> f64 {
    storeys as f64
}
