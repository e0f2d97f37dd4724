//! What people see and can do on the maps and pages, one journey a subject.

mod back;
mod base;
mod create;
mod desk_app;
mod desk_server;
mod edit;
mod faults;
mod kept;
mod legend;
mod lookups;
mod pages;
mod phone;
mod shell;
mod side_by_side;
pub(crate) mod steady;
mod table;
mod tapped;
