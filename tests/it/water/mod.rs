//! Water networks: what is read off meters in the field.

mod meters;
