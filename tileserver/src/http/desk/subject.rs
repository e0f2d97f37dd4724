//! What desks of subjects have in common: who may, what was sent, and the tables it goes to.

use axum::body::Body;
use serde::de::DeserializeOwned;
use spatial_core::crs::Crs;
use spatial_core::layer::{Change, Clearance, DeclaredTable, Kind, Layer, Value};
use spatial_core::message::Message;
use spatial_core::snapshot::World;
use spatial_core::store::StoreError;
use spatial_core::store::assets::AssetHash;

use crate::http::HttpError;
use crate::http::desk::{Desk, body, refused, unread};
use crate::http::request::extract::Inquiry;
use crate::http::served::Served;
use crate::http::wire::edit;

/// A body of JSON, read into what it should be.
pub(crate) async fn received<T: DeserializeOwned>(
    served: &Served,
    asked: &Inquiry,
    body: Body,
) -> Result<T, HttpError> {
    edit::takes(&asked.headers, &["application/json"])?;
    let bytes = body::whole(body, served.settings.limits.body_kb).await?;
    unread::read(edit::document(&bytes)?).map_err(HttpError::Unfit)
}

/// Refuses who does not hold a power over a subject there; without an area, who does not hold it everywhere.
pub(crate) fn may(asked: &Inquiry, subject: &str, power: &str, area: Option<&str>) -> Result<(), HttpError> {
    let grant = format!("{subject}.{power}");
    let needed = Clearance::parse(&grant).unwrap_or(Clearance::Staff);
    let holds = asked.audience.areas(&needed).has(area);
    if holds { Ok(()) } else { Err(HttpError::GrantNeeded { grant }) }
}

/// Refuses to write into a table that lacks a field its subject needs: what belongs there would be lost without a word.
pub(crate) fn complete(tables: &[(&DeclaredTable, &Layer)]) -> Result<(), HttpError> {
    let lacking = tables.iter().find_map(|(table, layer)| Some((layer, table.lacking(layer)?)));
    lacking.map_or(Ok(()), |(layer, field)| {
        let message = Message::new("problem-table-lacks-field").with("layer", &layer.name).with("field", field);
        Err(HttpError::OutOfTurn(message))
    })
}

/// A subject's tables before something is written to them.
#[derive(Debug)]
pub(crate) struct SubjectTables {
    /// In the order of their declarations.
    pub(crate) layers: Vec<Layer>,
    /// False if some are as they are to be made, for they are missing in the store, or lack fields: [`Desk::declare`] first.
    pub(crate) are_there: bool,
}

/// A subject's tables as the store has them; if some are missing or lack fields, as they are declared, in the reference system of the
/// parcels. Nothing is written yet: what is sent is looked at first.
pub(crate) fn declared(
    served: &Served,
    tables: &[&DeclaredTable],
    titles: &[String],
) -> Result<SubjectTables, HttpError> {
    let world = served.world()?;
    let there: Option<Vec<Layer>> =
        tables.iter().map(|table| world.whole_declared(table).map(|layer| layer.layer().clone())).collect();
    let lacks_nothing =
        |layers: &Vec<Layer>| tables.iter().zip(layers).all(|(table, layer)| table.lacking(layer).is_none());
    if let Some(layers) = there.filter(lacks_nothing) {
        return Ok(SubjectTables { layers, are_there: true });
    }
    let like = ground(&world).ok_or_else(|| HttpError::OutOfTurn(Message::new("problem-no-grid")))?;
    let layer = |(table, title): (&&DeclaredTable, &String)| table.layer(like.crs, like.operation.clone(), title);
    let layers = tables.iter().zip(titles).map(layer).collect::<Result<_, _>>();
    let layers = layers.map_err(|error| HttpError::Internal { what: error.to_string() })?;
    Ok(SubjectTables { layers, are_there: false })
}

impl Desk {
    /// Refuses new rows that name a file which is not there, as the commit would. For who declares tables before: a commit that is
    /// refused would leave them empty.
    pub(crate) async fn has_files(&self, tables: &[Layer], changes: &[Change]) -> Result<(), HttpError> {
        for change in changes {
            let Change::Insert { layer, values, .. } = change else { continue };
            let Some(layer) = tables.iter().find(|table| table.name == *layer) else { continue };
            for at in layer.schema.asset_fields() {
                let Some(Value::Text(named)) = values.get(at) else { continue };
                let is_there = match AssetHash::parse(named) {
                    Ok(hash) => self.served.store.has_asset(hash).await.map_err(HttpError::NotWritten)?,
                    Err(_) => false,
                };
                if !is_there {
                    let (field, hash) = (layer.schema.fields[at].name.clone(), named.to_string());
                    return Err(refused(StoreError::AssetMissing { layer: layer.name.clone(), field, hash }));
                }
            }
        }
        Ok(())
    }

    /// Makes tables that are missing and completes those that lack fields, for the same reason as the change that follows; as the store
    /// has them then. Tables that were there keep what else they have, and fields may stand elsewhere than declared.
    pub(crate) async fn declare(&self, layers: &[Layer]) -> Result<Vec<Layer>, HttpError> {
        let store = &self.served.store;
        store.declare(layers, self.hand.name(), &self.why).await.map_err(refused)?;
        let (_, stored) = store.layers().await.map_err(HttpError::NotWritten)?;
        let now = |layer: &Layer| stored.iter().find(|now| now.name == layer.name).unwrap_or(layer).clone();
        Ok(layers.iter().map(now).collect())
    }
}

/// The layer whose grid new tables take over: that of the parcels, or else the first in a grid.
fn ground(world: &World) -> Option<&Layer> {
    let in_a_grid = |layer: &&Layer| layer.crs != Crs::Local && layer.crs.info().is_ok_and(|info| !info.is_geographic);
    let layers = || world.whole_layers().map(|layer| layer.layer()).filter(in_a_grid);
    layers().find(|layer| layer.kind == Kind::Parcel).or_else(|| layers().next())
}
