//! What plans consist of besides their zones: lines and restrictions, documents and projects.

mod lines;
mod papers;
