//! Every parcel of a store: read, laid over the plans and written a portion at a time, so that memory holds one of them; a run that was
//! interrupted goes on, and one after an edit asks only what was touched.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use planning::Register;
use planning::extract::Thresholds;
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Audience, FeatureId, LayerName};
use spatial_core::message::Message;
use spatial_core::models::Held;
use spatial_core::store::Store;

use crate::apps::planning::survey::{Again, PORTION, Surveyed, again, head};
use crate::cli::error::CliError;
use crate::cli::extract::account::{Account, Asked, with};
use crate::cli::extract::package;
use crate::cli::extract::rows::EarlierRows;
use crate::cli::serve;
use crate::cli::terminal::console::Console;
use crate::cli::terminal::progress::ProgressLine;

/// What is asked of all parcels.
#[derive(Debug)]
pub(super) struct AllAsked {
    pub(super) day: String,
    pub(super) all_states: bool,
    pub(super) out: PathBuf,
    pub(super) plan: Option<String>,
    pub(super) commune: Option<String>,
    /// Go on from an earlier run.
    pub(super) resume: bool,
    /// When shares are dropped.
    pub(super) thresholds: Thresholds,
}

/// Writes the file.
pub(super) async fn run(
    console: &Console,
    store: &Store,
    held: Held<Register>,
    audience: Audience,
    asked: AllAsked,
) -> Result<(), CliError> {
    let plan = asked.plan.clone().map(|plan| {
        let found = Surveyed::plan_of(&held, audience, &plan);
        found.map_err(|bearing| CliError::NoPlan { plan, bearing: bearing.into_iter().map(|id| id.0).collect() })
    });
    let plan = plan.transpose()?;
    let question = Asked {
        plan: plan.map(|plan| plan.0),
        commune: asked.commune.clone(),
        all_states: asked.all_states,
        thresholds: [asked.thresholds.area.0, asked.thresholds.width.0],
    };
    let has_shapes = package::is_one(&asked.out);
    let (thresholds, commune) = (asked.thresholds, asked.commune);
    let surveyed = Surveyed { held, audience, day: asked.day, thresholds, plan, commune, has_shapes };
    if surveyed.layers().is_empty() {
        return Err(CliError::NoParcels);
    }
    if let Some(commune) = surveyed.commune.clone().filter(|_| !surveyed.knows_commune()) {
        return Err(CliError::NoCommune { commune });
    }
    if !asked.resume && asked.out.exists() {
        return Err(CliError::FileExists { path: asked.out });
    }
    let earlier =
        if asked.resume { earlier(console, store, &surveyed, &question, &asked.out).await? } else { Earlier::None };
    if matches!(earlier, Earlier::Current) {
        console.say(&Message::new("cli-extract-current").with("out", asked.out.display()));
        return Ok(());
    }
    let stop = Arc::new(AtomicBool::new(false));
    let (told, heard) = (serve::told_to_stop(), Arc::clone(&stop));
    let listener = tokio::spawn(async move {
        told.await;
        heard.store(true, Ordering::Relaxed);
    });
    let new = Account::new(question, surveyed.day.clone(), surveyed.held.world().position());
    let outcome = match Run::begin(console, store, surveyed, asked.out, earlier, new) {
        Ok(run) => run.through(&stop).await,
        Err(error) => Err(error),
    };
    listener.abort();
    outcome
}

/// What an earlier run left.
enum Earlier {
    /// Nothing that helps.
    None,
    /// All of it, of this very commit.
    Current,
    /// A beginning, of this very commit.
    Begun(Account),
    /// All or a part of it, of an earlier commit, with the parcels that may be told otherwise by now.
    Older(Account, BTreeMap<LayerName, BTreeSet<FeatureId>>),
}

