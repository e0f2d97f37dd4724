//! A plan is written: its draft in one commit, then in another, if it was made public before, the step into the register, and that of the
//! plan it replaces.

use futures_util::stream;
use planning::{
    DocumentDraft, FILE_FIELD, Followed, Lack, LogRow, Occasion, PlanAt, PlanDraft, Step, StepAsked,
    USUAL_CONSULTATION_DAYS, ZoneDraft, drafted, lacking, noted, taken,
};
use spatial_core::layer::{Change, Feature, FeatureId, Layer, Layout, Revision, Transaction};
use spatial_core::store::private::{AuditEntry, PendingAudit};
use spatial_core::store::{Committed, Store};
use tokio::io::AsyncReadExt as _;

use super::file::DocumentFile;
use super::register::{self, PARTS, Register};
use crate::cli::error::{CliError, PlanError};

/// Zones that become changes at once: a moment's double of their shapes is all that is held twice.
const BATCH: usize = 4096;
/// So much of a document is held at once.
const PIECE: usize = 1 << 16;

/// Who writes, and for what reason.
#[derive(Debug)]
pub(super) struct Hand {
    pub(super) who: String,
    pub(super) why: String,
    /// RFC 3339, UTC.
    pub(super) when: String,
    pub(super) today: String,
    /// What the audit log is to say of the draft; which table and which plan is added to it.
    pub(super) line: AuditEntry,
}

/// A plan with all that a step changes, as of a commit.
#[derive(Debug)]
pub(super) struct PlanRows {
    plan: Feature,
    parts: [Vec<FeatureId>; PARTS],
    files: Vec<String>,
    last: Option<LogRow>,
    revision: Revision,
}

impl Hand {
    fn occasion(&self) -> Occasion<'_> {
        let consultation_days = USUAL_CONSULTATION_DAYS;
        Occasion { who: &self.who, when: &self.when, today: &self.today, consultation_days }
    }

    /// Writes a draft; `discarded` are changes that give up what it takes the place of.
    pub(super) async fn draft(
        &self,
        (store, register): (&Store, &Register),
        head: &PlanDraft,
        zones: Vec<ZoneDraft>,
        discarded: Vec<Change>,
    ) -> Result<PlanRows, CliError> {
        let count = zones.len();
        let mut changes = drawn(register, head, zones)?;
        changes.extend(discarded);
        // The plan is what is inserted first.
        let entry = AuditEntry { layer: Some(register.plans().name.clone()), ..self.line.clone() };
        let lines = vec![PendingAudit { entry, inserted: Some(0) }];
        let Committed { revision, inserted } = self.commit((store, register), changes, lines).await?;
        let id = inserted.first().copied().unwrap_or(FeatureId(0));
        let lost = || PlanError::Lost { id: id.0 };
        let plan = store.read(&register.plans().name, &[id], revision).await?.pop().ok_or_else(lost)?;
        // In the order they were drawn: the plan, its boundary, its documents, its projects, its zones.
        let mut rest = inserted.into_iter().skip(1);
        let mut next = |count: usize| -> Vec<FeatureId> {
            let mut ids: Vec<FeatureId> = rest.by_ref().take(count).collect();
            ids.sort_unstable();
            ids
        };
        let (boundaries, documents) = (next(usize::from(head.boundary.is_some())), next(head.documents.len()));
        let projects = next(head.projects.len());
        let mut files: Vec<String> = head.documents.iter().map(|document| document.asset.clone()).collect();
        files.sort_unstable();
        files.dedup();
        let parts = [boundaries, next(count), documents, Vec::new(), Vec::new(), projects];
        Ok(PlanRows { plan, parts, files, last: None, revision })
    }

    /// The changes that give up a draft.
    pub(super) fn discards(
        &self,
        register: &Register,
        rows: &PlanRows,
        reason: &str,
    ) -> Result<Vec<Change>, PlanError> {
        let asked = StepAsked { reason: Some(reason.to_owned()), ..StepAsked::default() };
        rows.takes(register, None, Step::Discard, &asked, self.occasion())
    }

    /// Makes a draft public that was decided before the register had it, and ends what it replaces; what was over already (`over`) hears
    /// of it in its history.
    pub(super) async fn enter(
        &self,
        (store, register): (&Store, &Register),
        rows: &PlanRows,
        asked: &StepAsked,
        (replaced, over): (Option<(PlanRows, StepAsked)>, Option<PlanRows>),
    ) -> Result<Revision, CliError> {
        let mut changes = rows.takes(register, None, Step::Enter, asked, self.occasion())?;
        if let Some(former) = over {
            let followed = Followed { plan: &former.plan, last: former.last.as_ref(), step: Step::Replace };
            changes.extend(rows.at(register, None, |at| noted(at, &[followed], asked, self.occasion())));
        }
        if let Some((former, asked)) = replaced {
            let entered = changes.iter().find_map(|change| match change {
                Change::Update { id, values, .. } if *id == rows.plan.id => Some(values.clone()),
                _ => None,
            });
            // The plan as it stands once this commit is done: what is replaced is replaced by one in force.
            let other = Feature { values: entered.unwrap_or_default(), ..rows.plan.clone() };
            changes.extend(former.takes(register, Some(&other), Step::Replace, &asked, self.occasion())?);
        }
        Ok(self.commit((store, register), changes, Vec::new()).await?.revision)
    }

    async fn commit(
        &self,
        (store, register): (&Store, &Register),
        changes: Vec<Change>,
        lines: Vec<PendingAudit>,
    ) -> Result<Committed, CliError> {
        let transaction = Transaction {
            who: self.who.clone(),
            why: self.why.clone(),
            door: register.plans().door.clone(),
            expected_revision: None,
            expected_layouts: register.tables.iter().map(Layout::of).collect(),
            changes,
        };
        Ok(store.commit_audited(transaction, lines).await?)
    }
}

