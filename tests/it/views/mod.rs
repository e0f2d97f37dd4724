//! Views people get: pages of ours in a browser and over HTTP.

mod pages;
