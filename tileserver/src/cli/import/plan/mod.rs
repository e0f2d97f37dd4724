//! `diaban import … --plan plan.toml`: zones become a plan of the register.
//!
//! In reading order: `file` (what the plan is) with `beside` (the files it may name), `projects` (its list of them), `zones` (read by the
//! ordinary import, and taken from there), `odd` (what is strange about them), `register` (what the store has), `written` (the draft, and
//! the step that makes it public). What is refused leaves the store as it was.

mod beside;
mod file;
mod odd;
mod projects;
mod register;
mod written;
mod zones;

use std::path::{Path, PathBuf};

use importers::{ImportRequest, Mode, Report, file_name};
use planning::{Lack, PlanDraft, ProjectDraft, STATE_FIELD, StepAsked};
use spatial_core::geometry::Geometry;
use spatial_core::layer::{Layer, Revision};
use spatial_core::message::Message;
use spatial_core::store::private::{AuditEntry, Deed};
use spatial_core::store::{Store, StoreAddress};

use super::brought::{may_be_written, not_itself, request, write};
use crate::apps::planning::with_lacks;
use crate::cli::error::{CliError, PlanError};
use crate::cli::line::asked::Import;
use crate::cli::terminal::console::Console;
use crate::cli::terminal::{account, adoption, report};
use crate::cli::user::typed_at;
use crate::text::{Language, clock};

use beside::named;
use file::PlanFile;
use register::Register;
use written::{Hand, PlanRows};
use zones::{Bench, Zones};

pub(in crate::cli) use register::is_commune;

/// Brings zones into the register as one plan, and prints the report.
pub(super) async fn run(console: &Console, asked: Import, path: &Path) -> Result<(), CliError> {
    let (into, report_path, is_dry_run, mode) =
        (asked.into.clone(), asked.report.clone(), asked.dry_run, asked.mode.clone());
    report_path.as_deref().map_or(Ok(()), may_be_written)?;
    let today = clock::today();
    let plan = PlanFile::read(path, &today)?;
    let listed = plan.projects.as_deref().map_or(Ok(Vec::new()), projects::read)?;
    let request = zones::request(request(asked)?, &plan);
    let outline = plan.boundary.clone();
    let read: Vec<PathBuf> = request.files.iter().chain(&outline).cloned().collect();
    not_itself(&read, &into)?;
    let looked = Store::look(&into).await?;
    adoption::tell(console, &into, &looked, is_dry_run);
    let bench = Bench::new(&looked.layers, &request.layer)?;
    let hand = Hand {
        who: account::name(),
        why: format!("diaban import --plan {}", path.display()),
        when: clock::now(),
        today,
        line: line(&request.files, path),
    };
    let files = request.files.clone();
    let code = plan.code.clone().unwrap_or_else(|| request.layer.to_string());
    let boundary = outline.as_deref().map(|file| zones::boundary_request(&request, file));
    let layer = request.layer.clone();
    let mut told = bench.import(console, request).await?;
    let incoming = Incoming { plan: &plan, path, listed, code, mode, files, into: &into, layers: &looked.layers };
    let zones = incoming.taken(&bench, &layer, &told).await;
    if let Ok(zones) = &zones {
        // A plan of a hundred thousand zones takes seconds.
        tokio::task::block_in_place(|| odd::look(zones, &plan, &mut told));
    }
    let outcome = async {
        let zones = zones?;
        let boundary = match boundary {
            Some(request) => Some(outlined(console, &looked.layers, request, &zones).await?),
            None => None,
        };
        // Only what is a store already has plans; another file becomes one when the plan is written.
        let store = if looked.is_store { Some(Store::open(&into, false).await?) } else { None };
        incoming.enter(console, store, (zones, boundary), &hand, is_dry_run).await
    };
    let outcome = outcome.await;
    let sentence = match &outcome {
        Ok(entered) => entered.sentence(&incoming),
        Err(_) => Message::new("plan-import-nothing"),
    };
    settle(&mut told, (&plan, path), outcome.as_ref().ok().and_then(|entered| entered.revision), is_dry_run);
    console.print(&report::with_outcome(&told, &sentence, console.language));
    let written = report_path.map_or(Ok(()), |path| write(&told, &path, console));
    outcome.map(drop).and(written)
}

/// What the audit log is to say of the import: the files of zones, and the file that says which plan they are.
fn line(files: &[PathBuf], plan: &Path) -> AuditEntry {
    let detail = Some(format!("{} ({})", names(files), file_name(plan)));
    AuditEntry { detail, ..typed_at("diaban import", Deed::LayerImported) }
}

