//! A job goes on: it begins, valves are closed and opened, it ends or is called off.

use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use spatial_core::layer::{Change, Feature, Layer, Value};

use super::{
    PLANNED_FIELDS, REAL_FIELDS, STATE_FIELD, ShutdownError, ShutdownState, ShutdownStep, ShutdownValve, ShutdownVerb,
    Span, Turned, VALVES_FIELD,
};
use crate::graph::DeviceState;
use crate::switch::{DeviceFinding, DevicePosition, done_at, logged, noted};
use crate::tables::{EVIDENCE_FIELD, NETWORK_FIELD, REMARK_FIELD, SINCE_FIELD, WHO_FIELD};

/// A job before a step.
#[derive(Debug, Clone, Copy)]
pub struct ShutdownAt<'a> {
    /// The table.
    pub shutdowns: &'a Layer,
    /// Its row, as the caller saw it.
    pub row: &'a Feature,
    /// The valves its row tells of.
    pub valves: &'a [ShutdownValve],
}

/// A valve somebody turned.
#[derive(Debug, Clone, Copy)]
pub struct TurnedDevice<'a> {
    /// Its code.
    pub code: &'a str,
    /// The table of devices.
    pub devices: &'a Layer,
    /// Its row, as the caller saw it.
    pub device: &'a Feature,
    /// How it stood.
    pub state: DeviceState,
    /// The log of states, if the store has one.
    pub log: Option<&'a Layer>,
    /// How it stands now.
    pub is_closed: bool,
}

/// Who takes a step, and when.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    /// Who.
    pub who: &'a str,
    /// The moment it is noted.
    pub now: Timestamp,
    /// The moment it was done, if that was another. One that is ahead, as far as clocks go wrong, counts as now.
    pub at: Option<Timestamp>,
    /// For staff; in the log of a valve's states, and else in the job's row.
    pub remark: Option<&'a str>,
}

impl ShutdownAt<'_> {
    /// Where it stands.
    pub fn state(&self) -> Option<ShutdownState> {
        ShutdownState::parse(self.text(STATE_FIELD)?)
    }

    /// When water is off for it: as it was, where that is known, and else as planned. What is still under way behind its planned end ends
    /// nobody knows when.
    pub fn span(&self, now: Timestamp) -> Option<Span> {
        let [from, to] = PLANNED_FIELDS.map(|field| moment(self.text(field)?));
        let [began, ended] = REAL_FIELDS.map(|field| moment(self.text(field)?));
        let is_on = self.state() == Some(ShutdownState::Active);
        Some(Span { from: began.or(from)?, to: ended.or(to.filter(|to| !is_on || *to > now)) })
    }

    fn text(&self, field: &str) -> Option<&str> {
        self.shutdowns.schema.text(&self.row.values, field)
    }

    /// When it ends that is called off; what never began did not end.
    fn end(&self, when: &str) -> Option<(&'static str, Value)> {
        self.text(REAL_FIELDS[0]).map(|_| (REAL_FIELDS[1], Value::text(when)))
    }

    /// Where a step leads.
    fn leads(&self, verb: ShutdownVerb) -> Result<ShutdownState, ShutdownError> {
        let state = self.state();
        state.and_then(|state| verb.leads(state)).ok_or_else(|| ShutdownError::NotFrom {
            state: self.text(STATE_FIELD).unwrap_or_default().to_owned(),
            verb,
            possible: state.into_iter().flat_map(ShutdownVerb::from).collect(),
        })
    }

    /// The moment it was done. Refuses one that is yet to come, or an end that is not after the beginning.
    fn in_turn(&self, verb: ShutdownVerb, said: Timestamp, now: Timestamp) -> Result<Timestamp, ShutdownError> {
        let at = done_at(said, now).ok_or_else(|| ShutdownError::Ahead { at: written(said) })?;
        let began = self.text(REAL_FIELDS[0]).and_then(moment);
        match began.filter(|began| at < *began) {
            Some(began) if matches!(verb, ShutdownVerb::Finish | ShutdownVerb::Cancel) => {
                Err(ShutdownError::Reversed { from: written(began), to: written(at) })
            }
            _ => Ok(at),
        }
    }
}

