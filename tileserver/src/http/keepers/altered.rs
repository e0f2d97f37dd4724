//! What became of layers and fields while we served them, in the log: QGIS, `ogrinfo` and imports alter tables, and who looks after the
//! server should learn of it.

use spatial_core::layer::{Field, Layer};
use spatial_core::message::Message;
use spatial_core::snapshot::World;

use crate::text::Language;

/// Tells the log what is other than before, a line each.
pub(super) fn tell(before: &World, now: &World) {
    for line in altered(&layers(before), &layers(now)) {
        tracing::warn!("{}", Language::En.say(&line));
    }
}

fn layers(world: &World) -> Vec<&Layer> {
    world.whole_layers().map(|layer| layer.layer()).collect()
}

fn altered(before: &[&Layer], now: &[&Layer]) -> Vec<Message> {
    let mut told = Vec::new();
    for former in before.iter().filter(|layer| !layer.name.is_quarantine()) {
        match now.iter().find(|layer| layer.name == former.name) {
            Some(layer) if layer.schema != former.schema => fields(former, layer, &mut told),
            Some(_) => {}
            None => told.push(Message::new("altered-layer-gone").with("layer", &former.name)),
        }
    }
    told
}

/// A field that has another name at the same place and is the same otherwise was renamed.
fn fields(former: &Layer, layer: &Layer, told: &mut Vec<Message>) {
    let about = |code, field: &Field| Message::new(code).with("layer", &layer.name).with("field", &field.name);
    let (old, new) = (&former.schema.fields, &layer.schema.fields);
    let is_gone = |field: &Field| layer.schema.position(&field.name).is_none();
    let is_new = |field: &Field| former.schema.position(&field.name).is_none();
    let renamed = |at: usize| {
        let (one, other) = (old.get(at)?, new.get(at)?);
        let is_same = one.kind == other.kind && one.clearance == other.clearance && old.len() <= new.len();
        (is_same && is_gone(one) && is_new(other)).then_some(other)
    };
    for (at, field) in old.iter().enumerate().filter(|(_, field)| is_gone(field)) {
        told.push(match renamed(at) {
            Some(other) => about("altered-field-renamed", field).with("name", &other.name),
            None => about("altered-field-gone", field),
        });
    }
    for (_, field) in new.iter().enumerate().filter(|(at, field)| is_new(field) && renamed(*at).is_none()) {
        told.push(about("altered-field-new", field).with("seen_by", &field.clearance));
    }
}
