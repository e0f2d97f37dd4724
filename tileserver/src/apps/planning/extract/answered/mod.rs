//! From a key to what is told and drawn of its parcels, with the look at it noted. In which World: `sought`.

mod sought;

use std::collections::BTreeMap;
use std::sync::Arc;

use planning::extract::Shapes;
use planning::{DOCUMENTS, LINES, PLANS, PROJECTS, RESTRICTIONS, Register, ZONES};
use spatial_core::layer::{Feature, FeatureId, LayerName, Revision};
use spatial_core::models::Held;
use spatial_core::snapshot::World;

use super::address::Address;
use super::day::{AS_OF, REVISION};
use super::form::{Asked, Form};
use super::picture::{Picture, PictureAsked};
use super::told::Question;
use super::wire::ParcelExtract;
use crate::http::HttpError;
use crate::http::handlers::parcels::missing;
use crate::http::request::extract::Inquiry;
use crate::http::request::peer::Peer;
use crate::http::served::Served;
use crate::text::clock;

pub(super) use sought::Sought;

/// Parcels of one key that are drawn: of more, a sheet says how to ask for each.
pub(super) const MOST_DRAWN: usize = 10;

/// Corners of a picture on a page, where with more it would be most of what a telephone loads, and on paper.
const CORNERS_ON_A_PAGE: usize = 3_000;
const CORNERS_ON_PAPER: usize = 40_000;

/// A World with the parcels of a key in it.
type FoundIn = (Sought, Vec<(LayerName, FeatureId)>);

/// The parcels of a key, and the question about them.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) question: Arc<Question>,
    /// One at least.
    pub(super) answered: Vec<Answered>,
    /// The commit a link names.
    pub(super) linked: Option<Revision>,
    /// The commit the server is at.
    pub(super) newest: Revision,
}

/// One parcel.
#[derive(Debug)]
pub(super) struct Answered {
    pub(super) told: ParcelExtract,
    /// What of it lies where in each plan.
    pub(super) shapes: Vec<(FeatureId, Shapes)>,
    /// For people.
    pub(super) picture: Option<Picture>,
    /// Where its page is; for people. In the World that was asked: with a commit, it leads there for good.
    pub(super) address: Option<Address>,
    /// Whether that address leads to it today, too.
    pub(super) is_there_today: bool,
}

impl Found {
    /// Of every parcel the key leads to.
    pub(super) async fn of(served: &Arc<Served>, key: &str, asked: &Asked, peer: Peer) -> Result<Self, HttpError> {
        let inquiry = &asked.inquiry;
        let today = clock::today();
        let day = inquiry.parameters.read(&AS_OF)?.unwrap_or_else(|| today.clone());
        let now = served.held::<Register>(None).await?;
        let linked = inquiry.parameters.read(&REVISION)?.map(|number| Revision(number.into()));
        // To read back what was costs more than other questions.
        let _turn = match linked {
            Some(revision) if revision != now.revision() => Some(served.turn(peer).await?),
            _ => None,
        };
        let then = match linked {
            Some(revision) => Self::places_then(served, (&now, revision), inquiry, key).await,
            None => Self::places(served, Sought::now(&now), inquiry, key).await,
        };
        let (sought, places, is_pinned) = match then {
            // On paper a link outlives what is kept of changes: its reader gets what is so now, and is told.
            Err(HttpError::Missing(_)) if asked.form == Form::Page => {
                let (sought, places) = Self::places(served, Sought::now(&now), inquiry, key).await?;
                (sought, places, false)
            }
            then => {
                let (sought, places) = then?;
                (sought, places, linked.is_some())
            }
        };
        let mut meant = Vec::new();
        for (layer, id) in places {
            if asked.is_meant(&layer)? {
                meant.push((layer, id));
            }
        }
        let is_for_people = matches!(asked.form, Form::Page | Form::Sheet);
        let corners = match asked.form {
            Form::Page if meant.len() == 1 => Some(CORNERS_ON_A_PAGE),
            Form::Sheet => Some(CORNERS_ON_PAPER),
            _ => None,
        };
        let (audience, language) = (inquiry.audience, inquiry.language);
        let functions = Arc::clone(&served.settings.function_map);
        let (held, thresholds) = (sought.held.clone(), served.settings.thresholds);
        let question = Question { held, day, today, is_pinned, audience, language, functions, thresholds };
        let question = Arc::new(question);
        let world = question.held.world();
        let mut answered: Vec<Answered> = Vec::with_capacity(meant.len());
        for (layer, id) in meant {
            let Some(parcel) = world.item(&served.store, &layer, id, audience).await? else { continue };
            let at_work = Arc::clone(&question);
            let corners = corners.filter(|_| answered.len() < MOST_DRAWN);
            let one = served.workers.run(move || at_work.answered(&layer, &parcel, corners)).await?;
            let Some(mut one) = one else { continue };
            if is_for_people {
                let address = Address::of(served, &sought, inquiry, &one.told.parcel).await?;
                let today = Sought::now(&now);
                one.is_there_today = !is_pinned || address.leads_to(served, &today, inquiry, &one.told.parcel).await?;
                one.address = Some(address);
            }
            answered.push(one);
        }
        if answered.is_empty() {
            return Err(missing(key));
        }
        note(served, world, asked, &answered).await;
        Ok(Self { question, answered, linked, newest: now.revision() })
    }
}

