//! What the fields of a layer mean once features were added to it.

use crate::layer::Layer;

/// Gives the fields of a layer the meanings that a stage of it says; true if that changed any. A stage that says none changes none.
pub(in crate::store) fn takes_over(live: &mut Layer, staged: &Layer) -> bool {
    if !staged.says_meanings() {
        return false;
    }
    let mut is_changed = false;
    for field in &staged.schema.fields {
        let Some(at) = live.schema.position(&field.name) else { continue };
        let there = &mut live.schema.fields[at].meaning;
        if *there != field.meaning {
            field.meaning.clone_into(there);
            is_changed = true;
        }
    }
    is_changed
}
