//! What people see and can do on the maps and pages, one journey a subject.

mod base;
mod faults;
mod kept;
mod legend;
mod lookups;
mod pages;
mod side_by_side;
mod table;
