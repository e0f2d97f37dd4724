//! The page: a form any browser can send, and what the file is.

use spatial_core::message::Message;

use super::VERIFY_PAGE;
use super::sent::FIELD;
use super::told::day;
use super::wire::{CertificateTold, SheetTold, SheetVerified, SignatureTold};
use crate::config::Settings;
use crate::http::wire::pages::html::{FOOT, escape, head};
use crate::text::Language;

/// The form alone.
pub(super) fn form(settings: &Settings, language: Language) -> String {
    let mut out = begun(language);
    ask(settings, language, &mut out);
    ours(settings, language, &mut out);
    out.push_str(FOOT);
    out
}

/// What a file is, then the form for the next.
pub(super) fn verified(told: &SheetVerified, settings: &Settings, language: Language) -> String {
    let mut out = begun(language);
    let warns = if told.verdict == "whole" { "lead" } else { "lead warning" };
    out.push_str(&format!("<p role=\"status\" class=\"{warns}\">{}</p>", escape(&told.text)));
    let advice = Message::new("verify-advice").with("verdict", told.verdict);
    paragraph(&language.say(&advice), &mut out);
    if !told.sheets.is_empty() {
        heading("verify-sheets", language, &mut out);
        told.sheets.iter().for_each(|sheet| of(sheet, language, &mut out));
    }
    if !told.signatures.is_empty() {
        heading("verify-signatures", language, &mut out);
        told.signatures.iter().for_each(|one| signature(one, language, &mut out));
    }
    pairs(&[("verify-file-hash", told.sha256.clone())], language, &mut out);
    heading("verify-next", language, &mut out);
    ask(settings, language, &mut out);
    ours(settings, language, &mut out);
    out.push_str(FOOT);
    out
}

fn begun(language: Language) -> String {
    head(&language.text("verify-title"), language).replacen("<main>", "<main class=\"answer\">", 1)
}

fn ask(settings: &Settings, language: Language, out: &mut String) {
    paragraph(&language.text("verify-about"), out);
    let most = Message::new("verify-most").with("kb", settings.limits.body_kb);
    let (id, lang) = (FIELD, language.tag());
    out.push_str(&format!(
        "<form action=\"{VERIFY_PAGE}?lang={lang}\" method=\"post\" enctype=\"multipart/form-data\"><p><label for=\"{id}\">{}</label></p>\
         <p><input id=\"{id}\" name=\"{id}\" type=\"file\" accept=\"application/pdf,.pdf\" required aria-describedby=\"most\"></p>\
         <p><small id=\"most\">{}</small></p><p><button>{}</button></p></form>",
        escape(&language.text("verify-file")),
        escape(&language.say(&most)),
        escape(&language.text("verify-go")),
    ));
}

/// Whose signatures are ours, so that people can compare them with what their own viewer says.
fn ours(settings: &Settings, language: Language, out: &mut String) {
    heading("verify-ours", language, out);
    let known: Vec<CertificateTold> = settings.seals.known().map(CertificateTold::of).collect();
    if known.is_empty() {
        paragraph(&language.text("verify-ours-none"), out);
    }
    known.iter().for_each(|one| certificate(one, language, out));
}

fn of(sheet: &SheetTold, language: Language, out: &mut String) {
    let what = Message::new("verify-sheet")
        .with("parcel", &sheet.parcel)
        .with("day", day(&sheet.as_of))
        .with("revision", sheet.data_revision);
    out.push_str(&format!("<h3>{}</h3>", escape(&language.say(&what))));
    if !sheet.is_signed {
        paragraph(&language.text("verify-claimed"), out);
    }
    if let Some(since) = sheet.since {
        let since = Message::new("verify-since").with("since", since);
        out.push_str(&format!("<p>{}</p>", escape(&language.say(&since))));
    }
    let link = |href: &str, id| {
        let joint = if href.contains('?') { '&' } else { '?' };
        let href = format!("{href}{joint}lang={}", language.tag());
        format!("<a class=\"way\" href=\"{}\">{}</a>", escape(&href), escape(&language.text(id)))
    };
    out.push_str(&format!(
        "<p class=\"ways\">{}{}</p>",
        link(&sheet.then, "verify-then"),
        link(&sheet.now, "verify-now")
    ));
}

fn signature(one: &SignatureTold, language: Language, out: &mut String) {
    let standing = Message::new("verify-standing").with("standing", one.standing);
    out.push_str(&format!("<h3>{}</h3>", escape(&language.say(&standing))));
    if let Some(signed_on) = &one.signed_on {
        pairs(&[("verify-signed-on", day(signed_on))], language, out);
    }
    if let Some(told) = &one.certificate {
        certificate(told, language, out);
    }
}

fn certificate(told: &CertificateTold, language: Language, out: &mut String) {
    let valid =
        Message::new("verify-valid-days").with("from", day(&told.valid_from)).with("until", day(&told.valid_until));
    let rows = [
        ("verify-name", told.name.clone()),
        ("verify-subject", told.subject.clone()),
        ("verify-issuer", told.issuer.clone()),
        ("verify-valid", language.say(&valid)),
        ("verify-hash", told.sha256.clone()),
    ];
    pairs(&rows, language, out);
}

fn pairs(rows: &[(&'static str, String)], language: Language, out: &mut String) {
    out.push_str("<dl>");
    for (id, text) in rows {
        out.push_str(&format!("<div><dt>{}</dt><dd>{}</dd></div>", escape(&language.text(id)), escape(text)));
    }
    out.push_str("</dl>");
}

fn heading(id: &'static str, language: Language, out: &mut String) {
    out.push_str(&format!("<h2>{}</h2>", escape(&language.text(id))));
}

fn paragraph(text: &str, out: &mut String) {
    out.push_str(&format!("<p>{}</p>", escape(text)));
}