/// Looks what an earlier run left, and what of it still holds.
async fn earlier(
    console: &Console,
    store: &Store,
    surveyed: &Surveyed,
    question: &Asked,
    out: &Path,
) -> Result<Earlier, CliError> {
    let Some(account) = Account::read(out) else { return Ok(Earlier::None) };
    if account.asked != *question {
        return Err(CliError::OtherQuestion { path: out.to_owned() });
    }
    let is_there = fs::metadata(rows_of(out, account.is_whole)).is_ok_and(|found| found.len() >= account.bytes);
    if !is_there || account.is_whole && !out.exists() {
        return Ok(Earlier::None);
    }
    if account.day != surveyed.day {
        console.note(&Message::new("cli-extract-other-day").with("day", &account.day));
        return Ok(Earlier::None);
    }
    let (then, now) = (account.position(), surveyed.held.world().position());
    if then == *now {
        return Ok(if account.is_whole { Earlier::Current } else { Earlier::Begun(account) });
    }
    // Another program may have changed a table itself: then nobody can tell what is as it was.
    if then.schema_version != now.schema_version || !store.has_been_at(&then).await? {
        console.note(&Message::new("cli-extract-other-store"));
        return Ok(Earlier::None);
    }
    match again(store, surveyed, then.revision).await? {
        Again::Everything => {
            console.note(&Message::new("cli-extract-everything"));
            Ok(Earlier::None)
        }
        Again::Parcels(parcels) => Ok(Earlier::Older(account, parcels)),
    }
}

/// Where the lines lie: while they are written, and when they are whole. A GeoPackage is made of them at the end.
fn rows_of(out: &Path, is_whole: bool) -> PathBuf {
    match (is_whole, package::is_one(out)) {
        (false, _) => with(out, ".part"),
        (true, false) => out.to_owned(),
        (true, true) => with(out, ".rows.csv"),
    }
}

/// A run.
struct Run<'a> {
    console: &'a Console,
    store: &'a Store,
    surveyed: Arc<Surveyed>,
    out: PathBuf,
    file: File,
    path: PathBuf,
    account: Account,
    /// What is copied from an earlier run.
    copied: Option<Copied>,
    /// Parcels that were asked, and not copied.
    computed: u64,
}

/// The lines of an earlier run that still hold.
struct Copied {
    rows: EarlierRows,
    account: Account,
    again: BTreeMap<LayerName, BTreeSet<FeatureId>>,
}

/// Parcels that come next.
struct Portion {
    ids: Vec<FeatureId>,
    /// Their lines, of those that are copied.
    copies: Vec<Option<String>>,
    /// Those that are not.
    asked: Vec<FeatureId>,
    shapes: Vec<(FeatureId, Geometry)>,
}

impl<'a> Run<'a> {
    fn begin(
        console: &'a Console,
        store: &'a Store,
        surveyed: Surveyed,
        out: PathBuf,
        earlier: Earlier,
        new: Account,
    ) -> Result<Self, CliError> {
        let (account, copied, path) = match earlier {
            Earlier::Begun(account) => (account, None, rows_of(&out, false)),
            Earlier::Older(account, again) => {
                let rows = EarlierRows::open(&rows_of(&out, account.is_whole), account.bytes)?;
                (new, Some(Copied { rows, account, again }), with(&out, ".next"))
            }
            Earlier::None | Earlier::Current => (new, None, rows_of(&out, false)),
        };
        let cannot_write = |source| CliError::CannotWrite { path: path.clone(), source };
        let opened = OpenOptions::new().write(true).create(true).truncate(false).open(&path);
        let mut file = opened.map_err(cannot_write)?;
        // What was written after the last account was kept is written again.
        file.set_len(account.bytes).and_then(|()| file.seek(SeekFrom::End(0))).map_err(cannot_write)?;
        let surveyed = Arc::new(surveyed);
        let mut run = Self { console, store, surveyed, out, file, path, account, copied, computed: 0 };
        if run.account.bytes == 0 {
            run.write(&head(run.surveyed.has_shapes))?;
            run.keep()?;
        }
        Ok(run)
    }

