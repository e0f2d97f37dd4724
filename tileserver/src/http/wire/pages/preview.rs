//! What others show of a link to a page: its title, a sentence, a picture (Open Graph). The public sees them, whoever hands the link on, so
//! only what everybody may see is put in.

use crate::http::paths;
use crate::http::wire::pages::html::escape;

/// Of one page.
pub(crate) struct Preview<'a> {
    pub(crate) title: &'a str,
    pub(crate) about: &'a str,
    /// The path under which it is the same page for everybody.
    pub(crate) path: &'a str,
    /// The path of a picture of it; none: our sign.
    pub(crate) picture: Option<String>,
}

/// All tags for the head of a page.
pub(crate) fn described(preview: &Preview<'_>, base: &str) -> String {
    format!("<meta name=\"description\" content=\"{}\">{}", escape(preview.about), tags(preview, base))
}

/// Those of Open Graph, which chats read. Who fetches them from elsewhere needs whole addresses: without one there is no picture.
pub(crate) fn tags(preview: &Preview<'_>, base: &str) -> String {
    let mut out = String::new();
    let mut named = |attribute: &str, name: &str, content: &str| {
        out.push_str(&format!("<meta {attribute}=\"{name}\" content=\"{}\">", escape(content)));
    };
    named("property", "og:type", "website");
    named("property", "og:title", preview.title);
    named("property", "og:description", preview.about);
    if base.contains("://") {
        let picture = preview.picture.clone().unwrap_or_else(|| paths::icon_file("preview.png"));
        named("property", "og:url", &format!("{base}{}", preview.path));
        named("property", "og:image", &format!("{base}{picture}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_preview_stay_text_and_pictures_have_whole_addresses() {
        let preview = Preview { title: "\"><script>", about: "a", path: "/x", picture: None };
        let whole = tags(&preview, "https://bando.vn");
        assert!(
            !whole.contains("<script") && whole.contains("content=\"https://bando.vn/icons/preview.png\""),
            "{whole}"
        );
        assert!(!tags(&preview, "").contains("og:image"));
    }
}
