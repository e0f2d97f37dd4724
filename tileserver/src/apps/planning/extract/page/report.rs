//! That something on a page is wrong: a letter to the authority in the reader's own mail program, the parcel and the link filled in. Nothing
//! is sent by us.

use spatial_core::message::Message;

use super::super::address::coded;
use super::super::answered::Answered;
use super::lasting;
use crate::http::wire::pages::html::escape;
use crate::text::Language;

/// A link that begins the letter; nothing if the authority names no address to write to.
pub(super) fn report(one: &Answered, title: &str, (base, email): (&str, Option<&str>), language: Language) -> String {
    let Some(email) = email else { return String::new() };
    let said = |id| Message::new(id).with("parcel", title);
    let subject = language.say(&said("page-report-subject"));
    // A path alone leads nowhere in a letter.
    let link = if base.contains("://") { lasting(one, base) } else { String::new() };
    let revision = one.told.data_revision.to_string();
    let body = language.say(&said("page-report-body").with("revision", revision).with("link", link));
    format!(
        "<p class=\"report\"><a class=\"way\" href=\"mailto:{}?subject={}&amp;body={}\">{}</a> {}</p>",
        escape(email),
        coded(&subject),
        // Lines of a letter end so (RFC 6068, section 5).
        coded(&body.replace('\n', "\r\n")),
        escape(&language.text("page-report-way")),
        escape(&language.text("page-report-note")),
    )
}
