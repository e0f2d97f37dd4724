//! Under which name and path a request reached us: settled once, before it is routed, so that nobody after it has to ask whom to believe.
//!
//! Links, QR codes and TileJSON come from `[server] public_url`; without one, from what a proxy we trust says, or from a `Host` that
//! `[server] hosts` lists or that leads nowhere else (an address, this machine). Any other name is not repeated: links then begin with a slash.

use std::net::IpAddr;
use std::str::FromStr;

use axum::extract::Request;
use axum::http::uri::{Authority, PathAndQuery};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, Version, header};

use crate::config::{ProxyHeader, PublicUrl, Settings, is_host, is_path};
use crate::http::HttpError;

const FORWARDED: HeaderName = header::FORWARDED;
pub(crate) const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const FORWARDED_PREFIX: HeaderName = HeaderName::from_static("x-forwarded-prefix");

/// Where health is asked for: balancers ask by any name.
const HEALTH: &str = "/health/";

/// Files of the bundle.
const ASSETS: &str = "/assets/";

/// What is wrong with the name a request came under; `front::watch` says so.
#[derive(Debug, Clone)]
pub(crate) enum Misdirected {
    /// HTTP/1.1 without `Host`.
    Missing,
    /// Two lines, or something that is no name.
    Unreadable,
    /// A name that is not ours.
    Unknown(String),
}

impl From<Misdirected> for HttpError {
    fn from(misdirected: Misdirected) -> Self {
        match misdirected {
            Misdirected::Missing => Self::HostMissing,
            Misdirected::Unreadable => Self::HostUnreadable,
            Misdirected::Unknown(host) => Self::HostUnknown { host },
        }
    }
}

/// The path below which the world sees us, among the extensions of a request that came through a proxy which takes it off.
#[derive(Debug, Clone)]
pub(crate) struct Prefix(pub(crate) String);

/// Brings a request into the one form all others read: its target is a path (RFC 9112 §3.2), `Host` is who was asked, and what proxies
/// say of it stands in `X-Forwarded-*` only if we trust the other end. What is wrong with it goes along as [`Misdirected`].
pub(crate) fn settle<B>(request: &mut Request<B>, peer: IpAddr, settings: &Settings) {
    let is_trusted = settings.trusted_proxies.trust(peer);
    believe(request.headers_mut(), is_trusted, settings.proxy_header);
    let wrong = host(request).or_else(|| unknown(request, settings));
    if let Some(wrong) = wrong {
        request.extensions_mut().insert(wrong);
    }
    if let Some(public) = &settings.public_url {
        take_off(request, &public.prefix);
        stand_for(request.headers_mut(), public, is_trusted);
    }
    let prefix = prefix(request.headers(), settings);
    if !prefix.is_empty() {
        let prefix = Prefix(prefix.to_owned());
        request.extensions_mut().insert(prefix);
        if request.uri().path().starts_with(ASSETS) {
            // The path is written into them, which nobody can do in what is packed.
            request.headers_mut().remove(header::ACCEPT_ENCODING);
        }
    }
}

/// Takes away what only a trusted proxy may say, and what ours does not write, for that is the client's; what it says in the standard's
/// header (RFC 7239) is put where all others read it.
fn believe(headers: &mut HeaderMap, is_trusted: bool, written: ProxyHeader) {
    const OTHERS: [HeaderName; 4] = [FORWARDED_FOR, FORWARDED_HOST, FORWARDED_PROTO, FORWARDED_PREFIX];
    if !is_trusted || written == ProxyHeader::Forwarded {
        OTHERS.iter().for_each(|name| drop(headers.remove(name)));
    }
    if !is_trusted || OTHERS.iter().any(|name| headers.contains_key(name)) {
        headers.remove(FORWARDED);
        return;
    }
    let Some(line) = headers.get_all(FORWARDED).iter().next_back().and_then(|line| line.to_str().ok()) else { return };
    // The last element is the one our proxy wrote.
    let last = line.rsplit(',').next().unwrap_or_default();
    let said: Vec<(HeaderName, HeaderValue)> = last
        .split(';')
        .filter_map(|pair| {
            let (name, value) = pair.trim().split_once('=')?;
            let name = match name.trim().to_ascii_lowercase().as_str() {
                "host" => FORWARDED_HOST,
                "proto" => FORWARDED_PROTO,
                "for" => FORWARDED_FOR,
                _ => return None,
            };
            let value = value.trim().trim_matches('"');
            let value = if name == FORWARDED_FOR { without_port(value) } else { value };
            Some((name, HeaderValue::from_str(value).ok()?))
        })
        .collect();
    for (name, value) in said {
        headers.insert(name, value);
    }
}

