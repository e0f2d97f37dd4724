//! From what the subject found to what is told: texts and fields the reader may see.

use planning::difference::{
    Became, Difference, MOST_PIECES, MOST_VERTICES, MOST_ZONES, NotCompared, Piece, TooLarge, compared_zones,
    difference,
};
use planning::{
    CODE_FIELD, DENSITY_FIELD, FAR_FIELD, FUNCTION_FIELD, HEIGHT_FIELD, NAME_FIELD, PLANS, Register, SIGN_FIELD,
    STATE_FIELD, STOREYS_FIELD, ZONES,
};
use spatial_core::layer::{Audience, FeatureId, Layer};
use spatial_core::models::Held;
use spatial_core::units::SquareMetres;

use super::wire::{DifferenceTold, FunctionTold, PieceTold, PlanTold, ZoneTold};
use crate::apps::planning::wire::hundredths;

/// Two plans laid over each other, as one reader sees them.
pub(super) struct Compared {
    held: Held<Register>,
    plans: [FeatureId; 2],
    audience: Audience,
    /// How many zones of each the reader sees.
    zones: [usize; 2],
    found: Difference,
}

impl Compared {
    /// Of the earlier plan and the later one.
    pub(super) fn of(held: Held<Register>, plans: [FeatureId; 2], audience: Audience) -> Result<Self, NotCompared> {
        let zones = |plan| compared_zones(held.world(), held.model(), plan, audience);
        let (before, after) = (zones(plans[0])?, zones(plans[1])?);
        let found = difference(&before, &after)?;
        Ok(Self { plans, audience, zones: [before.len(), after.len()], found, held })
    }

    /// The layer of zones, if the reader sees it.
    pub(super) fn layer(&self) -> Option<&Layer> {
        self.held.world().declared(&ZONES, self.audience).map(|zones| zones.layer())
    }

    /// With what it was asked.
    pub(super) fn audience(&self) -> Audience {
        self.audience
    }

    /// The zones of which something is told.
    pub(super) fn zones(&self) -> impl Iterator<Item = FeatureId> {
        self.changed().flat_map(|piece| [piece.before, piece.after]).flatten()
    }

    /// All pieces but what is unchanged.
    pub(super) fn changed(&self) -> impl Iterator<Item = &Piece> {
        self.found.pieces.iter().filter(|piece| piece.became != Became::Unchanged)
    }

    /// Numbers and words.
    pub(super) fn told(&self) -> DifferenceTold {
        let totals = &self.found.totals;
        let became = |kinds: &[Became]| hundredths(kinds.iter().map(|kind| totals.became(*kind).0).sum());
        let functions = totals.pairs().into_iter().map(|pair| FunctionTold {
            became: pair.became.as_str(),
            from: pair.from.map(str::to_owned),
            to: pair.to.map(str::to_owned),
            area_m2: hundredths(pair.area.0),
        });
        DifferenceTold {
            revision: self.held.revision().0,
            before: self.plan(0, totals.before),
            after: self.plan(1, totals.after),
            added_m2: became(&[Became::Added]),
            removed_m2: became(&[Became::Removed]),
            changed_m2: became(&[Became::Function, Became::Indicators]),
            unchanged_m2: became(&[Became::Unchanged]),
            functions: functions.collect(),
            pieces: self.changed().map(|piece| self.piece(piece)).collect(),
        }
    }

    /// A piece of ground with its zones.
    pub(super) fn piece(&self, piece: &Piece) -> PieceTold {
        PieceTold {
            became: piece.became.as_str(),
            before: piece.before.map(|zone| self.zone(zone)),
            after: piece.after.map(|zone| self.zone(zone)),
            area_m2: hundredths(piece.area.0),
        }
    }

    fn plan(&self, which: usize, area: SquareMetres) -> PlanTold {
        let plan = self.plans[which];
        let plans = self.held.world().declared(&PLANS, self.audience);
        let text = |name: &str| {
            let plans = plans?;
            let field = plans.layer().schema.seen(name, self.audience)?;
            plans.find(plan)?.text(field).map(str::to_owned)
        };
        PlanTold {
            plan: plan.0,
            code: text(CODE_FIELD),
            name: text(NAME_FIELD),
            state: text(STATE_FIELD),
            zones: self.zones[which],
            area_m2: hundredths(area.0),
            overlapping_m2: hundredths(self.found.totals.overlapping[which].0),
        }
    }

    fn zone(&self, zone: FeatureId) -> ZoneTold {
        let zones = self.held.world().declared(&ZONES, self.audience);
        let row = zones.and_then(|zones| zones.find(zone));
        let text = |name: &str| {
            let field = zones?.layer().schema.seen(name, self.audience)?;
            row.as_ref()?.text(field).map(str::to_owned)
        };
        ZoneTold {
            zone: zone.0,
            sign: text(SIGN_FIELD),
            function: text(FUNCTION_FIELD),
            density: text(DENSITY_FIELD),
            storeys: text(STOREYS_FIELD),
            far: text(FAR_FIELD),
            height: text(HEIGHT_FIELD),
        }
    }
}

/// The bound that was passed, and the word for what it counts.
pub(super) fn bound(large: TooLarge) -> (usize, &'static str) {
    match large {
        TooLarge::Zones => (MOST_ZONES, "zones"),
        TooLarge::Vertices => (MOST_VERTICES, "vertices"),
        TooLarge::Pieces => (MOST_PIECES, "pieces"),
    }
}
