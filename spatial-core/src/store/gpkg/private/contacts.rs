//! Contacts of who handed something in, in the private file.

use std::time::SystemTime;

use rusqlite::{OptionalExtension, params};

use super::PrivateFile;
use crate::store::StoreError;
use crate::store::private::{Contact, TokenDigest, to_millis};

impl PrivateFile {
    pub(in crate::store) async fn keep_contact(
        &self,
        receipt: &TokenDigest,
        contact: Contact,
        at: SystemTime,
    ) -> Result<(), StoreError> {
        let receipt = *receipt;
        self.write("keeping a contact in", move |connection| {
            connection.execute(
                "INSERT INTO diaban_contact (digest, name, phone, email, created) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![receipt.0, contact.name, contact.phone, contact.email, to_millis(at)],
            )?;
            Ok(())
        })
        .await
    }

    pub(in crate::store) async fn contacts(
        &self,
        receipts: &[TokenDigest],
    ) -> Result<Vec<(TokenDigest, Contact)>, StoreError> {
        let receipts = receipts.to_vec();
        self.ask("looking for contacts in", move |connection| {
            let mut found = Vec::with_capacity(receipts.len());
            let mut one =
                connection.prepare_cached("SELECT name, phone, email FROM diaban_contact WHERE digest = ?1")?;
            for receipt in receipts {
                let contact = one.query_row([receipt.0.as_slice()], |row| {
                    Ok(Contact { name: row.get(0)?, phone: row.get(1)?, email: row.get(2)? })
                });
                found.extend(contact.optional()?.map(|contact| (receipt, contact)));
            }
            Ok(found)
        })
        .await
    }

    pub(in crate::store) async fn forget_contact(&self, receipt: &TokenDigest) -> Result<(), StoreError> {
        let receipt = *receipt;
        self.write("forgetting a contact in", move |connection| {
            connection.execute("DELETE FROM diaban_contact WHERE digest = ?1", [receipt.0.as_slice()])?;
            Ok(())
        })
        .await
    }
}
