//! Where a parcel's page is: `/thua/26506-12-45`.
//!
//! A path of its own, in the word that stands on every sheet of a map here (*thửa*), with the key people have for the parcel: it can be read
//! out, typed from paper and kept for years. `/v1/…` is for programs and may get a `/v2`; behind a `#` nothing reaches the server, and a
//! page without scripts would not know which parcel is meant. `lasting` reads such an address back.

mod lasting;

use std::sync::Arc;

use spatial_core::layer::{FeatureId, LayerName};

use super::answered::Sought;
use super::wire::ParcelTold;
use crate::http::HttpError;
use crate::http::request::extract::Inquiry;
use crate::http::served::Served;

pub(in crate::apps::planning) use lasting::{Lasting, Since};

/// The page of a parcel.
pub(in crate::apps::planning) const PARCEL_PAGE: &str = "/thua/{key}";
/// The picture on it, for who shows links to it.
pub(in crate::apps::planning) const PARCEL_PICTURE: &str = "/thua/{key}/map.png";
/// The extract, for programs.
pub(in crate::apps::planning) const PARCEL_EXTRACT: &str = "/v1/parcels/{key}/extract";

/// How a parcel is addressed: by a key that leads to it alone, or else by its number in a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) key: String,
    pub(super) layer: Option<String>,
}

impl Address {
    /// By sheet and number if these lead to one parcel in a World, else by its identifier, else by our number.
    pub(super) async fn of(
        served: &Arc<Served>,
        sought: &Sought,
        asked: &Inquiry,
        parcel: &ParcelTold,
    ) -> Result<Self, HttpError> {
        let keys = &parcel.keys;
        let whole = match (&keys.commune, &keys.sheet, &keys.number) {
            (Some(commune), Some(sheet), Some(number)) => Some(format!("{commune}-{sheet}-{number}")),
            _ => None,
        };
        for key in [whole, keys.identifier.clone(), Some(parcel.id.to_string())].into_iter().flatten() {
            if is_alone(&sought.places(served, asked, &key).await?, parcel) {
                return Ok(Self { key, layer: None });
            }
        }
        Ok(Self { key: parcel.id.to_string(), layer: Some(parcel.layer.clone()) })
    }

    /// True if it leads to this parcel in another World, too.
    pub(super) async fn leads_to(
        &self,
        served: &Arc<Served>,
        sought: &Sought,
        asked: &Inquiry,
        parcel: &ParcelTold,
    ) -> Result<bool, HttpError> {
        let mut places = sought.places(served, asked, &self.key).await?;
        if let Some(layer) = &self.layer {
            places.retain(|(known, _)| known.as_str() == layer);
        }
        Ok(is_alone(&places, parcel))
    }

    /// One of the addresses above with this parcel in it, and with these parameters.
    pub(super) fn at(&self, path: &str, parameters: &[(&str, &str)]) -> String {
        let mut out = path.replace("{key}", &coded(&self.key));
        let layer = self.layer.as_deref().map(|layer| ("layer", layer));
        for (number, (name, value)) in layer.iter().chain(parameters).enumerate() {
            out.push(if number == 0 { '?' } else { '&' });
            out.push_str(&format!("{name}={}", coded(value)));
        }
        out
    }
}

fn is_alone(places: &[(LayerName, FeatureId)], parcel: &ParcelTold) -> bool {
    matches!(places, [(layer, id)] if layer.as_str() == parcel.layer && id.0 == parcel.id)
}

/// A text as part of an address (RFC 3986, section 2.3).
pub(super) fn coded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_whatever_a_key_is_made_of() {
        let plain = Address { key: "26506-12-45".to_owned(), layer: None };
        assert_eq!(plain.at(PARCEL_PAGE, &[]), "/thua/26506-12-45");
        assert_eq!(plain.at(PARCEL_PAGE, &[("as_of", "2026-03-02")]), "/thua/26506-12-45?as_of=2026-03-02");
        let odd = Address { key: "LÔ/A1?\"".to_owned(), layer: Some("lots".to_owned()) };
        assert_eq!(odd.at(PARCEL_EXTRACT, &[("f", "pdf")]), "/v1/parcels/L%C3%94%2FA1%3F%22/extract?layer=lots&f=pdf");
    }
}
