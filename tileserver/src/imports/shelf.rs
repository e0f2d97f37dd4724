//! All files that were sent, newest first, and the work that waits: one after the other, for the store has one writer.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use importers::{Cancel, ImportError, Report};
use spatial_core::layer::Position;
use spatial_core::message::Message;
use spatial_core::store::private::AuditEntry;
use tokio::sync::Notify;

use super::folder::{Folder, KeptFile};
use super::import::{Import, Progress, State, Trouble};
use super::plan::Plan;
use super::said::said;

/// Imports that are remembered: what a steward looks back on. Each may have ten thousand findings, some megabytes.
pub(crate) const MOST_KEPT: usize = 100;
/// How many files of the largest size may lie here together.
const FILES_OF_THE_LARGEST: u64 = 4;
/// Nobody comes back to a file after this.
const FORGOTTEN_AFTER: Duration = Duration::from_hours(7 * 24);

/// All files that were sent to a server.
#[derive(Debug)]
pub(crate) struct Shelf {
    folder: Folder,
    most_bytes: u64,
    all: Mutex<Kept>,
    numbers: AtomicU64,
    /// There is something to do.
    bell: Notify,
}

#[derive(Debug, Default)]
struct Kept {
    /// Newest first.
    imports: VecDeque<Import>,
    /// In the order in which they were asked for.
    waiting: VecDeque<String>,
    /// Bytes of files that are on their way.
    coming: u64,
}

/// Work that is to be done now.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) by: Arc<str>,
    pub(crate) plan: Plan,
    pub(crate) file: Arc<KeptFile>,
    /// True to bring it in, false to check it only.
    pub(crate) is_import: bool,
    /// Where the store stood when it was checked.
    pub(crate) checked_at: Option<Position>,
    pub(crate) cancel: Cancel,
    /// What the audit log is to tell once it is done.
    pub(crate) line: Option<AuditEntry>,
}

/// Why something cannot be done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// There is none.
    Unknown,
    /// It waits or is at work.
    UnderWay,
    /// It has been brought in already.
    Done,
    /// It must be checked first.
    Unchecked,
    /// Somebody had it checked otherwise meanwhile.
    CheckedAnew,
    /// Its layer is being published: it is too late.
    Publishing,
    /// As many files lie here as may.
    Full,
    /// So many bytes that there is no room for another file.
    NoRoom,
}

impl Shelf {
    /// An empty one, for files of so many bytes at most.
    pub(crate) fn new(folder: Folder, most_bytes: u64) -> Self {
        Self { folder, most_bytes, all: Mutex::default(), numbers: AtomicU64::new(0), bell: Notify::new() }
    }

    /// Where the files lie.
    pub(crate) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Most bytes of one file.
    pub(crate) fn most_bytes(&self) -> u64 {
        self.most_bytes
    }

    /// What is said of a larger one.
    pub(crate) fn too_large(&self) -> Message {
        Message::new("problem-import-too-large").with("limit", self.most_bytes >> 20)
    }

    /// A name nobody has: of when it came, and a number.
    pub(crate) fn fresh_id(&self) -> String {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        format!("{:x}-{}", since.as_millis(), self.numbers.fetch_add(1, Ordering::Relaxed) + 1)
    }

    /// Room for so many bytes more, until the file is put or [`Shelf::give_back`] is called.
    pub(crate) fn take_room(&self, bytes: u64) -> Result<(), Refusal> {
        let mut all = self.all();
        let held: u64 = all.imports.iter().map(Import::held).sum();
        if held + all.coming + bytes > self.most_bytes.saturating_mul(FILES_OF_THE_LARGEST) {
            return Err(Refusal::NoRoom);
        }
        all.coming += bytes;
        Ok(())
    }

    /// The room is not needed any more.
    pub(crate) fn give_back(&self, bytes: u64) {
        let mut all = self.all();
        all.coming = all.coming.saturating_sub(bytes);
    }

    /// Puts a file that has come; of those that are over, the oldest makes room for it.
    pub(crate) fn put(&self, import: Import) -> Result<Import, Refusal> {
        let mut all = self.all();
        if all.imports.len() >= MOST_KEPT {
            let over = all.imports.iter().rposition(|old| old.file.is_none()).ok_or(Refusal::Full)?;
            all.imports.remove(over);
        }
        all.imports.push_front(import.clone());
        Ok(import)
    }

    /// All, newest first.
    pub(crate) fn list(&self) -> Vec<Import> {
        self.all().imports.iter().cloned().collect()
    }

    /// One of them.
    pub(crate) fn one(&self, id: &str) -> Result<Import, Refusal> {
        self.all().imports.iter().find(|import| import.id == id).cloned().ok_or(Refusal::Unknown)
    }

    /// Has a file checked by a plan, once it is its turn.
    pub(crate) fn check(&self, id: &str, plan: Plan) -> Result<Import, Refusal> {
        self.ask(id, |import| {
            (import.state, import.plan, import.report) = (State::Checking, Some(plan), None);
            (import.checked_at, import.line) = (None, None);
            import.checks += 1;
            Ok(())
        })
    }

