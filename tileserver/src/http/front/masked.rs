//! What of an address may stand in a log: everything but secrets. Nobody is asked to put one there, and people do all the same.

use std::borrow::Cow;

/// What stands in place of a secret.
const MASK: &str = "***";
/// What our own tokens begin with, and how many hexadecimal digits follow.
const TOKEN: (&str, usize) = ("diaban_", 64);
/// Names of parameters whose values are secrets, here or at services whose addresses are copied into ours.
const SECRET: [&str; 15] = [
    "token",
    "access_token",
    "id_token",
    "refresh_token",
    "auth",
    "authorization",
    "bearer",
    "password",
    "passwd",
    "pwd",
    "secret",
    "client_secret",
    "api_key",
    "apikey",
    "session",
];

/// What the path of a receipt begins with: whoever shows one is told what only its owner is.
const RECEIPTS: &str = "/v1/comments/";

/// A path with our own tokens and receipts masked.
pub(crate) fn path(path: &str) -> Cow<'_, str> {
    if path.strip_prefix(RECEIPTS).is_some_and(|receipt| !receipt.is_empty()) {
        return Cow::Owned(format!("{RECEIPTS}{MASK}"));
    }
    let is_there = |at: &usize| is_token(&path[*at..]);
    let mut tokens = path.match_indices(TOKEN.0).map(|(at, _)| at).filter(is_there).peekable();
    if tokens.peek().is_none() {
        return Cow::Borrowed(path);
    }
    let (mut out, mut from) = (String::with_capacity(path.len()), 0);
    for at in tokens {
        out.push_str(&path[from..at]);
        out.push_str(MASK);
        from = at + TOKEN.0.len() + TOKEN.1;
    }
    out.push_str(&path[from..]);
    Cow::Owned(out)
}

/// Appends a query, its secrets masked.
pub(crate) fn query(out: &mut String, query: &str) {
    for (number, pair) in query.split('&').enumerate() {
        if number > 0 {
            out.push('&');
        }
        match pair.split_once('=') {
            Some((name, value)) if is_secret(name) || decoded(value).contains(TOKEN.0) => {
                out.push_str(name);
                out.push('=');
                out.push_str(MASK);
            }
            None if decoded(pair).contains(TOKEN.0) => out.push_str(MASK),
            _ => out.push_str(pair),
        }
    }
}

fn is_token(text: &str) -> bool {
    let digits = text.as_bytes().get(TOKEN.0.len()..TOKEN.0.len() + TOKEN.1);
    digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

fn is_secret(name: &str) -> bool {
    let name = decoded(name).to_ascii_lowercase().replace('-', "_");
    let name = name.strip_prefix("diaban_").unwrap_or(&name);
    SECRET.contains(&name)
}

/// What percent signs stand for, as far as it is ASCII.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let byte = rest.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(u8::is_ascii);
        match byte {
            Some(byte) => {
                out.push(char::from(byte));
                rest = &rest[at + 3..];
            }
            None => {
                out.push('%');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_masked_and_the_rest_is_as_it_came() {
        let token = format!("diaban_{}", "0a".repeat(32));
        let escaped = token.replace("diaban_", "%64iaban%5F");
        for (asked, logged) in [
            ("limit=5&f=json", "limit=5&f=json"),
            ("access_token=abc&limit=5", "access_token=***&limit=5"),
            ("Password=a%26b", "Password=***"),
            ("pass%77ord=x&tok%65n=y", "pass%77ord=***&tok%65n=***"),
            ("key=12/3/45&tokens=3", "key=12/3/45&tokens=3"),
            (&*format!("x={token}"), "x=***"),
            (&*format!("x={escaped}&y"), "x=***&y"),
            (&*token, "***"),
            ("a=%zz%", "a=%zz%"),
        ] {
            let mut out = String::new();
            query(&mut out, asked);
            assert_eq!(out, logged);
        }
        assert_eq!(path(&format!("/x/{token}/y{token}")), "/x/***/y***");
        assert_eq!(path(&format!("/diaban_layer/{token}")), "/diaban_layer/***");
        assert_eq!(path("/v1/comments/17-K3QXT-0ABCD/x"), "/v1/comments/***");
        assert_eq!(path("/v1/comments/"), "/v1/comments/");
        assert_eq!(path("/collections/diaban_layer/items"), "/collections/diaban_layer/items");
    }
}
