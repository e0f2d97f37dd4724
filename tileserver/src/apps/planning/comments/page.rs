//! What was said on a plan, and answered, as a page for everybody. No script at all.

use axum::response::Response;
use spatial_core::message::Message;

use super::wire::CommentList;
use crate::apps::planning::register::consulted;
use crate::http::wire::pages::html::{self, FOOT, escape};
use crate::text::{Language, clock};

/// The comments of a page of the list.
pub(super) fn page(list: &CommentList, language: Language) -> Response {
    let say = |message: Message| escape(&language.say(&message));
    let mut out = html::head(&language.text("page-plan-comments"), language);
    out.push_str("<div class=\"answer\">");
    let back = say(Message::new("page-plans-back"));
    out.push_str(&format!("<p><a class=\"way\" href=\"{}\">{back}</a></p>", escape(&consulted(language))));
    if list.comments.is_empty() {
        out.push_str(&format!("<p>{}</p>", say(Message::new("web-public-nobody-said"))));
    }
    out.push_str("<ol class=\"found\">");
    for comment in &list.comments {
        let text = comment.text.as_deref().unwrap_or_default();
        out.push_str(&format!("<li><p>{}</p>", escape(text)));
        if let Some(day) = &comment.received {
            let received = Message::new("page-comment-received").with("date", clock::shown(day));
            out.push_str(&format!("<p>{}</p>", say(received)));
        }
        if let Some(answer) = &comment.answer {
            let words = say(Message::new("web-public-answer"));
            out.push_str(&format!("<p><strong>{words}</strong> {}</p>", escape(answer)));
        }
        out.push_str("</li>");
    }
    out.push_str("</ol>");
    for link in list.links.iter().filter(|link| link.rel == "next") {
        let (href, words) = (escape(&link.href), say(Message::new("page-next")));
        out.push_str(&format!("<p><a class=\"way\" href=\"{href}\">{words}</a></p>"));
    }
    out.push_str("</div>");
    out.push_str(FOOT);
    html::answer(out.into_bytes(), language)
}
