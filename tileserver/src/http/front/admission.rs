//! Who is let in: finds the token a request shows and the address it comes from, and asks the gate. Requests that show nothing and only
//! read pass untouched.

use std::net::{IpAddr, Ipv4Addr};

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::response::Response;
use spatial_core::layer::Audience;

use crate::auth::{Identity, Shown, Trail};
use crate::config::Proxies;
use crate::http::HttpError;
use crate::http::request::cookie;
use crate::http::request::peer::Peer;
use crate::http::request::reached;
use crate::http::served::Served;

/// True if there is nothing to find out: no token is shown, and nothing is to be changed.
pub(crate) fn is_plain(request: &Request) -> bool {
    let headers = request.headers();
    is_safe(request.method()) && !headers.contains_key(header::AUTHORIZATION) && !headers.contains_key(header::COOKIE)
}

/// The request with its [`Identity`] and [`Trail`] among its extensions; or why it goes no further.
pub(crate) async fn admitted(
    mut request: Request,
    served: &Served,
    request_id: &HeaderValue,
) -> Result<Request, HttpError> {
    let trail = trail(&request, request_id);
    let headers = request.headers();
    let shown = shown(headers)?;
    if matches!(shown, Some(Shown::Session(_))) && !is_safe(request.method()) && !comes_from_our_page(headers) {
        return Err(HttpError::CrossOrigin);
    }
    let identity = identity(shown, served, &trail).await?;
    request.extensions_mut().insert(identity);
    request.extensions_mut().insert(trail);
    Ok(request)
}

/// True if those headers still stand for the same person, in the same role and with the same powers.
pub(crate) async fn is_still(who: &Identity, headers: &HeaderMap, served: &Served, trail: &Trail) -> bool {
    let Ok(shown) = shown(headers) else { return false };
    identity(shown, served, trail).await.is_ok_and(|now| now.principal() == who.principal())
}

async fn identity(shown: Option<Shown<'_>>, served: &Served, trail: &Trail) -> Result<Identity, HttpError> {
    Ok(match shown {
        Some(shown) => served.gate.identify(shown, trail).await?,
        None => Identity::default(),
    })
}

/// What people are told is kept by nobody.
pub(crate) fn keep_private(audience: Audience, response: &mut Response) {
    if audience != Audience::ANONYMOUS {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    }
}

/// The token a request shows. `Authorization` comes before a cookie: a program said it on purpose.
fn shown(headers: &HeaderMap) -> Result<Option<Shown<'_>>, HttpError> {
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        let text = value.to_str().unwrap_or_default();
        let (scheme, token) = text.split_once(' ').unwrap_or((text, ""));
        // Another scheme (Basic, from a proxy) is as good as an unknown token: silence would look like a sign-in.
        let token = if scheme.eq_ignore_ascii_case("bearer") { token.trim() } else { "" };
        return Ok(Some(Shown::Bearer(token)));
    }
    Ok(cookie::session(headers).map(Shown::Session))
}

/// True only if the browser says that a page of ours sent this: a cookie alone is sent along whoever made the request.
fn comes_from_our_page(headers: &HeaderMap) -> bool {
    origin(headers) == Some(Origin::Ours)
}

/// True if the browser says that somebody else's page sent this.
pub(crate) fn comes_from_elsewhere(headers: &HeaderMap) -> bool {
    origin(headers) == Some(Origin::Foreign)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Ours,
    Foreign,
}

