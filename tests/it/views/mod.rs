//! Ways of looking at a layer besides the map.

mod table;
