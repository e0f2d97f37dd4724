//! Which meters a round has, in the order in which they are walked.

use std::collections::BTreeMap;

use spatial_core::layer::FeatureId;
use spatial_core::snapshot::{FeatureRef, ValueRef, World};

use crate::tables::{CODE_FIELD, CONNECTIONS, NETWORK_FIELD, ORDER_FIELD, ROUND_FIELD};

/// A meter's place in its round, its code and its row.
type Walked<'a> = (i64, &'a str, FeatureId);

/// The connections of all networks, by network.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meters(BTreeMap<String, NetworkMeters>);

/// The connections of one network.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NetworkMeters {
    by_code: BTreeMap<String, FeatureId>,
    rounds: BTreeMap<String, Vec<FeatureId>>,
    without_round: usize,
}

impl Meters {
    /// Of all rows, whoever may see them.
    pub(super) fn of(world: &World) -> Self {
        let mut meters = Self::default();
        let Some(layer) = world.whole_declared(&CONNECTIONS) else { return meters };
        let at = |name: &str| layer.layer().schema.position(name);
        let (Some(network), code, round, order) = (at(NETWORK_FIELD), at(CODE_FIELD), at(ROUND_FIELD), at(ORDER_FIELD))
        else {
            return meters;
        };
        let mut walked: BTreeMap<(&str, &str), Vec<Walked<'_>>> = BTreeMap::new();
        for row in layer.iter() {
            let Some(network) = row.text(network) else { continue };
            let (id, code) = (FeatureId(row.id()), text(&row, code).unwrap_or_default());
            let of_network = meters.0.entry(network.to_owned()).or_default();
            if !code.is_empty() {
                let first = of_network.by_code.entry(code.to_owned()).or_insert(id);
                *first = id.min(*first);
            }
            match text(&row, round).map(str::trim).filter(|round| !round.is_empty()) {
                Some(round) => walked.entry((network, round)).or_default().push((place(&row, order), code, id)),
                None => of_network.without_round += 1,
            }
        }
        for ((network, round), mut walk) in walked {
            walk.sort_unstable();
            let ids = walk.into_iter().map(|(_, _, id)| id).collect();
            meters.0.entry(network.to_owned()).or_default().rounds.insert(round.to_owned(), ids);
        }
        meters
    }

    /// Of a network; `None` if it has no connection.
    pub fn network(&self, name: &str) -> Option<&NetworkMeters> {
        self.0.get(name)
    }

    pub(super) fn memory_bytes(&self) -> usize {
        let of_code = |(code, _): (&String, &FeatureId)| code.capacity() + 2 * size_of::<(String, FeatureId)>();
        let of_round = |(round, ids): (&String, &Vec<FeatureId>)| round.capacity() + 8 * ids.capacity();
        let networks = self.0.values();
        networks
            .map(|of| of.by_code.iter().map(of_code).sum::<usize>() + of.rounds.iter().map(of_round).sum::<usize>())
            .sum()
    }
}

impl NetworkMeters {
    /// The connection of a code; of several the first.
    pub fn find(&self, code: &str) -> Option<FeatureId> {
        self.by_code.get(code).copied()
    }

    /// All rounds by name, each with its connections in the order in which they are walked: by their numbers, those without one last,
    /// then by code.
    pub fn rounds(&self) -> impl ExactSizeIterator<Item = (&str, &[FeatureId])> {
        self.rounds.iter().map(|(name, ids)| (name.as_str(), ids.as_slice()))
    }

    /// The connections of a round.
    pub fn round(&self, name: &str) -> Option<&[FeatureId]> {
        self.rounds.get(name).map(Vec::as_slice)
    }

    /// How many connections are in none.
    pub fn without_round(&self) -> usize {
        self.without_round
    }
}

fn text<'r>(row: &FeatureRef<'r>, field: Option<usize>) -> Option<&'r str> {
    row.text(field?)
}

fn place(row: &FeatureRef<'_>, field: Option<usize>) -> i64 {
    match field.map(|field| row.value(field)) {
        Some(ValueRef::Integer(place)) => place,
        _ => i64::MAX,
    }
}