impl Found {
    /// The parcels of a key in a World.
    async fn places(served: &Arc<Served>, sought: Sought, asked: &Inquiry, key: &str) -> Result<FoundIn, HttpError> {
        let places = sought.places(served, asked, key).await?;
        Ok((sought, places))
    }

    /// The same in that of an earlier commit.
    async fn places_then(
        served: &Arc<Served>,
        (now, revision): (&Held<Register>, Revision),
        asked: &Inquiry,
        key: &str,
    ) -> Result<FoundIn, HttpError> {
        let sought = Sought::then(served, now, revision).await?;
        sought.knows_all(served, now.world(), asked, key).await?;
        Self::places(served, sought, asked, key).await
    }
}

impl Question {
    fn answered(&self, layer: &LayerName, parcel: &Feature, corners: Option<usize>) -> Option<Answered> {
        let (told, shapes) = self.extract(layer, parcel)?;
        let picture = corners.and_then(|corners| self.picture((layer, parcel), &told, &shapes, corners));
        Some(Answered { told, shapes, picture, address: None, is_there_today: true })
    }

    /// Of the plans that govern and are of the group that goes first: two groups on one picture would hide each other.
    fn picture(
        &self,
        (layer, parcel): (&LayerName, &Feature),
        told: &ParcelExtract,
        shapes: &[(FeatureId, Shapes)],
        corners: usize,
    ) -> Option<Picture> {
        let governing = || told.plans.iter().filter(|plan| plan.governs.is_some());
        let first = governing().next().map(|plan| plan.group());
        let of_group = governing().filter(|plan| Some(plan.group()) == first);
        let shapes_of = |id: u64| shapes.iter().find(|(plan, _)| plan.0 == id).map(|(plan, shapes)| (*plan, shapes));
        let plans: Vec<(FeatureId, &Shapes)> = of_group.filter_map(|plan| shapes_of(plan.plan_id)).collect();
        let asked = PictureAsked {
            world: self.held.world(),
            audience: self.audience,
            language: self.language,
            layer,
            id: parcel.id,
            parcel: parcel.geometry.as_ref()?,
            plans: &plans,
            corners,
        };
        asked.picture()
    }
}

/// Of parcels, plans, zones, lines, restrictions and documents their fields are told; of what lies around, where it is and what it is for.
async fn note(served: &Served, world: &World, asked: &Asked, answered: &[Answered]) {
    let mut rows: BTreeMap<LayerName, Vec<FeatureId>> = BTreeMap::new();
    let mut add = |layer: &str, id: u64| {
        let layer = LayerName::parse_stored(layer).into_iter();
        layer.for_each(|layer| rows.entry(layer).or_default().push(FeatureId(id)));
    };
    for Answered { told, picture, .. } in answered {
        add(&told.parcel.layer, told.parcel.id);
        for plan in &told.plans {
            add(PLANS.layer, plan.plan_id);
            plan.zones.iter().for_each(|zone| add(ZONES.layer, zone.zone_id));
        }
        told.below_threshold.iter().for_each(|part| add(ZONES.layer, part.zone_id));
        told.lines.iter().for_each(|line| add(LINES.layer, line.line_id));
        told.restrictions.iter().for_each(|one| add(RESTRICTIONS.layer, one.restriction_id));
        told.projects.iter().for_each(|one| add(PROJECTS.layer, one.project_id));
        told.documents.iter().for_each(|document| add(DOCUMENTS.layer, document.document_id));
        picture.iter().flat_map(|picture| &picture.rows).for_each(|(layer, id)| add(layer, id.0));
    }
    for (layer, rows) in rows {
        let Some(layer) = world.layer(&layer, asked.inquiry.audience).map(|layer| layer.layer()) else { continue };
        let looker = &asked.inquiry.looker;
        served.note_look(looker, (world, layer), rows.into_iter(), || "extract of parcels".to_owned()).await;
    }
}
