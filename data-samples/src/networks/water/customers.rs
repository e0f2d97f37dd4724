//! Who hangs on the pipes: a connection for each meter, at the place of its street's pipe that is nearest, classed by what the building is for.
//! Institutions bear names; households have none.

use std::collections::BTreeMap;

use geo_types::Point;
use network::{ConnectionDraft, DraftPlace};

use crate::dice::{Dice, Purpose};
use crate::networks::feature::code;
use crate::networks::water::net::{Service, meter_code};
use crate::networks::water::rounds::{put_into_rounds, ward};
use crate::site::Site;
use crate::terrain::PlanePoint;
use crate::terrain::flat::{Line, distance};

/// Keeps the dice of customers apart from those of valves.
const APART: i64 = 100_000;
const HOUSEHOLD: &str = "household";

/// A pipe along a way, for customers to hang on.
#[derive(Debug, Clone, Copy)]
pub(super) struct StreetPipe {
    pub(super) way: usize,
    /// Its number in the portion.
    pub(super) edge: usize,
    pub(super) ends: [PlanePoint; 2],
}

/// What a building is for: the class of its connection, how much depends on it, and the first word of its name if it has one.
struct Use {
    class: &'static str,
    priority: Option<i64>,
    name: Option<&'static str>,
}

fn use_of(land_use: &str) -> Use {
    let (class, priority, name) = match land_use {
        "DYT" => ("hospital", Some(1), Some("Bệnh viện")),
        "DGD" => ("school", Some(2), Some("Trường học")),
        "DKH" => ("school", Some(2), Some("Cơ sở đào tạo")),
        "DCH" => ("market", Some(3), Some("Chợ")),
        "TSC" => ("office", None, None),
        "TMD" => ("business", None, None),
        "SKK" | "SKC" => ("industry", None, None),
        "TON" | "TIN" => ("worship", None, None),
        "DVH" | "DKV" | "DTT" | "DSH" => ("public", None, None),
        _ => (HOUSEHOLD, None, None),
    };
    Use { class, priority, name }
}

/// The connections of a district, in the order of its meters.
pub(super) fn customers(seed: u64, site: &Site, services: &[Service], pipes: &[StreetPipe]) -> Vec<ConnectionDraft> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut connections: Vec<ConnectionDraft> = (1..)
        .zip(services)
        .map(|(number, service)| {
            let Use { class, priority, name } = use_of(service.land_use);
            let name = name.map(|word| {
                let count = counts.entry(word).or_default();
                *count += 1;
                institution(word, site, *count)
            });
            ConnectionDraft {
                code: format!("DN-{}-{number}", code(site.cell)),
                meter: Some(meter_code(site, number)),
                class: Some(class.to_owned()),
                priority,
                name,
                address: Some(service.address.clone()),
                round: None,
                order: None,
                place: nearest(service.way, service.meter, pipes),
                geometry: Some(Point(service.meter).into()),
            }
        })
        .collect();
    let ways: Vec<usize> = services.iter().map(|service| service.way).collect();
    put_into_rounds(site, &mut connections, &ways);
    // The first map sheet of a ward has its health post.
    if site.sheet == 1 {
        add_health_post(seed, site, &mut connections);
    }
    connections
}

/// Numbered by map sheet: `Trường học số 3, phường Vũng Tàu`; the second there is `số 3/2`.
fn institution(word: &str, site: &Site, count: usize) -> String {
    let ward = ward(site);
    let more = if count > 1 { format!("/{count}") } else { String::new() };
    format!("{word} số {}{more}, {ward}", site.sheet)
}

/// In one of the houses.
fn add_health_post(seed: u64, site: &Site, connections: &mut [ConnectionDraft]) {
    let mut dice = Dice::at(seed, Purpose::Network, site.cell.i, site.cell.j + APART);
    let is_house = |connection: &&mut ConnectionDraft| connection.class.as_deref() == Some(HOUSEHOLD);
    let mut houses: Vec<&mut ConnectionDraft> = connections.iter_mut().filter(is_house).collect();
    let at = dice.below(u32::try_from(houses.len()).unwrap_or(u32::MAX));
    let Some(post) = usize::try_from(at).ok().and_then(|at| houses.get_mut(at)) else { return };
    post.class = Some("clinic".to_owned());
    post.priority = Some(1);
    post.name = Some(format!("Trạm y tế {}", ward(site)));
}

/// The place on the pipes of a way that is nearest to a meter.
fn nearest(way: usize, meter: PlanePoint, pipes: &[StreetPipe]) -> Option<DraftPlace> {
    let on = pipes.iter().filter(|pipe| pipe.way == way).map(|pipe| {
        let [from, to] = pipe.ends;
        let line = Line::through(from, to);
        let measure = line.along(meter).clamp(0.0, distance(from, to));
        (distance(line.at(measure), meter), pipe.edge, measure)
    });
    let (_, edge, measure) = on.min_by(|a, b| a.0.total_cmp(&b.0))?;
    // To whole centimetres, and not beyond the pipe.
    Some(DraftPlace::Along { edge, measure: (measure * 100.0).floor() / 100.0 })
}