    /// Has a file brought in as it was checked the last time, if that is the check somebody read, once it is its turn; whoever the line of the
    /// audit log names has asked for it.
    pub(crate) fn confirm(&self, id: &str, check: u32, line: AuditEntry) -> Result<Import, Refusal> {
        self.ask(id, |import| {
            if import.state != State::Checked {
                return Err(Refusal::Unchecked);
            }
            if import.checks != check {
                return Err(Refusal::CheckedAnew);
            }
            (import.state, import.line) = (State::Importing, Some(line));
            Ok(())
        })
    }

    fn ask(&self, id: &str, change: impl FnOnce(&mut Import) -> Result<(), Refusal>) -> Result<Import, Refusal> {
        let mut all = self.all();
        let import = all.imports.iter_mut().find(|import| import.id == id).ok_or(Refusal::Unknown)?;
        match import.state {
            State::Done => return Err(Refusal::Done),
            state if state.is_under_way() => return Err(Refusal::UnderWay),
            _ => {}
        }
        change(import)?;
        (import.progress, import.trouble) = (Some(Progress::Waiting), None);
        import.cancel = Cancel::default();
        let asked = import.clone();
        all.waiting.push_back(asked.id.clone());
        drop(all);
        self.bell.notify_one();
        Ok(asked)
    }

    /// Stops what is done with a file, and forgets it. The file is gone once what is returned is dropped, which blocks.
    pub(crate) fn forget(&self, id: &str) -> Result<Import, Refusal> {
        let mut all = self.all();
        let at = all.imports.iter().position(|import| import.id == id).ok_or(Refusal::Unknown)?;
        if all.imports.get(at).is_some_and(Import::is_publishing) {
            return Err(Refusal::Publishing);
        }
        all.waiting.retain(|waiting| waiting != id);
        let gone = all.imports.remove(at).ok_or(Refusal::Unknown)?;
        gone.cancel.cancel();
        Ok(gone)
    }

    /// Forgets what came a week ago and is not under way; how many.
    pub(crate) fn forget_old(&self, now: SystemTime) -> usize {
        let is_old = |import: &Import| now.duration_since(import.at).is_ok_and(|age| age > FORGOTTEN_AFTER);
        let mut all = self.all();
        let (kept, gone): (VecDeque<_>, VecDeque<_>) =
            all.imports.drain(..).partition(|import| import.state.is_under_way() || !is_old(import));
        all.imports = kept;
        drop(all);
        let count = gone.len();
        discard(gone);
        count
    }

    /// The next piece of work, when there is one.
    pub(crate) async fn next(&self) -> Job {
        loop {
            if let Some(job) = self.due() {
                return job;
            }
            self.bell.notified().await;
        }
    }

    fn due(&self) -> Option<Job> {
        let mut all = self.all();
        loop {
            let id = all.waiting.pop_front()?;
            let Some(import) = all.imports.iter().find(|import| import.id == id) else { continue };
            let (Some(plan), Some(file)) = (import.plan.clone(), import.file.clone()) else { continue };
            return Some(Job {
                id,
                name: import.name.clone(),
                by: import.line.as_ref().map_or_else(|| Arc::clone(&import.by), |line| line.who.as_str().into()),
                plan,
                file,
                is_import: import.state == State::Importing,
                checked_at: import.checked_at.clone(),
                cancel: import.cancel.clone(),
                line: import.line.clone(),
            });
        }
    }

    /// How far a piece of work is.
    pub(crate) fn progressed(&self, job: &Job, now: importers::ImportProgress) {
        self.change(&job.id, |import| import.progress = Some(Progress::At(now)));
    }

    /// A piece of work is over: what came of it, and where the store stood before.
    pub(crate) fn ended(&self, job: &Job, at: Option<Position>, outcome: Result<Report, ImportError>) {
        match outcome {
            Ok(report) => {
                let report = Arc::new(report.without_records());
                self.change(&job.id, |import| {
                    import.state = if job.is_import { State::Done } else { State::Checked };
                    (import.progress, import.checked_at) = (None, at);
                    import.report = Some(report);
                    if job.is_import {
                        import.file = None;
                    }
                });
            }
            Err(ImportError::Cancelled) => self.change(&job.id, |import| {
                (import.state, import.progress) = (State::Cancelled, None);
            }),
            Err(error) => self.failed(job, said(&error, &job.file)),
        }
    }

    /// A piece of work broke off by a mistake of ours; the log says which.
    pub(super) fn broke(&self, id: &str) {
        self.change(id, |import| {
            (import.state, import.progress) = (State::Failed, None);
            import.trouble = Some(Trouble { message: Message::new("problem-internal") });
        });
    }

    /// A piece of work cannot be done.
    pub(crate) fn failed(&self, job: &Job, message: Message) {
        self.change(&job.id, |import| {
            (import.state, import.progress) = (State::Failed, None);
            import.trouble = Some(Trouble { message });
        });
    }

    fn change(&self, id: &str, change: impl FnOnce(&mut Import)) {
        if let Some(import) = self.all().imports.iter_mut().find(|import| import.id == id) {
            change(import);
        }
    }

    fn all(&self) -> MutexGuard<'_, Kept> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Files of some gigabytes are not removed on a thread that answers.
fn discard(gone: VecDeque<Import>) {
    match tokio::runtime::Handle::try_current() {
        Ok(runtime) => drop(runtime.spawn_blocking(move || drop(gone))),
        Err(_) => drop(gone),
    }
}

#[cfg(test)]
mod tests;