/// `Sec-Fetch-Site` where the browser sends it (only over https and from this machine), else `Origin` against `Host`.
fn origin(headers: &HeaderMap) -> Option<Origin> {
    let judged = |is_ours| if is_ours { Origin::Ours } else { Origin::Foreign };
    if let Some(site) = headers.get("sec-fetch-site") {
        return Some(judged(site == "same-origin"));
    }
    let origin = headers.get(header::ORIGIN)?.to_str().unwrap_or_default();
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let theirs = origin.split_once("://").map(|(_, host)| host);
    Some(judged(!host.is_empty() && theirs.is_some_and(|theirs| theirs.eq_ignore_ascii_case(host))))
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn trail(request: &Request, request_id: &HeaderValue) -> Trail {
    let address = request.extensions().get::<Peer>().map_or(Ipv4Addr::UNSPECIFIED.into(), |peer| peer.client);
    Trail { request_id: request_id.to_str().unwrap_or("-").to_owned(), address }
}

/// The client's address: what a proxy we trust says of it, which is the last it wrote; else the other end of the connection.
pub(crate) fn client(peer: IpAddr, headers: &HeaderMap, trusted: &Proxies) -> IpAddr {
    let peer = peer.to_canonical();
    if !trusted.trust(peer) {
        return peer;
    }
    let named = reached::last(headers, &reached::FORWARDED_FOR).and_then(|name| name.parse::<IpAddr>().ok());
    named.map_or(peer, |address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn a_token_is_found_in_the_header_or_in_the_cookie() {
        for (pairs, expected) in [
            (vec![], None),
            (vec![("cookie", "a=b; diaban_session=t1; c=d")], Some(Shown::Session("t1"))),
            (vec![("cookie", "a=b"), ("cookie", "diaban_session=t1")], Some(Shown::Session("t1"))),
            (vec![("cookie", "xdiaban_session=t1; diaban_sessionx=t2")], None),
            (vec![("authorization", "Bearer t2")], Some(Shown::Bearer("t2"))),
            (vec![("authorization", "bearer  t2 "), ("cookie", "diaban_session=t1")], Some(Shown::Bearer("t2"))),
            (vec![("authorization", "Basic dTpw")], Some(Shown::Bearer(""))),
            (vec![("authorization", "Bearer")], Some(Shown::Bearer(""))),
        ] {
            assert_eq!(shown(&headers(&pairs)).unwrap(), expected, "{pairs:?}");
        }
    }

    #[test]
    fn the_browser_tells_our_page_from_others() {
        for (pairs, expected) in [
            (vec![("host", "gis.vn")], None),
            (vec![("host", "gis.vn"), ("sec-fetch-site", "same-origin")], Some(Origin::Ours)),
            (vec![("host", "gis.vn"), ("sec-fetch-site", "same-site")], Some(Origin::Foreign)),
            (
                vec![("host", "gis.vn"), ("sec-fetch-site", "cross-site"), ("origin", "https://gis.vn")],
                Some(Origin::Foreign),
            ),
            (vec![("host", "gis.vn:8080"), ("origin", "http://gis.vn:8080")], Some(Origin::Ours)),
            (vec![("host", "gis.vn:8080"), ("origin", "http://gis.vn")], Some(Origin::Foreign)),
            (vec![("host", "gis.vn"), ("origin", "https://evil.vn")], Some(Origin::Foreign)),
            (vec![("host", "gis.vn"), ("origin", "null")], Some(Origin::Foreign)),
            (vec![("origin", "https://")], Some(Origin::Foreign)),
        ] {
            assert_eq!(origin(&headers(&pairs)), expected, "{pairs:?}");
        }
    }

    #[test]
    fn only_a_trusted_proxy_names_the_client() {
        let trusted = Proxies::default();
        let forwarded = headers(&[("x-forwarded-for", "10.0.0.1, 203.0.113.7")]);
        let lines = headers(&[("x-forwarded-for", "198.51.100.9"), ("x-forwarded-for", "203.0.113.8")]);
        let strange = headers(&[("x-forwarded-for", "x\"y")]);
        for (peer, headers, expected) in [
            ("127.0.0.1", &forwarded, "203.0.113.7"),
            ("::ffff:127.0.0.1", &forwarded, "203.0.113.7"),
            ("198.51.100.1", &forwarded, "198.51.100.1"),
            ("127.0.0.1", &strange, "127.0.0.1"),
            ("127.0.0.1", &lines, "203.0.113.8"),
        ] {
            assert_eq!(client(peer.parse().unwrap(), headers, &trusted).to_string(), expected, "{headers:?}");
        }
    }
}
