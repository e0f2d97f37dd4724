//! What people see, part by part: the base map, and whatever else is drawn or told about the data.

mod base;
