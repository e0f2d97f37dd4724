//! The register as a page for people: what is open for everybody's opinion first, then what is in force, then the rest. No script at all.

use axum::response::Response;
use planning::PlanState;
use spatial_core::message::Message;

use crate::apps::planning::places::{COMMENTS, PLANS};
use crate::apps::planning::wire::{PlanEntry, PlanList};
use crate::http::wire::pages::html::{self, FOOT, escape};
use crate::ogc::query_text;
use crate::openapi::shared::{F, LANG};
use crate::text::{Language, clock};

/// Where in the page the plans in consultation stand: other pages lead there.
const CONSULTED: &str = "lay-y-kien";

/// The plans of a page of the list.
pub(super) fn page(list: &PlanList, language: Language) -> Response {
    let mut out = html::head(&language.text("page-plans"), language);
    out.push_str("<div class=\"answer\">");
    if !list.has_register || list.plans.is_empty() {
        let words = if list.has_register { "web-plans-empty" } else { "web-plans-no-register" };
        out.push_str(&format!("<p>{}</p>", escape(&language.text(words))));
    }
    let stage = |plan: &PlanEntry| plan.state.as_deref().and_then(PlanState::parse).map(Stage::of);
    for (of, id, heading) in [
        (Stage::Consulted, CONSULTED, "page-plans-consulted"),
        (Stage::InForce, "hieu-luc", "page-plans-in-force"),
        (Stage::Other, "khac", "page-plans-others"),
    ] {
        let own: Vec<&PlanEntry> = list.plans.iter().filter(|plan| stage(plan).unwrap_or(Stage::Other) == of).collect();
        // That nothing is open for opinions is an answer, too.
        if own.is_empty() && of != Stage::Consulted {
            continue;
        }
        out.push_str(&format!("<h2 id=\"{id}\">{}</h2>", escape(&language.text(heading))));
        if own.is_empty() {
            out.push_str(&format!("<p>{}</p>", escape(&language.text("page-plans-none-consulted"))));
        }
        out.push_str("<ul class=\"found\">");
        for plan in own {
            entry(plan, language, &mut out);
        }
        out.push_str("</ul>");
    }
    for link in list.links.iter().filter(|link| link.rel == "next") {
        let (href, words) = (escape(&link.href), escape(&language.text("page-next")));
        out.push_str(&format!("<p><a class=\"way\" href=\"{href}\">{words}</a></p>"));
    }
    out.push_str("</div>");
    out.push_str(FOOT);
    html::answer(out.into_bytes(), language)
}

/// What a plan is to people who look for one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Consulted,
    InForce,
    Other,
}

impl Stage {
    fn of(state: PlanState) -> Self {
        match state {
            PlanState::Consultation => Self::Consulted,
            PlanState::Published | PlanState::Adjusted => Self::InForce,
            _ => Self::Other,
        }
    }
}

fn entry(plan: &PlanEntry, language: Language, out: &mut String) {
    let say = |message: Message| escape(&language.say(&message));
    let text = |text: &Option<String>| text.as_deref().map(escape).unwrap_or_default();
    let name = plan.name.as_ref().or(plan.code.as_ref()).map(|name| escape(name)).unwrap_or_default();
    let state = plan.state.as_deref().unwrap_or_default();
    let mut lines = vec![format!("<strong>{name}</strong>")];
    let told = [say(Message::new("plan-state").with("state", state)), text(&plan.code), text(&plan.office)];
    lines.push(told.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · "));
    lines.push(match (&plan.decision, &plan.decision_date) {
        (Some(number), Some(day)) => {
            say(Message::new("web-plans-decision").with("number", number).with("date", clock::shown(day)))
        }
        _ => say(Message::new("web-plans-undecided")),
    });
    if let (Some(from), Some(until)) = (&plan.consult_from, &plan.consult_until) {
        let days = Message::new("page-plan-consulted").with("from", clock::shown(from));
        lines.push(say(days.with("until", clock::shown(until))));
    }
    out.push_str(&format!("<li><p>{}</p>", lines.join("<br>")));
    if plan.consult_from.is_some() || state == PlanState::Consultation.as_str() {
        let path = COMMENTS.replace("{planId}", &plan.id.to_string());
        let asked = query_text([(F.name, "html"), (LANG.name, language.tag())]);
        let words = say(Message::new("page-plan-comments-published"));
        out.push_str(&format!("<p><a class=\"way\" href=\"{path}{}\">{words}</a></p>", escape(&asked)));
    }
    if state == PlanState::Consultation.as_str() {
        out.push_str(&format!("<p>{}</p>", say(Message::new("page-plan-how-to-comment"))));
    }
    out.push_str("</li>");
}

/// The list from its beginning, at what is consulted on.
pub(in crate::apps::planning) fn consulted(language: Language) -> String {
    format!("{PLANS}{}#{CONSULTED}", query_text([(F.name, "html"), ("limit", "1000"), (LANG.name, language.tag())]))
}
