//! Tokens as values: single numbers, ranges and bounds, each with what it counts. What does not fit is no text we can read.

use crate::indicator::IndicatorKind;
use crate::indicator::words::{Token, Unit};

/// One value of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Value {
    pub(super) stated: Stated,
    /// What it counts, if that is written.
    pub(super) unit: Option<Unit>,
}

/// How a value is bounded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stated {
    Alone(f64),
    /// As written: the first need not be the smaller.
    Range(f64, f64),
    AtMost(f64),
    Below(f64),
    AtLeast(f64),
    Above(f64),
}

/// The values of a text, uncounted storeys left out; `None` if anything in it is not understood, or two values are parted by a stroke and
/// nothing tells them apart.
pub(super) fn values(kind: IndicatorKind, tokens: &[Token<'_>]) -> Option<Vec<Value>> {
    let tokens = with_units_bared(tokens);
    let mut reading = Reading { kind, tokens: &tokens, found: Vec::new(), is_slashed: false };
    while let Some(&token) = reading.tokens.first() {
        reading.step(token)?;
    }
    let Reading { mut found, is_slashed, .. } = reading;
    found.retain(|value| value.unit != Some(Unit::Uncounted));
    let are_told_apart =
        found.iter().any(|value| value.unit.is_some_and(|unit| found[0].unit.is_some_and(|first| first != unit)));
    (!is_slashed || are_told_apart).then_some(found)
}

/// `40 (%)` as `40 %`.
fn with_units_bared<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut bared: Vec<Token<'a>> = Vec::with_capacity(tokens.len());
    for &token in tokens {
        let bare = match (bared.as_slice(), token) {
            ([.., Token::Number(_), Token::Open, Token::Unit(unit)], Token::Close) => Some(*unit),
            _ => None,
        };
        if let Some(unit) = bare {
            bared.truncate(bared.len() - 2);
            bared.push(Token::Unit(unit));
        } else {
            bared.push(token);
        }
    }
    bared
}

/// What is left to read, and what was found so far.
struct Reading<'t, 'a> {
    kind: IndicatorKind,
    tokens: &'t [Token<'a>],
    found: Vec<Value>,
    is_slashed: bool,
}

impl Reading<'_, '_> {
    /// The next value, or what stands around it.
    fn step(&mut self, token: Token<'_>) -> Option<()> {
        let has_begun = !self.found.is_empty();
        match token {
            Token::Apart | Token::Open | Token::Close => self.skip(1),
            Token::Net if self.kind == IndicatorKind::Density => self.skip(1),
            Token::Plus | Token::Slash if has_begun && self.tokens.len() > 1 => {
                self.is_slashed |= token == Token::Slash;
                self.skip(1);
            }
            Token::Dash if has_begun && self.tokens.get(1).is_some_and(|next| is_bound(*next)) => self.skip(1),
            Token::Label(kinds) => self.label(kinds.contains(&self.kind))?,
            Token::Without => self.without()?,
            Token::Unit(unit @ (Unit::Uncounted | Unit::Ground)) => {
                self.skip(1);
                self.found.push(Value { stated: Stated::Alone(1.0), unit: Some(unit) });
            }
            _ => {
                let value = self.value()?;
                self.found.push(value);
            }
        }
        Some(())
    }

    /// The name of our kind, or that of another one with a value whose unit says that it is not ours.
    fn label(&mut self, is_ours: bool) -> Option<()> {
        self.skip(1);
        self.skip_if(Token::Is);
        if !is_ours {
            let value = self.value()?;
            value.unit.filter(|unit| *unit != unit_of(self.kind))?;
            self.found.push(value);
        }
        Some(())
    }

    fn skip(&mut self, count: usize) {
        self.tokens = &self.tokens[count..];
    }

    fn skip_if(&mut self, token: Token<'_>) -> bool {
        let is_next = self.tokens.first() == Some(&token);
        if is_next {
            self.skip(1);
        }
        is_next
    }

    /// Storeys that are not among those counted.
    fn without(&mut self) -> Option<()> {
        self.skip(1);
        let is_uncounted = matches!(
            self.tokens,
            [Token::Unit(Unit::Uncounted), ..] | [Token::Number(_), Token::Unit(Unit::Uncounted), ..]
        );
        is_uncounted.then_some(())
    }

