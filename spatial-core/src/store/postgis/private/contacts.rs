//! Contacts of who handed something in, in the private schema.

use std::time::SystemTime;

use sqlx::Row;

use super::PrivateSchema;
use crate::store::StoreError;
use crate::store::private::{Contact, TokenDigest, to_millis};

impl PrivateSchema {
    pub(in crate::store) async fn keep_contact(
        &self,
        receipt: &TokenDigest,
        contact: Contact,
        at: SystemTime,
    ) -> Result<(), StoreError> {
        let keeping = async {
            let keep =
                "INSERT INTO diaban_private.contacts (digest, name, phone, email, created) VALUES ($1, $2, $3, $4, $5)";
            sqlx::query(keep)
                .bind(receipt.0.as_slice())
                .bind(contact.name)
                .bind(contact.phone)
                .bind(contact.email)
                .bind(to_millis(at))
                .execute(self.pool().await?)
                .await?;
            Ok(())
        };
        self.said("keeping a contact in", keeping.await)
    }

    pub(in crate::store) async fn contacts(
        &self,
        receipts: &[TokenDigest],
    ) -> Result<Vec<(TokenDigest, Contact)>, StoreError> {
        let looking = async {
            let digests: Vec<Vec<u8>> = receipts.iter().map(|receipt| receipt.0.to_vec()).collect();
            let all = "SELECT digest, name, phone, email FROM diaban_private.contacts WHERE digest = ANY($1)";
            let rows = sqlx::query(all).bind(digests).fetch_all(self.pool().await?).await?;
            let mut found = Vec::with_capacity(rows.len());
            for row in rows {
                let digest: Vec<u8> = row.try_get(0)?;
                let contact = Contact { name: row.try_get(1)?, phone: row.try_get(2)?, email: row.try_get(3)? };
                let receipt = receipts.iter().find(|receipt| receipt.0.as_slice() == digest);
                found.extend(receipt.map(|receipt| (*receipt, contact)));
            }
            Ok(found)
        };
        self.said("looking for contacts in", looking.await)
    }

    pub(in crate::store) async fn forget_contact(&self, receipt: &TokenDigest) -> Result<(), StoreError> {
        let forgetting = async {
            let forget = "DELETE FROM diaban_private.contacts WHERE digest = $1";
            sqlx::query(forget).bind(receipt.0.as_slice()).execute(self.pool().await?).await?;
            Ok(())
        };
        self.said("forgetting a contact in", forgetting.await)
    }
}
