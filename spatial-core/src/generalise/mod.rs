//! Levels for low zooms that keep coverages: small polygons become one fill per class, so that no map goes blank.
