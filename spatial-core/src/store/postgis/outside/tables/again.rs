//! Reads a table once more, in whatever order costs the database least, and tells what is new or changed by a hash of each row.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::SystemTime;

use sqlx::PgConnection;

use super::key::{MOST_HASHED, spoken};
use super::rows::{ServedRows, Withheld};
use super::sweep::{Clerk, each};
use super::{ServedTable, Swept, TableProblem};
use crate::layer::{Feature, FeatureId};
use crate::store::postgis::fault::Fault;

/// What is met in a later reading, beside what was known.
struct Met {
    known: Arc<ServedRows>,
    /// Hash of each known row as it is now; 0 until it is met.
    hashes: Vec<u64>,
    new: BTreeMap<u64, (u64, String)>,
    unreadable: BTreeSet<u64>,
}

/// What to do with a row.
enum Verdict {
    Same,
    News,
    Repeated,
    Collides { with: String },
    TooMany,
}

impl Met {
    fn new(known: Arc<ServedRows>) -> Self {
        let hashes = vec![0; known.ids.len()];
        let unreadable = known.unreadable.clone();
        Self { known, hashes, new: BTreeMap::new(), unreadable }
    }

    /// Of rows with one key the one that was served stays, or else the one with the smaller hash, whatever order they come in. Of
    /// keys that make one id the one that was served stays, or else the smaller.
    fn judge(&mut self, id: u64, key: &str, hash: u64) -> (Verdict, bool) {
        if let Some(at) = self.known.place(id) {
            if self.known.key(at) != key {
                return (Verdict::Collides { with: self.known.key(at).to_owned() }, false);
            }
            let (before, met) = (self.known.hashes[at], self.hashes[at]);
            let is_better = met == 0 || (hash != met && (hash == before || (met != before && hash < met)));
            if is_better {
                self.hashes[at] = hash;
            }
            return match (met, is_better) {
                (0, _) => (if hash == before { Verdict::Same } else { Verdict::News }, true),
                (_, better) => (Verdict::Repeated, better),
            };
        }
        let is_full = self.known.keys.is_some() && self.known.ids.len() + self.new.len() >= MOST_HASHED;
        match self.new.get(&id) {
            None if is_full => (Verdict::TooMany, false),
            None => {
                self.new.insert(id, (hash, key.to_owned()));
                (Verdict::News, true)
            }
            Some((met, known)) => {
                let verdict = if known == key { Verdict::Repeated } else { Verdict::Collides { with: known.clone() } };
                let is_better = (key, hash) < (known.as_str(), *met);
                if is_better {
                    self.new.insert(id, (hash, key.to_owned()));
                }
                (verdict, is_better)
            }
        }
    }

    /// All rows there are now, and the ids that are not there any more.
    fn settle(mut self, withheld: Withheld) -> (Arc<ServedRows>, Vec<FeatureId>) {
        let known = &self.known;
        let gone: Vec<FeatureId> =
            (0..known.ids.len()).filter(|&at| self.hashes[at] == 0).map(|at| FeatureId(known.ids[at])).collect();
        gone.iter().for_each(|id| {
            self.unreadable.remove(&id.0);
        });
        let is_same = gone.is_empty()
            && self.new.is_empty()
            && self.hashes == known.hashes
            && self.unreadable == known.unreadable
            && withheld == known.withheld;
        if is_same {
            return (self.known, gone);
        }
        let mut rows = ServedRows { unreadable: self.unreadable, withheld, ..ServedRows::new(known.keys.is_some()) };
        let mut new = self.new.iter().peekable();
        for (at, &id) in known.ids.iter().enumerate().filter(|(at, _)| self.hashes[*at] != 0) {
            while let Some((&id, (hash, key))) = new.next_if(|(new, _)| **new < id) {
                rows.push(id, *hash, key);
            }
            rows.push(id, self.hashes[at], known.key(at));
        }
        new.for_each(|(&id, (hash, key))| rows.push(id, *hash, key));
        (Arc::new(rows), gone)
    }
}

/// What is new or changed since; in no order.
pub(super) async fn again(
    connection: &mut PgConnection,
    table: &ServedTable,
    known: Arc<ServedRows>,
    at: SystemTime,
    visit: impl FnMut(Vec<Feature>) -> ControlFlow<()>,
) -> Result<Swept, Fault> {
    let before = known.withheld();
    let mut clerk = Clerk::new(table, visit);
    let mut met = Met::new(known);
    each(connection, table.select(), |row| {
        let Some(id) = clerk.id(row) else { return Ok(()) };
        let (verdict, is_served) = met.judge(id, row.key(), row.hash());
        let named = |id: u64| if row.key().is_empty() { id.to_string() } else { spoken(row.key()) };
        match &verdict {
            Verdict::Same => return Ok(()),
            Verdict::News => {}
            Verdict::Repeated => {
                clerk.withheld.key_repeated += 1;
                clerk.tell("another row has its key", &named(id));
            }
            Verdict::Collides { with } => {
                clerk.withheld.key_collides += 1;
                clerk.tell("its key makes the same id as another", &format!("{} / {}", spoken(with), named(id)));
            }
            Verdict::TooMany => return Err(TableProblem::TooMany { most: MOST_HASHED }.of(&table.layer.name).into()),
        }
        if is_served { clerk.take(id, row, &mut met.unreadable) } else { Ok(()) }
    })
    .await?;
    let (rows, gone) = met.settle(clerk.withheld);
    clerk.end(before, rows.withheld())?;
    Ok(Swept { rows, gone, at })
}