    async fn through(mut self, stop: &AtomicBool) -> Result<(), CliError> {
        let total = self.surveyed.count();
        let mut shown = ProgressLine::start(*self.console);
        for name in self.surveyed.layers() {
            let mut after = None;
            if let Some((layer, id)) = &self.account.last {
                match layer.as_str().cmp(name.as_str()) {
                    std::cmp::Ordering::Greater => continue,
                    std::cmp::Ordering::Equal => after = Some(FeatureId(*id)),
                    std::cmp::Ordering::Less => {}
                }
            }
            let mut portion = self.portion(&name, after).await?;
            while let Some(last) = portion.ids.last().copied() {
                let (surveyed, layer) = (Arc::clone(&self.surveyed), name.clone());
                let (asked, shapes) = (std::mem::take(&mut portion.asked), std::mem::take(&mut portion.shapes));
                let work = move || (surveyed.texts(&layer, &asked, &shapes), asked.len() as u64);
                // The next is read while this one is computed.
                let (done, next) = tokio::join!(tokio::task::spawn_blocking(work), self.portion(&name, Some(last)));
                let (texts, computed) = done.map_err(|error| CliError::Broken { problem: error.to_string() })?;
                self.put(&name, portion, texts)?;
                self.computed += computed;
                let told = Message::new("cli-extract-progress").with("done", self.account.parcels).with("total", total);
                shown.tell(&told);
                if stop.load(Ordering::Relaxed) {
                    return Err(CliError::Interrupted { done: self.account.parcels });
                }
                portion = next?;
            }
        }
        drop(shown);
        self.finish().await
    }

    /// The next parcels of a layer, with all that is needed to tell of them.
    async fn portion(&mut self, name: &LayerName, after: Option<FeatureId>) -> Result<Portion, CliError> {
        let ids = self.surveyed.ids(name, after, PORTION);
        let mut copies = Vec::with_capacity(ids.len());
        for id in &ids {
            copies.push(match &mut self.copied {
                Some(copied) => copied.of(name, *id)?,
                None => None,
            });
        }
        let asked: Vec<FeatureId> =
            ids.iter().zip(&copies).filter(|(_, copy)| copy.is_none()).map(|(id, _)| *id).collect();
        let shapes = self.surveyed.shapes(self.store, name, &asked).await?;
        Ok(Portion { ids, copies, asked, shapes })
    }

    /// Writes a portion, and keeps that it is written.
    fn put(&mut self, name: &LayerName, portion: Portion, texts: Vec<String>) -> Result<(), CliError> {
        let mut texts = texts.into_iter();
        let count = portion.ids.len() as u64;
        let last = portion.ids.last().map(|id| (name.to_string(), id.0));
        let lines = portion.copies.into_iter().filter_map(|copy| copy.or_else(|| texts.next()));
        let text: String = lines.collect();
        self.write(&text)?;
        self.account.last = last;
        self.account.parcels += count;
        self.keep()
    }

    fn write(&mut self, text: &str) -> Result<(), CliError> {
        let written = self.file.write_all(text.as_bytes());
        written.map_err(|source| CliError::CannotWrite { path: self.path.clone(), source })?;
        self.account.bytes += text.len() as u64;
        Ok(())
    }

    /// How far it is; a run that takes another's place says so at its end only, for until then the other holds.
    fn keep(&self) -> Result<(), CliError> {
        if self.copied.is_some() { Ok(()) } else { self.account.keep(&self.out) }
    }

    async fn finish(mut self) -> Result<(), CliError> {
        let whole = rows_of(&self.out, true);
        let cannot_write = |source| CliError::CannotWrite { path: whole.clone(), source };
        self.file.sync_all().and_then(|()| fs::rename(&self.path, &whole)).map_err(cannot_write)?;
        if package::is_one(&self.out) {
            package::make(&whole, &self.out, &self.surveyed).await?;
        }
        if self.copied.take().is_some_and(|copied| !copied.account.is_whole) {
            // A beginning that was copied; it may be gone.
            let _ = fs::remove_file(rows_of(&self.out, false));
        }
        self.account.is_whole = true;
        self.account.keep(&self.out)?;
        let said =
            Message::new("cli-extract-done").with("parcels", self.account.parcels).with("computed", self.computed);
        let said = said.with("out", self.out.display()).with("revision", self.account.position().revision);
        self.console.say(&said.with("day", &self.account.day));
        Ok(())
    }
}

impl Copied {
    /// The lines of a parcel, if they still hold.
    fn of(&mut self, name: &LayerName, id: FeatureId) -> Result<Option<String>, CliError> {
        let is_asked_again = self.again.get(name).is_none_or(|ids| ids.contains(&id));
        if is_asked_again || !self.account.has(name, id) { Ok(None) } else { self.rows.of(name, id) }
    }
}
