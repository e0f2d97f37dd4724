//! The projects that are about a parcel, in the reader's words.

use planning::extract::{ExtractAsked, LawState};
use planning::{
    AREA_FIELD, About, INVESTOR_FIELD, LAND_USE_FIELD, NAME_FIELD, PLACE_FIELD, PLANS, PROJECT_COMMUNE_FIELD, PROJECTS,
    ProjectFound, SIGN_FIELD, SOURCE_FIELD, YEAR_FIELD, parcel_names, projects_on,
};
use spatial_core::geometry::Geometry;
use spatial_core::layer::Layer;
use spatial_core::message::Message;
use spatial_core::snapshot::{FeatureRef, ValueRef};

use super::{Question, keys};
use crate::apps::planning::extract::wire::{KeysTold, ProjectTold, thousandths};
use crate::apps::planning::wire::hundredths;

impl Question {
    /// Those that name the parcel, and those whose shape lies on a share of it.
    pub(super) fn projects(&self, layer: &Layer, row: &FeatureRef<'_>, shape: Option<&Geometry>) -> Vec<ProjectTold> {
        let KeysTold { commune, sheet, number, identifier } = keys(layer, row, self.audience);
        let names = parcel_names(identifier.as_deref(), [&commune, &sheet, &number].map(|part| part.as_deref()));
        let projects = self.held.world().declared(&PROJECTS, self.audience);
        let is_in_their_grid = projects.is_some_and(|projects| projects.layer().crs == layer.crs);
        let ground = shape.filter(|_| is_in_their_grid).map(|shape| (row, shape));
        let asked = ExtractAsked { audience: self.audience, day: &self.day, thresholds: self.thresholds };
        let there = (&**self.held.world(), &**self.held.model());
        projects_on(there, &names, ground, asked).into_iter().filter_map(|found| self.project(&found)).collect()
    }

    fn project(&self, found: &ProjectFound) -> Option<ProjectTold> {
        let projects = self.held.world().declared(&PROJECTS, self.audience)?;
        let row = projects.find(found.id)?;
        let text = |field: &str| self.text(projects.layer(), &row, field);
        let number = |field: &str| Some(row.value(projects.layer().schema.seen(field, self.audience)?));
        let year = number(YEAR_FIELD).and_then(|year| match year {
            ValueRef::Integer(year) => Some(year),
            _ => None,
        });
        let (about, part) = match found.about {
            About::Named => ("named", None),
            About::Meets { area, percent } => ("meets", Some((area, percent))),
        };
        let name = text(NAME_FIELD);
        let plan = self.of_row(&PLANS, found.plan, NAME_FIELD);
        let message = Message::new("extract-project")
            .with("name", name.as_deref().unwrap_or("–"))
            .with("plan", plan.unwrap_or_else(|| found.plan.to_string()))
            .with("has", if year.is_some() { "year" } else { "none" })
            .with("year", year.map(|year| year.to_string()).unwrap_or_default())
            .with("law", if found.law == LawState::InForce { "in_force" } else { found.law.as_str() })
            .with("about", about)
            .with("area", part.map(|(area, _)| self.language.number(area.0, 1)).unwrap_or_default())
            .with("percent", part.map(|(_, percent)| self.language.number(percent, 1)).unwrap_or_default());
        Some(ProjectTold {
            project_id: found.id.0,
            plan_id: found.plan.0,
            sign: text(SIGN_FIELD),
            land_use: text(LAND_USE_FIELD),
            area_m2: number(AREA_FIELD).and_then(|area| match area {
                ValueRef::Real(area) => Some(hundredths(area)),
                _ => None,
            }),
            commune: text(PROJECT_COMMUNE_FIELD),
            place: text(PLACE_FIELD),
            year,
            investor: text(INVESTOR_FIELD),
            source: text(SOURCE_FIELD),
            law_state: found.law.as_str(),
            folded: found.law.is_folded(),
            about,
            on_parcel_m2: part.map(|(area, _)| hundredths(area.0)),
            percent: part.map(|(_, percent)| thousandths(percent)),
            text: self.language.say(&message),
            name,
        })
    }
}
