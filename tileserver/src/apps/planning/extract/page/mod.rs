//! An extract as a page: text first, whole without scripts, with a picture to scale; small enough for a slow line.
//!
//! In reading order: `head` (title, links, what others show of a link), `blocks` (an account as markup), `report` (that something is wrong).

mod blocks;
mod head;
mod report;

use spatial_core::message::Message;

use super::account::{Account, Words, account};
use super::address::{PARCEL_EXTRACT, PARCEL_PAGE, PARCEL_PICTURE};
use super::answered::{Answered, Found};
use super::picture::{Picture, svg};
use crate::http::paths;
use crate::http::wire::pages::html::{FOOT, escape};
use crate::http::wire::pages::portal::VIEWER;
use crate::http::wire::qr;
use crate::text::Language;

use head::Head;
use report::report;

/// A page of what was found.
pub(super) struct PageAsked<'a> {
    pub(super) found: &'a Found,
    /// The address the reader knows us under; a path alone if that is not known.
    pub(super) base: &'a str,
    /// Where the authority is written to.
    pub(super) email: Option<&'a str>,
    pub(super) language: Language,
    /// The day, if one was asked for.
    pub(super) day: Option<String>,
}

impl PageAsked<'_> {
    /// The page: one parcel's, or a list of several.
    pub(super) fn written(&self) -> String {
        match self.found.answered.as_slice() {
            [one] => self.one(one),
            several => self.list(several),
        }
    }

    fn one(&self, one: &Answered) -> String {
        let account = account(&one.told, self.language);
        let words = Words { language: self.language };
        let mut out = self.head(one, &account).written();
        out.push_str(&format!("<p class=\"lead\">{}</p>", escape(&account.lead)));
        if let Some(changed) = self.changed(one.told.data_revision) {
            out.push_str(&format!("<p role=\"status\" class=\"warning\">{}</p>", escape(&words.say(&changed))));
        }
        out.push_str(&self.ways(one));
        out.push_str(&self.day_form(&one.told.as_of));
        // The text comes first; who has its answer need not wait for a picture.
        let picture = one.picture.as_ref().map(|_| "<!-- picture -->").unwrap_or_default();
        blocks::written(&account.blocks, picture, &mut out);
        if let Some(picture) = &one.picture {
            let figure = figure(&account.title, picture, self.language);
            out = out.replacen("<!-- picture -->", &figure, 1);
        }
        out.push_str(&self.code(one));
        out.push_str(&report(one, &account.title, (self.base, self.email), self.language));
        out.push_str(FOOT);
        out
    }

    /// That what is shown, or was when the link was made, is not what is so now.
    fn changed(&self, shown: u64) -> Option<Message> {
        let (linked, newest) = (self.found.linked?, self.found.newest);
        let code = match linked.0 == shown {
            true if linked == newest => return None,
            true => "parcel-page-changed",
            false => "parcel-page-forgotten",
        };
        Some(Message::new(code).with("linked", linked).with("revision", newest))
    }

    fn head(&self, one: &Answered, account: &Account) -> Head<'_> {
        let path = |path: &str, parameters: &[(&str, &str)]| self.path(one, path, parameters);
        Head {
            title: account.title.clone(),
            about: account.lead.clone(),
            canonical: if one.is_there_today { self.today(one) } else { path(PARCEL_PAGE, &[]) },
            picture: one.picture.is_some().then(|| path(PARCEL_PICTURE, &[])),
            others: [("application/json", "json"), ("application/geo+json", "geojson"), ("application/pdf", "pdf")]
                .map(|(media, form)| (media, path(PARCEL_EXTRACT, &[("f", form)])))
                .to_vec(),
            base: self.base,
            language: self.language,
        }
    }

    /// Where else the answer is: on paper, on the map, for programs.
    fn ways(&self, one: &Answered) -> String {
        let words = Words { language: self.language };
        let lang = self.language.tag();
        let map = one.address.as_ref().map(|address| match &address.layer {
            Some(layer) => format!("{}?lang={lang}#v1/{VIEWER}?s={layer}/{}", paths::app(VIEWER), one.told.parcel.id),
            None => address.at(&format!("{}?lang={lang}#v1/{VIEWER}?p={{key}}", paths::app(VIEWER)), &[]),
        });
        let extract = |form| self.path(one, PARCEL_EXTRACT, &[("f", form), ("lang", lang)]);
        let other = if self.language == Language::Vi { Language::En } else { Language::Vi };
        let ways = [
            ("parcel-page-way-pdf", Some(extract("pdf"))),
            ("parcel-page-way-map", map),
            ("parcel-page-way-json", Some(extract("json"))),
            ("parcel-page-way-geojson", Some(extract("geojson"))),
            ("parcel-page-way-language", Some(self.path(one, PARCEL_PAGE, &[("lang", other.tag())]))),
        ];
        let links = ways.into_iter().filter_map(|(id, href)| Some((id, href?)));
        let links: String = links
            .map(|(id, href)| format!("<a class=\"way\" href=\"{}\">{}</a>", escape(&href), escape(&words.text(id))))
            .collect();
        format!("<nav class=\"ways\" aria-label=\"{}\">{links}</nav>", escape(&words.text("parcel-page-ways")))
    }

    /// Asks for another day: what it was last year, what it will be. Works without scripts.
    fn day_form(&self, shown: &str) -> String {
        let words = Words { language: self.language };
        format!(
            "<form class=\"day\"><label>{} <input type=\"date\" name=\"as_of\" value=\"{}\" required></label>\
             <input type=\"hidden\" name=\"lang\" value=\"{}\"> <button>{}</button></form>",
            escape(&words.text("parcel-page-day")),
            escape(shown),
            self.language.tag(),
            escape(&words.text("parcel-page-day-show")),
        )
    }

    /// An address of this parcel's, for the day that was asked for, and of the commit that was named.
    fn path(&self, one: &Answered, path: &str, parameters: &[(&str, &str)]) -> String {
        let revision =
            self.found.linked.filter(|linked| linked.0 == one.told.data_revision).map(|linked| linked.to_string());
        let day = self.day.as_deref().map(|day| ("as_of", day));
        let revision = revision.as_deref().map(|revision| ("revision", revision));
        let parameters: Vec<(&str, &str)> = day.into_iter().chain(revision).chain(parameters.iter().copied()).collect();
        one.address.as_ref().map(|address| address.at(path, &parameters)).unwrap_or_default()
    }

    /// Its page whatever the commit.
    fn today(&self, one: &Answered) -> String {
        let day: Vec<(&str, &str)> = self.day.as_deref().map(|day| ("as_of", day)).into_iter().collect();
        one.address.as_ref().map(|address| address.at(PARCEL_PAGE, &day)).unwrap_or_default()
    }

    /// The lasting link as a code, for who reads a screen with a telephone; none if nobody knows our name.
    fn code(&self, one: &Answered) -> String {
        let words = Words { language: self.language };
        // A path alone gets what stands before it with all others of the page.
        let link = lasting(one, if self.base.contains("://") { self.base } else { "" });
        let drawing = link.contains("://").then(|| qr::drawing(&link).ok()).flatten().unwrap_or_default();
        let about = words.text("parcel-page-link");
        format!(
            "<p>{} <a href=\"{link}\">{link}</a></p><div class=\"code\" role=\"img\" aria-label=\"{}\">{drawing}</div>",
            escape(&about),
            escape(&words.text("parcel-page-code")),
            link = escape(&link),
        )
    }

    /// Several parcels of one key: what each is, and where it is told of.
    fn list(&self, several: &[Answered]) -> String {
        let words = Words { language: self.language };
        let title = words.say(&Message::new("parcel-page-several").with("count", several.len()));
        let head = Head {
            about: words.text("parcel-page-several-about"),
            canonical: String::new(),
            picture: None,
            others: Vec::new(),
            base: self.base,
            language: self.language,
            title,
        };
        let mut out = head.written();
        out.push_str(&format!("<p class=\"lead\">{}</p><ul>", escape(&words.text("parcel-page-several-about"))));
        for one in several {
            let account = account(&one.told, self.language);
            let href = self.path(one, PARCEL_PAGE, &[("lang", self.language.tag())]);
            let place = Message::new("parcel-page-several-one")
                .with("layer", &one.told.parcel.layer)
                .with("id", one.told.parcel.id)
                .with("area", one.told.parcel.grid_area_m2.map_or_else(|| "–".to_owned(), |area| words.area(area)));
            out.push_str(&format!(
                "<li><a class=\"way\" href=\"{}\">{}</a><p>{} {}</p></li>",
                escape(&href),
                escape(&account.title),
                escape(&words.say(&place)),
                escape(&account.lead),
            ));
        }
        out.push_str("</ul>");
        out.push_str(FOOT);
        out
    }
}

