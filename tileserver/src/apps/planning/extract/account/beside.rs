//! What lies on a parcel besides zones: roads, lines, restrictions. Read by the names of their members; what is not there is left out.

use planning::extract::LawState;
use serde_json::Value;
use spatial_core::message::Message;

use super::super::wire::ParcelExtract;
use super::block::{Block, Cell, Column, Tabled};
use super::member;
use super::words::Words;

/// Rows of a table of lines or restrictions.
const MOST_ROWS: usize = 100;

/// What a road takes of it, in a sentence for the answer itself, with the decision that says so.
pub(super) fn road_lead(told: &ParcelExtract, members: &Value, words: &Words) -> Option<String> {
    let road = member(members, "road")?;
    let area = road["area_m2"].as_f64().filter(|area| *area > 0.0)?;
    let amount = words.part(area, road["percent"].as_f64().unwrap_or_default());
    if road["ambiguous"] == true {
        return Some(words.say(&Message::new("web-lead-road-maybe").with("amount", amount)));
    }
    let plan = told.plans.iter().find(|plan| road["plan_id"].as_u64() == Some(plan.plan_id));
    let decision = plan.map(|plan| &plan.decision);
    let said = |id| Message::new(id).with("amount", amount);
    let message = match decision.and_then(|decision| Some((decision.number.as_ref()?, decision.date.as_deref()))) {
        Some((number, Some(date))) => said("web-lead-road-of").with("number", number).with("date", words.day(date)),
        Some((number, None)) => said("web-lead-road-bare").with("number", number),
        None => said("web-lead-road"),
    };
    Some(words.say(&message))
}

/// What a road takes of it, and what may be built on.
pub(super) fn road(members: &Value, words: &Words) -> Vec<Block> {
    let number = |object: &Value, name: &str| object[name].as_f64().unwrap_or_default();
    let mut blocks = Vec::new();
    for (name, sentence, doubt) in [
        ("road", "parcel-page-road-takes", "parcel-page-road-doubt"),
        ("buildable", "parcel-page-buildable", "parcel-page-buildable-doubt"),
    ] {
        let Some(part) = member(members, name) else { continue };
        let method = part["method"].as_str().unwrap_or("other");
        let message = Message::new(sentence)
            .with("area", words.area(number(part, "area_m2")))
            .with("percent", words.percent(number(part, "percent")))
            .with("method", words.say(&Message::new("parcel-page-method").with("method", method)));
        let said = match part["frontage_m"].as_f64() {
            Some(front) => {
                let front = Message::new("parcel-page-frontage").with("length", words.number(front));
                format!("{} {}", words.say(&message), words.say(&front))
            }
            None => words.say(&message),
        };
        blocks.push(Block::Paragraph(said));
        let closed = part["closed"].as_array().into_iter().flatten().filter_map(|zone| zone["text"].as_str());
        blocks.extend(closed.take(MOST_ROWS).map(|text| Block::Paragraph(text.to_owned())));
        if part["ambiguous"] == true {
            blocks.push(Block::Warning(words.text(doubt)));
            if let Some(other) = member(part, "otherwise") {
                let other =
                    Message::new("parcel-page-road-otherwise").with("area", words.area(number(other, "area_m2")));
                blocks.push(Block::Paragraph(words.say(&other)));
            }
        }
    }
    if !blocks.is_empty() {
        blocks.insert(0, Block::Heading(words.text("parcel-page-road")));
    }
    blocks
}

/// Red lines, building lines and others.
pub(super) fn lines(members: &Value, words: &Words) -> Vec<Block> {
    let metres = |value: &Value| value.as_f64().map_or_else(|| "–".to_owned(), |length| words.number(length));
    let row = |line: &Value| {
        let kind = line["kind"].as_str().unwrap_or_default();
        vec![
            Cell::text(standing(words.say(&Message::new("parcel-page-line").with("kind", kind)), line, words)),
            Cell::text(metres(&line["length_m"])),
            Cell::text(line["setback"]["text"].as_str().unwrap_or("–")),
            Cell::text(metres(&line["road_width_m"])),
            Cell::text(line["section"].as_str().unwrap_or("–")),
        ]
    };
    let columns = vec![
        Column::words(words.text("parcel-page-line-kind"), 3.0),
        Column::numbers(words.text("parcel-page-line-length"), 1.5),
        Column::words(words.text("parcel-page-line-setback"), 1.5),
        Column::numbers(words.text("parcel-page-line-width"), 1.5),
        Column::words(words.text("parcel-page-line-section"), 1.2),
    ];
    tabled(&members["lines"], words.text("parcel-page-lines"), columns, row)
}

/// What else forbids or limits.
pub(super) fn restrictions(members: &Value, words: &Words) -> Vec<Block> {
    let text = |value: &Value| value.as_str().unwrap_or("–").to_owned();
    let number = |value: &Value, decimals: Option<usize>| match (value.as_f64(), decimals) {
        (None, _) => "–".to_owned(),
        (Some(number), Some(decimals)) => words.language.number(number, decimals),
        (Some(number), None) => words.number(number),
    };
    let row = |one: &Value| {
        vec![
            Cell::text(standing(text(&one["theme"]), one, words)),
            Cell::text(text(&one["basis"])),
            Cell::text(text(&one["office"])),
            Cell::text(number(&one["area_m2"], None)),
            Cell::text(number(&one["percent"], Some(1))),
        ]
    };
    let columns = vec![
        Column::words(words.text("parcel-page-restriction"), 2.5),
        Column::words(words.text("parcel-page-basis"), 2.5),
        Column::words(words.text("parcel-page-office"), 2.0),
        Column::numbers(words.text("parcel-page-area"), 1.4),
        Column::numbers(words.text("parcel-page-percent"), 1.2),
    ];
    tabled(&members["restrictions"], words.text("parcel-page-restrictions"), columns, row)
}

/// The projects that are about the parcel; those of plans that have had their time are in JSON.
pub(super) fn projects(told: &ParcelExtract, words: &Words) -> Vec<Block> {
    let shown = || told.projects.iter().filter(|project| !project.folded).take(MOST_ROWS);
    if shown().next().is_none() {
        return Vec::new();
    }
    let heading = Block::Heading(words.text("parcel-page-projects"));
    [heading].into_iter().chain(shown().map(|project| Block::Paragraph(project.text.clone()))).collect()
}

/// A name, and how it stands in law unless it is in force.
fn standing(name: String, row: &Value, words: &Words) -> String {
    match row["law_state"].as_str().filter(|law| *law != LawState::InForce.as_str()) {
        Some(law) => {
            let law = words.say(&Message::new("parcel-page-law").with("law", law));
            words.say(&Message::new("parcel-page-plan-law").with("plan", name).with("law", law))
        }
        None => name,
    }
}

/// A heading and a table of what is in a list; nothing of an empty one.
fn tabled(list: &Value, heading: String, columns: Vec<Column>, row: impl Fn(&Value) -> Vec<Cell>) -> Vec<Block> {
    let rows: Vec<Vec<Cell>> = list.as_array().into_iter().flatten().take(MOST_ROWS).map(row).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading(heading.clone()), Block::Table(Tabled { caption: heading, columns, rows })]
}
