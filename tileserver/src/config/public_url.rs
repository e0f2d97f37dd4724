//! `[server] public_url`: the address under which the world knows us.

/// An address without a slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    /// `https://bando.tinh.vn/gis`.
    pub base: String,
    /// `/gis`; empty if we are at the top.
    pub prefix: String,
}

impl PublicUrl {
    /// Reads an address; `None` if it is none, or holds a query or a user's name.
    pub fn parse(text: &str) -> Option<Self> {
        let base = text.trim().trim_end_matches('/');
        let rest = base.strip_prefix("https://").or_else(|| base.strip_prefix("http://"))?;
        let (host, prefix) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        let fits = is_host(host) && (prefix.is_empty() || is_path(prefix));
        fits.then(|| Self { base: base.to_owned(), prefix: prefix.to_owned() })
    }

    /// `https://bando.tinh.vn`, as browsers name the origin of a page.
    pub fn origin(&self) -> &str {
        &self.base[..self.base.len() - self.prefix.len()]
    }

    /// `bando.tinh.vn`.
    pub fn host(&self) -> &str {
        self.origin().split_once("://").map_or("", |(_, host)| host)
    }

    /// True if clients come by https.
    pub fn is_https(&self) -> bool {
        self.base.starts_with("https://")
    }
}

/// A host, with its port or without: nothing that could break out of a link.
pub(crate) fn is_host(text: &str) -> bool {
    (1..=255).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_alphanumeric() || b".-:[]_".contains(&c))
}

/// A path that cannot break out of a link.
pub(crate) fn is_path(text: &str) -> bool {
    let is_plain = |c: u8| c.is_ascii_alphanumeric() || b"-._~/".contains(&c);
    text.starts_with('/') && !text.contains("//") && text.len() <= 255 && text.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_with_its_path() {
        let public = PublicUrl::parse("https://bando.tinh.vn:8443/gis/").unwrap();
        assert_eq!((public.base.as_str(), public.prefix.as_str()), ("https://bando.tinh.vn:8443/gis", "/gis"));
        assert_eq!((public.origin(), public.host()), ("https://bando.tinh.vn:8443", "bando.tinh.vn:8443"));
        for wrong in
            ["bando.tinh.vn", "ftp://x", "https://", "https://a b", "https://u@x", "https://x/a?b", "https://x//a"]
        {
            assert_eq!(PublicUrl::parse(wrong), None, "{wrong}");
        }
    }
}
