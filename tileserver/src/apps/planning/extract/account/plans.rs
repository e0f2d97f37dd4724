//! Plans: which governs and why, what of the parcel lies in which of their zones with which limits, and what has no effect.

use planning::extract::LawState;
use serde_json::Value;
use spatial_core::message::Message;

use super::super::picture::Function;
use super::super::wire::{ParcelExtract, PlanTold, UnplannedTold, ZoneTold};
use super::block::{Block, Cell, Column, Tabled};
use super::member;
use super::words::Words;

/// Rows of a table of zones; who wants more asks for JSON.
const MOST_ROWS: usize = 200;

/// What speaks first, of each kind, and why.
pub(super) fn governing(told: &ParcelExtract, words: &Words) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(words.text("parcel-page-governs"))];
    let governing = told.plans.iter().filter_map(|plan| plan.governs.as_ref().map(|governs| (plan, governs)));
    for (plan, governs) in governing {
        blocks.push(Block::Strong(words.plan(plan)));
        let message = Message::new("parcel-page-governs-why")
            .with("sort", words.sort(plan))
            .with("reason", words.reason(governs))
            .with("percent", words.percent(governs.percent));
        blocks.push(Block::Paragraph(words.say(&message)));
        let since = words.span(plan).map(|span| format!("{span}.")).unwrap_or_default();
        blocks.push(Block::Paragraph(format!("{}. {since}", words.decision(plan)).trim_end().to_owned()));
    }
    for UnplannedTold { group, part } in &told.unplanned {
        let message = Message::new("parcel-page-unplanned").with("group", group.as_str());
        let message = message.with("area", words.area(part.area_m2)).with("percent", words.percent(part.percent));
        blocks.push(Block::Paragraph(words.say(&message)));
    }
    if blocks.len() == 1 {
        let none = Message::new("parcel-page-governs-none").with("day", words.day(&told.as_of));
        blocks.push(Block::Paragraph(words.say(&none)));
    }
    blocks
}

/// What lies in the zones of each plan in force.
pub(super) fn in_force(told: &ParcelExtract, members: &Value, words: &Words) -> Vec<Block> {
    let plans = told.plans.iter().enumerate().filter(|(_, plan)| plan.law_state == LawState::InForce.as_str());
    let mut blocks = vec![Block::Heading(words.text("parcel-page-zones"))];
    for (at, plan) in plans {
        blocks.push(Block::Subheading(words.plan(plan)));
        blocks.extend(one(plan, &members["plans"][at], words));
    }
    if blocks.len() == 1 { Vec::new() } else { blocks }
}

/// What is decided or proposed, and, folded away, what has had its time.
pub(super) fn without_effect(told: &ParcelExtract, members: &Value, words: &Words) -> Vec<Block> {
    let of = |is_folded: bool| {
        let plans = told
            .plans
            .iter()
            .enumerate()
            .filter(move |(_, plan)| plan.folded == is_folded && plan.law_state != LawState::InForce.as_str());
        plans.map(|(at, plan)| {
            let summary =
                Message::new("parcel-page-plan-law").with("plan", words.plan(plan)).with("law", words.law(plan));
            let mut blocks = vec![
                Block::Paragraph(format!("{}. {}.", words.sort(plan), words.decision(plan))),
                Block::Strong(words.say(&Message::new("parcel-page-no-effect").with("law", words.law(plan)))),
            ];
            blocks.extend(one(plan, &members["plans"][at], words));
            Block::Folded { summary: words.say(&summary), blocks }
        })
    };
    let mut blocks = Vec::new();
    for (heading, is_folded) in [("parcel-page-coming", false), ("parcel-page-former", true)] {
        let plans: Vec<Block> = of(is_folded).collect();
        if !plans.is_empty() {
            blocks.push(Block::Heading(words.text(heading)));
            blocks.extend(plans);
        }
    }
    blocks
}