/// The changes that take a step: the job's row, and of a valve that was turned its own row and the line in its log. They are refused by
/// the store if job or valve are not as the caller saw them. `json` writes the list of valves.
///
/// # Errors
/// [`ShutdownError`] naming what is possible, or what cannot be.
pub fn step(
    at: &ShutdownAt<'_>,
    step: &ShutdownStep<'_>,
    occasion: Occasion<'_>,
    json: impl FnOnce(&[ShutdownValve]) -> String,
) -> Result<Vec<Change>, ShutdownError> {
    let verb = step.verb();
    let to = at.leads(verb)?;
    let when = written(at.in_turn(verb, occasion.at.unwrap_or(occasion.now), occasion.now)?);
    let mut row = vec![(STATE_FIELD, Value::text(to.as_str()))];
    let mut changes = Vec::new();
    match step {
        ShutdownStep::Start => row.push((REAL_FIELDS[0], Value::text(&*when))),
        ShutdownStep::Finish(shut) if !shut.is_empty() => {
            return Err(ShutdownError::StillShut { valves: shut.to_vec() });
        }
        ShutdownStep::Finish(_) => row.push((REAL_FIELDS[1], Value::text(&*when))),
        ShutdownStep::Cancel => row.extend(at.end(&when)),
        ShutdownStep::Valve(turned) => {
            let valves = with_turned(at, turned, (&when, occasion.who))?;
            row.push((VALVES_FIELD, Value::text(json(&valves))));
            changes.extend(of_device(at, turned, (&when, occasion)));
        }
    }
    if let (Some(remark), false) = (occasion.remark, matches!(step, ShutdownStep::Valve(_))) {
        row.push((REMARK_FIELD, Value::text(remark)));
    }
    changes.push(updated(at, row, to));
    Ok(changes)
}

/// The change that calls a job off because another one takes its place, and answers for its valves from then on.
///
/// # Errors
/// [`ShutdownError::NotFrom`] of a job that is over.
pub fn replaced(
    at: &ShutdownAt<'_>,
    occasion: Occasion<'_>,
    json: impl FnOnce(&[ShutdownValve]) -> String,
) -> Result<Change, ShutdownError> {
    let to = at.leads(ShutdownVerb::Cancel)?;
    let valves: Vec<ShutdownValve> = at.valves.iter().cloned().map(ShutdownValve::handed_over).collect();
    let mut row = vec![(STATE_FIELD, Value::text(to.as_str())), (VALVES_FIELD, Value::text(json(&valves)))];
    row.extend(at.end(&written(occasion.now)));
    row.extend(occasion.remark.map(|remark| (REMARK_FIELD, Value::text(remark))));
    Ok(updated(at, row, to))
}

/// The job's valves once one of them was turned. One that was not to be closed is added: crews find valves seized, and take the next.
fn with_turned(
    at: &ShutdownAt<'_>,
    turned: &TurnedDevice<'_>,
    (when, who): (&str, &str),
) -> Result<Vec<ShutdownValve>, ShutdownError> {
    let mut valves = at.valves.to_vec();
    let known = valves.iter().position(|valve| valve.code == turned.code);
    let place = known.unwrap_or_else(|| {
        valves.push(ShutdownValve::of(turned.code));
        valves.len() - 1
    });
    let valve = &mut valves[place];
    if valve.is_closed == Some(turned.is_closed) && turned.state.is_closed == turned.is_closed {
        let position = DevicePosition::of(turned.state);
        return Err(ShutdownError::StandsSo { valve: turned.code.to_owned(), position });
    }
    valve.turn(turned.is_closed, Turned { at: when.to_owned(), who: who.to_owned() });
    Ok(valves)
}

/// The valve as it stands now, and the line in its log. One that stood so already is left as it is.
fn of_device(at: &ShutdownAt<'_>, turned: &TurnedDevice<'_>, (when, occasion): (&str, Occasion<'_>)) -> Vec<Change> {
    let state = DeviceState { is_closed: turned.is_closed, ..turned.state };
    let found = DeviceFinding { position: Some(DevicePosition::of(state)), ..DeviceFinding::default() };
    let Some(change) = noted(turned.devices, turned.device, &found, when) else { return Vec::new() };
    let line = |log: &Layer| {
        let mut row = vec![
            (NETWORK_FIELD, super::text(at.text(NETWORK_FIELD))),
            (SINCE_FIELD, Value::text(when)),
            (EVIDENCE_FIELD, Value::text("field")),
            (REMARK_FIELD, super::text(occasion.remark)),
            (WHO_FIELD, Value::text(occasion.who)),
        ];
        row.extend(state.row());
        logged(log, turned.device.id, &row)
    };
    std::iter::once(change).chain(turned.log.map(line)).collect()
}

/// The job's row with other values in some fields. Once it is over no ground is without water for it.
fn updated(at: &ShutdownAt<'_>, named: Vec<(&str, Value)>, to: ShutdownState) -> Change {
    let mut values = at.row.values.clone();
    for (name, value) in named {
        if let Some(field) = at.shutdowns.schema.position(name).and_then(|field| values.get_mut(field)) {
            *field = value;
        }
    }
    Change::Update {
        layer: at.shutdowns.name.clone(),
        id: at.row.id,
        expected: Some(at.row.version),
        geometry: at.row.geometry.clone().filter(|_| to.is_open()),
        values,
        links: Vec::new(),
    }
}

/// A moment of a row; `None` of anything else.
pub fn moment(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// As rows have it: UTC, in whole seconds that have begun, so that what follows within a second does not seem to come before.
pub(super) fn written(moment: Timestamp) -> String {
    let whole = TimestampRound::new().smallest(Unit::Second).mode(RoundMode::Trunc);
    moment.round(whole).unwrap_or(moment).to_string()
}