/// `[2001:db8::1]:4711` and `192.0.2.1:4711` without what is no address.
fn without_port(node: &str) -> &str {
    match node.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => node.split(':').next().unwrap_or_default(),
    }
}

/// The one `Host` there must be (RFC 9112 §3.2); the target's own, if that names one.
fn host<B>(request: &mut Request<B>) -> Option<Misdirected> {
    let mut lines = request.headers().get_all(header::HOST).iter();
    let (first, second) = (lines.next(), lines.next());
    let wrong = match (first, second) {
        (None, _) if request.version() >= Version::HTTP_11 => Some(Misdirected::Missing),
        (Some(_), Some(_)) => Some(Misdirected::Unreadable),
        (Some(host), None) if !host.is_empty() && !host.to_str().is_ok_and(is_host) => Some(Misdirected::Unreadable),
        _ => None,
    };
    absolute(request);
    wrong
}

/// `GET http://host/path` as `GET /path` with `Host: host` (RFC 9112 §3.2.2).
fn absolute<B>(request: &mut Request<B>) {
    let Some(authority) = request.uri().authority().cloned() else { return };
    if request.method() == Method::CONNECT {
        return;
    }
    if let Some(host) = named(&authority) {
        request.headers_mut().insert(header::HOST, host);
    }
    let path = request.uri().path_and_query().filter(|path| path.as_str().starts_with('/')).cloned();
    *request.uri_mut() = path.unwrap_or_else(|| PathAndQuery::from_static("/")).into();
}

/// Host and port without a user's name.
fn named(authority: &Authority) -> Option<HeaderValue> {
    let text = authority.as_str();
    let host = text.rsplit_once('@').map_or(text, |(_, host)| host);
    HeaderValue::from_str(host).ok().filter(|_| is_host(host))
}

/// A name that is on no list, where there is one.
fn unknown<B>(request: &Request<B>, settings: &Settings) -> Option<Misdirected> {
    let is_asked = settings.public_url.is_none() && !settings.hosts.is_empty();
    if !is_asked || request.uri().path().starts_with(HEALTH) {
        return None;
    }
    let host = forwarded_host(request.headers()).or_else(|| own_host(request.headers())).unwrap_or_default();
    (!is_listed(host, settings)).then(|| Misdirected::Unknown(host.to_owned()))
}

/// Takes the public path off a target that a proxy passed on whole.
fn take_off<B>(request: &mut Request<B>, prefix: &str) {
    let Some(rest) = request.uri().path_and_query().and_then(|path| path.as_str().strip_prefix(prefix)) else { return };
    let rest = match rest.chars().next() {
        _ if prefix.is_empty() => return,
        Some('/') => rest.to_owned(),
        Some('?') | None => format!("/{rest}"),
        Some(_) => return,
    };
    if let Ok(rest) = PathAndQuery::from_str(&rest) {
        *request.uri_mut() = Uri::from(rest);
    }
}

/// Lets a page of our public address pass for ours, whatever `Host` the proxy wrote, and its cookies be for https only.
fn stand_for(headers: &mut HeaderMap, public: &PublicUrl, is_trusted: bool) {
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    if is_trusted
        && origin.is_some_and(|origin| origin.eq_ignore_ascii_case(public.origin()))
        && let Ok(host) = HeaderValue::from_str(public.host())
    {
        headers.insert(header::HOST, host);
    }
    // TLS may end further out than at the proxy that speaks to us, which then says http.
    headers.insert(FORWARDED_PROTO, HeaderValue::from_static(if public.is_https() { "https" } else { "http" }));
}

/// The address under which the client knows us, without a slash at the end; only its path, if the name it used is not known for ours.
pub(crate) fn base_url(headers: &HeaderMap, settings: &Settings) -> String {
    if let Some(public) = &settings.public_url {
        return public.base.clone();
    }
    let scheme = if is_https(headers) { "https" } else { "http" };
    let prefix = prefix(headers, settings);
    match our_name(headers, settings) {
        Some(host) => format!("{scheme}://{host}{prefix}"),
        None => prefix.to_owned(),
    }
}