/// The address of a parcel's page that names the day and the commit of what was said.
pub(super) fn lasting(one: &Answered, base: &str) -> String {
    let revision = one.told.data_revision.to_string();
    let path = one
        .address
        .as_ref()
        .map(|address| address.at(PARCEL_PAGE, &[("as_of", one.told.as_of.as_str()), ("revision", revision.as_str())]));
    format!("{base}{}", path.unwrap_or_default())
}

/// The page where no parcel has the key: what was looked for, and a search box any browser can use.
pub(super) fn none(key: &str, language: Language) -> String {
    let words = Words { language };
    let title = words.text("parcel-page-none");
    let about = words.say(&Message::new("parcel-page-none-about").with("key", key));
    let head = Head {
        title,
        about: about.clone(),
        canonical: String::new(),
        picture: None,
        others: Vec::new(),
        base: "",
        language,
    };
    let mut out = head.written();
    out.push_str(&format!(
        "<p role=\"status\">{}</p><form class=\"ways\" role=\"search\" action=\"{}\"><input type=\"hidden\" name=\"lang\" value=\"{}\">\
         <label>{} <input name=\"q\" type=\"search\" required maxlength=\"2000\" value=\"{}\"></label><button>{}</button></form><p>{}</p>",
        escape(&about),
        paths::app(VIEWER),
        language.tag(),
        escape(&words.text("portal-search")),
        escape(key),
        escape(&words.text("portal-search-go")),
        escape(&words.text("portal-examples")),
    ));
    out.push_str(FOOT);
    out
}

fn figure(title: &str, picture: &Picture, language: Language) -> String {
    let words = Words { language };
    let scale = Message::new("parcel-page-map-caption")
        .with("crs", &picture.crs)
        .with("side", words.number(picture.window.step()));
    let legend = picture.classes.iter().map(|class| {
        let note = if class.is_here { String::new() } else { format!(" ({})", words.text("parcel-page-around")) };
        format!("<li>{}{}</li>", blocks::swatch(class.colour, false), escape(&format!("{}{note}", class.label)))
    });
    format!(
        "<h2>{}</h2><figure>{}<figcaption>{}</figcaption></figure><ul class=\"legend\" aria-label=\"{}\">{}</ul>",
        escape(&words.text("parcel-page-map")),
        svg(picture, title, language),
        escape(&words.say(&scale)),
        escape(&words.text("parcel-page-legend")),
        legend.collect::<String>(),
    )
}