    fn value(&mut self) -> Option<Value> {
        let mut bound = self.bound()?;
        let is_from = bound.is_none() && self.skip_if(Token::From);
        if bound.is_none() && !is_from && self.skip_if(Token::To) {
            bound = Some(Token::AtMost);
        }
        let (first, unit) = self.number()?;
        if let Some(bound) = bound {
            return Some(Value { stated: bounded(bound, first)?, unit });
        }
        if let Some(value) = self.chain(first, unit) {
            return Some(value);
        }
        if matches!(self.tokens, [Token::Dash | Token::To, Token::Number(_), ..]) {
            self.skip(1);
            let (second, other) = self.number()?;
            let is_one = unit.is_none() || other.is_none() || unit == other;
            return is_one.then_some(Value { stated: Stated::Range(first, second), unit: unit.or(other) });
        }
        let stated = self.bound_behind(first);
        (!is_from || matches!(stated, Stated::AtLeast(_))).then_some(Value { stated, unit })
    }

    /// The bound before a number, which may be said twice (`tối đa ≤`); `None` if it contradicts itself.
    fn bound(&mut self) -> Option<Option<Token<'static>>> {
        let mut found: Option<Token<'static>> = None;
        loop {
            let next = match self.tokens.first() {
                Some(Token::AtMost) => Token::AtMost,
                Some(Token::Below) => Token::Below,
                Some(Token::AtLeast) => Token::AtLeast,
                Some(Token::Above) => Token::Above,
                Some(Token::Is) if found.is_some() => {
                    self.skip(1);
                    continue;
                }
                _ => return Some(found),
            };
            if found.is_some_and(|found| found != next) {
                return None;
            }
            found = Some(next);
            self.skip(1);
        }
    }

    fn number(&mut self) -> Option<(f64, Option<Unit>)> {
        let [Token::Number(digits), ..] = self.tokens else { return None };
        let number = number(digits)?;
        self.skip(1);
        let unit = match self.tokens.first() {
            Some(Token::Unit(unit)) => Some(*unit),
            _ => None,
        };
        self.skip(usize::from(unit.is_some()));
        Some((number, unit))
    }

    /// `25% ≤ MĐXD ≤ 40%`, behind its first number.
    fn chain(&mut self, least: f64, unit: Option<Unit>) -> Option<Value> {
        let [Token::AtMost, Token::Label(kinds), Token::AtMost, Token::Number(digits), after @ ..] = self.tokens else {
            return None;
        };
        let most = number(digits).filter(|_| kinds.contains(&self.kind))?;
        self.tokens = after;
        let unit = match after.first() {
            Some(Token::Unit(other)) if unit.is_none_or(|unit| unit == *other) => {
                self.skip(1);
                Some(*other)
            }
            _ => unit,
        };
        (least <= most).then_some(Value { stated: Stated::Range(least, most), unit })
    }

    /// A single number, whose bound may stand behind it: `3 tầng trở lên`, `40% tối đa`.
    fn bound_behind(&mut self, number: f64) -> Stated {
        let (stated, words) = match self.tokens {
            [Token::OrMore, ..] | [Token::AtLeast] | [Token::AtLeast, Token::Apart | Token::Close, ..] => {
                (Stated::AtLeast(number), 1)
            }
            [Token::OrLess, ..] | [Token::AtMost] | [Token::AtMost, Token::Apart | Token::Close, ..] => {
                (Stated::AtMost(number), 1)
            }
            [Token::Open, Token::AtLeast, Token::Close, ..] => (Stated::AtLeast(number), 3),
            [Token::Open, Token::AtMost, Token::Close, ..] => (Stated::AtMost(number), 3),
            _ => (Stated::Alone(number), 0),
        };
        self.skip(words);
        stated
    }
}

fn is_bound(token: Token<'_>) -> bool {
    matches!(token, Token::AtMost | Token::Below | Token::AtLeast | Token::Above)
}

/// What a kind is counted in.
pub(super) fn unit_of(kind: IndicatorKind) -> Unit {
    match kind {
        IndicatorKind::Density => Unit::Percent,
        IndicatorKind::Storeys => Unit::Storeys,
        IndicatorKind::FloorAreaRatio => Unit::Times,
        IndicatorKind::Height | IndicatorKind::Setback => Unit::Metres,
    }
}

/// A number with a bound before it; none for a range, which would have two.
fn bounded(bound: Token<'_>, number: f64) -> Option<Stated> {
    match bound {
        Token::AtMost => Some(Stated::AtMost(number)),
        Token::Below => Some(Stated::Below(number)),
        Token::AtLeast => Some(Stated::AtLeast(number)),
        Token::Above => Some(Stated::Above(number)),
        _ => None,
    }
}

/// A number in Vietnamese or English spelling. No indicator reaches a thousand, so that a single point or comma is the decimal sign, and a
/// number with two of them is none of ours.
fn number(digits: &str) -> Option<f64> {
    let is_one = digits.matches(['.', ',']).count() <= 1;
    is_one.then(|| digits.replace(',', ".")).and_then(|digits| digits.parse().ok())
}
