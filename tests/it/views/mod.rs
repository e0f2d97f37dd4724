//! What people see, part by part: the legend, and whatever else is drawn or told about the data.

mod legend;
