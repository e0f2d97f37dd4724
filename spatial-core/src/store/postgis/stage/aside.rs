//! The draft of the quarantine layer beside a layer.

use super::draft::Draft;
use super::owner;
use crate::layer::Layer;
use crate::store::StoreError;
use crate::store::postgis::books::ids;
use crate::store::postgis::fault::Fault;
use crate::store::postgis::store::OpenStore;
use crate::store::stage::quarantine;

/// The draft of a quarantine layer.
pub(super) async fn begin(shared: &OpenStore, number: i64, features: &Layer) -> Result<Draft, StoreError> {
    let layer = quarantine::beside(features);
    let begun = async {
        let mut connection = shared.sources.primary().acquire().await?;
        let base = ids::last(&mut connection, &layer.name).await?;
        let [_, table] = owner::tables(number);
        Ok(Draft::new(table, layer, base)?)
    };
    begun.await.map_err(|fault: Fault| fault.said("putting records aside in", &shared.place))
}
