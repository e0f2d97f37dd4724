//! What is looked at: folders and files (`layout`), classes and fields (`tables`), reference systems (`systems`), records (`rows` with
//! `cells` and `shapes`; what of them is taken over: `kept`), zones together (`zones`), the dossier (`papers` with `agreement`).

mod agreement;
mod cells;
mod days;
mod kept;
mod layout;
mod papers;
mod rows;
mod shapes;
mod systems;
mod tables;
mod zones;

pub(super) use kept::people;
pub(super) use layout::{DatabaseFile, databases, folders};
pub(super) use papers::{book_file, papers};
pub(super) use rows::{Gathered, Identity, RowCheck, ZoneRow};
pub(super) use systems::Systems;
pub(super) use tables::{FoundClass, matched};
pub(super) use zones::coverage;