/// What files are called, without their folders.
fn names(files: &[PathBuf]) -> String {
    files.iter().map(|file| file_name(file)).collect::<Vec<_>>().join(", ")
}

/// A plan on its way into a store.
struct Incoming<'a> {
    plan: &'a PlanFile,
    listed: Vec<ProjectDraft>,
    /// Where that was read.
    path: &'a Path,
    code: String,
    mode: Mode,
    files: Vec<PathBuf>,
    into: &'a StoreAddress,
    layers: &'a [Layer],
}

/// What became of it.
struct Entered {
    id: Option<u64>,
    zones: usize,
    /// None of a dry run.
    revision: Option<Revision>,
}

impl Incoming<'_> {
    /// The zones, if they may become this plan.
    async fn taken(
        &self,
        bench: &Bench,
        layer: &spatial_core::layer::LayerName,
        told: &Report,
    ) -> Result<Zones, CliError> {
        if told.loaded == 0 {
            return Err(PlanError::NoZones.into());
        }
        // What is missing of a plan that is public reads as ground nobody planned.
        if told.quarantined > 0 && self.plan.published.is_some() {
            return Err(PlanError::PutAside { count: told.quarantined }.into());
        }
        bench.zones(layer, &self.plan.fields).await
    }

    async fn enter(
        &self,
        console: &Console,
        store: Option<Store>,
        (zones, boundary): (Zones, Option<Geometry>),
        hand: &Hand,
        is_dry_run: bool,
    ) -> Result<Entered, CliError> {
        let register = Register::of(self.layers, store.as_ref(), &zones).await?;
        let former = register.former(&self.code, &self.mode)?;
        if let Some(commune) = &self.plan.commune {
            register::is_commune(self.layers, self.into, commune).await?;
        }
        let ends = former.replaces.as_ref().filter(|row| {
            let state = register.plans().schema.text(&row.values, STATE_FIELD).and_then(planning::PlanState::parse);
            state.is_some_and(|state| !state.is_over()) && self.plan.published.is_some()
        });
        if ends.is_some() && self.plan.issuer.is_none() {
            return Err(PlanError::NoIssuer.into());
        }
        let mut head = PlanDraft { replaces: former.replaces.as_ref().map(|row| row.id), ..self.head(boundary) };
        let (count, without_function) = (zones.zones.len(), zones.without_function);
        let foreseen = PlanRows::foreseen(&register, &head, count)?;
        let reason = self.reason();
        let asked = StepAsked { reason: Some(reason.clone()), ..self.decided() };
        if is_dry_run {
            self.note(console, without_function, &former.drafts.iter().map(|row| row.id.0).collect::<Vec<_>>());
            self.note_published(console, &foreseen.lacks(&register, &asked), ends.map(|former| former.id.0));
            return Ok(Entered { id: None, zones: count, revision: None });
        }
        let store = match store {
            Some(store) => store,
            None => Store::open(self.into, true).await?,
        };
        let register = register.declare(&store, &hand.who, &hand.why).await?;
        head.documents = written::filed(&store, &self.plan.documents).await?;
        let (mut discarded, mut ids) = (Vec::new(), Vec::new());
        for draft in former.drafts {
            let rows = PlanRows::read(&store, &register, draft).await?;
            discarded.extend(hand.discards(&register, &rows, &reason)?);
            ids.push(rows.id());
        }
        let replaced = match ends.cloned() {
            Some(former) => Some(PlanRows::read(&store, &register, former).await?),
            None => None,
        };
        let over = former.replaces.clone().filter(|_| replaced.is_none() && self.plan.published.is_some());
        let over = match over {
            Some(former) => Some(PlanRows::read(&store, &register, former).await?),
            None => None,
        };
        let rows = hand.draft((&store, &register), &head, zones.zones, discarded).await?;
        self.note(console, without_function, &ids);
        let id = rows.id();
        let revision = match self.replaces_from() {
            Some(until) => {
                self.note_published(console, &rows.lacks(&register, &asked), replaced.as_ref().map(PlanRows::id));
                let replaced = replaced
                    .map(|former| (former, StepAsked { from: None, until: Some(until.clone()), ..asked.clone() }));
                let entered = hand.enter((&store, &register), &rows, &asked, (replaced, over)).await;
                entered.map_err(|error| PlanError::OnlyDrafted { id, source: Box::new(error) })?
            }
            None => rows.revision(),
        };
        Ok(Entered { id: Some(id), zones: count, revision: Some(revision) })
    }

    /// All of the plan but its zones, and the files of its documents.
    fn head(&self, boundary: Option<Geometry>) -> PlanDraft {
        let plan = self.plan;
        PlanDraft {
            code: self.code.clone(),
            name: plan.name.clone(),
            kind: Some(plan.kind),
            level: Some(plan.level),
            commune: plan.commune.clone(),
            office: plan.office.clone().unwrap_or_default(),
            issuer: plan.issuer.clone(),
            published: plan.published.clone(),
            from: plan.from.clone(),
            until: plan.until.clone(),
            is_exclusive: plan.is_exclusive,
            boundary,
            projects: self.listed.clone(),
            documents: plan.documents.iter().map(|document| document.said.clone()).collect(),
            ..PlanDraft::default()
        }
    }

    /// From which day on a plan that is public takes the place of the one before it.
    fn replaces_from(&self) -> Option<String> {
        let published = self.plan.published.as_ref()?;
        Some(self.plan.from.as_ref().unwrap_or(published).clone())
    }

    fn decided(&self) -> StepAsked {
        let (decision, day) = self.plan.decision.clone().unzip();
        StepAsked {
            decision,
            day,
            issuer: self.plan.issuer.clone(),
            from: self.plan.from.clone(),
            ..StepAsked::default()
        }
    }

    /// Why, for the log: as the file says, or that it was brought in so.
    fn reason(&self) -> String {
        let usual = || Language::default().say(&Message::new("plan-import-reason").with("files", names(&self.files)));
        self.plan.reason.clone().unwrap_or_else(usual)
    }

    /// What of it is worth knowing, whether it is written or only looked at.
    fn note(&self, console: &Console, without_function: u64, drafts: &[u64]) {
        for document in &self.plan.documents {
            self.note_file(console, &document.said.name, &document.file);
        }
        if let Some(file) = &self.plan.boundary {
            self.note_file(console, "boundary", file);
        }
        if without_function > 0 {
            console.note(&Message::new("plan-import-no-function").with("count", without_function));
        }
        for id in drafts {
            console.note(&Message::new("plan-import-discards").with("id", id));
        }
        if self.plan.decision.is_some() && self.plan.published.is_none() {
            console.note(&Message::new("plan-import-decision-waits"));
        }
    }

    /// Each file is told by name: what is taken is made public with the plan.
    fn note_file(&self, console: &Console, name: &str, file: &Path) {
        let bytes = std::fs::metadata(file).map_or(0, |found| found.len());
        let message =
            Message::new("plan-import-file").with("name", name).with("file", named(self.path, file).display());
        console.note(&message.with("kilobytes", bytes.div_ceil(1024)));
    }

    /// What is worth knowing of a plan that is public at once, and nothing of a draft.
    fn note_published(&self, console: &Console, lacks: &[Lack], replaces: Option<u64>) {
        let Some(day) = self.replaces_from() else { return };
        if !lacks.is_empty() {
            console.note(&with_lacks(Message::new("plan-import-lacks"), lacks));
        }
        if let Some(id) = replaces {
            console.note(&Message::new("plan-import-replaces").with("id", id).with("day", day));
        }
    }
}

