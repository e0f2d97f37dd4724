//! The audit log in the private schema.

use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

use super::PrivateSchema;
use super::users::{role, unknown};
use crate::layer::{FeatureId, LayerName, Revision};
use crate::store::StoreError;
use crate::store::postgis::fault::Fault;
use crate::store::private::{AuditEntry, Deed, PendingAudit, UserName, from_millis, to_millis};

impl PrivateSchema {
    pub(in crate::store) async fn record(&self, entries: Vec<AuditEntry>) -> Result<(), StoreError> {
        let writing = async {
            let mut connection = self.pool().await?.acquire().await?;
            note(&mut connection, &entries, None).await
        };
        self.said("writing the audit log of", writing.await)
    }

    pub(in crate::store) async fn audit(&self, most: u32) -> Result<Vec<AuditEntry>, StoreError> {
        let reading = async {
            let rows = sqlx::query(
                "SELECT a.at, a.who, a.role, a.deed, a.subject, a.layer, a.fid, coalesce(a.revision, k.revision), a.request, a.address, a.detail \
                 FROM diaban_private.audit a LEFT JOIN diaban.commit k ON k.tx = a.tx ORDER BY a.entry DESC LIMIT $1",
            )
            .bind(i64::from(most))
            .fetch_all(self.pool().await?)
            .await?;
            rows.iter().rev().map(entry).collect()
        };
        self.said("reading the audit log of", reading.await)
    }
}

/// Writes the lines of a commit whose number is still to be drawn, with the ids of what it inserted.
pub(in crate::store::postgis) async fn note_pending(
    connection: &mut PgConnection,
    audit: &[PendingAudit],
    inserted: &[FeatureId],
    number: i64,
) -> Result<(), Fault> {
    if audit.is_empty() {
        return Ok(());
    }
    let lines: Vec<AuditEntry> = audit.iter().map(|line| line.filled(inserted, None)).collect();
    note(connection, &lines, Some(number)).await
}

/// Writes lines; those of a commit whose number is still to be drawn name its transaction.
pub(super) async fn note(
    connection: &mut PgConnection,
    entries: &[AuditEntry],
    number: Option<i64>,
) -> Result<(), Fault> {
    let texts = |of: fn(&AuditEntry) -> Option<&str>| -> Vec<Option<String>> {
        entries.iter().map(|entry| of(entry).map(str::to_owned)).collect()
    };
    let numbers = |of: fn(&AuditEntry) -> Option<u64>| -> Vec<Option<i64>> {
        entries.iter().map(|entry| of(entry).and_then(|number| i64::try_from(number).ok())).collect()
    };
    sqlx::query(
        "INSERT INTO diaban_private.audit (at, who, role, deed, subject, layer, fid, revision, request, address, detail, tx) \
         SELECT given.*, $12 FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], \
         $7::bigint[], $8::bigint[], $9::text[], $10::text[], $11::text[]) given",
    )
    .bind(entries.iter().map(|entry| to_millis(entry.at)).collect::<Vec<i64>>())
    .bind(texts(|entry| Some(&entry.who)))
    .bind(texts(|entry| entry.role.map(|role| role.as_str())))
    .bind(texts(|entry| Some(entry.deed.as_str())))
    .bind(texts(|entry| entry.subject.as_ref().map(UserName::as_str)))
    .bind(texts(|entry| entry.layer.as_ref().map(LayerName::as_str)))
    .bind(numbers(|entry| entry.feature.map(|id| id.0)))
    .bind(numbers(|entry| entry.revision.map(|revision| revision.0)))
    .bind(texts(|entry| Some(&entry.request_id)))
    .bind(texts(|entry| Some(&entry.address)))
    .bind(texts(|entry| entry.detail.as_deref()))
    .bind(number)
    .execute(connection)
    .await?;
    Ok(())
}

fn entry(row: &PgRow) -> Result<AuditEntry, Fault> {
    let text = |at: usize| row.try_get::<Option<&str>, _>(at);
    let number =
        |at: usize| Ok::<_, sqlx::Error>(row.try_get::<Option<i64>, _>(at)?.and_then(|n| u64::try_from(n).ok()));
    let deed: &str = row.try_get(3)?;
    let layer = |name: &str| LayerName::parse_stored(name).ok_or_else(|| unknown(name));
    Ok(AuditEntry {
        at: from_millis(row.try_get(0)?),
        who: row.try_get(1)?,
        role: text(2)?.map(role).transpose()?,
        deed: Deed::parse(deed).ok_or_else(|| unknown(deed))?,
        subject: text(4)?.map(UserName::parse).transpose()?,
        layer: text(5)?.map(layer).transpose()?,
        feature: number(6)?.map(FeatureId),
        revision: number(7)?.map(Revision),
        request_id: row.try_get(8)?,
        address: row.try_get(9)?,
        detail: row.try_get(10)?,
    })
}
