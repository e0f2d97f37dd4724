//! Questions to a layer, and their pages.

mod cambridge;
mod items;
