//! What is said before a GeoPackage of another program becomes a store: which fields anyone will see, which only staff, and
//! which layers state their place on the earth badly or not at all.

use spatial_core::message::Message;
use spatial_core::store::{Looked, StoreAddress};

use crate::cli::terminal::console::Console;
use crate::imports::told;

/// Tells it, if another program made the file.
pub(crate) fn tell(console: &Console, address: &StoreAddress, looked: &Looked, is_dry_run: bool) {
    let StoreAddress::Gpkg(path) = address else { return };
    for doubt in &looked.doubts {
        console.note(doubt);
    }
    if !looked.is_foreign {
        return;
    }
    let code = if is_dry_run { "cli-would-adopt" } else { "cli-adopting" };
    console.note(&Message::new(code).with("path", path.display()));
    for layer in &looked.layers {
        let fields = |is_public: bool| {
            let fields = layer.schema.fields.iter();
            let chosen = fields.filter(|field| (field.clearance.is_open()) == is_public);
            let names: Vec<String> = chosen.map(|field| field.name.clone()).collect();
            told::names(&names, console.language)
        };
        console.note(&Message::new("cli-adopted-layer").with("layer", &layer.name));
        console.note(&Message::new("report-public-fields").with("fields", fields(true)));
        console.note(&Message::new("report-private-fields").with("fields", fields(false)));
    }
    console.note(&Message::new("cli-adopted-remedy"));
}
