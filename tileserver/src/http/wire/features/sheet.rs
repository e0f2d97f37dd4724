//! A page of features being written, in whatever form: as many as fit into one answer.

use spatial_core::layer::{Feature, FeatureId, LayerName};

use crate::http::HttpError;
use crate::text::Language;

/// What features are written on.
pub(crate) trait FeatureSheet {
    /// Appends a feature; what is to be said of it in the reader's language.
    fn next(&mut self, feature: &Feature, language: Language);
    /// Bytes written so far.
    fn len(&self) -> usize;
    /// Takes back all that was written beyond this length.
    fn cut(&mut self, len: usize);
}

/// Writes features until the next one would make the answer larger than allowed; how many it carries.
pub(crate) fn fill(
    sheet: &mut impl FeatureSheet,
    layer: &LayerName,
    features: &[Feature],
    most_bytes: usize,
    language: Language,
) -> Result<usize, HttpError> {
    for (number, feature) in features.iter().enumerate() {
        let before = sheet.len();
        sheet.next(feature, language);
        if sheet.len() <= most_bytes {
            continue;
        }
        if number == 0 {
            return Err(too_large(layer, feature.id, most_bytes));
        }
        sheet.cut(before);
        return Ok(number);
    }
    Ok(features.len())
}

/// What is said of a feature that fits into no answer.
pub(crate) fn too_large(layer: &LayerName, id: FeatureId, most_bytes: usize) -> HttpError {
    HttpError::ItemTooLarge { layer: layer.to_string(), id: id.0, limit_mb: most_bytes >> 20 }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use spatial_core::layer::{Revision, Value};

    use super::*;

    struct Plain(String);

    impl FeatureSheet for Plain {
        fn next(&mut self, feature: &Feature, _: Language) {
            if let Value::Text(text) = &feature.values[0] {
                self.0.push_str(text);
            }
        }

        fn len(&self) -> usize {
            self.0.len()
        }

        fn cut(&mut self, len: usize) {
            self.0.truncate(len);
        }
    }

    fn features(texts: &[&str]) -> Vec<Feature> {
        let feature = |(at, text): (usize, &&str)| Feature {
            id: FeatureId(at as u64 + 1),
            version: Revision(1),
            geometry: None,
            values: vec![Value::text(*text)],
        };
        texts.iter().enumerate().map(feature).collect()
    }

    #[test]
    fn a_page_never_grows_beyond_what_is_allowed() {
        for (most, expected) in [(9, "aaabbbccc"), (8, "aaabbb"), (6, "aaabbb"), (5, "aaa"), (3, "aaa")] {
            let mut sheet = Plain(String::new());
            let written = fill(
                &mut sheet,
                &LayerName::parse("parcels").unwrap(),
                &features(&["aaa", "bbb", "ccc"]),
                most,
                Language::default(),
            )
            .unwrap();
            assert_eq!((sheet.0.as_str(), written), (expected, expected.len() / 3));
        }
    }

    #[test]
    fn a_feature_too_large_for_any_answer_is_named() {
        let error = fill(
            &mut Plain(String::new()),
            &LayerName::parse("parcels").unwrap(),
            &features(&["aaa", "b"]),
            2,
            Language::default(),
        )
        .unwrap_err();
        assert!(matches!(error, HttpError::ItemTooLarge { id: 1, .. }), "{error}");
        assert_eq!(error.status(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}