impl PlanRows {
    /// Of a plan that is there.
    pub(super) async fn read(store: &Store, register: &Register, plan: Feature) -> Result<Self, CliError> {
        let mut parts: [Vec<FeatureId>; PARTS] = Default::default();
        let mut files = Vec::new();
        for (ids, layer) in parts.iter_mut().zip(register.parts()) {
            let rows = register::of_plan(store, layer, plan.id).await?;
            *ids = rows.iter().map(|row| row.id).collect();
            let file = |row: &Feature| layer.schema.text(&row.values, FILE_FIELD).map(str::to_owned);
            files.extend(rows.iter().filter_map(file));
        }
        files.sort_unstable();
        files.dedup();
        let logged = register::of_plan(store, register.log(), plan.id).await?;
        let last = logged.last().map(|row| LogRow::of(register.log(), row));
        let revision = plan.version;
        Ok(Self { plan, parts, files, last, revision })
    }

    /// As it will be when it is drafted: what can be told of it before anything is written.
    pub(super) fn foreseen(register: &Register, head: &PlanDraft, zones: usize) -> Result<Self, PlanError> {
        let row = drawn(register, head, Vec::new())?.into_iter().next();
        let values = match row {
            Some(Change::Insert { values, .. }) => values,
            _ => Vec::new(),
        };
        let none_yet = |count: usize| vec![FeatureId(0); count];
        let (boundaries, documents) = (none_yet(head.boundary.iter().count()), none_yet(head.documents.len()));
        let projects = none_yet(head.projects.len());
        let parts = [boundaries, none_yet(zones), documents, Vec::new(), Vec::new(), projects];
        let plan = Feature { id: FeatureId(0), version: Revision(0), geometry: None, values };
        Ok(Self { plan, parts, files: Vec::new(), last: None, revision: Revision(0) })
    }

    /// Its id.
    pub(super) fn id(&self) -> u64 {
        self.plan.id.0
    }

    /// The commit it was read as of.
    pub(super) fn revision(&self) -> Revision {
        self.revision
    }

    /// What it lacks to be made public.
    pub(super) fn lacks(&self, register: &Register, asked: &StepAsked) -> Vec<Lack> {
        self.at(register, None, |at| lacking(at, Step::Enter, asked))
    }

    fn takes(
        &self,
        register: &Register,
        other: Option<&Feature>,
        step: Step,
        asked: &StepAsked,
        occasion: Occasion<'_>,
    ) -> Result<Vec<Change>, PlanError> {
        self.at(register, other, |at| taken(at, step, asked, occasion)).map_err(PlanError::Step)
    }

    fn at<T>(&self, register: &Register, other: Option<&Feature>, ask: impl FnOnce(&PlanAt<'_>) -> T) -> T {
        let parts: Vec<(&Layer, Vec<FeatureId>)> = register.parts().iter().zip(self.parts.clone()).collect();
        ask(&PlanAt {
            plans: register.plans(),
            plan: &self.plan,
            other,
            parts: &parts,
            log: register.log(),
            last: self.last.as_ref(),
            files: &self.files,
        })
    }
}

/// The changes of a draft: the plan, its boundary, its documents, its projects, its zones.
fn drawn(register: &Register, head: &PlanDraft, zones: Vec<ZoneDraft>) -> Result<Vec<Change>, PlanError> {
    let bare = PlanDraft { boundary: None, documents: Vec::new(), projects: Vec::new(), ..head.clone() };
    let mut changes = drafted(head, &register.tables).map_err(PlanError::Draft)?;
    changes.reserve(zones.len());
    let mut zones = zones.into_iter();
    loop {
        let batch: Vec<ZoneDraft> = zones.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok(changes);
        }
        let part = PlanDraft { zones: batch, ..bare.clone() };
        changes.extend(drafted(&part, &register.tables).map_err(PlanError::Draft)?.into_iter().skip(1));
    }
}

/// Documents put into the store, in the order of their files.
pub(super) async fn filed(store: &Store, files: &[DocumentFile]) -> Result<Vec<DocumentDraft>, CliError> {
    let mut documents = Vec::with_capacity(files.len());
    for DocumentFile { said, file: path } in files {
        let cannot_read = |source| CliError::CannotRead { path: path.clone(), source };
        let file = tokio::fs::File::open(path).await.map_err(cannot_read)?;
        let pieces = stream::try_unfold(file, |mut file| async move {
            let mut piece = vec![0; PIECE];
            let read = file.read(&mut piece).await?;
            piece.truncate(read);
            Ok::<_, std::io::Error>((read > 0).then_some((piece, file)))
        });
        let asset = store.put_asset(pieces).await?;
        documents.push(DocumentDraft { asset: asset.hash.to_string(), ..said.clone() });
    }
    Ok(documents)
}
