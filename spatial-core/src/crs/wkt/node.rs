//! Well-known text as a tree: read far enough to recognise a system; no general parser of WKT.

/// Longest definition read; GDAL's are under 4 kB.
const LONGEST: usize = 64 * 1024;
/// Deepest nesting read; WKT 2 has about eight levels.
const DEEPEST: usize = 32;

/// A name without case, spaces and punctuation: `D_Vietnam_2000` → `dvietnam2000`.
pub(super) fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// `KEYWORD["text", 1.5, CHILD[…]]`.
#[derive(Debug, Clone, Default)]
pub(super) struct WktNode {
    keyword: String,
    pub(super) text: Vec<String>,
    pub(super) children: Vec<WktNode>,
}

impl WktNode {
    /// Reads the first node of a text; `None` if it is no WKT.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}').trim_matches(|c: char| c.is_whitespace() || c == '\0');
        if text.len() > LONGEST {
            return None;
        }
        let mut rest = text.chars().peekable();
        let node = Self::read_at(&mut rest, 0)?;
        (!node.keyword.is_empty()).then_some(node)
    }

    fn read_at(rest: &mut std::iter::Peekable<std::str::Chars<'_>>, depth: usize) -> Option<Self> {
        if depth > DEEPEST {
            return None;
        }
        let keyword = word(rest);
        let mut node = Self { keyword: keyword.to_ascii_uppercase(), ..Self::default() };
        if rest.next_if(|c| matches!(c, '[' | '(')).is_none() {
            return Some(Self { text: vec![keyword], ..Self::default() });
        }
        loop {
            skip_spaces(rest);
            match *rest.peek()? {
                ']' | ')' => {
                    rest.next();
                    return Some(node);
                }
                ',' => {
                    rest.next();
                }
                '"' => node.text.push(quoted(rest)?),
                _ => {
                    let child = Self::read_at(rest, depth + 1)?;
                    if child.keyword.is_empty() {
                        if child.text.iter().all(String::is_empty) {
                            return None;
                        }
                        node.text.extend(child.text);
                    } else {
                        node.children.push(child);
                    }
                }
            }
        }
    }

    pub(super) fn is(&self, keywords: &[&str]) -> bool {
        keywords.contains(&self.keyword.as_str())
    }

    pub(super) fn child(&self, keywords: &[&str]) -> Option<&Self> {
        self.children.iter().find(|child| child.is(keywords))
    }

    /// The first node of this kind at any depth.
    pub(super) fn find(&self, keywords: &[&str]) -> Option<&Self> {
        self.children.iter().find_map(|child| if child.is(keywords) { Some(child) } else { child.find(keywords) })
    }

    /// The EPSG code the node itself carries.
    pub(super) fn code(&self) -> Option<u32> {
        let authority = self.child(&["AUTHORITY", "ID"])?;
        let is_epsg = authority.text.first()?.eq_ignore_ascii_case("EPSG");
        authority.text.get(1)?.parse().ok().filter(|_| is_epsg)
    }

    /// The n-th text that is a number.
    pub(super) fn number(&self, n: usize) -> Option<f64> {
        self.text.iter().filter_map(|text| text.parse().ok()).nth(n)
    }

    /// A parameter by one of its names.
    pub(super) fn parameter(&self, names: &[&str]) -> Option<f64> {
        self.parameters().find(|(name, _)| names.contains(&name.as_str())).map(|(_, value)| value)
    }

    /// All parameters: names without case and punctuation, and values.
    pub(super) fn parameters(&self) -> impl Iterator<Item = (String, f64)> {
        let own = self.children.iter().chain(self.child(&["CONVERSION"]).into_iter().flat_map(|inner| &inner.children));
        own.filter(|child| child.keyword == "PARAMETER")
            .filter_map(|child| Some((letters(child.text.first()?), child.text.get(1)?.parse().ok()?)))
    }
}

fn skip_spaces(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    while rest.next_if(|c| c.is_whitespace()).is_some() {}
}

fn word(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let mut word = String::new();
    skip_spaces(rest);
    while let Some(c) = rest.next_if(|c| !matches!(c, '[' | '(' | ']' | ')' | ',' | '"') && !c.is_whitespace()) {
        word.push(c);
    }
    skip_spaces(rest);
    word
}

fn quoted(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<String> {
    rest.next();
    let mut text = String::new();
    loop {
        match rest.next()? {
            '"' if rest.next_if_eq(&'"').is_some() => text.push('"'),
            '"' => return Some(text),
            c => text.push(c),
        }
    }
}