fn one(plan: &PlanTold, members: &Value, words: &Words) -> Vec<Block> {
    let covers = Message::new("parcel-page-covers")
        .with("area", words.area(plan.covers.area_m2))
        .with("percent", words.percent(plan.covers.percent));
    let mut blocks = vec![Block::Paragraph(words.say(&covers)), Block::Table(shares(plan, words))];
    if plan.zones.len() > MOST_ROWS {
        blocks.push(Block::Note(words.say(&Message::new("parcel-page-more-rows").with("count", MOST_ROWS))));
    }
    if plan.exclusive == Some(false) {
        blocks.push(Block::Note(words.text("parcel-page-not-exclusive")));
    }
    blocks.extend(limits(plan, members, words));
    blocks
}

fn shares(plan: &PlanTold, words: &Words) -> Tabled {
    let row = |zone: &ZoneTold| {
        let function = Function::of(zone.function.as_deref(), words.language);
        vec![
            Cell::text(function.label).symbol(&zone.symbol),
            Cell::text(zone.sign.clone().unwrap_or_else(|| "–".to_owned())),
            Cell::text(words.number(zone.area_m2)),
            Cell { bar: Some(zone.percent), ..Cell::text(words.language.number(zone.percent, 1)) },
        ]
    };
    let mut rows: Vec<Vec<Cell>> = plan.zones.iter().take(MOST_ROWS).map(row).collect();
    if plan.uncovered.area_m2 > 0.0 {
        rows.push(vec![
            Cell::text(words.text("parcel-page-uncovered")),
            Cell::text("–"),
            Cell::text(words.number(plan.uncovered.area_m2)),
            Cell { bar: Some(plan.uncovered.percent), ..Cell::text(words.language.number(plan.uncovered.percent, 1)) },
        ]);
    }
    Tabled {
        caption: words.say(&Message::new("parcel-page-shares").with("plan", words.plan(plan))),
        columns: vec![
            Column::words(words.text("parcel-page-function"), 5.0),
            Column::words(words.text("parcel-page-sign"), 2.0),
            Column::numbers(words.text("parcel-page-area"), 1.6),
            Column::numbers(words.text("parcel-page-percent"), 1.4),
        ],
        rows,
    }
}

/// What may be built in each zone: several are shown beside each other, never averaged.
fn limits(plan: &PlanTold, members: &Value, words: &Words) -> Option<Block> {
    let has_any = |zone: &ZoneTold| {
        let told = &zone.indicators;
        [&told.density_percent, &told.storeys, &told.far, &told.height_m].into_iter().any(Option::is_some)
    };
    let zones = || plan.zones.iter().enumerate().take(MOST_ROWS).filter(|(_, zone)| has_any(zone));
    zones().next()?;
    let allowance = |at: usize, name: &str| {
        let allowed = member(&members["zones"][at], "allowance").and_then(|allowed| member(allowed, name)?.as_f64());
        allowed.map(|area| words.area(area))
    };
    let is_allowed = zones().any(|(at, _)| allowance(at, "footprint_m2").or(allowance(at, "floor_area_m2")).is_some());
    let row = |(at, zone): (usize, &ZoneTold)| {
        let function = Function::of(zone.function.as_deref(), words.language);
        let name = zone.sign.clone().unwrap_or(function.name);
        let mut cells = vec![Cell::text(name).symbol(&zone.symbol)];
        cells.extend(words.limits(&zone.indicators).map(Cell::text));
        if is_allowed {
            let allowed = |name| Cell::text(allowance(at, name).unwrap_or_else(|| "–".to_owned()));
            cells.extend([allowed("footprint_m2"), allowed("floor_area_m2")]);
        }
        cells
    };
    let heads = ["parcel-page-density", "parcel-page-storeys", "parcel-page-far", "parcel-page-height"];
    let mut columns = vec![Column::words(words.text("parcel-page-sign"), 1.6)];
    columns.extend(heads.map(|head| Column::words(words.text(head), 2.0)));
    if is_allowed {
        let heads = ["parcel-page-footprint", "parcel-page-floor-area"];
        columns.extend(heads.map(|head| Column::words(words.text(head), 1.8)));
    }
    let caption = words.say(&Message::new("parcel-page-limits").with("plan", words.plan(plan)));
    Some(Block::Table(Tabled { caption, columns, rows: zones().map(row).collect() }))
}
