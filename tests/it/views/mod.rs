//! What people see and can do on the maps and pages, one journey a subject.

mod base;
mod desk_server;
mod faults;
mod legend;
mod lookups;
mod pages;
mod table;