/// True if clients come by https: by the public address where there is one, else by what a trusted proxy says.
pub(crate) fn is_https(headers: &HeaderMap) -> bool {
    last(headers, &FORWARDED_PROTO).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"))
}

/// The path below which the world sees us: empty, or with a slash before and none behind.
pub(crate) fn prefix<'a>(headers: &'a HeaderMap, settings: &'a Settings) -> &'a str {
    match &settings.public_url {
        Some(public) => &public.prefix,
        None => last(headers, &FORWARDED_PREFIX)
            .map(|path| path.trim_end_matches('/'))
            .filter(|p| is_path(p))
            .unwrap_or_default(),
    }
}

fn our_name<'a>(headers: &'a HeaderMap, settings: &Settings) -> Option<&'a str> {
    let may = |host: &&str| settings.hosts.is_empty() || is_listed(host, settings);
    if let Some(host) = forwarded_host(headers) {
        return Some(host).filter(may);
    }
    own_host(headers).filter(|host| is_listed(host, settings) || settings.hosts.is_empty() && leads_nowhere_else(host))
}

fn forwarded_host(headers: &HeaderMap) -> Option<&str> {
    last(headers, &FORWARDED_HOST).filter(|host| is_host(host))
}

fn own_host(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST)?.to_str().ok().filter(|host| is_host(host))
}

/// The last word of a list that proxies add to.
pub(crate) fn last<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let line = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    line.rsplit(',').next().map(str::trim)
}

/// With its port, or without.
fn is_listed(host: &str, settings: &Settings) -> bool {
    settings.hosts.iter().any(|known| known.eq_ignore_ascii_case(host) || known.eq_ignore_ascii_case(name_of(host)))
}

/// An address is itself; `localhost` is this machine.
fn leads_nowhere_else(host: &str) -> bool {
    let name = name_of(host);
    name.eq_ignore_ascii_case("localhost") || name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
}