impl Entered {
    fn sentence(&self, incoming: &Incoming<'_>) -> Message {
        let code = match (self.id, &incoming.plan.published) {
            (None, _) => "plan-import-dry-run",
            (Some(_), None) => "plan-import-drafted",
            (Some(_), Some(_)) => "plan-import-published",
        };
        let message = Message::new(code).with("code", &incoming.code).with("name", &incoming.plan.name);
        let message = message.with("zones", self.zones).with("id", self.id.unwrap_or_default());
        message.with("revision", self.revision.unwrap_or_default().0)
    }
}

/// The outline a plan is about.
async fn outlined(
    console: &Console,
    neighbours: &[Layer],
    request: ImportRequest,
    zones: &Zones,
) -> Result<Geometry, CliError> {
    let file = request.files.first().cloned().unwrap_or_default();
    let bench = Bench::new(neighbours, &request.layer)?;
    bench.boundary(console, &file, request, zones.crs).await
}

/// The report of an import speaks of a plan then: of a file's fields only those are kept that say something of a zone.
fn settle(told: &mut Report, (plan, path): (&PlanFile, &Path), revision: Option<Revision>, is_dry_run: bool) {
    told.is_dry_run = is_dry_run;
    told.files = plan.files().map(|file| named(path, file).display().to_string()).collect();
    told.revision = revision;
    told.public_fields = plan.fields.named().map(|(_, field)| field.to_owned()).collect();
    told.private_fields = Vec::new();
    told.meanings = Vec::new();
    told.is_unpublished = plan.published.is_none();
    if revision.is_none() {
        told.inserted = 0;
    }
}
