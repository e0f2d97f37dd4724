//! What people see and can do on the maps and pages, one journey a subject.

mod back;
mod card;
pub(crate) mod drawn;
mod faults;
mod kept;
mod lookups;
mod pages;
mod phone;
mod shell;
mod table;