/// A host without its port.
fn name_of(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port))
            if port.bytes().all(|c| c.is_ascii_digit()) && (!name.contains(':') || name.ends_with(']')) =>
        {
            name
        }
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(target: &str, headers: &[(&'static str, &'static str)]) -> Request<()> {
        let mut request = Request::builder().uri(target).version(Version::HTTP_11).body(()).unwrap();
        for (name, value) in headers {
            request.headers_mut().append(*name, HeaderValue::from_static(value));
        }
        request
    }

    fn settings(public: Option<&str>, hosts: &[&str]) -> Settings {
        Settings {
            public_url: public.map(|text| PublicUrl::parse(text).unwrap()),
            hosts: hosts.iter().map(|host| (*host).to_owned()).collect(),
            ..Settings::default()
        }
    }

    /// The base of links in the answer to a request from an address.
    fn base(settings: &Settings, peer: &str, headers: &[(&'static str, &'static str)]) -> String {
        let mut request = request("/", headers);
        settle(&mut request, peer.parse().unwrap(), settings);
        base_url(request.headers(), settings)
    }

    const PROXIED: [(&str, &str); 4] = [
        ("host", "127.0.0.1:8080"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-host", "bando.tinh.example"),
        ("x-forwarded-prefix", "/gis"),
    ];

    #[test]
    fn only_a_trusted_proxy_names_us() {
        let open = settings(None, &[]);
        assert_eq!(base(&open, "127.0.0.1", &PROXIED), "https://bando.tinh.example/gis");
        assert_eq!(base(&open, "198.51.100.1", &PROXIED), "http://127.0.0.1:8080");
        let standard =
            [("host", "x"), ("forwarded", "for=192.0.2.1, for=\"[::1]:1\";proto=https;host=\"bando.vn:444\"")];
        assert_eq!(base(&open, "::1", &standard), "https://bando.vn:444");
        assert_eq!(base(&open, "198.51.100.1", &standard), "");
        let both = [standard[0], standard[1], ("x-forwarded-host", "gis.vn")];
        assert_eq!(
            base(&open, "::1", &both),
            "http://gis.vn",
            "Forwarded is the client's where the proxy writes the other"
        );
        let by_standard = Settings { proxy_header: ProxyHeader::Forwarded, ..open };
        assert_eq!(base(&by_standard, "::1", &both), "https://bando.vn:444", "and the other way round");
    }

    #[test]
    fn a_name_nobody_vouches_for_is_not_repeated() {
        let open = settings(None, &[]);
        assert_eq!(base(&open, "127.0.0.1", &[("host", "evil.example")]), "");
        assert_eq!(base(&open, "127.0.0.1", &[("host", "localhost:8080")]), "http://localhost:8080");
        assert_eq!(base(&open, "127.0.0.1", &[("host", "[::1]:8080")]), "http://[::1]:8080");
        let listed = settings(None, &["gis.vn"]);
        assert_eq!(base(&listed, "198.51.100.1", &[("host", "gis.vn:8080")]), "http://gis.vn:8080");
        assert_eq!(base(&listed, "127.0.0.1", &[("host", "gis.vn"), ("x-forwarded-host", "evil.example")]), "");
        let public = settings(Some("https://bando.vn/gis/"), &[]);
        assert_eq!(base(&public, "198.51.100.1", &[("host", "evil.example")]), "https://bando.vn/gis");
    }

    #[test]
    fn the_public_address_says_the_scheme_whatever_a_proxy_says() {
        for (public, expected) in [("https://bando.vn", true), ("http://bando.vn", false)] {
            for said in [None, Some("http"), Some("https"), Some("https, http")] {
                for peer in ["127.0.0.1", "198.51.100.1"] {
                    let said = said.map(|scheme| ("x-forwarded-proto", scheme));
                    let headers: Vec<_> = [("host", "x")].into_iter().chain(said).collect();
                    let mut request = request("/", &headers);
                    settle(&mut request, peer.parse().unwrap(), &settings(Some(public), &[]));
                    assert_eq!(is_https(request.headers()), expected, "{public} {said:?} {peer}");
                }
            }
        }
    }

    #[test]
    fn a_host_must_be_there_once_and_be_known() {
        let wrong = |settings: &Settings, target: &str, headers: &[(&'static str, &'static str)]| {
            let mut request = request(target, headers);
            settle(&mut request, IpAddr::from([127, 0, 0, 1]), settings);
            request.extensions_mut().remove::<Misdirected>()
        };
        let (open, listed) = (settings(None, &[]), settings(None, &["gis.vn"]));
        assert!(matches!(wrong(&open, "/", &[]), Some(Misdirected::Missing)));
        assert!(matches!(wrong(&open, "http://gis.vn/", &[]), Some(Misdirected::Missing)));
        assert!(matches!(wrong(&open, "/", &[("host", "a"), ("host", "a")]), Some(Misdirected::Unreadable)));
        assert!(matches!(wrong(&open, "/", &[("host", "a/b")]), Some(Misdirected::Unreadable)));
        assert!(wrong(&open, "/", &[("host", "a")]).is_none());
        assert!(matches!(wrong(&listed, "/", &[("host", "a")]), Some(Misdirected::Unknown(host)) if host == "a"));
        assert!(wrong(&listed, "/health/ready", &[("host", "10.0.0.1")]).is_none());
        assert!(wrong(&listed, "/", &[("host", "GIS.vn:80")]).is_none());
    }

    #[test]
    fn a_target_is_a_path_whatever_it_was() {
        for (target, public, expected, host) in [
            ("http://gis.vn:81/xyz/a.json?f=1", None, "/xyz/a.json?f=1", "gis.vn:81"),
            ("http://user@gis.vn", None, "/", "gis.vn"),
            ("/gis/collections?f=json", Some("http://gis.vn/gis"), "/collections?f=json", "old"),
            ("/gis", Some("http://gis.vn/gis"), "/", "old"),
            ("/gis?lang=en", Some("http://gis.vn/gis"), "/?lang=en", "old"),
            ("/gisx", Some("http://gis.vn/gis"), "/gisx", "old"),
        ] {
            let mut request = request(target, &[("host", "old")]);
            settle(&mut request, IpAddr::from([127, 0, 0, 1]), &settings(public, &[]));
            let now = (request.uri().to_string(), request.headers()[header::HOST].to_str().unwrap());
            assert_eq!(now, (expected.to_owned(), host), "{target}");
        }
    }
}
