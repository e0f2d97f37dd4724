//! What is drawn: the ground, colours and their legend, two maps side by side, the same in another program.

mod base;
mod legend;
mod qgis;
mod side_by_side;
pub(crate) mod steady;
