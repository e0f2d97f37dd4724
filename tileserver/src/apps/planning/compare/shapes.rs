//! What changed between two plans, as GeoJSON in degrees.

use serde_json::json;
use spatial_core::layer::{Feature, FeatureId, Revision};

use super::told::Compared;
use super::wire::ZoneTold;
use crate::http::HttpError;
use crate::http::wire::features::geojson::GeoJsonWriter;

/// Every piece but what is unchanged, numbered from 1. A piece that cannot be placed on the earth refuses the whole: a map that lacked it would
/// say that nothing changed there.
pub(super) fn shapes(compared: &Compared) -> Result<Vec<u8>, HttpError> {
    let mut body = br#"{"type":"FeatureCollection","features":["#.to_vec();
    let layer = compared.layer();
    let mut writer = layer.map(|layer| GeoJsonWriter::new(layer, compared.audience()));
    for (id, piece) in (1..).zip(compared.changed()) {
        let Some(writer) = &mut writer else { break };
        let shape = Some(piece.shape.clone());
        let feature = Feature { id: FeatureId(id), version: Revision(0), geometry: shape, values: Vec::new() };
        let (geometry, unplaced) = writer.geometry_text(&feature);
        if let Some(message) = unplaced {
            return Err(HttpError::Unplaced(message));
        }
        let told = compared.piece(piece);
        let said = |zone: &Option<ZoneTold>| {
            zone.clone().map_or((None, None, None), |zone| (Some(zone.zone), zone.sign, zone.function))
        };
        let ((before, before_sign, from), (after, after_sign, to)) = (said(&told.before), said(&told.after));
        let properties = json!({
            "became": told.became, "area_m2": told.area_m2,
            "before": before, "before_sign": before_sign, "from": from,
            "after": after, "after_sign": after_sign, "to": to,
        });
        if id > 1 {
            body.push(b',');
        }
        let feature = format!(r#"{{"type":"Feature","id":{id},"geometry":{geometry},"properties":{properties}}}"#);
        body.extend_from_slice(feature.as_bytes());
    }
    body.extend_from_slice(b"]}");
    Ok(body)
}
